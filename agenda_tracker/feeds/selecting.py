"""The selection that an address asks for, and the answer to one that cannot be made."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda_tracker.search import AgendaFilter
from agenda_tracker.search.describe import NOUNS, PARTS, address
from agenda_tracker.search.fields import PageField

from .shelves import Shelf

# What says how a list is cut or written, and not which rows are in it.
HOW = {"page", "size", "format"}
LONGEST_NAME = 80


def selected(request: HttpRequest, shelf: Shelf) -> AgendaFilter:
    """The whole selection of the address, not one page of it."""
    data = request.GET.copy()
    for name in HOW & set(data):
        del data[name]
    return shelf.filter_class(data, queryset=shelf.public())


def page_asked(request: HttpRequest) -> int:
    """The page of a feed. Raises ValidationError with a Dutch sentence when it is no number."""
    return PageField().clean(request.GET.get("page")) or 1


def subject(selection: AgendaFilter) -> str:
    """`Standpunten over Luchtverdediging sinds 1 januari 2024`: the sentence of the list without its number."""
    noun = NOUNS[type(selection).__name__][1]
    return " ".join([noun.capitalize(), *(said for part in PARTS if (said := part(selection)))])


def query_of(selection: AgendaFilter) -> str:
    """The query string of the selection with its filters only, or nothing."""
    query = address(selection.data, without={"sort", *HOW})
    return "" if query == "?" else query


def list_address(request: HttpRequest, shelf: Shelf, selection: AgendaFilter) -> str:
    """The absolute address of the page that shows the same selection."""
    return request.build_absolute_uri(reverse(shelf.page) + query_of(selection))


def slug_of(selection: AgendaFilter) -> str:
    """`luchtverdediging-2024`: the filters that are on, for the name of a file."""
    on = set(selection.chosen) - {"sort", *HOW}
    parts = [str(selection.data.get(name) or "") for name in selection.filters if name in on]
    return slugify("-".join(parts))[:LONGEST_NAME].strip("-")


def refused(request: HttpRequest, problems: list[Any], instead: str = "") -> HttpResponse:
    """Status 400 with what is wrong, in plain Dutch: a program cannot do anything with a page."""
    lines = [_("Dit bestand kan niet worden gemaakt:"), *(f"- {problem}" for problem in problems)]
    if instead:
        lines += ["", _("De lijst met filters en uitleg: %s") % instead]
    return HttpResponse("\n".join(lines) + "\n", status=400, content_type="text/plain; charset=utf-8")


def messages_of(error: ValidationError) -> list[str]:
    return [str(message) for message in error.messages]
