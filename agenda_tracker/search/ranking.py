"""The order of what was found: by day, or the best first, and then what is recent before what is old."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import nlargest
from itertools import accumulate
from typing import Any

from tantivy import DocAddress, FieldType, Occur, Order, Query, Searcher

from .documents import BELOW_DAY, key
from .index import Opened
from .schema import KINDS

# So many rows in front of a page and behind it are put in order for it.
DEEP = 2_000
# A hit of so many days before the newest counts half of what its age can cost.
HALF_LIFE = 3 * 365
AGE_COSTS = 0.3

# Positions first; a letter or meeting has so many words that it is sooner hit.
WORTH = {"position": 1.0, "topic": 0.9, "kamerstuk": 0.9, "dossier": 0.9, "letter": 0.75, "meeting": 0.65}
WORTHS = [WORTH[kind] for kind in KINDS]

Found = tuple[str, int]


@dataclass(frozen=True)
class Slice:
    """The rows from `start` on, at most `size`."""

    start: int
    size: int


@dataclass(frozen=True)
class Part:
    """Documents of which there are so many."""

    query: Query
    count: int


def by_day_from_the_front(opened: Opened, query: Query, asked: Slice, *, newest: bool) -> tuple[list[DocAddress], int]:
    """The documents of a slice near the front in the order of the lists, and how many there are in all.

    The engine looks at every document for their order, and counts them on the way for nothing.
    """
    field, order = ("newest", Order.Desc) if newest else ("oldest", Order.Asc)
    result: Any = opened.searcher.search(
        query, limit=asked.size, offset=asked.start, order_by_field=field, order=order, count=True
    )
    return [address for _value, address in result.hits], int(result.count)


def by_day(
    opened: Opened, part: Part, asked: Slice, *, newest: bool, years: "Callable[[], Mapping[int, int]] | None" = None
) -> list[DocAddress]:
    """The documents of the slice in the order of the lists, counted from the nearer end.

    `years` gives how many of them each year has, where that may be asked: far from both ends the engine would put very many
    in order, and the slice is looked for in its own years.
    """
    size = min(asked.size, part.count - asked.start)
    if size <= 0:
        return []
    asked = Slice(asked.start, size)
    if years and min(asked.start, part.count - asked.start - size) > DEEP:
        part, asked = within_years(opened, part, asked, years(), newest=newest)
    field, order, back = ("newest", Order.Desc, Order.Asc) if newest else ("oldest", Order.Asc, Order.Desc)
    behind = part.count - asked.start - size
    start, order = (asked.start, order) if asked.start <= behind else (behind, back)
    hits = opened.searcher.search(part.query, limit=size, offset=start, order_by_field=field, order=order, count=False)
    found = [address for _value, address in hits.hits]
    return found[::-1] if order is back else found


def within_years(
    opened: Opened, whole: Part, asked: Slice, years: Mapping[int, int], *, newest: bool
) -> tuple[Part, Slice]:
    """The part of whole years in which the slice lies, and its place in that; `years` has the rows of each.

    What has no day comes behind all that has one, and before it where the oldest come first.
    """
    spans = [(0, 0, whole.count - sum(years.values()))]
    spans += [(_first(year), _first(year + 1) - 1, years[year]) for year in sorted(years)]
    spans = spans[::-1] if newest else spans
    ends = list(accumulate(rows for _first_day, _last_day, rows in spans))
    begin, end = bisect_right(ends, asked.start), bisect_left(ends, asked.start + asked.size)
    before = ends[begin - 1] if begin else 0
    days = [day for span in spans[begin : end + 1] for day in span[:2]]
    days_between = Query.range_query(opened.schema, "day", FieldType.Unsigned, min(days), max(days))
    part = Query.boolean_query([(Occur.Must, whole.query), (Occur.Must, days_between)])
    return Part(part, ends[end] - before), Slice(asked.start - before, asked.size)


def _first(year: int) -> int:
    return date(year, 1, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1


def place_by_day(
    opened: Opened, query: Query, name: Found, *, newest: bool
) -> tuple[int, int, int | None, int | None] | None:
    """Number, total, and the ids before and after a row in the order of the lists; None when it is not among them."""
    own = Query.term_query(opened.schema, "key", key(*name), index_option="basic")
    hits, there = opened.best(Query.boolean_query([(Occur.Must, query), (Occur.Must, own)]), 1)
    if not there:
        return None
    field = "newest" if newest else "oldest"
    value = int(opened.searcher.fast_field_values(field, [hits[0][1]])[0] or 0)
    above, below = _beyond(opened, query, field, low=value + 1), _beyond(opened, query, field, high=value - 1)
    before, after = (above, below) if newest else (below, above)
    number, toward = opened.count(before) + 1, (Order.Asc, Order.Desc) if newest else (Order.Desc, Order.Asc)
    nearest = [_first_id(opened, part, field, order) for part, order in zip((before, after), toward, strict=True)]
    return number, opened.count(query), nearest[0], nearest[1]


def _beyond(opened: Opened, query: Query, field: str, low: int = 0, high: int = (1 << 64) - 1) -> Query:
    span = Query.range_query(opened.schema, field, FieldType.Unsigned, low, high)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, span)])


def _first_id(opened: Opened, query: Query, field: str, order: Order) -> int | None:
    hits = opened.searcher.search(query, limit=1, order_by_field=field, order=order, count=False).hits
    return named(opened.searcher, [hits[0][1]])[0][1] if hits else None


def named(searcher: Searcher, addresses: Sequence[DocAddress]) -> list[Found]:
    """Kind and id of documents."""
    if not addresses:
        return []
    kinds = searcher.fast_field_values("kind_number", list(addresses))
    ids = searcher.fast_field_values("id", list(addresses))
    return [(KINDS[int(kind or 0)], int(pk or 0)) for kind, pk in zip(kinds, ids, strict=True)]


def best_first(
    opened: Opened, query: Query, hits: Sequence[tuple[float, DocAddress]], count: int, asked: Slice
) -> list[DocAddress]:
    """Of `count` documents the best, `hits`, in their order, then the others by day; none twice, however deep."""
    if asked.start < len(hits):
        return _ranked(opened.searcher, hits, asked.start + asked.size)[asked.start :]
    if asked.start >= count:
        return []
    others = _without(opened, query, named(opened.searcher, [address for _score, address in hits]))
    beyond = Slice(asked.start - len(hits), asked.size)
    return by_day(opened, Part(others, count - len(hits)), beyond, newest=True)


def _ranked(searcher: Searcher, hits: Sequence[tuple[float, DocAddress]], most: int) -> list[DocAddress]:
    """The best of the hits, at most so many: those of one worth the newest first."""
    if not hits:
        return []
    addresses = [address for _score, address in hits]
    columns: Any = (searcher.fast_field_values(name, addresses) for name in ("kind_number", "id", "newest"))
    kinds, ids, places = columns
    latest = max(places) >> BELOW_DAY
    worth = [
        score * WORTHS[kind] * (freshness(latest - (place >> BELOW_DAY)) if place else UNDATED)
        for (score, _address), kind, place in zip(hits, kinds, places, strict=True)
    ]
    least = nlargest(most, worth)[-1]
    among = [at for at, one in enumerate(worth) if one >= least]
    best = nlargest(most, ((worth[at], places[at], -kinds[at], -ids[at], at) for at in among))
    return [addresses[at] for *_order, at in best]


@cache
def freshness(age: int) -> float:
    """1 for the newest, less with every day of `age`, never below what age can cost."""
    return float(1 - AGE_COSTS + AGE_COSTS * 2 ** (-age / HALF_LIFE))


# What has no day.
UNDATED = freshness(HALF_LIFE)


def _without(opened: Opened, query: Query, found: Sequence[Found]) -> Query:
    shown = Query.term_set_query(opened.schema, "key", [key(kind, pk) for kind, pk in found])
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, shown)])
