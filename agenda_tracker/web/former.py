"""Addresses that pages used to have: on to the page of today, as long as that is public."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from agenda_tracker.models.address import record_once_at


def moved(kind: str, slug: str, public: "QuerySet[Any]") -> HttpResponse:
    """Redirect an old address; Http404 when it never was one, or leads to nothing public."""
    record = record_once_at(kind, slug, public)
    if record is None:
        raise Http404
    return HttpResponsePermanentRedirect(record.get_absolute_url())
