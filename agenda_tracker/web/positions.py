"""Positions of the cabinet: the list with filters, and the page that can be cited."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.generic import View

from agenda_tracker.models import GovernmentPosition, Paragraph
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import PositionFilter
from agenda_tracker.search.briefing import Briefing, ItemBriefing, briefing_of
from agenda_tracker.search.commitments import commitment
from agenda_tracker.search.comparable import comparable_with
from agenda_tracker.search.lines import position_lines
from agenda_tracker.search.previous import with_item
from agenda_tracker.search.sources import add_signatories, add_sources, add_topics
from agenda_tracker.search.versions import changes_of, version_after, version_before

from .carrying import taken_along
from .errors import gone
from .former import taken_back
from .selecting import SelectionView


class PositionsView(SelectionView):
    template_name = "web/positions.html"
    filter_class = PositionFilter
    printed = staticmethod(position_lines)

    def rows(self) -> "QuerySet[GovernmentPosition]":
        return GovernmentPosition.objects.public()


_POSITION = Prepared(lambda pk: with_item(GovernmentPosition.objects.public().filter(pk=pk)))


class PositionView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if pk >= 2**63:
            raise Http404
        position = _POSITION.first(pk)
        if position is None:
            return self.not_public(request, pk)
        add_signatories([position.letter])
        add_sources(add_topics([position]))
        return render(request, "web/position.html", self.context(request, position))

    def not_public(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was public until its letter was withdrawn, or until it was taken back, says so; anything else never was here."""
        position = GovernmentPosition.objects.withdrawn().select_related("letter").filter(pk=pk).first()
        if position is not None:
            return gone(request, position.letter.withdrawal_note)
        back = taken_back(request, "position", pk)
        if back is None:
            raise Http404
        return back

    def context(self, request: HttpRequest, position: GovernmentPosition) -> dict[str, Any]:
        return {
            **taken_along(request, PositionFilter, GovernmentPosition.objects.public(), position, "positions"),
            "position": position,
            "quotes": position.evidence.all(),
            "signatories": position.letter.signatories.all(),
            "citation": position.citation,
            "comparable": comparable_with(position),
            "address": request.build_absolute_uri(position.get_absolute_url()),
            "promised": commitment(position, localdate()),
            **in_time(position),
        }


def in_time(position: GovernmentPosition) -> dict[str, Any]:
    """The previous and the next version of the position, and what the report says on it; nothing of a hidden item."""
    item = position.agenda_item
    assert item is not None  # a confirmed position has one
    briefing = briefing_of(item.meeting, localdate(), item.pk)
    if not briefing.items:
        return {}
    one = briefing.items[0]
    told = next((pair.passages for pair in one.pairs if pair.position.pk == position.pk), None)
    said = {"before": version_before(position, changes_of(one)), "after": version_after(position)}
    if told is None:
        return said
    return {**said, "told": told, "outcome": one.outcome, "awaited": awaited(briefing, one, told)}


def awaited(briefing: Briefing, one: ItemBriefing, told: list[Paragraph]) -> str:
    """Why nothing of the report stands beside a position; nothing when something does."""
    if told or briefing.waiting:
        return briefing.waiting
    if not one.in_report:
        return _("Het verslag gaat niet apart op dit agendapunt in.")
    return _("Geen alinea van het verslag lijkt op dit standpunt.")
