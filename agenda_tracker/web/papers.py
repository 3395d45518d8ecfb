"""What is known of one Kamerstuk: whether it is one of our letters, and who cites it in which words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from agenda_tracker.citations import Reference
from agenda_tracker.models import (
    Dossier,
    Evidence,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    Paragraph,
)
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import next_to, numbers_beside
from agenda_tracker.search.citing import CITATIONS, CITING
from agenda_tracker.search.sources import UNTOLD_OF_LETTER, add_papers

from .letters import add_heads
from .selecting import cut_asked

AROUND = 160
# Letters on one page, each with all its citations.
LETTERS = 10


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
    paragraphs = {one.paragraph.pk for one in citations if one.paragraph}
    for quote in _QUOTES(paragraphs) if paragraphs else ():
        quotes[quote.paragraph_id].append(quote)
    for one in citations:
        if one.paragraph:
            holding = [quote.position for quote in quotes[one.paragraph.pk] if _holds(quote, one.reference)]
            one.positions = list(dict.fromkeys(holding))


def public_quotes(paragraphs: Iterable[int]) -> "QuerySet[Evidence]":
    """The quotes of public positions in these paragraphs."""
    public = Evidence.objects.filter(Exists(GovernmentPosition.objects.public().filter(pk=OuterRef("position"))))
    quotes = public.filter(paragraph__in=paragraphs).select_related("position").order_by("start", "pk")
    return quotes.defer("position__wording_key", "position__quotes_key", "position__reviewed_at")


_QUOTES = Prepared(public_quotes)


def _holds(quote: Evidence, reference: KamerstukReference) -> bool:
    """Whether the quote overlaps the citation, or has the mark of the footnote that cites."""
    if reference.footnote:
        return quote.start < reference.footnote.offset <= quote.end
    return quote.start < reference.end and reference.start < quote.end


@dataclass
class CitingLetter:
    """A letter with all its citations of one paper or dossier, in reading order."""

    letter: Letter
    citations: list[Cited]


_ALSO_IN = Prepared(lambda paper: Dossier.objects.public().filter(shared_papers=paper).order_by("sort_key"))
_OWN_LETTER = Prepared(lambda pk: Letter.objects.public().filter(pk=pk).defer(*UNTOLD_OF_LETTER))


def by_letter(letters: Sequence[Letter], what: str, pk: int) -> list[CitingLetter]:
    """The words in which these letters cite a `kamerstuk` or `dossier`; three queries."""
    found = {letter.pk: CitingLetter(letter, []) for letter in letters}
    if found:
        add_papers(letters)
        for one in cited(CITATIONS[what](pk, list(found))):
            found[one.reference.letter_id].citations.append(one)
    return list(found.values())


@dataclass
class Beside:
    """What stands next to a paper in its dossier: the nearest one known here, and the next number when that is not."""

    known: Kamerstuk | None
    missing: Reference | None


def beside(paper: Kamerstuk) -> tuple[Beside, Beside]:
    """Before and after; two queries."""
    before, after = (
        Beside(known, None if known and number and known.reference.work == number else number)
        for known, number in zip(next_to(paper), numbers_beside(paper.reference), strict=True)
    )
    return before, after


def own_letter(paper: Kamerstuk) -> Letter | None:
    """The public letter that the paper is."""
    if paper.letter_id is None:
        return None
    letter = _OWN_LETTER.first(paper.letter_id)
    add_heads([letter] if letter else [])
    return letter


def paper_sheet(request: HttpRequest, paper: Kamerstuk) -> dict[str, Any]:
    """The context of a known paper."""
    citing: Any = CITING["kamerstuk"].of(paper.pk)
    page, problems = cut_asked(request, citing, size=LETTERS)
    letter = own_letter(paper)
    before, after = beside(paper)
    return {
        "record": paper,
        "letter": letter,
        "other_numbers": [one for one in letter.kamerstukken.all() if one != paper] if letter else [],
        "also_in": _ALSO_IN(paper.pk),
        "citation": paper.reference.citation(date=paper.date or (letter.date if letter else None)),
        "address": request.build_absolute_uri(paper.get_absolute_url()),
        "citing": by_letter(page.rows, "kamerstuk", paper.pk),
        "page": page,
        "problems": problems,
        "before": before,
        "after": after,
    }
