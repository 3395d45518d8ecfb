"""The whole reading of a letter: a document or text in, everything found with its evidence out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import nonletters
from .attendance import planned_attendance
from .blocks import build_blocks
from .chrome import peel
from .clean import read_text
from .document import Document, Note
from .doubts import doubts
from .facts import fact, placed
from .footnotes import take_footnotes
from .formations import known_formations
from .header import Head, also_sent_to, read_head
from .headings import Entry, read_entries
from .hyphens import Vocabulary
from .kinds import OTHER, letter_kind
from .meetings import Announcement, Sources, read_meetings
from .own_number import LETTER, read_own_number
from .parts import Parts, divide
from .positions import find_outcomes, find_positions
from .records import FormationData, LetterReading, ReadFact, ReadFootnote, ReadSection, ReadSignatory
from .references import read_references
from .sections import Draft, SectionBuilder
from .signatures import read_on_behalf, read_sender, read_signatories

_WEEKDAY = re.compile(r"(?:maan|dins|woens|donder|vrij|zater|zon)dag\w{0,6} \d")
HEAD = 40  # lines of a paper without head in which its number may stand
OPENING_ENTRIES = 40
NO_MEETING = Announcement(OTHER, (), (), (fact("kind", "", "kind_no_letter"),))
OPENING = 2500  # characters of the introduction in which meetings are looked for


@dataclass(frozen=True)
class _Read:
    """What the first stages found, before sections are built."""

    parts: Parts
    head: Head
    notes: Sequence[Note]
    entries: list[Entry]
    all_lines: list[str]


def read_letter(source: str | Document, *, formations: Sequence[FormationData] | None = None) -> LetterReading:
    """Read any text; never raises, takes time in proportion to the text. A text that is no letter has kind ``other``."""
    bodies = known_formations() if formations is None else tuple(formations)
    document = read_text(source) if isinstance(source, str) else source
    read = _first_stages(document, bodies)
    reason = _no_letter(read)
    about = NO_MEETING if reason else read_meetings(_sources(read), bodies)
    entries = [Entry("text", entry.text) for entry in read.entries] if reason else read.entries
    drafts = SectionBuilder(about.meetings, bodies).build(entries)
    sections = tuple(replace(draft.section, paragraphs=tuple(draft.paragraphs)) for draft in drafts)
    if reason:
        sections = tuple(replace(section, role="other") for section in sections)
    footnotes = _footnotes(read.notes, drafts)
    sender = read_sender(read.parts.head)
    signed, signing = _signatories(read, sender)
    own, dossiers, numbered = read_own_number(
        read.parts.head or read.all_lines[:HEAD], read.parts.chrome.numbers, read.parts.feet
    )
    positions = find_positions(
        () if reason else sections, kind=about.kind, letter_date=read.head.letter_date, meetings=about.meetings
    )
    subject, titled = _subject(read)
    chambers, sent = (read.head.chambers, []) if reason else _chambers(read, sections, own)
    attendance = None if reason else planned_attendance(sections)
    facts = (*about.facts, *_head_facts(read.head, titled), *sent, *numbered, *signing, *_going(attendance))
    reading = LetterReading(
        kind=about.kind,
        subject=subject,
        letter_date=read.head.letter_date,
        chambers=chambers,
        sender=sender or tuple(who.office for who in signed),
        signatories=signed,
        on_behalf_of=read_on_behalf(f"{read.head.subject} {_opening(read)} {' '.join(read.parts.signature)}"),
        own_kamerstuk=own,
        dossiers=dossiers,
        meetings=placed(about.meetings, document),
        sections=sections,
        footnotes=footnotes,
        references=tuple(read_references(sections, footnotes, own)),
        positions=positions,
        planned_attendance=attendance,
        warnings=(),
        outcomes=find_outcomes(() if reason else sections, positions, kind=about.kind, meetings=about.meetings),
        facts=placed(facts, document),
    )
    return replace(reading, warnings=tuple(dict.fromkeys(doubts(reading, reason, about.contradictions))))


def _first_stages(document: Document, formations: Sequence[FormationData]) -> _Read:
    lines, chrome = peel([line.copy() for line in document.lines])
    words = Vocabulary(line.text for line in lines)
    all_lines = [line.text for line in lines]
    parts = divide(lines, chrome, document.beside)
    notes = document.notes or take_footnotes(parts.body, words)
    entries = read_entries(build_blocks(parts.body, words, gaps_known=document.carrier == "pdf"), formations)
    return _Read(parts, read_head(parts, document.beside), notes, entries, all_lines)


def _sources(read: _Read) -> Sources:
    return Sources(
        subject=read.head.subject,
        titles=tuple(entry.title for entry in read.entries if entry.kind == "title"),
        opening=_opening(read),
        headings=tuple(entry.title for entry in read.entries if entry.kind in ("part", "own_item")),
        letter_date=read.head.letter_date,
        weekdays=" ".join(entry.text for entry in read.entries if entry.kind == "text" and _WEEKDAY.search(entry.text)),
    )


def _subject(read: _Read) -> tuple[str, list[ReadFact]]:
    """The subject line; an annex that is read alone, and a letter without that line, by their own title."""
    title = _title(read)
    if title and (read.parts.chrome.parent or not read.head.subject):
        return title, [fact("subject", title, "subject_title")]
    return read.head.subject, []


def _head_facts(head: Head, titled: Sequence[ReadFact]) -> Iterator[ReadFact]:
    """The head's evidence, with the title in place of the subject line where that is the subject."""
    for one in head.facts:
        if one.name != "subject" or not titled:
            yield one
    yield from titled


def _title(read: _Read) -> str:
    return next((" ".join(entry.title.split()) for entry in read.entries[:12] if entry.kind == "title"), "")


def _opening(read: _Read) -> str:
    """The first paragraphs, in which the minister says what the letter is."""
    texts: list[str] = []
    size = 0
    for entry in read.entries[:OPENING_ENTRIES]:
        if size > OPENING or (entry.kind not in ("text", "title", "introduction") and size > 40):
            break
        texts.append(entry.text if entry.kind == "text" else "")
        size += len(texts[-1])
    return " ".join(" ".join(texts).split())[:OPENING]


def _no_letter(read: _Read) -> str:
    """Why this is no letter to a chamber, as a Dutch sentence; ``""`` when it is one."""
    if not any(read.all_lines):
        return nonletters.NO_TEXT
    sent = any(LETTER.search(line) for line in read.parts.head) or bool(read.parts.salutation and read.parts.closing)
    if not sent and nonletters.committee_paper(read.all_lines):
        return nonletters.COMMITTEE
    landmarks = (read.parts.salutation, read.parts.closing, bool(read.head.subject), read.head.letter_date is not None)
    if sum(landmarks) >= 2 or read.parts.published or _offers_agenda(read):
        return ""
    if nonletters.press_item(read.all_lines):
        return nonletters.PRESS
    return "" if _is_annex(read) else nonletters.NO_LETTER


def _offers_agenda(read: _Read) -> bool:
    """A pasted body without head: it still opens with the minister's offering."""
    opening = _opening(read)[:600]
    offers = re.search(r"\b(?:Hierbij|Graag|Bijgevoegd|Met deze brief|In deze brief)\b", opening)
    return bool(read.parts.salutation and letter_kind("", opening) != OTHER) or bool(
        offers
        and re.search(r"\bgeannoteerde agenda\b|\bverslag van\b", opening)
        and re.search(r"\b(?:u|uw Kamer|ik|wij)\b", opening)
    )


def _is_annex(read: _Read) -> bool:
    """The agenda or report alone, without its letter: a title of that kind on top, and a text of some length below it."""
    titled = any(entry.kind in ("title", "part") for entry in read.entries[:3]) or bool(read.parts.chrome.parent)
    return titled and sum(len(entry.text) for entry in read.entries if entry.kind == "text") > 800


def _going(attendance: str | None) -> Iterator[ReadFact]:
    if attendance:
        yield fact("planned_attendance", attendance, "attendance_said")


def _signatories(read: _Read, sender: Sequence[str]) -> tuple[tuple[ReadSignatory, ...], list[ReadFact]]:
    """Below the letter, else as the page lists them, else the one sender of a published letter, without a name."""
    alone = tuple(ReadSignatory(office, "") for office in sender if len(sender) == 1)
    options = (
        (read_signatories(read.parts.signature), "signed_below"),
        (read.parts.chrome.persons, "signed_page"),
        (alone, "signed_sender"),
    )
    for signed, rule in options:
        if signed:
            return signed, [fact("signatories", who.name, rule) for who in signed]
    return (), []


def _chambers(read: _Read, sections: Sequence[ReadSection], own: str | None) -> tuple[tuple[str, ...], list[ReadFact]]:
    """By the address, a closing sentence about a copy, else by the number: figures are the Tweede Kamer's."""
    last = " ".join(paragraph for section in sections[-1:] for paragraph in section.paragraphs[-1:])[-600:]
    copied = [code for code in also_sent_to(last) if code not in read.head.chambers]
    named = {*read.head.chambers, *copied}
    sent = [fact("chambers", last[last.rfind(". ", 0, -2) + 1 :], "chambers_copy")] if copied else []
    if not named and own:
        named, sent = {"TK" if own[-1].isdigit() else "EK"}, [fact("chambers", "", "chambers_number")]
    return tuple(code for code in ("TK", "EK") if code in named), sent


def _footnotes(notes: Sequence[Note], drafts: Sequence[Draft]) -> tuple[ReadFootnote, ...]:
    places: dict[str, tuple[int, int, int]] = {}
    for index, draft in enumerate(drafts):
        for number, marks in enumerate(draft.marks):
            places.update({key: (index, number, place) for key, place in marks})
    return tuple(ReadFootnote(n.marker, n.text, *places.get(n.key, (None, None, None))) for n in notes)
