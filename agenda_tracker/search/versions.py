"""One agenda item, or one position on it, beside the previous time; and what became of the position the next time."""

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from agenda_tracker.models import AgendaItem, GovernmentPosition, Topic

from .briefing import ItemBriefing, with_page
from .changes import ItemChanges, Pair, changes_for
from .previous import said_beforehand, with_citation


def changes_of(one: ItemBriefing) -> ItemChanges:
    """What the cabinet says on the item beside what it said the previous time."""
    positions = [pair.position for pair in one.pairs] + [promised.position for promised in one.commitments]
    prefetch_related_objects(positions, Prefetch("topics", Topic.objects.public()))
    return changes_for([one.item], positions)[one.item.pk]


def version_before(position: GovernmentPosition, changes: ItemChanges) -> Pair | None:
    """The pair with what this position was the previous time; None when it was not there, or there was no such time."""
    found = (one for one in changes.pairs if one.earlier and one.later and one.later.pk == position.pk)
    return next(found, None)


def version_after(position: GovernmentPosition) -> Pair | None:
    """The pair with what became of this position the next time in the series; None when there is none, or it is gone."""
    following = _next_in_series(position.agenda_item) if position.agenda_item else None
    if following is None:
        return None
    said = with_citation(GovernmentPosition.objects.public().filter(agenda_item=following))
    changes = changes_for([following], said)[following.pk]
    found = (one for one in changes.pairs if one.earlier and one.later and one.earlier.pk == position.pk)
    return next(found, None)


def _next_in_series(item: AgendaItem) -> AgendaItem | None:
    """The first item after this one on the same recurring subject on which the cabinet said something beforehand."""
    if item.series_id is None:
        return None
    later = AgendaItem.objects.filter(series=item.series_id, meeting__start_date__gt=item.meeting.start_date)
    spoken = Exists(said_beforehand().filter(agenda_item=OuterRef("pk")).order_by())
    rows = with_page(later.filter(spoken)).select_related("meeting__formation")
    return rows.order_by("meeting__start_date", "meeting", "pk").first()
