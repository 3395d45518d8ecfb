"""A form for a whole text: which Kamerstukken are named in it, and what of them is here."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from agenda_tracker.search import LONGEST_TEXT, Mention, counted, read_pasted, thousands
from agenda_tracker.search.pasted import STATUSES


def in_words(mentions: list[Mention]) -> str:
    """`7 nummers: 4 bekend, 2 staan hier niet, 1 geen bestaand nummer`."""
    counts = Counter(mention.status for mention in mentions)
    parts = [counted(counts[status], str(one), str(many)) for status, (one, many) in STATUSES.items() if counts[status]]
    return f"{counted(len(mentions), _('nummer'), _('nummers'))}: {', '.join(parts)}" if mentions else ""


def why_not(text: str) -> str:
    """What is wrong with a text that cannot be read; "" when nothing is."""
    if not text.strip():
        return _("Plak eerst een tekst in het vak.")
    if len(text) > LONGEST_TEXT:
        return _("De tekst heeft %(length)s tekens; hoogstens %(most)s kunnen in één keer. Plak een deel ervan.") % {
            "length": thousands(len(text)),
            "most": thousands(LONGEST_TEXT),
        }
    return ""


# The form changes nothing and needs no cookie, so that the page stays the same for everyone.
@method_decorator(csrf_exempt, name="dispatch")
class PastedView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "web/pasted.html", {"longest": LONGEST_TEXT})

    def post(self, request: HttpRequest) -> HttpResponse:
        text = request.POST.get("tekst", "").replace("\r\n", "\n")
        problem = why_not(text)
        context: dict[str, Any] = {"text": text[: 2 * LONGEST_TEXT], "problem": problem, "longest": LONGEST_TEXT}
        if not problem:
            mentions = read_pasted(text)
            context |= {"mentions": mentions, "sentence": in_words(mentions), "read": True}
        response = render(request, "web/pasted.html", context)
        add_never_cache_headers(response)
        return response
