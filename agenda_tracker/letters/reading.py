"""The whole reading of a letter: text in, everything found with its evidence out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agenda_tracker.citations import find_references

from .blocks import build_blocks
from .clean import Line, Parts, divide, read_lines
from .footnotes import Note, take_footnotes
from .formations import known_formations
from .header import Head, also_sent_to, read_head, read_on_behalf, read_signatories
from .headings import Entry, read_entries
from .hyphens import Vocabulary
from .meetings import letter_kind, read_meetings
from .positions import find_positions
from .records import FormationData, LetterReading, ReadFootnote, ReadMeeting, ReadReference, ReadSection
from .sections import Draft, SectionBuilder
from .sentences import split_sentences

OPENING_ENTRIES = 40
OPENING = 2500  # characters of the introduction in which meetings are looked for
_COMMITTEE = re.compile(
    r"^\s*(?:INBRENG\s+)?(?:VERSLAG\s+VAN\s+EEN|VERSLAG VAN HET|INBRENG VERSLAG|LIJST VAN VRAGEN)\b[^\n]{0,40}"
    r"|^\s*Vastgesteld(?: op)? \d{1,2} \w+ \d{4}",
    re.MULTILINE,
)
_ATTENDANCE = re.compile(
    r"\b(?:voornemens|van plan)\b.{0,80}\bdeel\b|\bdeel te nemen\b"
    r"|\bneem(?:t)? (?:ik|de minister|de staatssecretaris)\b.{0,100}\bdeel\b"
    r"|\b(?:ik|minister|staatssecretaris)\b.{0,160}\b(?:deelnemen|vertegenwoordigen|bijwonen|aanwezig zijn)\b"
    r"|\bNederland\b.{0,60}\bvertegenwoordigd\b|\bnamens Nederland\b.{0,80}\b(?:deel|deelnemen|aanwezig)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Read:
    """What the first stages found, before sections are built."""

    text: str
    parts: Parts
    head: Head
    notes: list[Note]
    entries: list[Entry]


def read_letter(text: str, *, formations: Sequence[FormationData] | None = None) -> LetterReading:
    """Read any text; never raises, takes time in proportion to the text. A text that is no letter has kind ``other``."""
    bodies = known_formations() if formations is None else tuple(formations)
    read = _first_stages(text, bodies)
    reason = _no_letter(read)
    opening = _opening(read)
    kind = "other" if reason else letter_kind(read.head.subject, opening)
    meetings = (
        () if reason else read_meetings(read.head.subject, opening, _headings(read), read.head.letter_date, bodies)
    )
    drafts = SectionBuilder(meetings, bodies).build(read.entries)
    sections = tuple(replace(draft.section, paragraphs=tuple(draft.paragraphs)) for draft in drafts)
    footnotes = _footnotes(read.notes, drafts)
    own, dossiers = _own_number(read)
    reading = LetterReading(
        kind=kind,
        subject=read.head.subject,
        letter_date=read.head.letter_date,
        chambers=_chambers(read, sections),
        signatories=read_signatories(read.parts.signature),
        on_behalf_of=read_on_behalf(f"{read.head.subject} {opening} {' '.join(read.parts.signature)}"),
        own_kamerstuk=own,
        dossiers=dossiers,
        meetings=meetings,
        sections=sections,
        footnotes=footnotes,
        references=tuple(_references(sections, footnotes, own)),
        positions=() if reason else find_positions(sections),
        planned_attendance=None if reason else _attendance(sections),
        warnings=(),
    )
    return replace(reading, warnings=tuple(_warnings(reading, reason)))


def _first_stages(text: str, formations: Sequence[FormationData]) -> _Read:
    lines = read_lines(text)
    words = Vocabulary(line.text for line in lines)
    parts = divide(lines)
    notes = take_footnotes(parts.body, words)
    entries = read_entries(build_blocks(parts.body, words), formations)
    return _Read(text, parts, read_head(parts.head), notes, entries)


def _opening(read: _Read) -> str:
    """The first paragraphs, in which the minister says what the letter is."""
    texts: list[str] = []
    size = 0
    for entry in read.entries[:OPENING_ENTRIES]:
        if size > OPENING or (entry.kind != "text" and size > 40):
            break
        texts.append(entry.text if entry.kind == "text" else "")
        size += len(texts[-1])
    return " ".join(" ".join(texts).split())[:OPENING]


def _headings(read: _Read) -> list[str]:
    return [entry.title for entry in read.entries if entry.kind in ("part", "title", "own_item")]


def _no_letter(read: _Read) -> str:
    """Why this is no letter to a chamber, as a Dutch sentence; ``""`` when it is one."""
    if not any(line.text for line in [*read.parts.body, *map(Line, read.parts.head)]):
        return "Hierin staat geen tekst; er is niets gelezen."
    start = _COMMITTEE.search(read.text[:3000])
    if start and not read.head.subject:
        return "Dit is een verslag van een commissie en geen brief van een minister; er is geen vergadering of standpunt gelezen."
    landmarks = (read.parts.salutation, read.parts.closing, bool(read.head.subject), read.head.letter_date is not None)
    if sum(landmarks) < 2 and not _offers_agenda(read):
        return "Dit lijkt geen brief van een minister: aanhef, betreft en ondertekening ontbreken; er is geen standpunt gelezen."
    return ""


def _offers_agenda(read: _Read) -> bool:
    """A pasted body without head: it still opens with the minister's offering."""
    opening = _opening(read)[:600]
    offers = re.search(r"\b(?:Hierbij|Graag|Bijgevoegd|Met deze brief|In deze brief)\b", opening)
    return bool(read.parts.salutation and letter_kind("", opening) != "other") or bool(
        offers
        and re.search(r"\bgeannoteerde agenda\b|\bverslag van\b", opening)
        and re.search(r"\b(?:u|uw Kamer|ik|wij)\b", opening)
    )


def _chambers(read: _Read, sections: Sequence[ReadSection]) -> tuple[str, ...]:
    last = " ".join(paragraph for section in sections[-1:] for paragraph in section.paragraphs[-1:])
    named = {*read.head.chambers, *also_sent_to(last[-600:])}
    return tuple(code for code in ("TK", "EK") if code in named)


def _own_number(read: _Read) -> tuple[str | None, tuple[str, ...]]:
    """A Kamerstuk printed above the letter is the letter's own; a ministry letter has none yet."""
    head = "\n".join(line for line in read.head.lines if line and line not in read.head.subject)[:4000]
    found = [item.reference for item in find_references(head, context=False)]
    own = next((ref.normal for ref in found if not ref.normal.startswith("dossier/")), None)
    dossiers = dict.fromkeys(ref.normal.removeprefix("dossier/") for ref in found if ref.normal.startswith("dossier/"))
    return own, tuple(dossiers)


def _footnotes(notes: Sequence[Note], drafts: Sequence[Draft]) -> tuple[ReadFootnote, ...]:
    places: dict[str, tuple[int, int, int]] = {}
    for index, draft in enumerate(drafts):
        for number, marks in enumerate(draft.marks):
            places.update({key: (index, number, place) for key, place in marks})
    return tuple(ReadFootnote(n.marker, n.text, *places.get(n.key, (None, None, None))) for n in notes)


def _references(
    sections: Sequence[ReadSection], footnotes: Sequence[ReadFootnote], own: str | None
) -> Iterator[ReadReference]:
    """Citations in paragraphs, then in footnotes; the letter's own number is no citation."""
    for index, section in enumerate(sections):
        for number, paragraph in enumerate(section.paragraphs):
            yield from _cited(paragraph, own, (index, number, None))
    for index, footnote in enumerate(footnotes):
        yield from _cited(footnote.text, own, (None, None, index))


def _cited(text: str, own: str | None, place: tuple[int | None, int | None, int | None]) -> Iterator[ReadReference]:
    for found in find_references(text):
        if found.reference.kind in ("paper", "dossier") and found.reference.normal != own:
            yield ReadReference(found.reference.normal, found.as_written, *place, found.start, found.end)


def _attendance(sections: Sequence[ReadSection]) -> str | None:
    """The sentence that says who goes, in the introduction."""
    for section in sections:
        for paragraph in section.paragraphs[:6] if section.role in ("introduction", "other") else ():
            for start, end in split_sentences(paragraph):
                if end - start < 600 and _ATTENDANCE.search(paragraph, start, end):
                    return paragraph[start:end]
    return None


def _warnings(reading: LetterReading, reason: str) -> Iterator[str]:
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
    yield from _meeting_warnings(reading.meetings)
    yield from (f"Voetnoot {n.marker} staat niet bij een alinea." for n in reading.footnotes if n.section is None)


def _meeting_warnings(meetings: Sequence[ReadMeeting]) -> Iterator[str]:
    for meeting in meetings:
        if meeting.start_date is None:
            yield f"Geen datum gevonden voor {meeting.formation}; vul die in."
        if meeting.rule == "meeting_unknown_formation":
            yield f"{meeting.formation} is geen bekende vergadering; kies de juiste."
        if meeting.rule == "meeting_shared_days":
            yield f"De dag van {meeting.formation} is afgeleid uit de volgorde; controleer die."
