"""The search box: a Kamerstuk number goes to its page, words to what has them, mistakes are explained."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from agenda_tracker.models import Dossier, Kamerstuk, Letter, MinisterialMeeting, Topic
from agenda_tracker.search import (
    EverythingFilter,
    Question,
    Target,
    keep_missed_numbers,
    keep_missed_words,
    look_up,
    nearest,
    read_question,
)
from agenda_tracker.search.signers import signers

from .letters import with_heads
from .meetings import with_letters
from .passages import add_passages
from .selecting import selection_context

MOST_NUMBERS, IN_FULL = 60, 10


def word_search(text: str) -> str:
    """The list of positions that contain these words."""
    return f"{reverse('positions')}?{urlencode({'q': text})}"


def sources() -> dict[str, Any]:
    """What the rows of each kind show, by the ids of the public records; positions have their lines in the index."""
    return {
        "letter": with_heads(Letter.objects.public()).in_bulk,
        "meeting": with_letters(MinisterialMeeting.objects.public()).in_bulk,
        "topic": Topic.objects.public().in_bulk,
        "kamerstuk": Kamerstuk.objects.public().select_related("dossier").in_bulk,
        "dossier": Dossier.objects.public().in_bulk,
    }


def searched(data: QueryDict, words: str) -> EverythingFilter:
    """The selection of everything with these words and the filters of the address."""
    query = data.copy()
    query["q"] = words
    return EverythingFilter(query, sources())


def offered(question: Question) -> list[Target]:
    """What was recognised among the words; five digits that are no dossier here are just a number."""
    targets = look_up(question.references[:MOST_NUMBERS]) if question.words else []
    return [target for target in targets if target.record or not target.is_dossier]


class SearchView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        question = read_question(request.GET.get("q", ""))
        if question.kind == "words" or (question.kind == "references" and "woorden" in request.GET):
            return self.with_words(request, question)
        if self.keeps_misses(request):
            keep_missed_numbers(question)
        if len(question.references) == 1:
            page = reverse("kamerstuk", args=[question.references[0].slug])
            return HttpResponseRedirect(f"{page}?{urlencode({'zoek': question.text})}")
        return render(request, "web/search.html", {"question": question, **finds(look_up(question.references))})

    def with_words(self, request: HttpRequest, question: Question) -> HttpResponse:
        """The results of the index; without one, the list of positions that contain the words."""
        numbers = [] if "woorden" in request.GET else offered(question)
        selection = searched(request.GET, question.words if numbers else question.text)
        found = selection_context(selection)
        if selection.answer is None and not selection.problems:
            return self.by_database(request, question)
        signed = signers(question.text)
        if selection.by_index(lambda answer: answer.in_text) is False:
            if not signed:
                self.keep(request, question)
            found |= self.another_way(selection)
        add_passages(found["page"].rows, found["hits"])
        context = {"question": question, "signers": signed, **found, **finds(numbers)}
        response = render(request, "web/results.html", context)
        if selection.lacks_index:
            add_never_cache_headers(response)
        return response

    def by_database(self, request: HttpRequest, question: Question) -> HttpResponse:
        self.keep(request, question)
        return HttpResponseRedirect(word_search(question.text))

    def another_way(self, selection: EverythingFilter) -> dict[str, Any]:
        """Nothing has all these words: the results of a better spelling, or of most of the words."""
        other = selection.by_index(lambda answer: answer.otherwise)
        if other is None:
            return {}
        said = "" if other.least else str(other)
        return {**selection_context(selection.asked_otherwise(other)), "asked_otherwise": other, "corrected": said}

    def keep(self, request: HttpRequest, question: Question) -> None:
        if self.keeps_misses(request):
            keep_missed_words(question)

    def keeps_misses(self, request: HttpRequest) -> bool:
        """When the operator wants it, and of visitors only: a clerk who looks into a miss adds none."""
        return settings.KEEP_MISSED_SEARCHES and not request.user.is_staff


def finds(targets: list[Target]) -> dict[str, Any]:
    """The first numbers with what lies near them when they are not here, and the others by name only."""
    shown = [(target, [] if target.record else nearest(target.reference, 1)) for target in targets[:IN_FULL]]
    return {"finds": shown, "more_finds": targets[IN_FULL:MOST_NUMBERS]}
