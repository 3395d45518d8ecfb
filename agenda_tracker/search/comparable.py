"""Which other positions one would compare a position with: on the same recurring subject or topic, nearest in time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from agenda_tracker.models import AgendaItem, GovernmentPosition
from agenda_tracker.models.position import PositionQuerySet
from agenda_tracker.models.prepared import Prepared

from .answers import Answer, Unanswerable, answer

MOST = 25
# So many are asked of the index, and then so many: it also names those under a topic below.
ASKED = (60, 600)
DAY = "agenda_item__meeting__start_date"
# Position and day.
Dated = tuple[int, date]


def comparable_with(position: GovernmentPosition) -> list[GovernmentPosition]:
    """At most 25 public positions, the newest first, with item, meeting and body. At most five queries."""
    item = position.agenda_item
    if item is None:
        return []
    day, topics = item.meeting.start_date, [topic.pk for topic in position.topics.all()]
    found = set(_TOGETHER(item.pk, item.series_id or 0))
    if topics:
        found |= {*_on_topics(topics, day, earlier=True), *_on_topics(topics, day, earlier=False)}
    nearest = _nearest_to(day, (one for one in found if one[0] != position.pk))
    rows = _ROWS([pk for pk, _day in nearest]) if nearest else []
    return sorted(rows, key=lambda one: (one.agenda_item.meeting.start_date, one.pk), reverse=True)  # type: ignore[union-attr]


def _nearest_to(day: date, found: Iterable[Dated]) -> list[Dated]:
    """On either side no more than count in all, the first ones of a later day first."""
    by_day = sorted(found, key=lambda one: (one[1], one[0]))
    until, after = [one for one in by_day if one[1] <= day], [one for one in by_day if one[1] > day]
    beside = until[-MOST:] + after[:MOST]
    return sorted(beside, key=lambda one: (abs((one[1] - day).days), -one[0]))[:MOST]


def _on_topics(topics: Sequence[int], day: date, *, earlier: bool) -> list[Dated]:
    """At least the 26 nearest up to and on that day, or after it; perhaps with some that are further away."""
    found = _by_index(topics, day, earlier=earlier)
    if found is not None:
        return found
    return _UNTIL(topics, day, stop=MOST + 1) if earlier else _AFTER(topics, day, stop=MOST + 1)


def _by_index(topics: Sequence[int], day: date, *, earlier: bool) -> list[Dated] | None:
    """None when the index cannot tell, or finds too few of the topics themselves among those below them."""
    since, until = (None, day) if earlier else (day + timedelta(days=1), None)
    answered = answer(("position",), {"topic": [str(pk) for pk in topics]}, None, since, until)
    if answered is None:
        return None
    try:
        tries = (_nearest(answered, topics, most, earlier=earlier) for most in ASKED)
        return next((found for found in tries if found is not None), None)
    except Unanswerable:
        return None


def _nearest(answered: Answer, topics: Sequence[int], most: int, *, earlier: bool) -> list[Dated] | None:
    """Those on the topics among the first `most`; None when that may leave some out that count."""
    names, count = answered.page(0, most, "newest" if earlier else "oldest")
    rows = _TAGGED(topics, [pk for _kind, pk in names]) if names else []
    if count <= most:
        return rows
    # Of the last day perhaps not all were named.
    days = [day for _pk, day in rows]
    whole = [row for row in rows if row[1] != (min(days) if earlier else max(days))]
    return whole if len(whole) > MOST else None


def _public() -> PositionQuerySet:
    return GovernmentPosition.objects.public().order_by()


def _dated(rows: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition, Dated]":
    return rows.values_list("pk", DAY)


def _tagged(topics: Iterable[int]) -> "QuerySet[GovernmentPosition]":
    tagged = GovernmentPosition.topics.through.objects.filter(topic__in=topics).values("governmentposition")
    return _public().filter(pk__in=tagged)


def _together(item: int, series: int) -> "QuerySet[GovernmentPosition, Dated]":
    """On the same item, or in its series."""
    items = AgendaItem.objects.filter(Q(pk=item) | Q(series=series)).order_by().values("pk")
    return _dated(_public().filter(agenda_item__in=items))


_TOGETHER = Prepared(_together)
_TAGGED = Prepared(lambda topics, positions: _dated(_public().tagged(topics).filter(pk__in=positions)))
_UNTIL = Prepared(lambda topics, day: _dated(_tagged(topics).filter(**{f"{DAY}__lte": day}).order_by(f"-{DAY}", "-pk")))
_AFTER = Prepared(lambda topics, day: _dated(_tagged(topics).filter(**{f"{DAY}__gt": day}).order_by(DAY, "pk")))
_ROWS = Prepared(lambda positions: _public().filter(pk__in=positions).select_related("agenda_item__meeting__formation"))
