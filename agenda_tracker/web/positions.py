"""Positions of the cabinet: the list with filters, and the page that can be cited."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from agenda_tracker.models import Evidence, GovernmentPosition, Topic
from agenda_tracker.search import PositionFilter

from .carrying import taken_along
from .errors import gone
from .selecting import SelectionView


def with_source(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """With all that a row shows: quotes, topics, agenda item, meeting, letter and its Kamerstukken."""
    return positions.select_related("letter", "agenda_item__meeting__formation").prefetch_related(
        Prefetch("evidence", Evidence.objects.select_related("paragraph").order_by("paragraph__order", "start")),
        Prefetch("topics", Topic.objects.public()),
        "letter__kamerstukken",
        "letter__signatories",
    )


class PositionsView(SelectionView):
    template_name = "web/positions.html"
    filter_class = PositionFilter

    def rows(self) -> "QuerySet[GovernmentPosition]":
        return with_source(GovernmentPosition.objects.public())


class PositionView(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if pk >= 2**63:
            raise Http404
        position = with_source(GovernmentPosition.objects.public().filter(pk=pk)).first()
        if position is None:
            return self.withdrawn(request, pk)
        return render(request, "web/position.html", self.context(request, position))

    def withdrawn(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was public until its letter was withdrawn says so; anything else never was here."""
        position = GovernmentPosition.objects.withdrawn().select_related("letter").filter(pk=pk).first()
        if position is None:
            raise Http404
        return gone(request, position.letter.withdrawal_note)

    def context(self, request: HttpRequest, position: GovernmentPosition) -> dict[str, Any]:
        fulfilled = position.fulfilled_by
        return {
            **taken_along(request, PositionFilter, GovernmentPosition.objects.public(), position, "positions"),
            "position": position,
            "quotes": position.evidence.all(),
            "signatories": position.letter.signatories.all(),
            "citation": position.citation,
            "address": request.build_absolute_uri(position.get_absolute_url()),
            "fulfilled_by": fulfilled if fulfilled and fulfilled.is_public else None,
        }
