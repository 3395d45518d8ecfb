"""Addresses that pages used to have, and pages that were public once: on to what is public today."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from agenda_tracker.models import Letter, MinisterialMeeting, ceased
from agenda_tracker.models.address import record_once_at


def moved(kind: str, slug: str, public: "QuerySet[Any]") -> HttpResponse:
    """Redirect an old address; Http404 when it never was one, or leads to nothing public."""
    record = record_once_at(kind, slug, public)
    if record is None:
        raise Http404
    return HttpResponsePermanentRedirect(record.get_absolute_url())


def taken_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse | None:
    """404 for a `position` or `letter` that was public and may be so again: nothing of it, but the way to what is public.

    None when it never was public.
    """
    line = ceased(kind, pk)
    if line is None:
        return None
    letter = Letter.objects.public().filter(pk=line.letter_id or 0).first()
    meetings = MinisterialMeeting.objects.public().filter(treatments__letter=letter).distinct() if letter else []
    context = {"kind": kind, "letter": letter, "meetings": meetings}
    return render(request, "taken_back.html", context, status=404)
