"""Letters: the list, the page with the full text, and the preview for the clerk who is about to publish one."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from agenda_tracker.models import (
    Dossier,
    GovernmentPosition,
    Letter,
    LetterCorrection,
    LetterMeeting,
    LetterSource,
    Signatory,
)
from agenda_tracker.models.prepared import Prepared, attach, attach_related
from agenda_tracker.search import LetterFilter
from agenda_tracker.search.sources import UNTOLD_OF_LETTER, add_papers, add_signatories

from .carrying import taken_along
from .errors import gone
from .former import moved, taken_back
from .letter_text import text_of
from .passages import add_passages
from .selecting import SelectionView


def _treatments() -> "QuerySet[LetterMeeting]":
    return LetterMeeting.objects.select_related("meeting__formation").order_by("order", "pk")


def _signatories() -> "QuerySet[Signatory]":
    return Signatory.objects.order_by("role", "order")


def with_heads(letters: "QuerySet[Letter]") -> "QuerySet[Letter]":
    """With what stands above a letter: meetings, Kamerstukken and who signed it."""
    return letters.prefetch_related(
        Prefetch("treatments", _treatments()), Prefetch("signatories", _signatories()), "kamerstukken"
    )


_TREATMENTS = Prepared(lambda letters: _treatments().filter(letter__in=letters))


def add_heads(letters: Sequence[Letter]) -> None:
    """As `with_heads`, for letters that are here already."""
    attach_related(letters, "treatments", _TREATMENTS([letter.pk for letter in letters]))
    add_signatories(letters)
    add_papers(letters)


@cache
def _public() -> "QuerySet[Letter]":
    """Put together once; never asked itself."""
    return Letter.objects.public()


class LettersView(SelectionView):
    template_name = "web/letters.html"
    filter_class = LetterFilter

    def rows(self) -> "QuerySet[Letter]":
        return with_heads(Letter.objects.public())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        add_passages(found["page"].rows, found["hits"])
        return found


def letter_context(letter: Letter) -> dict[str, Any]:
    """Everything the page of a letter with its head shows. Other letters only when they are public themselves.

    What a letter has beside it is asked unless it was fetched with the knowledge that there is none (`BESIDE`).
    """
    attach([letter], "dossiers", {letter.pk: _DOSSIERS(letter.pk)})
    signatories, (parts, footnotes) = letter.signatories.all(), text_of(letter)
    return {
        "letter": letter,
        "signed": [one for one in signatories if one.role == Signatory.Role.SIGNS],
        "on_behalf": [one for one in signatories if one.role == Signatory.Role.ON_BEHALF],
        "parts": parts,
        "contents": [part for part in parts if part.heading],
        "footnotes": footnotes,
        "official": official_links(letter),
        "corrections": _beside(letter, "has_corrections", _CORRECTIONS),
        "supplements": _OTHER.first(letter.supplements_id) if letter.supplements_id else None,
        "replaces": _OTHER.first(letter.replaces_id) if letter.replaces_id else None,
        "fulfils": _beside(letter, "has_fulfilled", _FULFILLED),
        "follow_ups": _beside(letter, "has_follow_ups", _FOLLOW_UPS),
    }


def _beside(letter: Letter, known: str, selection: Prepared[Any]) -> list[Any]:
    return selection(letter.pk) if getattr(letter, known, True) else []


def official_links(letter: Letter) -> list[dict[str, str]]:
    """Where the letter was officially published: by its Kamerstukken, and where a clerk noted that it was."""
    papers = [{"url": paper.official_url, "name": str(paper)} for paper in letter.kamerstukken.all()]
    places = [
        {"url": url, "name": urlsplit(url).hostname or url} for url in _beside(letter, "has_places", _PUBLISHED_AT)
    ]
    return [link for link in papers if link["url"]] + places


def _published_at(letter: Any) -> "QuerySet[LetterSource, str]":
    sources = LetterSource.objects.filter(letter=letter, role=LetterSource.Role.PUBLISHED).exclude(url="")
    return sources.order_by("pk").values_list("url", flat=True)


def _follow_ups(letter: int) -> "QuerySet[Letter]":
    """The public letters that supplement or replace this one."""
    later = Letter.objects.filter(Q(supplements=letter) | Q(replaces=letter)).order_by().values("pk")
    return Letter.objects.public().filter(pk__in=later).defer(*UNTOLD_OF_LETTER).order_by("date", "pk")


def _fulfilled_by(letter: Any) -> "QuerySet[GovernmentPosition]":
    """The public commitments that this letter fulfils, the oldest first."""
    promised = GovernmentPosition.objects.public().filter(fulfilled_by=letter, kind=GovernmentPosition.Kind.COMMITMENT)
    return promised.select_related("letter").order_by("letter__date", "letter_id", "order", "pk")


def _letter(slug: str) -> "QuerySet[Letter]":
    return Letter.objects.public().filter(slug=slug).annotate(**BESIDE).defer(*UNTOLD_OF_LETTER)


_SELF = OuterRef("pk")
# What few letters have: whether this one does.
BESIDE = {
    "has_corrections": Exists(LetterCorrection.objects.filter(letter=_SELF)),
    "has_places": Exists(_published_at(_SELF)),
    "has_fulfilled": Exists(_fulfilled_by(_SELF)),
    "has_follow_ups": Exists(Letter.objects.filter(supplements=_SELF)) | Exists(Letter.objects.filter(replaces=_SELF)),
}
_LETTER = Prepared(_letter)
_OTHER = Prepared(lambda pk: Letter.objects.public().filter(pk=pk).defer(*UNTOLD_OF_LETTER))
_DOSSIERS = Prepared(lambda letter: Dossier.objects.filter(letters=letter))
_CORRECTIONS = Prepared(lambda letter: LetterCorrection.objects.filter(letter=letter))
_PUBLISHED_AT, _FOLLOW_UPS, _FULFILLED = Prepared(_published_at), Prepared(_follow_ups), Prepared(_fulfilled_by)


class LetterView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        letter = _LETTER.first(slug)
        if letter is None:
            return self.not_public(request, slug)
        add_heads([letter])
        along = taken_along(request, LetterFilter, _public(), letter, "letters")
        address = request.build_absolute_uri(letter.get_absolute_url())
        return render(request, "web/letter.html", {**letter_context(letter), **along, "address": address})

    def not_public(self, request: HttpRequest, slug: str) -> HttpResponse:
        letter = Letter.objects.filter(slug=slug).first()
        if letter is not None and letter.status == Letter.Status.WITHDRAWN:
            return gone(request, letter.withdrawal_note)
        back = taken_back(request, "letter", letter.pk) if letter is not None else None
        return back or moved("letter", slug, Letter.objects.public())


class PreviewView(View):
    """The page as the public will see it; only for clerks who may see the letter, a plain 404 for anyone else."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not (request.user.is_staff and request.user.has_perm("agenda_tracker.view_letter")) or pk >= 2**63:
            raise Http404
        letter = get_object_or_404(with_heads(Letter.objects.all()), pk=pk)
        response = render(request, "web/letter.html", {**letter_context(letter), "preview": True})
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response
