"""The text of a letter as its page shows it: parts, numbered paragraphs cut at the finds, and footnotes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.safestring import SafeString

from agenda_tracker.models import (
    Evidence,
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    Paragraph,
    Section,
)
from agenda_tracker.models.language import said
from agenda_tracker.models.marked_text import Piece, cut
from agenda_tracker.models.prepared import Prepared

from .printed import Link, escape, leads_to, macros


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


def text_of(letter: Letter) -> tuple[list[Part], list[Note]]:
    """The letter and its footnotes in reading order; only confirmed positions are marked. Five queries."""
    finds = _Finds(letter.pk)
    parts: dict[int, Part] = {}
    rank = 1
    for section in _SECTIONS(letter.pk):
        if section.heading:
            rank = min(section.level + 1, rank + 1, 6)
        parts[section.pk] = Part(section, rank)
    for paragraph in _PARAGRAPHS(letter.pk):
        parts[paragraph.section_id].blocks.append(finds.block(paragraph))
    return list(parts.values()), [finds.note(footnote) for footnote in finds.footnotes]


def _quotes(letter: int) -> "models.QuerySet[Evidence]":
    """The quotes of the confirmed positions."""
    confirmed = GovernmentPosition.Review.CONFIRMED
    evidence = Evidence.objects.filter(position__letter=letter, position__review=confirmed)
    return evidence.select_related("position__fulfilled_by").defer(*UNSHOWN).order_by("start", "pk")


def _references(letter: int) -> "models.QuerySet[KamerstukReference]":
    rows = KamerstukReference.objects.filter(letter=letter).select_related("kamerstuk", "dossier")
    own = ("letter", "paragraph", "footnote", "start", "end", "as_written", "normal_form", "status")
    return rows.only(*own, "kamerstuk__normal_form", "dossier__normal_form").order_by("start", "pk")


# What no page shows of a position, or of a letter that fulfils it.
UNSHOWN = (
    *(f"position__{name}" for name in ("wording_key", "quotes_key", "rule", "confidence", "reviewed_at")),
    *(f"position__fulfilled_by__{name}" for name in ("as_read", "read_meetings", "reading_notes", "subject_key")),
)
_SECTIONS = Prepared(lambda letter: Section.objects.filter(letter=letter).order_by("order"))
_PARAGRAPHS = Prepared(lambda letter: Paragraph.objects.filter(letter=letter).order_by("order"))
_FOOTNOTES = Prepared(lambda letter: Footnote.objects.filter(letter=letter).order_by("order"))
_QUOTES, _REFERENCES = Prepared(_quotes), Prepared(_references)


class _Finds:
    """What was found in a letter, by paragraph or footnote."""

    def __init__(self, letter: int) -> None:
        self.quotes: dict[int, list[Evidence]] = defaultdict(list)
        for quote in _QUOTES(letter):
            self.quotes[quote.paragraph_id].append(quote)
        self.references: dict[tuple[int | None, int | None], list[KamerstukReference]] = defaultdict(list)
        for reference in _REFERENCES(letter):
            self.references[reference.paragraph_id, reference.footnote_id].append(reference)
        self.footnotes = _FOOTNOTES(letter)
        self.notes: dict[int | None, list[Footnote]] = defaultdict(list)
        for footnote in self.footnotes:
            self.notes[footnote.paragraph_id].append(footnote)

    def block(self, paragraph: Paragraph) -> Block:
        pk = paragraph.pk
        quotes, references = self.quotes[pk], self.references[pk, None]
        positions = {quote.position_id: quote.position for quote in quotes}
        pieces = cut(paragraph.text, quotes, references, self.notes[pk])
        return Block(paragraph, pieces, list(positions.values()), _unresolved(references))

    def note(self, footnote: Footnote) -> Note:
        references = self.references[None, footnote.pk]
        return Note(footnote, cut(footnote.text, references=references), _unresolved(references))


def alinea(block: Block) -> SafeString:
    """A paragraph with its number, and what stands beside it."""
    number = escape(block.paragraph.number)
    link = f'<a class="alinea-nr" href="#p{number}"><span class="unseen">{said("Alinea")} </span>{number}</a>'
    text = f'<p class="alinea-text">{in_pieces(block.pieces)}</p>'
    beside = macros("web/_text.html").margin(block) if block.positions or block.open else ""
    return SafeString(f'<div class="alinea" id="p{number}">\n{link}\n{text}\n{beside}</div>')


def in_pieces(pieces: Iterable[Piece]) -> SafeString:
    """A paragraph with its finds marked, and linked to where they lead."""
    return SafeString("".join(map(_piece, pieces)))


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.footnote:
        return _mark_of(piece.footnote)
    if piece.reference:
        cited = _cited(text, leads_to(piece.reference))
        return f"<mark>{cited}</mark>" if piece.quote else cited
    if piece.quote is None:
        return text
    if piece.has_words:
        text = f'<a href="{escape(piece.quote.position.get_absolute_url())}">{text}</a>'
    return f"<mark>{text}</mark>"


def _mark_of(note: Footnote) -> str:
    name = f'<span class="unseen">{said("Voetnoot")} </span>{escape(note.marker)}'
    return f'<sup><a id="n{note.order}-terug" href="#n{note.order}">{name}</a></sup>'


def _cited(text: str, to: Link) -> str:
    if not to.url:
        return f'<span class="cited-open">{text}</span>'
    official = ' rel="external"' if to.official else ""
    return f'<a class="cited" href="{escape(to.url)}"{official}>{text}</a>'


def _unresolved(references: list[KamerstukReference]) -> list[KamerstukReference]:
    return [reference for reference in references if reference.target is None]
