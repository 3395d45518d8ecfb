"""The page of an agenda item: what the cabinet said beforehand beside the report, and the same subject at other times."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.generic import View

from agenda_tracker.models import AgendaItem, Topic
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search.briefing import briefing_of
from agenda_tracker.search.briefing_rows import with_page
from agenda_tracker.search.versions import changes_of, next_time

from .former import moved

# As many other times of the same subject as a reader will look through.
MOST_TIMES = 12


class ItemView(View):
    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        if pk >= 2**63:
            raise Http404
        item = _ITEM.first(pk)
        if item is None:
            return moved("item", str(pk), _items())
        if item.meeting.slug != slug:
            return HttpResponsePermanentRedirect(item.get_absolute_url())
        return render(request, "web/item.html", self.context(item))

    def context(self, item: AgendaItem) -> dict[str, Any]:
        briefing = briefing_of(item.meeting, localdate(), item.pk)
        one = briefing.items[0]
        changes, times = changes_of(one), other_times(item)
        return {
            "briefing": briefing,
            "meeting": item.meeting,
            "one": one,
            "changes": changes,
            "topics": _TOPICS(item.pk),
            "times": times,
            "next_time": [] if times else next_time(one),
            **neighbours(item),
        }


def other_times(item: AgendaItem) -> list[AgendaItem]:
    """The same recurring subject at other meetings, the latest first."""
    return _TIMES(item.series_id, item.pk, stop=MOST_TIMES) if item.series_id else []


def neighbours(item: AgendaItem) -> dict[str, AgendaItem | None]:
    """The items just before and just after this one on the agenda."""
    at = item.meeting_id, item.order
    return {"before": _BEFORE.first(*at), "after": _AFTER.first(*at)}


def _items() -> "QuerySet[AgendaItem]":
    return with_page(AgendaItem.objects.select_related("meeting__formation"))


def _times(series: int, item: int) -> "QuerySet[AgendaItem]":
    return _items().filter(series=series).exclude(pk=item).order_by("-meeting__start_date", "-meeting", "order")


def _beside(meeting: int) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.public().filter(meeting=meeting).select_related("meeting")


_ITEM, _TIMES = Prepared(lambda pk: _items().filter(pk=pk)), Prepared(_times)
_BEFORE = Prepared(lambda meeting, order: _beside(meeting).filter(order__lt=order).order_by("-order"))
_AFTER = Prepared(lambda meeting, order: _beside(meeting).filter(order__gt=order).order_by("order"))
_TOPICS = Prepared(lambda item: Topic.objects.public().filter(items=item))
