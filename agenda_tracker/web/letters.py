"""Letters: the list, the page with the full text, and the preview for the clerk who is about to publish one."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from agenda_tracker.models import GovernmentPosition, Letter, LetterCorrection, LetterMeeting, LetterSource, Signatory
from agenda_tracker.search import LetterFilter

from .carrying import taken_along
from .errors import gone
from .former import moved
from .letter_text import footnotes_of, parts_of
from .passages import add_passages
from .selecting import SelectionView


def with_heads(letters: "QuerySet[Letter]") -> "QuerySet[Letter]":
    """With what stands above a letter: meetings, Kamerstukken and who signed it."""
    treatments = LetterMeeting.objects.select_related("meeting__formation").order_by("order", "pk")
    return letters.prefetch_related(
        Prefetch("treatments", treatments),
        Prefetch("signatories", Signatory.objects.order_by("role", "order")),
        "kamerstukken",
    )


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
    """Everything the page of a letter shows. Other letters only when they are public themselves."""
    others = Letter.objects.public()
    signatories, parts = list(letter.signatories.all()), parts_of(letter)
    return {
        "letter": letter,
        "signed": [one for one in signatories if one.role == Signatory.Role.SIGNS],
        "on_behalf": [one for one in signatories if one.role == Signatory.Role.ON_BEHALF],
        "parts": parts,
        "contents": [part for part in parts if part.section.heading],
        "footnotes": footnotes_of(letter),
        "official": official_links(letter),
        "corrections": LetterCorrection.objects.filter(letter=letter),
        "supplements": others.filter(pk=letter.supplements_id).first() if letter.supplements_id else None,
        "replaces": others.filter(pk=letter.replaces_id).first() if letter.replaces_id else None,
        "fulfils": _fulfilled_by(letter),
        "follow_ups": others.filter(pk__in=_later(letter)).order_by("date", "pk"),
    }


def official_links(letter: Letter) -> list[dict[str, str]]:
    """Where the letter was officially published: by its Kamerstukken, and where a clerk noted that it was."""
    papers = [{"url": paper.official_url, "name": str(paper)} for paper in letter.kamerstukken.all()]
    published = letter.sources.filter(role=LetterSource.Role.PUBLISHED).exclude(url="").order_by("pk")
    places = [{"url": source.url, "name": urlsplit(source.url).hostname or source.url} for source in published]
    return [link for link in papers if link["url"]] + places


def _later(letter: Letter) -> "QuerySet[Any]":
    """Letters that supplement or replace this one."""
    return Letter.objects.filter(Q(supplements=letter) | Q(replaces=letter)).order_by().values("pk")


def _fulfilled_by(letter: Letter) -> "QuerySet[GovernmentPosition]":
    """The public commitments that this letter fulfils, the oldest first."""
    promised = GovernmentPosition.objects.public().filter(fulfilled_by=letter, kind=GovernmentPosition.Kind.COMMITMENT)
    return promised.select_related("letter").order_by("letter__date", "letter_id", "order", "pk")


class LetterView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        letter = with_heads(Letter.objects.public().filter(slug=slug)).first()
        if letter is None:
            return self.not_public(request, slug)
        along = taken_along(request, LetterFilter, Letter.objects.public(), letter, "letters")
        address = request.build_absolute_uri(letter.get_absolute_url())
        return render(request, "web/letter.html", {**letter_context(letter), **along, "address": address})

    def not_public(self, request: HttpRequest, slug: str) -> HttpResponse:
        withdrawn = Letter.objects.withdrawn().filter(slug=slug).first()
        if withdrawn is not None:
            return gone(request, withdrawn.withdrawal_note)
        return moved("letter", slug, Letter.objects.public())


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
