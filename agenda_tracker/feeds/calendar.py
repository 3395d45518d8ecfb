"""Meetings as a calendar to subscribe to (RFC 5545, RFC 7986): every meeting an event of whole days."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from agenda_tracker.models import FormerSlug
from agenda_tracker.search.pages import keys_of

from .journal import follows_journal
from .selecting import list_address, refused, selected, slug_of, subject
from .shelves import MEETINGS

MEDIA_TYPE = "text/calendar; charset=utf-8"


def pieces(request: HttpRequest, name: str, keys: Any) -> Iterator[bytes]:
    """The file, some hundreds of events at a time."""
    from . import events  # only here: see there

    return events.pieces(request, name, keys)


def as_file(response: Any, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    response["X-Robots-Tag"] = "noindex"
    found: HttpResponseBase = response
    return found


@follows_journal
def meetings(request: HttpRequest) -> HttpResponseBase:
    """All meetings that the filters of the list select."""
    selection = selected(request, MEETINGS)
    if selection.problems:
        return refused(request, selection.problems, list_address(request, MEETINGS, selection))
    name = f"{subject(selection)} – Agendavolger"
    content = pieces(request, name, keys_of(selection.selection))
    file = "-".join(part for part in (MEETINGS.name, slug_of(selection)) if part)
    return as_file(StreamingHttpResponse(content, content_type=MEDIA_TYPE), file)


@follows_journal
def meeting(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One meeting. Raises Http404 for one that is not public."""
    one = MEETINGS.public().filter(slug=slug).first()
    if one is None:
        return moved(slug)
    content = b"".join(pieces(request, f"{one.title}, {one.dates}", keys_of(MEETINGS.public().filter(pk=one.pk))))
    return as_file(HttpResponse(content, content_type=MEDIA_TYPE), one.slug)


def moved(slug: str) -> HttpResponse:
    former = FormerSlug.objects.filter(kind=FormerSlug.Kind.MEETING, slug=slug).first()
    today = MEETINGS.public().filter(pk=former.object_id).first() if former else None
    if today is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("meeting-ics", args=[today.slug]))
