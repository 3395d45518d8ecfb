"""Meetings: the list with the filters of the page, one with its agenda, and agenda items."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import AgendaItem, Formation, GovernmentPosition, Letter, LetterMeeting, MinisterialMeeting
from agenda_tracker.models.prepared import Prepared, attach
from agenda_tracker.search import MeetingFilter

from . import asking, linked
from .addresses import href
from .answering import ApiView, Rows, listed, single, written
from .declaring import lists, shows
from .moving import moved

# About 1.5 kB each.
MOST = 2_000


def told(meeting: MinisterialMeeting, letters: list[LetterMeeting], count: int) -> linked.Told:
    return {
        "slug": meeting.slug,
        "title": meeting.title,
        "formation": linked.of_formation(meeting.formation),
        "alsoWith": [linked.of_formation(body) for body in meeting.also_with.all()],
        "informal": meeting.informal,
        "mode": meeting.mode,
        "state": meeting.state,
        "startDate": meeting.start_date.isoformat(),
        "endDate": meeting.end_date.isoformat(),
        "place": meeting.place,
        "country": meeting.country,
        "positionCount": count,
        "letters": [{"kind": one.kind, "letter": linked.of_letter(one.letter)} for one in letters],
        "_links": linked.links(href("meeting", meeting.slug), meeting),
    }


def _shown(ids: list[int]) -> "QuerySet[MinisterialMeeting]":
    rows = MinisterialMeeting.objects.public().filter(pk__in=ids).order_by().select_related("formation")
    return rows.defer("place_key", "formation__aliases", "formation__name_key")


def _letters(meetings: list[int]) -> "QuerySet[LetterMeeting]":
    rows = LetterMeeting.objects.filter(Letter.objects.public().of(), meeting__in=meetings).select_related("letter")
    ordered = rows.order_by("letter__date", "order", "pk")
    return ordered.only("meeting", "kind", "letter__slug", "letter__kind", "letter__subject", "letter__date")


def _counts(meetings: list[int]) -> "QuerySet[Any, Any]":
    rows = GovernmentPosition.objects.public().filter(agenda_item__meeting__in=meetings).order_by()
    return rows.values_list("agenda_item__meeting").annotate(Count("pk"))


def _joining(meetings: list[int]) -> "QuerySet[Any]":
    """Meetings and the bodies that sit in with another."""
    rows: QuerySet[Any] = MinisterialMeeting.also_with.through.objects.filter(ministerialmeeting__in=meetings)
    return rows.select_related("formation").order_by("formation__organisation", "formation__name_key")


SHOWN, LETTERS, COUNTS, JOINING = Prepared(_shown), Prepared(_letters), Prepared(_counts), Prepared(_joining)
AT = Prepared(lambda slug: MinisterialMeeting.objects.public().filter(slug=slug).select_related("formation"))
AGENDA = Prepared(lambda meeting: AgendaItem.objects.public().filter(meeting=meeting).order_by("order"))


def all_told(meetings: Sequence[MinisterialMeeting]) -> list[linked.Told]:
    """Each with its letters, bodies and the number of positions; three queries."""
    ids = [meeting.pk for meeting in meetings]
    bodies: dict[int, list[Formation]] = defaultdict(list)
    for tie in JOINING(ids):
        bodies[tie.ministerialmeeting_id].append(tie.formation)
    attach(meetings, "also_with", bodies)
    letters: dict[int, list[LetterMeeting]] = defaultdict(list)
    for treatment in LETTERS(ids):
        letters[treatment.meeting_id].append(treatment)
    counts = dict(COUNTS(ids))
    return [told(meeting, letters[meeting.pk], counts.get(meeting.pk, 0)) for meeting in meetings]


def fetched(ids: list[int]) -> dict[int, str]:
    """As JSON by id; four queries."""
    rows = SHOWN(ids) if ids else []
    return {row.pk: written(said) for row, said in zip(rows, all_told(rows) if rows else [], strict=True)}


ROWS = Rows(fetched, MOST)


@cache
def _public() -> "QuerySet[MinisterialMeeting]":
    """Put together once; never asked itself."""
    return MinisterialMeeting.objects.public()


class Meetings(ApiView):
    @lists("Meeting", "listMeetings", _("Vergaderingen"), "vergaderingen", MeetingFilter)
    def get(self, request: HttpRequest) -> HttpResponse:
        found = asking.selection(request, MeetingFilter, _public().all())
        found.printed = ROWS.at(request)
        page = asking.page_of(found)
        return listed(request, page, page.rows, found)


def meeting_at(slug: str) -> MinisterialMeeting | None:
    return AT.first(slug)


def meeting_moved(slug: str, name: str = "meeting") -> HttpResponse:
    return moved("meeting", slug, MinisterialMeeting.objects.public(), lambda meeting: (name, meeting.slug))


class OneMeeting(ApiView):
    @shows("MeetingAgenda", "getMeeting", _("Eén vergadering, met agenda"), "vergaderingen", moves=True)
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        asking.nothing_asked(request)
        meeting = meeting_at(slug)
        if meeting is None:
            return meeting_moved(slug)
        agenda = [linked.of_item(item) for item in AGENDA(meeting.pk)]
        return single(request, all_told([meeting])[0] | {"agendaItems": agenda})
