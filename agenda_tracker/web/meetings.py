"""Ministerial meetings: the list, the page of one as a briefing, and that briefing for Word."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.generic import View

from agenda_tracker.feeds.briefing_docx import DOCX, briefing_docx
from agenda_tracker.models import Formation, GovernmentPosition, Letter, LetterMeeting, MinisterialMeeting
from agenda_tracker.models.prepared import Prepared, attach
from agenda_tracker.search import MeetingFilter
from agenda_tracker.search.briefing import briefing_of

from .carrying import taken_along
from .former import moved
from .selecting import SelectionView


def with_letters(meetings: "QuerySet[MinisterialMeeting]") -> "QuerySet[MinisterialMeeting]":
    """With the public letters that treat them (`public_treatments`), their bodies, and the number of positions."""
    public = LetterMeeting.objects.filter(Letter.objects.public().of()).select_related("letter")
    letters = Prefetch("treatments", public.order_by("letter__date", "order", "pk"), to_attr="public_treatments")
    return with_bodies(meetings).prefetch_related(letters)


def with_bodies(meetings: "QuerySet[MinisterialMeeting]") -> "QuerySet[MinisterialMeeting]":
    """With the formations that meet, those a stranger may see, and the number of positions (`position_count`)."""
    return _counted(meetings).prefetch_related(Prefetch("also_with", Formation.objects.public()))


def _counted(meetings: "QuerySet[MinisterialMeeting]") -> "QuerySet[MinisterialMeeting]":
    positions = GovernmentPosition.objects.public().filter(agenda_item__meeting=OuterRef("pk")).order_by()
    counted = positions.values("agenda_item__meeting").annotate(number=Count("pk")).values("number")
    return meetings.annotate(position_count=Coalesce(Subquery(counted), 0)).select_related("formation")


_MEETING = Prepared(lambda slug: _counted(MinisterialMeeting.objects.public().filter(slug=slug)))
_ALSO_WITH = Prepared(lambda meeting: Formation.objects.public().filter(joint_meetings=meeting))


def meeting_at(slug: str) -> MinisterialMeeting | None:
    """The public meeting with this address, as `with_bodies` gives it."""
    meeting = _MEETING.first(slug)
    if meeting is not None:
        attach([meeting], "also_with", {meeting.pk: _ALSO_WITH(meeting.pk)})
    return meeting


class MeetingsView(SelectionView):
    template_name = "web/meetings.html"
    filter_class = MeetingFilter

    def rows(self) -> "QuerySet[MinisterialMeeting]":
        return with_letters(MinisterialMeeting.objects.public())


class MeetingView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        meetings = MinisterialMeeting.objects.public()
        meeting = meeting_at(slug)
        if meeting is None:
            return moved("meeting", slug, meetings)
        along = taken_along(request, MeetingFilter, meetings, meeting, "meetings")
        return render(
            request, "web/meeting.html", {**along, "briefing": briefing_of(meeting, localdate()), "meeting": meeting}
        )


class MeetingDocxView(View):
    """The briefing as a document for Word."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        meeting = meeting_at(slug)
        if meeting is None:
            return self.not_here(slug)
        content = briefing_docx(briefing_of(meeting, localdate()), request.build_absolute_uri)
        headers = {"Content-Disposition": f'attachment; filename="briefing-{meeting.slug}.docx"'}
        return HttpResponse(content, content_type=DOCX, headers=headers)

    def not_here(self, slug: str) -> HttpResponse:
        """A former address of the meeting leads to today's document. Http404 when it never was one."""
        page = moved("meeting", slug, MinisterialMeeting.objects.public())
        return HttpResponsePermanentRedirect(f"{page.headers['Location']}briefing.docx")
