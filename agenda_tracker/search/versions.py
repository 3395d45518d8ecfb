"""One agenda item, or one position on it, beside the previous time; and what became of the position the next time."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from agenda_tracker.models import AgendaItem, GovernmentPosition, MinisterialMeeting
from agenda_tracker.models.prepared import Prepared, attached

from .briefing import ItemBriefing
from .briefing_rows import with_page
from .changes import ItemChanges, Pair, changes_for
from .previous import HORIZON, LOOKS_BACK, SPOKEN_AT, said_beforehand, with_item
from .sources import add_topics


def changes_of(one: ItemBriefing) -> ItemChanges:
    """What the cabinet says on the item beside what it said the previous time."""
    positions = [pair.position for pair in one.pairs] + [promised.position for promised in one.commitments]
    return changes_for([one.item], add_topics(positions))[one.item.pk]


def version_before(position: GovernmentPosition, changes: ItemChanges) -> Pair | None:
    """The pair with what this position was the previous time; None when it was not there, or there was no such time."""
    found = (one for one in changes.pairs if one.earlier and one.later and one.later.pk == position.pk)
    return next(found, None)


def version_after(position: GovernmentPosition) -> Pair | None:
    """The pair with what became of this position the next time; None when there is none, or it is gone."""
    items = _items_after(position)
    if not items:
        return None
    changes = changes_for(items, add_topics(_SAID_ON([item.pk for item in items])))
    pairs = (pair for one in changes.values() for pair in one.pairs if pair.earlier and pair.later)
    return next((pair for pair in pairs if pair.earlier and pair.earlier.pk == position.pk), None)


def _items_after(position: GovernmentPosition) -> list[AgendaItem]:
    """The next item in the series; without one, what the same body next spoke of under a topic of the position."""
    item = position.agenda_item
    if item is None:
        return []
    tied = _next_in_series(item)
    return [tied] if tied else _next_on(item, _topics_of([position]))


def next_time(one: ItemBriefing) -> list[AgendaItem]:
    """The items under whose title the same body next spoke of a topic of this one, after `changes_of`."""
    return _next_on(one.item, _topics_of([pair.position for pair in one.pairs]))


def _topics_of(positions: Sequence[GovernmentPosition]) -> set[int]:
    return {topic.pk for position in positions for topic in attached(position, "topics")}


def _next_on(item: AgendaItem, topics: Collection[int]) -> list[AgendaItem]:
    """The items of the first meeting after this one on which something was said beforehand on one of the topics."""
    day = item.meeting.start_date
    later = _MEETINGS_AFTER(item.meeting.formation_id, day, min(day, date.max - HORIZON) + HORIZON) if topics else []
    start: int | None = 0
    for most in LOOKS_BACK:
        if not (some := later[start:most]):
            break
        said = SPOKEN_AT(some, topics)
        first = min((row[3:] for row in said), default=None)
        if first:
            return _ITEMS_OF([row[0] for row in said if row[3:] == first])
        start = most
    return []


def _next_in_series(item: AgendaItem) -> AgendaItem | None:
    """The first item after this one on the same recurring subject on which the cabinet said something beforehand."""
    return _LATER.first(item.series_id, item.meeting.start_date) if item.series_id else None


def _later(series: int, day: date) -> "QuerySet[AgendaItem]":
    later = AgendaItem.objects.filter(series=series, meeting__start_date__gt=day)
    spoken = Exists(said_beforehand().filter(agenda_item=OuterRef("pk")).order_by())
    rows = with_page(later.filter(spoken)).select_related("meeting__formation")
    return rows.order_by("meeting__start_date", "meeting", "pk")


def _meetings_after(body: int, day: date, until: date) -> "QuerySet[MinisterialMeeting, Any]":
    rows = MinisterialMeeting.objects.filter(formation=body, start_date__gt=day, start_date__lte=until)
    return rows.order_by("start_date", "pk").values_list("pk", flat=True)


def _items_of(positions: Sequence[int]) -> "QuerySet[AgendaItem]":
    """The items on which these were said, when they have a page."""
    said = GovernmentPosition.objects.filter(pk__in=positions).order_by().values("agenda_item")
    rows = with_page(AgendaItem.objects.filter(pk__in=said)).select_related("meeting__formation")
    return rows.order_by("order", "pk")


_LATER, _MEETINGS_AFTER, _ITEMS_OF = Prepared(_later), Prepared(_meetings_after), Prepared(_items_of)
_SAID_ON = Prepared(lambda items: with_item(GovernmentPosition.objects.public().filter(agenda_item__in=items)))
