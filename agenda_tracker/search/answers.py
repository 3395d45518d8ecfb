"""What the index answers to a selection: one page of names, the total, facets, and a better spelling."""

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from tantivy import DocAddress, Query

from . import catch_up
from .asking import Asked, Asker, all_of
from .compounds import Vocabulary
from .counting import ByMeeting, count_by_meeting, count_by_year, count_facets, count_years, know, which
from .elided import apart
from .index import Opened
from .lines import PositionLine, unpacked
from .ranking import DEEP, Found, Part, Slice, best_first, by_day, by_day_from_the_front, named, place_by_day
from .schema import WEIGHTS
from .spelling import suggest
from .wanted import Term, Wanted

# With so many words a vocabulary takes long to make; it may then be a minute old.
MANY_WORDS = 20_000
MINUTE = 60.0
MOST_IDS = 100_000
# Beyond so many the best have been shown, and the rest follows by day.
MOST_RANKED = 1_000
# So many documents that a phrase of common words found are named from then on, instead of looked for again.
FEW = 500
OF_TEXT = ("position", "letter", "meeting")

logger = logging.getLogger(__name__)


class Unanswerable(Exception):
    """The index broke while it was asked; the database must answer."""


@dataclass
class Known:
    """The words of one state of the index."""

    opened: Opened
    vocabulary: Vocabulary
    at: float

    def are_of(self, opened: Opened) -> bool:
        return (self.opened.state, self.opened.inode) == (opened.state, opened.inode)

    def will_do(self, opened: Opened) -> bool:
        """Whether they are of a moment ago, and take long to read anew."""
        same_index = (self.opened.state.site, self.opened.inode) == (opened.state.site, opened.inode)
        return same_index and len(self.vocabulary) > MANY_WORDS and time.monotonic() - self.at < MINUTE


_known: list[Known] = []


def known_words(opened: Opened) -> Known:
    """The words that occur in the index, with how often, and the state that they were read from."""
    known = _known[0] if _known else None
    if known is None or not (known.are_of(opened) or known.will_do(opened)):
        known = Known(opened, _read_vocabulary(opened), time.monotonic())
        _known[:] = [known]
    return known


def _read_vocabulary(opened: Opened) -> Vocabulary:
    counts: Counter[str] = Counter()
    lent: set[str] = set()
    for name in WEIGHTS:
        counts.update(dict(opened.searcher.terms_with_prefix(f"{name}_exact", "")))
        lent |= {joined for joined, _count in opened.searcher.terms_with_prefix(f"{name}_lent", "")}
    return Vocabulary(counts, counts, map(apart, lent))


@contextmanager
def guarded() -> Iterator[None]:
    """Turns whatever the engine does on damaged files, panics included, into Unanswerable; not that memory ran out."""
    try:
        yield
    except (Unanswerable, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        logger.exception("the search index failed; the database answers")
        raise Unanswerable from error


def _among(found: Sequence[Found], count: int, name: Found) -> tuple[int, int, int | None, int | None]:
    at = found.index(name)
    before = found[at - 1][1] if at else None
    return at + 1, count, before, found[at + 1][1] if at + 1 < len(found) else None


@dataclass(frozen=True)
class Answer:
    """All about one selection, of one state of the index.

    It `lags` where words were asked for and those that the index had a moment ago were taken for all it has: then nothing that
    is found out is kept for others.
    """

    opened: Opened
    asked: Asked
    asker: Asker = field(init=False)
    lags: bool = field(init=False)

    def __post_init__(self) -> None:
        known = known_words(self.opened)
        lags = self.asked.wanted is not None and not known.are_of(self.opened)
        object.__setattr__(self, "asker", Asker(self.opened.schema, known.vocabulary))
        object.__setattr__(self, "lags", lags)
        if lags:
            object.__setattr__(self, "opened", replace(self.opened, known={}))

    @cached_property
    def query(self) -> Query:
        """The documents that were asked for, in no order of worth."""
        return which(self.opened, self.asker, self.asked)

    @property
    def ranked(self) -> Query:
        """The same documents, with what each is worth; put together once for all pages."""
        return self.opened.once(("ranked", self.asked.key()), lambda: self.asker.query(self.asked))

    def page(self, start: int, size: int, order: str) -> tuple[list[Found], int]:
        """Names of the rows from `start` on, and how many there are in all. `order`: relevance, newest or oldest."""
        with guarded():
            addresses, count = self._documents(start, size, order)
            return named(self.opened.searcher, addresses), count

    def page_with_lines(self, start: int, size: int, order: str) -> tuple[list[Found], dict[int, PositionLine], int]:
        """As `page`, with the line of every position in it by its id."""
        with guarded():
            addresses, count = self._documents(start, size, order)
            if self.asked.kinds == ("position",):
                lines = list(map(self._line, addresses))
                return [("position", line.pk) for line in lines], {line.pk: line for line in lines}, count
            found = named(self.opened.searcher, addresses)
            told = [at for (kind, _pk), at in zip(found, addresses, strict=True) if kind == "position"]
            return found, {line.pk: line for line in map(self._line, told)}, count

    def _line(self, address: DocAddress) -> PositionLine:
        return unpacked(self.opened.stored("line", address))

    def _documents(self, start: int, size: int, order: str) -> tuple[list[DocAddress], int]:
        if order == "relevance":
            hits, count = self.opened.best(self.ranked, MOST_RANKED)
            if count <= FEW and self.asker.is_costly(self.asked.wanted):
                found = named(self.opened.searcher, [address for _score, address in hits])
                know(self.opened, self.asked, found)
            return best_first(self.opened, self.ranked, hits, count, Slice(start, size)), count
        asked, newest = Slice(start, size), order != "oldest"
        if start + size <= DEEP:
            addresses, count = by_day_from_the_front(self.opened, self.query, asked, newest=newest)
            return addresses, self.opened.once(("count", self.asked.key()), lambda: count)
        part = Part(self.query, self.count)
        return by_day(self.opened, part, asked, newest=newest, years=self._years), part.count

    def _years(self) -> dict[int, int]:
        return self.opened.once(("years", self.asked.key()), lambda: count_years(self.opened, self.query))

    def place(self, name: Found, order: str) -> tuple[int, int, int | None, int | None] | None:
        """Number (from 1), total, and the ids before and after a row; None when it is not there, or too deep to tell."""
        with guarded():
            if order == "relevance":
                found, count = self.page(0, MOST_RANKED, order)
                return _among(found, count, name) if name in found else None
            return place_by_day(self.opened, self.query, name, newest=order != "oldest")

    @property
    def count(self) -> int:
        with guarded():
            return self.opened.once(("count", self.asked.key()), lambda: self.opened.count(self.query))

    def ids(self) -> list[int] | None:
        """The ids of all rows, when they are of one kind and not too many to hand to the database."""
        if len(self.asked.kinds) > 1 or self.count > MOST_IDS:
            return None
        with guarded():
            hits, _count = self.opened.best(self.query, MOST_IDS)
            return [pk for _kind, pk in named(self.opened.searcher, [address for _score, address in hits])]

    def among(self, ids: Collection[int]) -> set[int] | None:
        """Which of these rows are in the selection, of one kind; None when the index broke."""
        (kind,) = self.asked.kinds
        try:
            with guarded():
                hits, _count = self.opened.best(all_of([self.query, self.opened.these(kind, ids)]), max(1, len(ids)))
                return {pk for _kind, pk in named(self.opened.searcher, [address for _score, address in hits])}
        except Unanswerable:
            return None

    def facets(self, names: Sequence[str]) -> dict[str, Counter[str]]:
        """Rows by value for each of these parameters."""
        with guarded():
            return count_facets(self.opened, self.asker, self.asked, names)

    def meetings(self) -> ByMeeting:
        """Of positions."""
        with guarded():
            return count_by_meeting(self.opened, self.query)

    def years(self) -> list[tuple[int, Counter[str]]]:
        """Of positions: each year, the newest first, with how many have each stance."""
        with guarded():
            return sorted(count_by_year(self.opened, self.query), reverse=True)

    def kinds(self) -> Counter[str]:
        """Rows by kind of record, under everything that was asked."""
        with guarded():
            terms = {"kind": {"terms": {"field": "kind", "size": 100, "segment_size": 100}}}
            buckets = self.opened.searcher.aggregate(self.query, terms)["kind"]["buckets"]
            return Counter({bucket["key"]: bucket["doc_count"] for bucket in buckets})

    @cached_property
    def otherwise(self) -> Wanted | None:
        """Another way to ask what finds nothing: words that occur nowhere in parts or spelt better; else most, or any words.

        None when nothing helps.
        """
        wanted = self.asked.wanted
        if not wanted:
            return None
        with guarded():
            groups = tuple(found for group in wanted.groups for found in self._mended(group))
            mended = Wanted(groups, wanted.without)
            ways = dict.fromkeys([mended, mended.most_words, mended.any_word])
            return next((way for way in ways if way != wanted and self.instead(way).in_text), None)

    def _mended(self, group: tuple[Term, ...]) -> list[tuple[Term, ...]]:
        """The group when one of its terms occurs somewhere; else what it was perhaps meant to be."""
        if any(term.exact or term.is_soft or self.instead(Wanted(((term,),))).in_text for term in group):
            return [group]
        word = group[0].words[0]
        parts: list[tuple[Term, ...]] = [(Term((part,)),) for part in self.asker.parts(word)]
        if parts and self.instead(Wanted(tuple(parts))).in_text:
            return parts
        candidates = (Term((other,)) for other in suggest(word, self.asker.vocabulary))
        return [(next((one for one in candidates if self.instead(Wanted(((one,),))).count), group[0]),)]

    @property
    def in_text(self) -> bool:
        """Whether anything but a subject or a title of a paper has the words."""
        kinds = tuple(kind for kind in self.asked.kinds if kind in OF_TEXT)
        return Answer(self.opened, replace(self.asked, kinds=kinds)).count > 0

    def with_value(self, name: str, value: str) -> "Answer":
        """The same selection, and one more value."""
        return Answer(self.opened, replace(self.asked, values={**self.asked.values, name: [value]}))

    def instead(self, wanted: Wanted) -> "Answer":
        """The same selection with other words."""
        return Answer(self.opened, replace(self.asked, wanted=wanted))


def answer(
    kinds: Sequence[str], values: dict[str, Sequence[str]], wanted: Wanted | None, start: date | None, end: date | None
) -> Answer | None:
    """An answer from the index as it is now; None when the database must answer."""
    opened = catch_up.current()
    if opened is None:
        return None
    try:
        with guarded():
            return Answer(opened, Asked(tuple(kinds), values, start, end, wanted))
    except Unanswerable:
        return None


def values_of(chosen: dict[str, Any]) -> dict[str, Sequence[str]]:
    """Cleaned parameters as the index keeps them."""
    found: dict[str, Sequence[str]] = {}
    for name in ("topic", "formation", "ministry"):
        if name in chosen:
            found[name] = [str(chosen[name].value.pk)]
    for name in ("organisation", "letter_kind", "kind", "stance", "chamber"):
        if name in chosen:
            found[name] = [chosen[name].slug]
    if "dossier" in chosen:
        found["dossier"] = [reference.normal for reference in chosen["dossier"]]
    if "year" in chosen:
        found["year"] = [str(chosen["year"])]
    return found
