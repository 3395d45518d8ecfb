"""What the review screen shows: the letter with marks, the finds in the order of the letter, the check list."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from agenda_tracker.citations import Reference
from agenda_tracker.intake.decide import last_acts, last_redoable, last_undoable, version_of
from agenda_tracker.intake.marks import date_spans
from agenda_tracker.intake.publish import check_list
from agenda_tracker.intake.quotes import split_points
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

from .base import clerk, may_publish
from .matching import item_panel, meeting_panel
from .review_forms import PositionForm, topic_labels

Review = GovernmentPosition.Review
# "Accept all that are certain" starts here, in percent; the clerk can set it lower or higher.
CERTAIN = 90
SHOWN_ACTS = 10
# Pages that the screen leads to from every row of a kind.
PAGES = {
    "position": "admin:agenda_tracker_position_decide",
    "citation": "admin:agenda_tracker_reference_settle",
    "known_citation": "admin:agenda_tracker_kamerstukreference_change",
    "paragraph": "admin:agenda_tracker_paragraph_change",
    "footnote": "admin:agenda_tracker_footnote_change",
}
AT_THE_END = (10**9, 0)


@dataclass
class Find:
    """A position or a reference, with where the letter says it: (paragraph's order, character)."""

    place: tuple[int, int]
    position: GovernmentPosition | None = None
    reference: KamerstukReference | None = None
    version: str = ""
    form: PositionForm | None = None
    splits: list[tuple[str, str]] = field(default_factory=list)
    meanings: list[Reference] = field(default_factory=list)

    @property
    def doubt(self) -> float:
        """The lower, the more a person should look at it; settled finds come last."""
        if self.position is not None:
            waits = self.position.review == Review.SUGGESTED
            return (self.position.confidence or 0) if waits else 2
        return 2 if self.reference and self.reference.status == "resolved" else 0


def review_context(request: HttpRequest, letter: Letter, opened: PositionForm | None = None) -> dict[str, Any]:
    """Everything on the screen; `opened` is the form of one position that is being changed."""
    notes = list(letter.footnotes.all())
    positions = _positions(letter)
    marks = Marks(letter, positions, notes)
    sections = _sections(letter, marks)
    finds = _finds(positions, sections, notes, marks, opened)
    doubtful = request.GET.get("volgorde") == "twijfel"
    undecided = sum(1 for one in positions if one.review == Review.SUGGESTED)
    me, acts = clerk(request), last_acts(letter)
    return {
        "letter": letter,
        "pages": {name: reverse(page, args=[0]) for name, page in PAGES.items()},
        "sections": sections,
        "footnotes": notes,
        "finds": sorted(finds, key=lambda find: (find.doubt, find.place)) if doubtful else finds,
        "doubtful": doubtful,
        "total": len(positions),
        "decided": len(positions) - undecided,
        "undecided": undecided,
        "certain": CERTAIN,
        "topic_labels": topic_labels(),
        **meeting_panel(letter),
        **item_panel(letter),
        "treatments": letter.treatments.select_related("meeting__formation"),
        "loose_parts": _loose_parts(sections),
        "signatories": letter.signatories.all(),
        "papers": letter.kamerstukken.select_related("dossier"),
        "reading_notes": letter.reading_notes.splitlines(),
        "checks": check_list(letter),
        "first_bare": _first_bare(finds),
        "first_unclear": _first_unclear(finds),
        "acts": acts[:SHOWN_ACTS],
        "undoable": last_undoable(acts, me),
        "redoable": last_redoable(acts, me),
        "may_publish": may_publish(request),
    }


class Marks:
    """What is marked in the letter, by the paragraph or footnote that it stands in; each row was read once."""

    def __init__(self, letter: Letter, positions: list[GovernmentPosition], notes: list[Footnote]) -> None:
        self.quotes: dict[int, list[Evidence]] = defaultdict(list)
        self.notes: dict[int | None, list[Footnote]] = defaultdict(list)
        self.references: dict[tuple[int | None, int | None], list[KamerstukReference]] = defaultdict(list)
        for position in positions:
            for quote in position.evidence.all():
                self.quotes[quote.paragraph_id].append(quote)
        for note in notes:
            self.notes[note.paragraph_id].append(note)
        for reference in letter.references.select_related("kamerstuk", "dossier"):
            self.references[reference.paragraph_id, reference.footnote_id].append(reference)

    def pieces(self, paragraph: Paragraph) -> list[tuple[Piece, bool]]:
        """The paragraph cut at its marks, and which piece is the link of its quote; now its quotes know its text."""
        for quote in self.quotes[paragraph.pk]:
            quote.paragraph = paragraph
        quotes = [quote for quote in self.quotes[paragraph.pk] if quote.position.review != Review.REJECTED]
        found = (quotes, self.references[paragraph.pk, None], self.notes[paragraph.pk])
        pieces = cut(paragraph.text, *found, dates=date_spans(paragraph.text))
        handles = {id(piece) for piece in _handles(pieces)}
        return [(piece, id(piece) in handles) for piece in pieces]


def _handles(pieces: list[Piece]) -> list[Piece]:
    """The longest piece of each quote: that one is the link to its find, so that no link is too small to hit."""
    longest: dict[int, Piece] = {}
    for piece in pieces:
        if piece.quote and not piece.reference:
            known = longest.get(piece.quote.pk)
            if known is None or len(piece.text) > len(known.text):
                longest[piece.quote.pk] = piece
    return list(longest.values())


def _sections(letter: Letter, marks: Marks) -> list[Section]:
    """The letter's parts with everything that is marked in them."""
    sections = list(letter.sections.select_related("agenda_item").prefetch_related("paragraphs"))
    for section in sections:
        for paragraph in section.paragraphs.all():
            paragraph.pieces = marks.pieces(paragraph)  # type: ignore[attr-defined]
    return sections


def _loose_parts(sections: list[Section]) -> int:
    loose = [one for one in sections if one.agenda_item_id is None and one.role != Section.Role.INTRODUCTION]
    return len(loose)


def _positions(letter: Letter) -> list[GovernmentPosition]:
    return list(letter.positions.select_related("agenda_item", "reviewed_by").prefetch_related("topics", "evidence"))


def _finds(
    positions: list[GovernmentPosition],
    sections: list[Section],
    notes: list[Footnote],
    marks: Marks,
    opened: PositionForm | None,
) -> list[Find]:
    finds = [_position_find(position, opened) for position in positions]
    orders: dict[int | None, int] = {}
    for section in sections:
        for paragraph in section.paragraphs.all():
            orders[paragraph.pk] = paragraph.order
            finds += [
                _reference_find(one, (paragraph.order, one.start)) for one in marks.references[paragraph.pk, None]
            ]
    for note in notes:
        place = (orders.get(note.paragraph_id, AT_THE_END[0]), note.offset)
        finds += [_reference_find(one, place) for one in marks.references[None, note.pk]]
    return sorted(finds, key=lambda find: find.place)


def _position_find(position: GovernmentPosition, opened: PositionForm | None) -> Find:
    quotes = list(position.evidence.all())
    place = min(((quote.paragraph.order, quote.start) for quote in quotes), default=AT_THE_END)
    form = opened if opened is not None and opened.instance.pk == position.pk else None
    find = Find(place, position=position, version=version_of(position), form=form)
    if form is not None:
        find.splits = _splits(quotes)
    return find


def _splits(quotes: list[Evidence]) -> list[tuple[str, str]]:
    """Places where the position can be split: `paragraph-character`, and the words that begin there."""
    found = []
    for index, quote in enumerate(quotes):
        places = [*([quote.start] if index else []), *split_points(quote)]
        found += [(f"{quote.paragraph_id}-{at}", quote.paragraph.text[at : min(at + 60, quote.end)]) for at in places]
    return found


def _reference_find(reference: KamerstukReference, place: tuple[int, int]) -> Find:
    several = reference.normal_form.split(";") if reference.status == KamerstukReference.Status.AMBIGUOUS else []
    return Find(place, reference=reference, meanings=[Reference.parse(form) for form in several])


def _first_bare(finds: list[Find]) -> str:
    """Where the first confirmed position without a topic stands on the page."""
    confirmed = [find.position for find in finds if find.position and find.position.review == Review.CONFIRMED]
    return next((f"standpunt-{one.pk}" for one in confirmed if not one.topics.all()), "gevonden")


def _first_unclear(finds: list[Find]) -> str:
    open_ones = [find.reference for find in finds if find.reference and find.reference.status != "resolved"]
    return f"verwijzing-{open_ones[0].pk}" if open_ones else "gevonden"
