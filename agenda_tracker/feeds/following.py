"""Atom of any selection, topic, dossier or body: the fifty records that changed last, and pages of the rest."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from agenda_tracker.citations import Reference
from agenda_tracker.models import (
    Dossier,
    Formation,
    FormerSlug,
    GovernmentPosition,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Topic,
)
from agenda_tracker.models.address import record_once_at
from agenda_tracker.search import Page
from agenda_tracker.search.narrowing import carries_or_cites
from agenda_tracker.search.options import with_formations

from . import atom
from .entries import ENTRY_OF
from .identity import tag
from .journal import follows_journal, head, last_changed, newest_change_first, stamps
from .selecting import list_address, messages_of, page_asked, refused, selected, subject
from .shelves import LETTERS, MEETINGS, POSITIONS, Shelf

ENTRIES = 50
# The moment a feed was last updated that never had anything in it.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Followed:
    """What a feed is of: public rows of a shelf, its name in words, and the page that shows the same."""

    shelf: Shelf
    rows: "QuerySet[Any]"
    title: str
    alternate: str


def answer(request: HttpRequest, followed: Followed) -> HttpResponse:
    """The page of the feed that the address asks for; 400 when that is no number, 404 behind the last."""
    try:
        number = page_asked(request)
    except ValidationError as error:
        return refused(request, messages_of(error), followed.alternate)
    page = cut(followed, number)
    if not page.exists:
        raise Http404
    feed = feed_of(request, followed, page)
    return HttpResponse(atom.document(feed), content_type=atom.MEDIA_TYPE)


def cut(followed: Followed, number: int) -> Page:
    """The keys of a page of it; the first one, which readers ask for again and again, by the last lines of the journal."""
    rows, kind = followed.rows, followed.shelf.kind
    count = rows.order_by().count()
    if number == 1 and count > ENTRIES and len(first := last_changed(rows, kind, ENTRIES)) == ENTRIES:
        return Page(first, number, ENTRIES, count)
    return Page.cut(newest_change_first(rows, kind).values_list("pk", flat=True), number, ENTRIES, count)


def feed_of(request: HttpRequest, followed: Followed, page: Page) -> atom.Feed:
    shelf = followed.shelf
    rows = shelf.among(page.rows)
    known = stamps(shelf.kind, rows)
    entries = [ENTRY_OF[shelf](request, rows[pk], known.get(pk)) for pk in page.rows if pk in rows]
    newest = max((entry.updated for entry in entries), default=None)
    return atom.Feed(
        id=tag(request, address_of(request, None)),
        title=f"{followed.title} – Agendavolger",
        subtitle=_("Wat het laatst openbaar werd of veranderde, staat bovenaan."),
        updated=newest or head()[1] or NEVER,
        links=[atom.Link("alternate", followed.alternate), *page_links(request, page)],
        entries=entries,
    )


def page_links(request: HttpRequest, page: Page) -> list[atom.Link]:
    """This page, the first and last, and the ones beside it."""
    places = {
        "self": page.number,
        "first": 1,
        "previous": page.previous,
        "next": page.following,
        "last": page.last,
    }
    return [
        atom.Link(rel, request.build_absolute_uri(address_of(request, number)), "application/atom+xml")
        for rel, number in places.items()
        if number
    ]


def address_of(request: HttpRequest, number: int | None) -> str:
    """The path of this feed with its filters, at another page; what is blank is left out."""
    query = QueryDict(mutable=True)
    for name in sorted(request.GET):
        if name not in ("page", "size", "sort", "format") and request.GET[name]:
            query[name] = request.GET[name]
    if number and number > 1:
        query["page"] = str(number)
    return request.path + (f"?{query.urlencode()}" if query else "")


def of_selection(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    """The feed of what a list shows with the same filters."""
    selection = selected(request, shelf)
    page = list_address(request, shelf, selection)
    if selection.problems:
        return refused(request, selection.problems, page)
    response = answer(request, Followed(shelf, selection.selection, subject(selection), page))
    if selection.lacks_index:
        add_never_cache_headers(response)
    return response


@follows_journal
def positions(request: HttpRequest) -> HttpResponseBase:
    return of_selection(request, POSITIONS)


@follows_journal
def letters(request: HttpRequest) -> HttpResponseBase:
    return of_selection(request, LETTERS)


@follows_journal
def meetings(request: HttpRequest) -> HttpResponseBase:
    return of_selection(request, MEETINGS)


@follows_journal
def topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Positions on the topic and all below it."""
    one = Topic.objects.public().filter(slug=slug).first()
    if one is None:
        return moved_topic(slug)
    title = _("Standpunten over %s") % one.name
    page = request.build_absolute_uri(one.get_absolute_url())
    return answer(request, Followed(POSITIONS, GovernmentPosition.objects.public().about([one]), title, page))


def moved_topic(slug: str) -> HttpResponse:
    """On to the feed of the topic that this one was merged into, as long as that is public."""
    today = record_once_at(FormerSlug.Kind.TOPIC, slug, Topic.objects.public())
    if today is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("topic-feed", args=[today.slug]))


@follows_journal
def dossier(request: HttpRequest, address: str) -> HttpResponseBase:
    """Letters that stand in the dossier or cite from it. Raises Http404 for one that is not public."""
    try:
        reference = Reference.parse(f"dossier/{address}")
    except ValueError:
        raise Http404 from None
    one = Dossier.objects.public().filter(normal_form=reference.dossier_normal).first()
    if one is None:
        raise Http404
    rows = Letter.objects.public().filter(carries_or_cites((one.reference,)))
    title = _("Brieven rond dossier %s") % one
    return answer(request, Followed(LETTERS, rows, title, request.build_absolute_uri(one.get_absolute_url())))


@follows_journal
def formation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Letters on meetings of the body, also where it sits in with another."""
    one = Formation.objects.public().filter(slug=slug).first()
    if one is None:
        raise Http404
    meetings = MinisterialMeeting.objects.filter(with_formations([one])).order_by().values("pk")
    treating = LetterMeeting.objects.filter(meeting__in=meetings).order_by().values("letter")
    title = _("Brieven over %s") % one.name
    page = request.build_absolute_uri(f"{reverse('letters')}?{urlencode({'formation': one.slug})}")
    return answer(request, Followed(LETTERS, LETTERS.public().filter(pk__in=treating), title, page))
