"""Agenda items: all, those of one meeting, and one with what was said on it."""

from array import array
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import AgendaItem, GovernmentPosition, Letter, Section
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import Page
from agenda_tracker.search.kept import once_per_head
from agenda_tracker.search.pages import keys_of
from agenda_tracker.search.sources import ITEM_TAGS, topics_by

from . import asking, linked
from .addresses import href
from .answering import ApiView, listed, single, written_rows
from .declaring import lists, shows
from .letter_text import said
from .meetings import meeting_at, meeting_moved
from .moving import moved
from .problems import Problem

ORDER = ("-meeting__start_date", "-meeting", "order")


def told(item: AgendaItem, topics: list[Any]) -> linked.Told:
    return {
        "id": item.pk,
        "order": item.order,
        "label": item.label,
        "title": item.title,
        "part": item.part,
        "nature": item.nature,
        "summary": item.summary,
        "series": item.series.name if item.series else None,
        "topics": [linked.of_topic(topic) for topic in topics],
        "meeting": linked.of_meeting(item.meeting),
        "_links": linked.links(href("agenda-item", item.pk), item),
    }


def _items() -> "QuerySet[AgendaItem]":
    rows = AgendaItem.objects.public().select_related("meeting__formation", "series")
    return rows.defer("title_key", "meeting__place_key", "meeting__formation__aliases", "series__name_key")


def _said(item: int) -> "QuerySet[GovernmentPosition]":
    rows = GovernmentPosition.objects.public().filter(agenda_item=item).order_by("order", "pk")
    return rows.only("pk", "wording", "kind")


def _letters(item: int) -> "QuerySet[Letter]":
    treating = Section.objects.filter(agenda_item=item).order_by().values("letter")
    return (
        Letter.objects.public().filter(pk__in=treating).order_by("date", "pk").only("slug", "kind", "subject", "date")
    )


SOME, ONE = Prepared(lambda ids: _items().filter(pk__in=ids)), Prepared(lambda pk: _items().filter(pk=pk))
OF_MEETING = Prepared(lambda meeting: _items().filter(meeting=meeting).order_by("order"))
SAID, LETTERS = Prepared(_said), Prepared(_letters)


@once_per_head
def in_order() -> "array[int]":
    """All public ones, those of the newest meeting first."""
    return keys_of(AgendaItem.objects.public().order_by(*ORDER))


def all_told(items: Sequence[AgendaItem]) -> list[linked.Told]:
    """Each with its public topics; two queries at most."""
    topics = topics_by(ITEM_TAGS([one.pk for one in items]) if items else ())
    return [told(item, topics.get(item.pk, [])) for item in items]


class AgendaItems(ApiView):
    @lists("AgendaItem", "listAgendaItems", _("Agendapunten, de nieuwste vergadering eerst"), "vergaderingen")
    def get(self, request: HttpRequest) -> HttpResponse:
        page = asking.cut_keys(request, in_order(), SOME)
        return listed(request, page, written_rows(request, all_told(page.rows)))


class MeetingItems(ApiView):
    @lists("AgendaItem", "listMeetingAgendaItems", _("Agendapunten van een vergadering"), "vergaderingen", moves=True)
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        meeting = meeting_at(slug)
        if meeting is None:
            return meeting_moved(slug, "meeting-items")
        page = asking.cut(request, lambda number, size: Page.cut(OF_MEETING.of(meeting.pk), number, size))
        return listed(request, page, written_rows(request, all_told(page.rows)))


class OneItem(ApiView):
    @shows("AgendaItemSaid", "getAgendaItem", _("Eén agendapunt, met wat er gezegd is"), "vergaderingen", moves=True)
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asking.nothing_asked(request)
        if pk >= 2**63:
            raise Problem(404)
        item = ONE.first(pk)
        if item is None:
            return moved("item", str(pk), AgendaItem.objects.public(), lambda item: ("agenda-item", item.pk))
        letters = [{"kind": letter.kind, "letter": linked.of_letter(letter)} for letter in LETTERS(pk)]
        return single(request, all_told([item])[0] | {"letters": letters, "positions": said(SAID(pk))})
