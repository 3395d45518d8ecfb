"""What the cabinet says on a topic at some meetings, each position beside what it was the previous time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from agenda_tracker.models import GovernmentPosition, MinisterialMeeting
from agenda_tracker.models.prepared import Prepared, attached

from .changes import ItemChanges, Pair, changes_for
from .pairing import Verdict
from .previous import as_shown, marked
from .sources import add_topics


@dataclass(frozen=True)
class Row:
    """A position of the selection; `pair` is None when there is nothing to compare it with."""

    position: GovernmentPosition
    pair: Pair | None


@dataclass
class MeetingGroup:
    """The positions of a selection at one meeting; at most so many as a page can hold, the number of others in `more`."""

    meeting: MinisterialMeeting
    rows: list[Row] = field(default_factory=list)
    gone: list[Pair] = field(default_factory=list)
    previous: list[MinisterialMeeting] = field(default_factory=list)
    more: int = 0

    @property
    def told(self) -> list[Row]:
        """What is not the same as the previous time."""
        return [row for row in self.rows if row.pair is None or row.pair.verdict != Verdict.SAME]

    @property
    def unchanged(self) -> list[Row]:
        return [row for row in self.rows if row.pair and row.pair.verdict == Verdict.SAME]

    @property
    def numbers(self) -> dict[str, int]:
        """How many are changed, new, gone and the same."""
        verdicts = [row.pair.verdict for row in self.rows if row.pair]
        found = {str(one): verdicts.count(one) for one in (Verdict.CHANGED, Verdict.NEW, Verdict.SAME)}
        return {**found, str(Verdict.GONE): len(self.gone)}


def by_meeting(selection: dict[int, int], meetings: Sequence[int], topics: set[int], most: int) -> list[MeetingGroup]:
    """One group for each of these meetings, in their order. `topics` are those of the page: what is gone must be on one.

    `selection` are the positions to show, each with the agenda item it is on.

    To tell what is new and gone, the other positions on the same agenda items are read, too. At most twelve queries.
    """
    positions = _on_the_items(selection)
    items = list({one.agenda_item_id: one.agenda_item for one in positions if one.agenda_item}.values())
    changes = changes_for(items, positions)
    shown = defaultdict(list)
    for position in positions:
        if getattr(position, "in_selection", False) and position.agenda_item:
            shown[position.agenda_item.meeting_id].append(position)
    return [_group(shown[pk], changes, topics, most) for pk in meetings if shown[pk]]


def _on_the_items(selection: dict[int, int]) -> list[GovernmentPosition]:
    """All public positions on the items that positions of the selection are on; those of the selection are marked so."""
    found = ON_ITEMS(sorted(set(selection.values())))
    add_topics(found)
    for position in found:
        position.in_selection = position.pk in selection  # type: ignore[attr-defined]
    return found


def on_items(items: Sequence[int]) -> "QuerySet[GovernmentPosition]":
    """The public positions on these agenda items, in the order of the agenda."""
    rows = marked(as_shown(GovernmentPosition.objects.public().filter(agenda_item__in=items)))
    return rows.order_by("agenda_item__order", "order", "pk")


ON_ITEMS: Prepared[GovernmentPosition] = Prepared(on_items)


def _group(
    positions: Sequence[GovernmentPosition], changes: dict[int, ItemChanges], topics: set[int], most: int
) -> MeetingGroup:
    first = positions[0].agenda_item
    assert first is not None
    of_items = [changes[pk] for pk in dict.fromkeys(one.agenda_item_id or 0 for one in positions)]
    pairs = {pair.later.pk: pair for one in of_items for pair in one.pairs if pair.later}
    group = MeetingGroup(first.meeting, [Row(one, pairs.get(one.pk)) for one in positions[:most]])
    group.gone = [pair for one in of_items for pair in one.of(Verdict.GONE) if _is_on(pair, topics)][:most]
    group.previous = list({one.previous.pk: one.previous for one in of_items if one.previous}.values())
    group.more = max(0, len(positions) - most)
    return group


def _is_on(pair: Pair, topics: set[int]) -> bool:
    return pair.earlier is not None and any(topic.pk in topics for topic in attached(pair.earlier, "topics"))
