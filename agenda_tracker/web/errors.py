"""What a visitor reads when something is not there, not allowed or broken; the last without database or context."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from agenda_tracker.search import counted

# The longest window in which log-ins are counted.
from .unavailable import SPENT, Lack, database, lack_behind, mend_pools, unavailable

TEN_MINUTES = 600


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    too_large = isinstance(exception, RequestDataTooBig)
    return render(request, "400.html", {"too_large": too_large}, status=413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest, seconds: int = TEN_MINUTES, kind: str = "guess") -> HttpResponse:
    """Refused for a while: after so many seconds it is allowed again. `kind`: `guess` (log-in), `search` or `file`."""
    response = render(request, "429.html", {"wait": in_words(seconds), "kind": kind}, status=429)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


def in_words(seconds: int) -> str:
    """`1 seconde`, `12 seconden`, `2 minuten`: never less than it is."""
    if seconds < 120:
        return counted(seconds, _("seconde"), _("seconden"))
    return counted(-(-seconds // 60), _("minuut"), _("minuten"))


def gone(request: HttpRequest, note: str) -> HttpResponse:
    """The page of what was withdrawn: the public note, and nothing else of it."""
    return render(request, "410.html", {"note": note}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the server lacks something for now, else 500. Django calls it while it handles the error."""
    forget_what_was_to_be_said(request)
    error = sys.exception()
    lack = lack_behind(error)
    if lack is Lack.DATABASE:
        mend_pools(error)
        database.seen_gone(error)
    if lack is Lack.MEMORY:
        request.META[SPENT] = True
    if lack:
        return unavailable(request, lack, error)
    return HttpResponseServerError(loader.get_template("500.html").render())


def forget_what_was_to_be_said(request: HttpRequest) -> None:
    """An act that failed may have queued for the next page that it was done. To read the queue would ask the database."""
    queued = getattr(request, "_messages", None)
    if queued is not None:
        queued._queued_messages.clear()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without the cookie that belongs to it."""
    return render(request, "403.html", {"csrf": True}, status=403)
