"""Letters on record that a new one may be: with the same Kamerstuk number, or of the same kind on the same meeting."""

from dataclasses import dataclass

from agenda_tracker.letters import LetterReading, ReadMeeting
from agenda_tracker.models import Kamerstuk, Letter, LetterMeeting, MinisterialMeeting

from .matching import known_meetings, match_formation


@dataclass(frozen=True)
class Double:
    """The letter, and the Dutch question for the clerk."""

    letter: Letter
    sentence: str


def find_double(reading: LetterReading) -> Double | None:
    """The letter to ask about; nothing is made or altered."""
    return _same_number(reading) or _same_meeting(reading)


def _same_number(reading: LetterReading) -> Double | None:
    papers = Kamerstuk.objects.filter(normal_form=reading.own_kamerstuk or "", letter__isnull=False)
    paper = papers.select_related("letter", "dossier").first()
    if paper is None or paper.letter is None:
        return None
    return Double(paper.letter, f"Kamerstuk {paper} hoort al bij de brief “{paper.letter}”. Is dit dezelfde brief?")


def _same_meeting(reading: LetterReading) -> Double | None:
    for read in reading.meetings:
        meeting = _on_record(read)
        ties = LetterMeeting.objects.filter(meeting=meeting, kind=read.kind).exclude(letter__status="withdrawn")
        tie = ties.select_related("letter").order_by("-pk").first() if meeting else None
        if tie:
            told = f"“{tie.letter}”" + (f" ({tie.letter.dated})" if tie.letter.date else "")
            return Double(
                tie.letter, f"Bij de {meeting} hoort al een {tie.get_kind_display()}: {told}. Is dit dezelfde brief?"
            )
    return None


def _on_record(read: ReadMeeting) -> MinisterialMeeting | None:
    body = match_formation(read)
    if body is None or read.start_date is None:
        return None
    known = known_meetings(body, read.start_date, read.end_date or read.start_date, informal=read.informal)
    return known[0] if len(known) == 1 else None
