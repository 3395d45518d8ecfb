"""One agenda item, or one position on it, beside the previous time; and what became of the position the next time."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from agenda_tracker.models import AgendaItem, GovernmentPosition
from agenda_tracker.models.prepared import Prepared

from .briefing import ItemBriefing
from .briefing_rows import with_page
from .changes import ItemChanges, Pair, changes_for
from .previous import said_beforehand, with_item
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
    """The pair with what became of this position the next time in the series; None when there is none, or it is gone."""
    following = _next_in_series(position.agenda_item) if position.agenda_item else None
    if following is None:
        return None
    changes = changes_for([following], add_topics(_SAID_ON(following.pk)))[following.pk]
    found = (one for one in changes.pairs if one.earlier and one.later and one.earlier.pk == position.pk)
    return next(found, None)


def _next_in_series(item: AgendaItem) -> AgendaItem | None:
    """The first item after this one on the same recurring subject on which the cabinet said something beforehand."""
    return _LATER.first(item.series_id, item.meeting.start_date) if item.series_id else None


def _later(series: int, day: date) -> "QuerySet[AgendaItem]":
    later = AgendaItem.objects.filter(series=series, meeting__start_date__gt=day)
    spoken = Exists(said_beforehand().filter(agenda_item=OuterRef("pk")).order_by())
    rows = with_page(later.filter(spoken)).select_related("meeting__formation")
    return rows.order_by("meeting__start_date", "meeting", "pk")


_LATER = Prepared(_later)
_SAID_ON = Prepared(lambda item: with_item(GovernmentPosition.objects.public().filter(agenda_item=item)))
