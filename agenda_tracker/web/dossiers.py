"""What is known of one dossier: its papers, and the letters that stand in it or cite it."""

from typing import Any

from django.http import HttpRequest

from agenda_tracker.models import Dossier, Kamerstuk, Letter
from agenda_tracker.search import Page
from agenda_tracker.search.narrowing import carries_or_cites

from .letters import with_heads
from .papers import cited, public_citations
from .selecting import cut_asked

LETTERS, CITATIONS = 10, 10


def dossier_sheet(request: HttpRequest, dossier: Dossier, *, alone: bool) -> dict[str, Any]:
    """The context of a known dossier; where the address means a paper too, only the start of its papers."""
    papers = Kamerstuk.objects.public().filter(dossier=dossier).select_related("letter").order_by("sort_key")
    page, problems = cut_asked(request, papers) if alone else (Page.cut(papers), [])
    letters = Letter.objects.public().filter(carries_or_cites((dossier.reference,)))
    return {
        "record": dossier,
        "page": page,
        "problems": problems,
        "letters": with_heads(letters).order_by("-date", "-pk")[:LETTERS],
        "letter_count": letters.count(),
        "citations": cited(public_citations(dossier=dossier)[:CITATIONS]),
    }
