"""The page of an agenda item: what the cabinet said beforehand beside the report, and the same subject at other times."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.generic import View

from agenda_tracker.models import AgendaItem
from agenda_tracker.search.briefing import briefing_of, with_page
from agenda_tracker.search.versions import changes_of

from .former import moved

# As many other times of the same subject as a reader will look through.
MOST_TIMES = 12


class ItemView(View):
    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        if pk >= 2**63:
            raise Http404
        items = with_page(AgendaItem.objects.select_related("meeting__formation"))
        item = items.filter(pk=pk).first()
        if item is None:
            return moved("item", str(pk), items)
        if item.meeting.slug != slug:
            return HttpResponsePermanentRedirect(item.get_absolute_url())
        return render(request, "web/item.html", self.context(item))

    def context(self, item: AgendaItem) -> dict[str, Any]:
        briefing = briefing_of(item.meeting, localdate(), item.pk)
        one = briefing.items[0]
        return {
            "briefing": briefing,
            "meeting": item.meeting,
            "one": one,
            "changes": changes_of(one),
            "topics": item.topics.public(),
            "times": other_times(item),
            **neighbours(item),
        }


def other_times(item: AgendaItem) -> list[AgendaItem]:
    """The same recurring subject at other meetings, the latest first."""
    if item.series_id is None:
        return []
    same = with_page(AgendaItem.objects.filter(series=item.series_id).exclude(pk=item.pk))
    same = same.select_related("meeting__formation")
    return list(same.order_by("-meeting__start_date", "-meeting", "order")[:MOST_TIMES])


def neighbours(item: AgendaItem) -> dict[str, AgendaItem | None]:
    """The items just before and just after this one on the agenda."""
    beside = AgendaItem.objects.public().filter(meeting=item.meeting_id).select_related("meeting")
    return {
        "before": beside.filter(order__lt=item.order).order_by("-order").first(),
        "after": beside.filter(order__gt=item.order).order_by("order").first(),
    }
