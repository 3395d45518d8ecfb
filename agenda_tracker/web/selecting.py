"""The list pages: a selection from the address, said in words, one page of it at a time."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from agenda_tracker import feeds
from agenda_tracker.search import (
    AgendaFilter,
    Page,
    chips,
    nouns,
    other_words,
    period_links,
    sentence,
    sort_links,
    unknown_numbers,
    ways_out,
)
from agenda_tracker.search.fields import PageField, SizeField
from agenda_tracker.search.pages import SIZE

from .carrying import carry
from .passages import passages_around


class SelectionView(TemplateView):
    """A list with filters. Subclasses name the filter and give the public rows with what their template shows."""

    filter_class: ClassVar[type[AgendaFilter]]
    # What the template prints of rows by their ids, where that is kept.
    printed: Callable[[list[int]], dict[int, Any]] | None = None

    def rows(self) -> "QuerySet[Any]":
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if feeds.is_asked(request):
            return feeds.export(request, self.filter_class)
        context = self.get_context_data(**kwargs)
        response = self.render_to_response(context)
        if context["selection"].lacks_index:
            add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        selection = self.filter_class(self.request.GET, queryset=self.rows())
        selection.printed = self.printed
        return super().get_context_data(**selection_context(selection), **kwargs)


def selection_context(selection: AgendaFilter) -> dict[str, Any]:
    """One page of a selection, how to say it, and how to go on from it."""
    page = selection.cut()
    found = {
        "selection": selection,
        "page": page,
        "problems": selection.problems,
        "chips": chips(selection),
        "sentence": "" if selection.problems else sentence(selection, page.count),
        "periods": period_links(selection, timezone.localdate()),
        "sorts": sort_links(selection),
        "carry": carry(selection),
        # Asked before anything is printed: only then is known whether the index could tell.
        "facets": selection.refinements,
        "hits": selection.hits,
        "passages": passages_around(page.rows, selection.hits),
    }
    if not selection.problems and not page.count:
        found |= {
            "ways_out": ways_out(selection),
            "unknown": unknown_numbers(selection),
            "nouns": ",".join(nouns(selection)),
            "other_words": other_words(selection),
        }
    return found


def cut_asked(
    request: HttpRequest, rows: "QuerySet[Any]", count: int | None = None, size: int = SIZE
) -> tuple[Page, list[str]]:
    """The page of `rows` that the address asks for, and what is wrong with the asking; then the page is empty.

    `count`, when it is known how many rows there are, saves a query; `size` holds where the address asks for none.
    """
    problems: list[str] = []
    asked = {}
    for name, field in (("page", PageField()), ("size", SizeField())):
        try:
            asked[name] = field.clean(request.GET.get(name))
        except ValidationError as error:
            problems += error.messages
    if problems:
        return Page.empty(), problems
    page = Page.cut(rows, asked["page"] or 1, asked["size"] or size, count)
    if not page.exists:
        problems.append(_("Pagina %(number)d bestaat niet. Ga terug naar pagina 1.") % {"number": page.number})
    return page, problems
