"""Positions of the cabinet: the list with the filters of the page, and one with all it rests on."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.search import PositionFilter

from . import asking
from .answering import ApiView, Rows, answer, listed
from .declaring import lists, shows
from .moving import taken_back
from .position_rows import fetched
from .problems import Problem

# About 2.5 kB each.
MOST = 4_000
ROWS = Rows(fetched, MOST)


@cache
def _public() -> "QuerySet[GovernmentPosition]":
    """Put together once; never asked itself."""
    return GovernmentPosition.objects.public()


class Positions(ApiView):
    @lists("Position", "listPositions", _("Standpunten"), "standpunten", PositionFilter)
    def get(self, request: HttpRequest) -> HttpResponse:
        found = asking.selection(request, PositionFilter, _public().all())
        found.printed = ROWS.at(request)
        page = asking.page_of(found)
        return listed(request, page, page.rows, found)


class OnePosition(ApiView):
    @shows("Position", "getPosition", _("Eén standpunt"), "standpunten", withdrawn=True)
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asking.nothing_asked(request)
        row = ROWS.at(request)([pk]).get(pk) if pk < 2**63 else None
        if row is None:
            raise _not_public(pk)
        return answer(request, row)


def _not_public(pk: int) -> Problem:
    """What was public until its letter was withdrawn, or until it was taken back, says so; anything else never was here."""
    rows = GovernmentPosition.objects.withdrawn().select_related("letter") if pk < 2**63 else None
    position: Any = rows.filter(pk=pk).first() if rows is not None else None
    if position is not None:
        return Problem(410, position.letter.withdrawal_note)
    return Problem(404, taken_back("position", pk) if rows is not None else "")
