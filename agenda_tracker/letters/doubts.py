"""What a clerk must look at: everything that was not found, not known or not certain, as Dutch sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .records import LetterReading, ReadMeeting


def doubts(reading: LetterReading, reason: str, contradictions: Sequence[str]) -> Iterator[str]:
    """``reason`` says why the text is no letter; then nothing else matters."""
    if reason:
        yield reason
        return
    checks = (
        (reading.kind == "other", "Niet herkend of dit een geannoteerde agenda of een verslag is; kies de soort zelf."),
        (not reading.letter_date, "Geen datum van de brief gevonden; vul die in."),
        (not reading.subject, "Geen regel ‘Betreft’ gevonden; vul het onderwerp in."),
        (not reading.chambers, "Niet gevonden aan welke Kamer de brief is gericht; kies de Kamer."),
        (not reading.signatories, "Geen ondertekenaar gevonden; vul die in."),
        (any(not who.name for who in reading.signatories), "Bij een ondertekenaar is geen naam gevonden; vul die aan."),
        (not reading.meetings, "Geen vergadering gevonden; koppel de brief zelf aan een vergadering."),
    )
    yield from (message for failed, message in checks if failed)
    yield from contradictions
    yield from _meetings(reading.meetings)
    yield from (f"Voetnoot {n.marker} staat niet bij een alinea." for n in reading.footnotes if n.section is None)


def _meetings(meetings: Sequence[ReadMeeting]) -> Iterator[str]:
    for meeting in meetings:
        if meeting.start_date is None:
            yield f"Geen datum gevonden voor {meeting.formation}; vul die in."
        if meeting.rule == "meeting_unknown_formation":
            yield f"{meeting.formation} is geen bekende vergadering; kies de juiste."
        if meeting.rule == "meeting_shared_days":
            yield f"De dag van {meeting.formation} is afgeleid uit de volgorde; controleer die."
