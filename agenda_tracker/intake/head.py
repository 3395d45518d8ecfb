"""The head of a letter as it was read: the values of its fields."""

from typing import Any

from agenda_tracker.letters import LetterReading
from agenda_tracker.models import LetterKind
from agenda_tracker.models.dates import date_span


def head_of(reading: LetterReading) -> dict[str, Any]:
    return {
        "kind": reading.kind,
        "subject": (reading.subject or _called(reading))[:400],
        "date": reading.letter_date,
        "to_tk": "TK" in reading.chambers,
        "to_ek": "EK" in reading.chambers,
        "planned_attendance": (reading.planned_attendance or "")[:300],
    }


def _called(reading: LetterReading) -> str:
    """A letter without subject or title is called by what it is and what it is about."""
    for about in reading.meetings:
        if about.start_date:
            days = date_span(about.start_date, about.end_date or about.start_date)
            return f"{str(LetterKind(about.kind).label).capitalize()} {about.formation} van {days}"
    return "Brief zonder onderwerp"
