"""The search box: a Kamerstuk number goes to its page, words go to the list of positions, mistakes are explained."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import View

from agenda_tracker.search import (
    Question,
    keep_missed_numbers,
    keep_missed_words,
    look_up,
    nearest,
    read_question,
)


def word_search(text: str) -> str:
    """The list of positions that contain these words."""
    return f"{reverse('positions')}?{urlencode({'q': text})}"


class SearchView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        question = read_question(request.GET.get("q", ""))
        if question.kind == "words" or (question.kind == "references" and "woorden" in request.GET):
            if self.keeps_misses(request):
                keep_missed_words(question)
            return HttpResponseRedirect(word_search(question.text))
        if self.keeps_misses(request):
            keep_missed_numbers(question)
        if len(question.references) == 1:
            page = reverse("kamerstuk", args=[question.references[0].slug])
            return HttpResponseRedirect(f"{page}?{urlencode({'zoek': question.text})}")
        return render(request, "web/search.html", self.context(question))

    def keeps_misses(self, request: HttpRequest) -> bool:
        """When the operator wants it, and of visitors only: a clerk who looks into a miss adds none."""
        return settings.KEEP_MISSED_SEARCHES and not request.user.is_staff

    def context(self, question: Question) -> dict[str, Any]:
        targets = look_up(question.references[:60])
        return {
            "question": question,
            "finds": [(target, [] if target.record else nearest(target.reference, 1)) for target in targets[:10]],
            "more_finds": targets[10:],
        }
