"""Which other positions one would compare a position with: on the same recurring subject or topic, nearest in time."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from agenda_tracker.models import AgendaItem, GovernmentPosition
from agenda_tracker.models.position import PositionQuerySet
from agenda_tracker.models.prepared import Prepared

from .answers import Unanswerable, answer
from .ranking import Found

MOST = 25
# So many are asked of the index, and then so many: it also names those under a topic below.
ASKED = (60, 600)
DAY = "agenda_item__meeting__start_date"
# Position and day.
Dated = tuple[int, date]
# Names of records, and how many there are.
Named = tuple[list[Found], int]


def comparable_with(position: GovernmentPosition) -> list[GovernmentPosition]:
    """At most 25 public positions, the newest first, with item, meeting and body. Three queries; two without the index."""
    item = position.agenda_item
    if item is None:
        return []
    day, topics = item.meeting.start_date, [topic.pk for topic in position.topics.all()]
    tagged = _by_index(topics, day) if topics else []
    if tagged is None:
        found = _by_database(item, topics)
    else:
        dated = {*tagged, *_TOGETHER(item.pk, item.series_id or 0)}
        nearest = _nearest_to(day, (one for one in dated if one[0] != position.pk))
        found = _ROWS([pk for pk, _day in nearest]) if nearest else []
    rows = {one.pk: one for one in found if one.pk != position.pk}
    nearest = _nearest_to(day, ((pk, _day_of(one)) for pk, one in rows.items()))
    return sorted((rows[pk] for pk, _day in nearest), key=lambda one: (_day_of(one), one.pk), reverse=True)


def _day_of(position: GovernmentPosition) -> date:
    return position.agenda_item.meeting.start_date  # type: ignore[union-attr]


def _nearest_to(day: date, found: Iterable[Dated]) -> list[Dated]:
    """On either side no more than count in all, the first ones of a later day first."""
    by_day = sorted(found, key=lambda one: (one[1], one[0]))
    until, after = [one for one in by_day if one[1] <= day], [one for one in by_day if one[1] > day]
    beside = until[-MOST:] + after[:MOST]
    return sorted(beside, key=lambda one: (abs((one[1] - day).days), -one[0]))[:MOST]


def _by_index(topics: Sequence[int], day: date) -> list[Dated] | None:
    """At least the 26 nearest on the topics, up to that day and after it.

    None when the index cannot tell, or finds too few of the topics themselves among those below them.
    """
    values: dict[str, Sequence[str]] = {"topic": [str(pk) for pk in topics]}
    until = answer(("position",), values, None, None, day)
    after = answer(("position",), values, None, day + timedelta(days=1), None)
    if until is None or after is None:
        return None
    try:
        tries = (_nearest(topics, day, until.page(0, most, "newest"), after.page(0, most, "oldest")) for most in ASKED)
        return next((found for found in tries if found is not None), None)
    except Unanswerable:
        return None


def _nearest(topics: Sequence[int], day: date, until: Named, after: Named) -> list[Dated] | None:
    """Those on the topics themselves; None when that may leave some out that count."""
    names = [pk for _kind, pk in (*until[0], *after[0])]
    rows = _TAGGED(topics, names) if names else []
    earlier = _whole([row for row in rows if row[1] <= day], until, min)
    later = _whole([row for row in rows if row[1] > day], after, max)
    return None if earlier is None or later is None else earlier + later


def _whole(rows: list[Dated], named: Named, furthest: Callable[[list[date]], date]) -> list[Dated] | None:
    """Without those of the last day, of which perhaps not all were named; None when that leaves too few."""
    if named[1] <= len(named[0]):
        return rows
    days = [day for _pk, day in rows]
    left = [row for row in rows if row[1] != furthest(days)]
    return left if len(left) > MOST else None


def _by_database(item: AgendaItem, topics: Sequence[int]) -> list[GovernmentPosition]:
    at = item.pk, item.series_id or 0, topics, item.meeting.start_date
    return [*_UNTIL(*at, stop=MOST + 1), *_AFTER(*at, stop=MOST + 1)]


def _public() -> PositionQuerySet:
    return GovernmentPosition.objects.public().order_by()


def _dated(rows: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition, Dated]":
    return rows.values_list("pk", DAY)


def _together(item: int, series: int) -> Q:
    """On the same item, or in its series."""
    items = AgendaItem.objects.filter(Q(pk=item) | Q(series=series)).order_by().values("pk")
    return Q(agenda_item__in=items)


def _alike(item: int, series: int, topics: Sequence[int]) -> "QuerySet[GovernmentPosition]":
    """On the same item, in its series, or under one of its topics."""
    tagged = GovernmentPosition.topics.through.objects.filter(topic__in=topics).values("governmentposition")
    return _with_body(_public().filter(_together(item, series) | Q(pk__in=tagged)))


def _with_body(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    return positions.select_related("agenda_item__meeting__formation")


_TOGETHER = Prepared(lambda item, series: _dated(_public().filter(_together(item, series))))
_TAGGED = Prepared(lambda topics, positions: _dated(_public().tagged(topics).filter(pk__in=positions)))
_ROWS = Prepared(lambda positions: _with_body(_public().filter(pk__in=positions)))
_UNTIL = Prepared(
    lambda item, series, topics, day: (
        _alike(item, series, topics).filter(**{f"{DAY}__lte": day}).order_by(f"-{DAY}", "-pk")
    )
)
_AFTER = Prepared(
    lambda item, series, topics, day: _alike(item, series, topics).filter(**{f"{DAY}__gt": day}).order_by(DAY, "pk")
)
