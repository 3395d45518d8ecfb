"""All checks in their order, and what can be repaired of what they find."""

import logging
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import connection, transaction

from agenda_tracker.models.moment import one_moment
from agenda_tracker.search.index import Busy
from agenda_tracker.search.numbers import thousands

from . import (
    acts,
    alerts,
    database,
    derived,
    files,
    history,
    index,
    journal,
    lines,
    quotes,
    references,
    schema,
    seals,
    texts,
    trees,
    values,
)
from .finding import BATCH, Finding, telling

logger = logging.getLogger(__name__)

# Seconds between two lines about how far a check has come.
EVERY = 10.0

Found = dict[str, list[int]]
Check = tuple[str, Callable[[], Iterator[Finding]]]
Repair = Callable[[list[int]], int]
# In the order in which a repair makes sense: the rows, then what is told of them, then what is built of both.
MODULES = (schema, references, quotes, files, derived, acts, history, journal, alerts, index)
REPAIRS: dict[str, Repair] = {rule: repair for module in MODULES for rule, repair in module.REPAIRS.items()}
SCHEMA, INDEX = "schema", "zoekindex"
CHECKS: tuple[Check, ...] = (
    ("database", database.find),
    ("waarden", values.find),
    ("originelen", files.find),
    ("tekst van brieven", texts.find),
    ("verwijzingen", references.find),
    ("standpunten en citaten", quotes.find),
    ("afgeleide kolommen en adressen", derived.find),
    ("bomen en ketens", trees.find),
    ("geschiedenis", history.find),
    ("handelingen", acts.find),
    ("handelingen in de geschiedenis", lines.find),
    ("zegels van de geschiedenis", seals.find),
    ("journaal", journal.find),
    ("e-mailmeldingen", alerts.find),
)
ALL = (SCHEMA, *(title for title, _find in CHECKS), INDEX)
# What a repair can alter besides what it repairs: a record gets a line of history, its pages one in the journal, which
# mails and the index follow. So these are looked at again.
OF_PAGES = ("journaal", "e-mailmeldingen", INDEX)
AFTER: dict[Any, tuple[str, ...]] = {
    schema: (SCHEMA,),
    references: ("verwijzingen", "geschiedenis", *OF_PAGES),
    quotes: ("standpunten en citaten", "geschiedenis", *OF_PAGES),
    files: ("originelen", "geschiedenis", *OF_PAGES),
    derived: ("afgeleide kolommen en adressen", "geschiedenis", *OF_PAGES),
    acts: ("handelingen",),
    history: ("geschiedenis",),
    journal: OF_PAGES,
    alerts: ("e-mailmeldingen",),
    index: (INDEX,),
}


def findings(say: Callable[[str], None], of: Collection[str] | None = None) -> Iterator[Finding]:
    """Every broken promise that these checks find (all, unless told), as of one moment.

    `say` is told which check begins, and how far one that takes long has come.
    """
    pace = Pace(say)
    with telling(pace.looked_at), ExitStack() as stack:
        if of is None or SCHEMA in of:
            pace.begin(SCHEMA)
            yield from _as_far_as_possible(SCHEMA, schema.find)
        last: tuple[Check, ...] = ((INDEX, _of_index(stack)),) if of is None or INDEX in of else ()
        stack.enter_context(one_moment())
        for title, find in (*CHECKS, *last):
            if of is None or title in of:
                pace.begin(title)
                yield from _as_far_as_possible(title, partial(_in_savepoint, find))


class Pace:
    """Says now and then how many rows a check has looked at."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def begin(self, title: str) -> None:
        self.title, self.rows, self.next = title, 0, time.monotonic() + EVERY
        self.say(title)

    def looked_at(self, rows: int) -> None:
        self.rows += rows
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + EVERY
            self.say(f"{self.title}: {thousands(self.rows)} bekeken")


def _of_index(stack: ExitStack) -> Callable[[], Iterator[Finding]]:
    """The check of the index, opened now; one that says why when it cannot be opened."""
    try:
        return partial(index.find, stack.enter_context(index.opened()))
    except Exception as error:
        return partial(_raise, error)


def _raise(error: Exception) -> Iterator[Finding]:
    raise error


def _as_far_as_possible(title: str, find: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What one check finds. Where it cannot go on, that is a finding, too, and the other checks are done."""
    try:
        for finding in find():
            yield replace(finding, check=title)
    except Exception as error:
        logger.info("the check of %s ended", title, exc_info=True)
        wrong = f"kon niet verder ({type(error).__name__}: {' '.join(str(error).split())})"
        yield Finding(
            "check-ended",
            f"controle {title}",
            wrong,
            "Herstel eerst het bovenstaande, en controleer opnieuw",
            None,
            title,
        )


def _in_savepoint(find: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """After an error PostgreSQL answers nothing more until it has gone back to before it; SQLite goes on by itself."""
    if connection.vendor != "postgresql":
        yield from find()
        return
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT looking")
        try:
            yield from find()
        except Exception:
            cursor.execute("ROLLBACK TO SAVEPOINT looking")
            raise
        finally:
            cursor.execute("RELEASE SAVEPOINT looking")


class Tally:
    """How much was found by rule, and the rows that can be repaired; numbers only, so that a million fit in memory."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.by_check: dict[str, Counter[str]] = defaultdict(Counter)
        self.repairable: Found = defaultdict(list)

    def add(self, finding: Finding) -> int:
        """Returns how many there are of its rule now."""
        self.counts[finding.rule] += 1
        self.by_check[finding.check][finding.rule] += 1
        if finding.pk is not None and finding.rule in REPAIRS:
            self.repairable[finding.rule].append(finding.pk)
        return self.counts[finding.rule]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def after_repair(self) -> tuple[str, ...]:
        """The checks to do again after what can be repaired was; the others would find what they found."""
        modules = [module for module in MODULES if module.REPAIRS.keys() & self.repairable.keys()]
        again = {title for module in modules for title in AFTER[module]}
        return tuple(title for title in ALL if title in again)

    def without(self, titles: Collection[str]) -> "Tally":
        """What other checks than these found, which no repair is for."""
        left = Tally()
        for title, counts in self.by_check.items():
            if title not in titles:
                left.counts.update(counts)
        return left


def repaired(tally: Tally, say: Callable[[str], None] = lambda _sentence: None) -> Iterator[tuple[str, int]]:
    """Repair what can be derived, rule by rule, each record in a transaction with a few others or of its own.

    Gives each rule and of how many findings the repair went well; `say` is told what could not be repaired, and the
    rest goes on. Whether all is well now, only another look says. Raises Busy when another process writes the index.

    An index that was sound before is caught up with the repairs by the site itself.
    """
    failed: dict[Repair, list[int]] = {}
    for rule, repair in REPAIRS.items():
        pks = tally.repairable.get(rule)
        if pks:
            if repair not in failed:  # one index, whatever was wrong with it
                failed[repair] = []
                for pk, wrong in _failures(repair, list(dict.fromkeys(pks))):
                    failed[repair].append(pk)
                    say(_not_repaired(rule, pk, wrong))
            yield rule, sum(pk not in failed[repair] for pk in pks)


def _failures(repair: Repair, pks: list[int]) -> Iterator[tuple[int, Exception]]:
    """The records that could not be repaired, and why. What fails with others is tried alone."""
    for start in range(0, len(pks), BATCH):
        part = pks[start : start + BATCH]
        wrong = _failure(repair, part)
        if wrong and len(part) > 1:
            for pk in part:
                yield from _failures(repair, [pk])
        elif wrong:
            yield part[0], wrong


def _failure(repair: Repair, pks: list[int]) -> Exception | None:
    """Why nothing was repaired; None when all went well. 0 stands for a whole, which has its own transactions."""
    try:
        with nullcontext() if 0 in pks else transaction.atomic():
            repair(pks)
    except Busy:
        raise
    except Exception as error:
        logger.info("a repair of %s failed", pks, exc_info=True)
        return error
    return None


def _not_repaired(rule: str, pk: int, wrong: Exception) -> str:
    of = f" van record {pk}" if pk else ""
    return f"Niet hersteld: {rule}{of} ({wrong}). Los eerst op wat er verder is gevonden, en draai het dan opnieuw."


def whole() -> list[str]:
    """Everything that does not hold, in sentences; for tests and drills."""
    return [str(finding) for finding in findings(lambda _title: None)]
