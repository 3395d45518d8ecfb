"""What is known of one Kamerstuk: whether it is one of our letters, and who cites it in which words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from agenda_tracker.models import Evidence, GovernmentPosition, Kamerstuk, KamerstukReference, Letter, Paragraph
from agenda_tracker.search import next_to

from .letters import with_heads
from .selecting import cut_asked

AROUND = 160


@dataclass
class Cited:
    """A citation with the words around it, and the positions whose quote holds it."""

    reference: KamerstukReference
    before: str
    words: str
    after: str
    paragraph: Paragraph | None
    positions: list[GovernmentPosition] = field(default_factory=list)


def words_around(reference: KamerstukReference) -> tuple[str, str, str]:
    """The text before, of and after a citation, cut at blanks and with an ellipsis where something is left out."""
    place = reference.paragraph or reference.footnote
    text = place.text if place else reference.as_written
    start, end = reference.start, reference.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, text[start:end], after


def cited(references: Iterable[KamerstukReference]) -> list[Cited]:
    """Citations with their words and positions; one query more."""
    found = []
    for reference in references:
        footnote = reference.footnote
        paragraph = reference.paragraph or (footnote.paragraph if footnote else None)
        found.append(Cited(reference, *words_around(reference), paragraph=paragraph))
    _add_positions(found)
    return found


def _add_positions(citations: list[Cited]) -> None:
    quotes: dict[int, list[Evidence]] = defaultdict(list)
    public = Evidence.objects.filter(position__in=GovernmentPosition.objects.public())
    paragraphs = [one.paragraph.pk for one in citations if one.paragraph]
    for quote in public.filter(paragraph__in=paragraphs).select_related("position").order_by("start", "pk"):
        quotes[quote.paragraph_id].append(quote)
    for one in citations:
        if one.paragraph:
            holding = [quote.position for quote in quotes[one.paragraph.pk] if _holds(quote, one.reference)]
            one.positions = list(dict.fromkeys(holding))


def _holds(quote: Evidence, reference: KamerstukReference) -> bool:
    """Whether the quote overlaps the citation, or has the mark of the footnote that cites."""
    if reference.footnote:
        return quote.start < reference.footnote.offset <= quote.end
    return quote.start < reference.end and reference.start < quote.end


def public_citations(**of: Any) -> Any:
    """The public citations of a paper or dossier, newest letter first, ready for `cited`."""
    rows = KamerstukReference.objects.public().filter(**of)
    return rows.select_related("letter", "paragraph", "footnote__paragraph").order_by("-letter__date", "-letter", "pk")


def paper_sheet(request: HttpRequest, paper: Kamerstuk) -> dict[str, Any]:
    """The context of a known paper."""
    page, problems = cut_asked(request, public_citations(kamerstuk=paper))
    letter = None
    if paper.letter_id:
        letter = with_heads(Letter.objects.public().filter(pk=paper.letter_id)).first()
    previous, following = next_to(paper)
    return {
        "record": paper,
        "letter": letter,
        "citation": paper.reference.citation(date=paper.date or (letter.date if letter else None)),
        "citations": cited(page.rows),
        "page": page,
        "problems": problems,
        "previous": previous,
        "following": following,
    }
