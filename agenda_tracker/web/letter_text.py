"""The text of a letter as its page shows it: parts, numbered paragraphs cut at the finds, and footnotes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils.safestring import SafeString
from django.utils.text import capfirst

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
from agenda_tracker.models.paths import path_to
from agenda_tracker.models.prepared import Prepared

from .printed import Link, escape, label_of, leads_to, macros, meanings, standing


@dataclass
class Block:
    """A paragraph in pieces, with what stands beside it in the margin: positions, and citations that stay open."""

    number: str
    pieces: list[Piece]
    positions: list[GovernmentPosition]
    open: list[KamerstukReference]


@dataclass
class Part:
    """A section: `rank` is the level of its heading on the page, never skipping one."""

    order: int
    heading: str
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
    for pk, order, heading, level in _SECTIONS(letter.pk):
        if heading:
            rank = min(level + 1, rank + 1, 6)
        parts[pk] = Part(order, heading, rank)
    for pk, section, number, text in _PARAGRAPHS(letter.pk):
        parts[section].blocks.append(finds.block(pk, number, text))
    return list(parts.values()), [finds.note(footnote) for footnote in finds.footnotes]


def _sections(letter: int) -> "models.QuerySet[Section, tuple[int, int, str, int]]":
    return Section.objects.filter(letter=letter).order_by("order").values_list("pk", "order", "heading", "level")


def _paragraphs(letter: int) -> "models.QuerySet[Paragraph, tuple[int, int, str, str]]":
    return Paragraph.objects.filter(letter=letter).order_by("order").values_list("pk", "section", "number", "text")


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
_SECTIONS, _PARAGRAPHS = Prepared(_sections), Prepared(_paragraphs)
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

    def block(self, pk: int, number: str, text: str) -> Block:
        quotes, references = self.quotes[pk], self.references[pk, None]
        positions = {quote.position_id: quote.position for quote in quotes}
        pieces = cut(text, quotes, references, self.notes[pk])
        return Block(number, pieces, list(positions.values()), _unresolved(references))

    def note(self, footnote: Footnote) -> Note:
        references = self.references[None, footnote.pk]
        return Note(footnote, cut(footnote.text, references=references), _unresolved(references))


def letter_contents(parts: Sequence[Part]) -> SafeString:
    """Links to these sections by their headings."""
    links = [
        f'<li class="depth-{one.rank}"><a href="#deel-{one.order}">{escape(one.heading)}</a></li>' for one in parts
    ]
    return SafeString("".join(links))


def letter_part(part: Part) -> SafeString:
    """A section: its heading, and its paragraphs."""
    heading = f"<h{part.rank}>{escape(part.heading)}</h{part.rank}>" if part.heading else ""
    text = "".join(map(_alinea, part.blocks))
    return SafeString(f'<section class="part" id="deel-{part.order}">\n{heading}\n{text}\n</section>')


def _alinea(block: Block) -> str:
    """A paragraph with its number, and what stands beside it."""
    number = escape(block.number)
    link = f'<a class="alinea-nr" href="#p{number}"><span class="unseen">{said("Alinea")} </span>{number}</a>'
    text = f'<p class="alinea-text">{_in_pieces(block.pieces)}</p>'
    beside = _margin([*map(_beside, block.positions), *map(_left_open, block.open)])
    return f'<div class="alinea" id="p{number}">\n{link}\n{text}\n{beside}</div>'


def _margin(lines: Sequence[str]) -> str:
    return f'<ul class="margin">\n{"".join([f"<li>{line}</li>" for line in lines])}\n</ul>' if lines else ""


def _beside(position: GovernmentPosition) -> str:
    """A position in the margin, and how a commitment stands today."""
    kind = capfirst(label_of(GovernmentPosition, "kind", position.kind))
    link = f'<a href="{position.get_absolute_url()}">{escape(position.wording)}</a>'
    promised = standing(position)
    stands = f' <span class="stands">{macros("web/_standing.html").standing(promised)}</span>' if promised else ""
    return f'<span class="kind">{escape(kind)}</span> {link}{stands}'


def _left_open(reference: KamerstukReference) -> str:
    """A citation without a page here, and where else it leads: to the official paper, or to the papers that it may mean."""
    to = leads_to(reference)
    if to.official:
        said_of = f'<a href="{escape(to.url)}" rel="external">{said("officiële publicatie")}</a>'
    else:
        links = [f'<a href="{path_to("kamerstuk", one.slug)}">{escape(one.display)}</a>' for one in meanings(reference)]
        said_of = escape(to.remark) + (": " if links else "") + f" {said('of')} ".join(links)
    return f"“{escape(reference.as_written)}”: {said_of}"


def letter_note(note: Note) -> SafeString:
    """A footnote with its mark, the way back to where that stands, and its citations that stay open."""
    order, marker = note.footnote.order, escape(note.footnote.marker)
    back = ""
    if note.footnote.paragraph_id:
        unseen = f'<span class="unseen"> ({said("noot")} {marker})</span>'
        back = f' <a class="back" href="#n{order}-terug">{said("terug naar de tekst")}{unseen}</a>'
    text = f"<p>{_in_pieces(note.pieces)}{back}</p>{_margin([*map(_left_open, note.open)])}"
    return SafeString(f'<li id="n{order}"><span class="note-mark">{marker}</span><div>{text}</div></li>\n')


def _in_pieces(pieces: Iterable[Piece]) -> str:
    """A text with its finds marked, and linked to where they lead."""
    return "".join(map(_piece, pieces))


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
