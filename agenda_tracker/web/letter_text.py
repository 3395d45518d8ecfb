"""The text of a letter as its page shows it: parts, numbered paragraphs cut at the finds, and footnotes."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models

from agenda_tracker.models import (
    Evidence,
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    Paragraph,
    Section,
)
from agenda_tracker.models.marked_text import Piece, cut


@dataclass
class Block:
    """A paragraph in pieces, with what stands beside it in the margin: positions, and citations that stay open."""

    paragraph: Paragraph
    pieces: list[Piece]
    positions: list[GovernmentPosition]
    open: list[KamerstukReference]


@dataclass
class Part:
    """A section: `rank` is the level of its heading on the page, never skipping one."""

    section: Section
    rank: int
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Note:
    """A footnote in pieces, and its citations that stay open."""

    footnote: Footnote
    pieces: list[Piece]
    open: list[KamerstukReference]


def parts_of(letter: Letter) -> list[Part]:
    """The letter in reading order; only confirmed positions are marked. Five queries."""
    parts: dict[int, Part] = {}
    rank = 1
    for section in letter.sections.select_related("agenda_item").order_by("order"):
        if section.heading:
            rank = min(section.level + 1, rank + 1, 6)
        parts[section.pk] = Part(section, rank)
    finds = _Finds(letter)
    for paragraph in letter.paragraphs.order_by("order"):
        parts[paragraph.section_id].blocks.append(finds.block(paragraph))
    return list(parts.values())


class _Finds:
    """What was found in a letter, by paragraph."""

    def __init__(self, letter: Letter) -> None:
        confirmed = GovernmentPosition.Review.CONFIRMED
        evidence = Evidence.objects.filter(position__letter=letter, position__review=confirmed)
        self.quotes: dict[int, list[Evidence]] = defaultdict(list)
        for quote in evidence.select_related("position__fulfilled_by").order_by("start", "pk"):
            self.quotes[quote.paragraph_id].append(quote)
        self.references: dict[int, list[KamerstukReference]] = defaultdict(list)
        for reference in _references(letter).filter(paragraph__isnull=False):
            self.references[reference.paragraph_id or 0].append(reference)
        self.notes: dict[int, list[Footnote]] = defaultdict(list)
        for note in letter.footnotes.exclude(paragraph=None):
            self.notes[note.paragraph_id or 0].append(note)

    def block(self, paragraph: Paragraph) -> Block:
        pk = paragraph.pk
        pieces = cut(paragraph.text, self.quotes[pk], self.references[pk], self.notes[pk])
        positions = {quote.position_id: quote.position for quote in self.quotes[pk]}
        return Block(paragraph, pieces, list(positions.values()), unresolved(self.references[pk]))


def unresolved(references: list[KamerstukReference]) -> list[KamerstukReference]:
    return [reference for reference in references if reference.target is None]


def _references(letter: Letter) -> "models.QuerySet[KamerstukReference]":
    return letter.references.select_related("kamerstuk", "dossier").order_by("start", "pk")


def footnotes_of(letter: Letter) -> list[Note]:
    """The footnotes in order, cut at their references. Two queries."""
    references: dict[int, list[KamerstukReference]] = defaultdict(list)
    for reference in _references(letter).filter(footnote__isnull=False):
        references[reference.footnote_id or 0].append(reference)
    return [
        Note(note, cut(note.text, references=references[note.pk]), unresolved(references[note.pk]))
        for note in letter.footnotes.select_related("paragraph").order_by("order")
    ]
