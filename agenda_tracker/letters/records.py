"""What a letter says, as frozen values: every find carries its place, its rule and a confidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class FormationData:
    """A body that meets, as the data file knows it; ``organisation`` is a slug such as ``navo``."""

    organisation: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    slug: str


@dataclass(frozen=True)
class ReadSignatory:
    """Office in ordinary case and name as printed; ``name`` is ``""`` when none stands below the office."""

    office: str
    name: str


@dataclass(frozen=True)
class ReadFact:
    """In which words a single fact was read; ``name`` is the field of the reading it supports.

    ``start`` and ``end`` are code points in ``Document.text``, where white space may differ from ``as_written``; both
    None when the words do not stand there in one piece, or the fact follows from another one (``as_written`` is ``""``).
    """

    name: str
    as_written: str
    start: int | None
    end: int | None
    rule: str
    confidence: float

    def as_json(self) -> Json:
        found: Json = {"name": self.name, "as_written": self.as_written or None}
        return found | {"span": _place(self), "rule": self.rule, "confidence": self.confidence}


@dataclass(frozen=True)
class ReadMeeting:
    """A meeting the letter treats; ``organisation`` is a display name, ``formation_slug`` is ``""`` when unknown.

    ``start`` and ``end``: where ``as_written`` stands, as in ``ReadFact``.
    """

    kind: str
    organisation: str
    formation: str
    abbreviation: str
    formation_slug: str
    informal: bool
    start_date: date | None
    end_date: date | None
    place: str
    country: str
    rule: str
    confidence: float
    as_written: str
    start: int | None = None
    end: int | None = None

    def as_json(self) -> Json:
        return {
            "kind": self.kind,
            "organisation": self.organisation,
            "formation": self.formation,
            "abbreviation": self.abbreviation,
            "informal": self.informal,
            "start_date": _iso(self.start_date),
            "end_date": _iso(self.end_date),
            "place": self.place or None,
            "country": self.country or None,
            "as_written": self.as_written,
            "span": _place(self),
            "rule": self.rule,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class ReadSection:
    """A stretch under one heading; ``label`` is the printed number (``I.a``), ``meeting`` an index or None."""

    heading: str
    level: int
    role: str
    agenda_item: str | None
    part: str
    label: str
    nature: str
    meeting: int | None
    paragraphs: tuple[str, ...]

    def as_json(self) -> Json:
        return {
            "heading": self.heading,
            "level": self.level,
            "role": self.role,
            "agenda_item": self.agenda_item,
            "label": self.label,
            "part": self.part,
            "nature": self.nature,
            "meeting": self.meeting,
            "paragraphs": list(self.paragraphs),
        }


@dataclass(frozen=True)
class ReadFootnote:
    """A footnote and where its mark stood: section, paragraph in it, and code point in the text without marks.

    All three are None when the mark stood in a heading or outside the body.
    """

    marker: str
    text: str
    section: int | None
    paragraph: int | None
    offset: int | None

    def as_json(self) -> Json:
        mark = {name: getattr(self, name) for name in ("section", "paragraph", "offset")}
        return {"marker": self.marker, "text": self.text, "mark": mark}


@dataclass(frozen=True)
class ReadReference:
    """A Kamerstuk in a paragraph (section and paragraph set) or in a footnote (index set); offsets lie in that text."""

    kamerstuk: str
    as_written: str
    section: int | None
    paragraph: int | None
    footnote: int | None
    start: int
    end: int
    rule: str = "cited"
    confidence: float = 0.99

    def as_json(self) -> Json:
        span = {name: getattr(self, name) for name in ("section", "paragraph", "footnote", "start", "end")}
        found: Json = {"kamerstuk": self.kamerstuk, "as_written": self.as_written}
        return found | {"span": span, "rule": self.rule, "confidence": self.confidence}


@dataclass(frozen=True)
class ReadPosition:
    """A suggested position: whole sentences, ``paragraph[start:end] == text`` (code points), amounts in EUR."""

    text: str
    kind: str
    stance: str
    agenda_item: str | None
    amount_eur: int | None
    due: str | None
    section: int
    paragraph: int
    start: int
    end: int
    rule: str
    confidence: float
    speaker: str = ""
    amount_period: str | None = None
    due_date: date | None = None

    def as_json(self) -> Json:
        names = ("text", "kind", "stance", "agenda_item", "speaker", "amount_eur", "amount_period", "due")
        found: Json = {name: getattr(self, name) for name in names}
        return found | {"due_date": _iso(self.due_date)} | _evidence(self)


@dataclass(frozen=True)
class ReadOutcome:
    """A sentence of a report that tells what the meeting decided; ``paragraph[start:end] == text`` (code points)."""

    text: str
    agenda_item: str | None
    section: int
    paragraph: int
    start: int
    end: int
    rule: str
    confidence: float

    def as_json(self) -> Json:
        return {"text": self.text, "agenda_item": self.agenda_item} | _evidence(self)


def _evidence(find: ReadPosition | ReadOutcome) -> Json:
    """Where a find stands and why it was made."""
    span = {name: getattr(find, name) for name in ("section", "paragraph", "start", "end")}
    return {"span": span, "rule": find.rule, "confidence": find.confidence}


@dataclass(frozen=True)
class LetterReading:
    """Everything read in one letter, for a clerk to decide on."""

    kind: str
    subject: str
    letter_date: date | None
    chambers: tuple[str, ...]
    sender: tuple[str, ...]
    signatories: tuple[ReadSignatory, ...]
    on_behalf_of: tuple[str, ...]
    own_kamerstuk: str | None
    dossiers: tuple[str, ...]
    meetings: tuple[ReadMeeting, ...]
    sections: tuple[ReadSection, ...]
    footnotes: tuple[ReadFootnote, ...]
    references: tuple[ReadReference, ...]
    positions: tuple[ReadPosition, ...]
    planned_attendance: str | None
    warnings: tuple[str, ...]
    outcomes: tuple[ReadOutcome, ...] = ()
    facts: tuple[ReadFact, ...] = ()

    def as_json(self) -> Json:
        """The JSON contract of the command ``read_letter``: names fixed, dates ISO 8601, absent values null."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "letter_date": _iso(self.letter_date),
            "chambers": list(self.chambers),
            "sender": list(self.sender),
            "signatories": [{"office": who.office, "name": who.name} for who in self.signatories],
            "on_behalf_of": list(self.on_behalf_of),
            "own_kamerstuk": self.own_kamerstuk,
            "dossiers": list(self.dossiers),
            "meetings": [meeting.as_json() for meeting in self.meetings],
            "sections": [section.as_json() for section in self.sections],
            "footnotes": [note.as_json() for note in self.footnotes],
            "references": [reference.as_json() for reference in self.references],
            "positions": [position.as_json() for position in self.positions],
            "outcomes": [outcome.as_json() for outcome in self.outcomes],
            "planned_attendance": self.planned_attendance,
            "facts": [fact.as_json() for fact in self.facts],
            "warnings": list(self.warnings),
        }


def _place(find: ReadFact | ReadMeeting) -> Json | None:
    return None if find.start is None else {"start": find.start, "end": find.end}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
