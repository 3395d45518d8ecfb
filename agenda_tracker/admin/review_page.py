"""What the review screen shows: the letter with marks, the finds in the order of the letter, the check list."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

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
    notes = list(letter.footnotes.prefetch_related(Prefetch("references", _references())))
    sections = _sections(letter, notes)
    positions = _positions(letter)
    finds = _finds(letter, positions, sections, notes, opened)
    doubtful = request.GET.get("volgorde") == "twijfel"
    undecided = sum(1 for one in positions if one.review == Review.SUGGESTED)
    me, acts = clerk(request), last_acts(letter)
    return {
        "letter": letter,
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


def _sections(letter: Letter, notes: list[Footnote]) -> list[Section]:
    """The letter's parts with everything that is marked in them, in a fixed number of queries."""
    kept = Evidence.objects.select_related("position").exclude(position__review=Review.REJECTED)
    parts = letter.sections.select_related("agenda_item").prefetch_related(
        Prefetch("paragraphs__evidence", queryset=kept),
        Prefetch("paragraphs__references", queryset=_references()),
    )
    sections = list(parts)
    for section in sections:
        for paragraph in section.paragraphs.all():
            marks = [note for note in notes if note.paragraph_id == paragraph.pk]
            paragraph.pieces = _pieces(paragraph, marks)  # type: ignore[attr-defined]
    return sections


def _references() -> "QuerySet[KamerstukReference]":
    return KamerstukReference.objects.select_related("kamerstuk", "dossier")


def _pieces(paragraph: Paragraph, marks: list[Footnote]) -> Any:
    found = (paragraph.evidence.all(), paragraph.references.all(), marks)
    pieces = cut(paragraph.text, *found, dates=date_spans(paragraph.text))
    handles = _handles(pieces)
    return [(piece, piece in handles) for piece in pieces]


def _handles(pieces: list[Piece]) -> list[Piece]:
    """The longest piece of each quote: that one is the link to its find, so that no link is too small to hit."""
    longest: dict[int, Piece] = {}
    for piece in pieces:
        if piece.quote and not piece.reference:
            known = longest.get(piece.quote.pk)
            if known is None or len(piece.text) > len(known.text):
                longest[piece.quote.pk] = piece
    return list(longest.values())


def _loose_parts(sections: list[Section]) -> int:
    loose = [one for one in sections if one.agenda_item_id is None and one.role != Section.Role.INTRODUCTION]
    return len(loose)


def _positions(letter: Letter) -> list[GovernmentPosition]:
    quotes = Prefetch("evidence", queryset=Evidence.objects.select_related("paragraph"))
    rows = letter.positions.select_related("agenda_item", "reviewed_by").prefetch_related("topics", quotes)
    return list(rows)


def _finds(
    letter: Letter,
    positions: list[GovernmentPosition],
    sections: list[Section],
    notes: list[Footnote],
    opened: PositionForm | None,
) -> list[Find]:
    finds = [_position_find(position, opened) for position in positions]
    orders: dict[int | None, int] = {}
    for section in sections:
        for paragraph in section.paragraphs.all():
            orders[paragraph.pk] = paragraph.order
            finds += [_reference_find(one, (paragraph.order, one.start)) for one in paragraph.references.all()]
    for note in notes:
        place = (orders.get(note.paragraph_id, AT_THE_END[0]), note.offset)
        finds += [_reference_find(one, place) for one in note.references.all()]
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
