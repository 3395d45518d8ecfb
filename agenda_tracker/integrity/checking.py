"""All checks in their order, and what can be repaired of what they find."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from agenda_tracker.models.moment import one_moment

from . import acts, alerts, database, derived, files, history, index, journal, quotes, references, texts, trees
from .finding import Finding

Found = dict[str, list[int]]
Check = tuple[str, Callable[[], Iterator[Finding]]]
Repair = Callable[[list[int]], int]
# In the order in which a repair makes sense: the rows, then what is told of them, then what is built of both.
MODULES = (references, quotes, files, derived, acts, history, journal, alerts, index)
REPAIRS: dict[str, Repair] = {rule: repair for module in MODULES for rule, repair in module.REPAIRS.items()}
CHECKS: tuple[Check, ...] = (
    ("database", database.find),
    ("originelen", files.find),
    ("tekst van brieven", texts.find),
    ("verwijzingen", references.find),
    ("standpunten en citaten", quotes.find),
    ("afgeleide kolommen en adressen", derived.find),
    ("bomen en ketens", trees.find),
    ("geschiedenis", history.find),
    ("handelingen", acts.find),
    ("journaal", journal.find),
    ("e-mailmeldingen", alerts.find),
)


def findings(say: Callable[[str], None]) -> Iterator[Finding]:
    """Every broken promise, as of one moment; `say` is told which check begins."""
    with index.opened() as reader, one_moment():
        last: Check = ("zoekindex", partial(index.find, reader))
        for title, find in (*CHECKS, last):
            say(title)
            yield from find()


class Tally:
    """How much was found by rule, and the rows that can be repaired; numbers only, so that a million fit in memory."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self.repairable: Found = defaultdict(list)

    def add(self, finding: Finding) -> int:
        """Returns how many there are of its rule now."""
        self.counts[finding.rule] += 1
        if finding.pk is not None and finding.rule in REPAIRS:
            self.repairable[finding.rule].append(finding.pk)
        return self.counts[finding.rule]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def repaired(tally: Tally) -> Iterator[tuple[str, int]]:
    """Repair what can be derived, rule by rule, each record in a transaction of its own or with a few others.

    Gives each rule that is cured, and of how many findings.

    An index that was sound before is caught up with the repairs by the site itself.
    """
    done: set[Repair] = set()
    for rule, repair in REPAIRS.items():
        pks = tally.repairable.get(rule)
        if pks:
            if repair not in done:  # one index, whatever was wrong with it
                done.add(repair)
                repair(pks)
            yield rule, len(pks)


def whole() -> list[str]:
    """Everything that does not hold, in sentences; for tests and drills."""
    return [str(finding) for finding in findings(lambda _title: None)]
