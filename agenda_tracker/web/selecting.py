"""The list pages: a selection from the address, said in words, one page of it at a time."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from agenda_tracker import feeds
from agenda_tracker.search import (
    AgendaFilter,
    Page,
    chips,
    nouns,
    period_links,
    sentence,
    sort_links,
    unknown_numbers,
    ways_out,
)
from agenda_tracker.search.fields import PageField, SizeField
from agenda_tracker.search.pages import SIZE

from .carrying import carry


class SelectionView(TemplateView):
    """A list with filters. Subclasses name the filter and give the public rows with what their template shows."""

    filter_class: ClassVar[type[AgendaFilter]]

    def rows(self) -> "QuerySet[Any]":
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if feeds.is_asked(request):
            return feeds.export(request, self.filter_class)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        selection = self.filter_class(self.request.GET, queryset=self.rows())
        page = selection.cut()
        for name, counts in selection.facets.items():
            selection.form.fields[name].show_counts(counts)
        found = {
            "selection": selection,
            "page": page,
            "problems": selection.problems,
            "chips": chips(selection),
            "sentence": "" if selection.problems else sentence(selection, page.count),
            "periods": period_links(selection, timezone.localdate()),
            "sorts": sort_links(selection),
            "carry": carry(selection),
        }
        if not selection.problems and not page.count:
            found |= {
                "ways_out": ways_out(selection),
                "unknown": unknown_numbers(selection),
                "nouns": ",".join(nouns(selection)),
            }
        return super().get_context_data(**found, **kwargs)


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
