"""Addresses that pages used to have: on to the page of today, as long as that is public."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect

from agenda_tracker.models import FormerSlug


def moved(kind: str, slug: str, public: "QuerySet[Any]") -> HttpResponse:
    """Redirect an old address; Http404 when it never was one, or leads to nothing public."""
    former = FormerSlug.objects.filter(kind=kind, slug=slug).first()
    record = public.filter(pk=former.object_id).first() if former else None
    if record is None:
        raise Http404
    return HttpResponsePermanentRedirect(record.get_absolute_url())
