"""Facets: how many rows each choice of a filter would give, counted by the index and equal to what the list then shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tantivy import Query

from .asking import TOGETHER, Asked, Asker, all_of
from .documents import RECORD, key
from .facts import SEPARATOR, path
from .index import Opened
from .ranking import Found

# More terms than any facet has; with less the engine counts wrongly without saying so.
MOST_TERMS = 60_000


def count_facets(opened: Opened, asker: Asker, asked: Asked, names: Iterable[str]) -> dict[str, Counter[str]]:
    """By parameter: rows by value, under all other parameters that were chosen but not under this one itself."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    names = list(names)
    for kind in asked.kinds:
        one_kind = replace(asked, kinds=(kind,))
        for name, counts in _of_kind(opened, asker, one_kind, names).items():
            found[name].update(counts)
    return found


def _of_kind(opened: Opened, asker: Asker, asked: Asked, names: Sequence[str]) -> dict[str, Counter[str]]:
    chosen = [name for name in names if name in asked.values]
    others = [name for name in names if name not in asked.values]
    found = dict(_known(opened, asker, asked, others))
    for name in chosen:
        found |= _known(opened, asker, asked, [name], without=name)
    return found


def _known(
    opened: Opened, asker: Asker, asked: Asked, names: Sequence[str], without: str = ""
) -> dict[str, Counter[str]]:
    """Counted once for all pages of a selection, and a choice of theme once for whichever theme is chosen."""
    question = ("facets", tuple(names), asked.key(without))
    return opened.once(question, lambda: _counted(opened, asker, asked, names, which(opened, asker, asked, without)))


def which(opened: Opened, asker: Asker, asked: Asked, without: str = "") -> Query:
    """The documents that were asked for, in no order of worth: put together once for a page and its facets."""
    return opened.once(("which", asked.key(without)), lambda: asker.unranked(asked, without))


def know(opened: Opened, asked: Asked, found: Iterable[Found]) -> None:
    """From now on `which` names these documents, which are all that was asked for: the places of a phrase are not read again."""
    keys = sorted(key(kind, pk) for kind, pk in found)
    opened.once(("which", asked.key()), lambda: Query.term_set_query(opened.schema, "key", keys))


def _counted(opened: Opened, asker: Asker, asked: Asked, names: Sequence[str], query: Query) -> dict[str, Counter[str]]:
    """All these in one pass over the documents."""
    if not names:
        return {}
    companions = {name: _companions(asked, name) for name in names}
    wanted = {name: _terms_of(f"by.{path([name, *companions[name]])}") for name in names}
    answer: dict[str, Any] = opened.searcher.aggregate(query, wanted)
    found = {}
    for name in names:
        counts = {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
        found[name] = _own(opened, asker, asked, query, name, companions[name], counts)
    return found


class ByMeeting(NamedTuple):
    """How many positions of a selection each of its meetings has, the latest meeting first.

    In columns, because a wide selection has tens of thousands: days as ordinal numbers, ids of the meetings, and numbers of
    positions.
    """

    days: Sequence[int]
    meetings: Sequence[int]
    positions: Sequence[int]


def count_by_meeting(opened: Opened, query: Query) -> ByMeeting:
    """Of positions."""
    terms = _terms_of("meeting")
    terms["terms"]["order"] = {"_key": "desc"}
    buckets = opened.searcher.aggregate(query, {"meeting": terms})["meeting"]["buckets"]
    keys = [int(bucket["key"]) for bucket in buckets]
    meeting = (1 << RECORD) - 1
    return ByMeeting(
        [key >> RECORD for key in keys], [key & meeting for key in keys], [one["doc_count"] for one in buckets]
    )


def count_years(opened: Opened, query: Query) -> dict[int, int]:
    """Every year with how many of these documents are of a day in it."""
    buckets = opened.searcher.aggregate(query, {"year": _terms_of("by.year")})["year"]["buckets"]
    return {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def count_by_year(opened: Opened, query: Query) -> Iterator[tuple[int, Counter[str]]]:
    """Every year in which one of these positions was said, with how many have each stance (`""`: not said)."""
    wanted = {"year": {**_terms_of("by.year"), "aggs": {"stance": _terms_of("by.stance")}}}
    for bucket in opened.searcher.aggregate(query, wanted)["year"]["buckets"]:
        stances = Counter({one["key"]: one["doc_count"] for one in bucket["stance"]["buckets"]})
        if silent := bucket["doc_count"] - stances.total():
            stances[""] = silent
        yield int(bucket["key"]), stances


def _terms_of(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": MOST_TERMS, "segment_size": MOST_TERMS}}


def _companions(asked: Asked, name: str) -> list[str]:
    """The chosen parameters that must hold for the same record as this one."""
    together = next((some for some in TOGETHER.get(asked.kinds[0], ()) if name in some), ())
    return [other for other in together if other != name and other in asked.values]


def _own(
    opened: Opened,
    asker: Asker,
    asked: Asked,
    query: Query,
    name: str,
    companions: Sequence[str],
    counts: dict[str, int],
) -> Counter[str]:
    """The counts of this parameter's values, where its companions have the values that were chosen."""
    if not companions:
        return Counter(counts)
    order = sorted([name, *companions])
    found: Counter[str] = Counter()
    several = False
    for combined, count in counts.items():
        parts = dict(zip(order, combined.split(SEPARATOR), strict=True))
        if all(parts[other] in asked.values[other] for other in companions):
            several = several or parts[name] in found
            found[parts[name]] += count
    return _one_by_one(opened, asker, asked, query, name, found) if several else found


def _one_by_one(
    opened: Opened, asker: Asker, asked: Asked, query: Query, name: str, values: Iterable[str]
) -> Counter[str]:
    """Where a companion has two values, a row that has both must count once."""
    found: Counter[str] = Counter()
    for value in values:
        with_value = asker.of_kind(asked.kinds[0], {**asked.values, name: [value]})
        found[value] = opened.count(all_of([query, with_value]))
    return found
