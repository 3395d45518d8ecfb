"""What was read of each meeting of a letter, as it is kept with the letter: `Letter.read_meetings`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from agenda_tracker.letters import ReadMeeting
from agenda_tracker.models import Letter, LetterKind, LetterMeeting, MinisterialMeeting

from .matching import MeetingMatch


@dataclass
class KeptMeeting:
    """One of them. `meeting` is the id of the record that it is; `made`: by this letter; `by_hand`: a clerk chose it."""

    kind: str
    organisation: str
    formation: str
    formation_slug: str
    start: str | None
    end: str | None
    informal: bool
    place: str
    country: str
    as_written: str
    asks: str = ""
    meeting: int | None = None
    made: bool = False
    by_hand: bool = False

    @property
    def first_day(self) -> date | None:
        return date.fromisoformat(self.start) if self.start else None

    @property
    def last_day(self) -> date | None:
        return date.fromisoformat(self.end) if self.end else self.first_day

    @property
    def kind_in_words(self) -> str:
        return str(LetterKind(self.kind).label)

    def days(self, around: timedelta, letter_date: date | None) -> tuple[date, date] | None:
        """The days within which the meeting may lie; without a date in the letter, those that follow it."""
        first, last = self.first_day, self.last_day
        if first and last:
            return first - around, last + around
        return (letter_date - around, letter_date + 4 * around) if letter_date else None


def kept_meeting(read: ReadMeeting, match: MeetingMatch) -> dict[str, Any]:
    start, end = read.start_date, read.end_date or read.start_date
    kept = KeptMeeting(
        kind=read.kind,
        organisation=read.organisation,
        formation=read.formation,
        formation_slug=read.formation_slug,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        informal=read.informal,
        place=read.place or "",
        country=read.country or "",
        as_written=read.as_written,
        asks=match.asks,
        meeting=match.meeting.pk if match.meeting else None,
        made=match.made,
    )
    return asdict(kept)


def kept_meetings(letter: Letter) -> list[KeptMeeting]:
    return [KeptMeeting(**one) for one in letter.read_meetings]


def keep(letter: Letter, meetings: list[KeptMeeting]) -> None:
    """Store them, unless nothing changed."""
    now = [asdict(one) for one in meetings]
    if now != letter.read_meetings:
        letter.read_meetings = now
        letter.save(update_fields=["read_meetings"])


def ties(letter: Letter, kept: list[KeptMeeting]) -> list[LetterMeeting | None]:
    """For each read meeting the tie that it is: by id, else the one of its kind that was tied by hand meanwhile."""
    free = list(letter.treatments.select_related("meeting__formation"))
    found: list[LetterMeeting | None] = []
    claimed: set[int] = set()
    for one in kept:
        exact = next((tie for tie in free if tie.meeting_id == one.meeting and tie.kind == one.kind), None)
        found.append(exact)
        claimed |= {exact.pk} if exact else set()
    for place, one in enumerate(kept):
        if found[place] is None:
            spare = next((tie for tie in free if tie.pk not in claimed and tie.kind == one.kind), None)
            found[place] = spare
            claimed |= {spare.pk} if spare else set()
    return found


def meeting_of(tie: LetterMeeting | None) -> MinisterialMeeting | None:
    return tie.meeting if tie else None
