"""A selection taken along from a list to the page of one of its rows, to leaf on from there and to find the way back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from agenda_tracker.search import AgendaFilter, Place, place_of, sentence
from agenda_tracker.search.describe import address
from agenda_tracker.search.pages import SIZE


@dataclass(frozen=True)
class Carried:
    """The selection said in words, where this row stands in it, and where the links lead.

    `place` is None when the row is not in the selection; then only the way back is left.
    """

    sentence: str
    place: Place | None
    list_url: str
    previous_url: str = ""
    following_url: str = ""


def carry(selection: AgendaFilter) -> str:
    """What stands behind the address of a row to take the selection along; "" for a list without filters."""
    if selection.problems or not set(selection.chosen) - {"page", "size"}:
        return ""
    return address({name: selection.data.get(name) for name in selection.filters}, without={"page"})


def taken_along(
    request: HttpRequest, filter_class: type[AgendaFilter], rows: "QuerySet[Any]", record: Model, list_name: str
) -> dict[str, Any]:
    """The context of a page that was reached from a list: `carried`, and the `canonical` address without it.

    Empty, and without a query, when the address carries no selection or one that is nonsense.
    """
    if not any(request.GET.get(name) for name in filter_class.base_filters):
        return {}
    selection = filter_class.brief(request.GET, rows)
    taken = carry(selection)
    if not taken:
        return {}
    canonical = request.build_absolute_uri(request.path)
    return {"carried": _carried(selection, record, reverse(list_name), taken), "canonical": canonical}


def _carried(selection: AgendaFilter, record: Model, list_address: str, taken: str) -> Carried:
    place = place_of(record, selection)
    if place is None:
        return Carried(sentence(selection, selection.count()), None, list_address + taken)
    page = (place.number - 1) // selection.chosen.get("size", SIZE) + 1
    return Carried(
        sentence(selection, place.count),
        place,
        list_address + address(selection.data, without={"page"}, page=page if page > 1 else ""),
        *(beside.get_absolute_url() + taken if beside else "" for beside in (place.previous, place.following)),
    )
