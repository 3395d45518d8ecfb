"""What the cabinet says on a topic at one meeting, beside the previous time: written once, and kept while nothing changes."""

from typing import NamedTuple

from agenda_tracker.search.kept import KeptRows
from agenda_tracker.search.through_time import AT_MEETINGS, POSITIONS_A_PAGE
from agenda_tracker.search.topic_changes import by_meeting

from .printed import macros

# Of about 4 kB each.
MOST = 2_000


class GroupKey(NamedTuple):
    """All that a group depends on: the topics, the meeting, and nature and stance of what is shown, if that is asked for."""

    topics: tuple[int, ...]
    meeting: int
    kind: str | None
    stance: str | None


def _written(keys: list[GroupKey]) -> dict[GroupKey, bytes]:
    """For keys that differ by their meeting only."""
    if not keys:
        return {}
    first, meetings = keys[0], [key.meeting for key in keys]
    chosen = dict(AT_MEETINGS(meetings, list(first.topics), first.kind, first.stance))
    groups = by_meeting(chosen, meetings, set(first.topics), POSITIONS_A_PAGE)
    write = macros("web/_meeting_group.html").meeting_group
    return {first._replace(meeting=group.meeting.pk): write(group).encode() for group in groups}


written_groups = KeptRows(_written, MOST)
