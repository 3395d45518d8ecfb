"""The selection of a list as a file: all of its rows, in fixed columns."""

from array import array
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from agenda_tracker.models.dates import long_date
from agenda_tracker.search import AgendaFilter, sentence, thousands
from agenda_tracker.search.bounds import shown
from agenda_tracker.search.pages import keys_of

from . import csv_rows, xlsx
from .columns import COLUMNS, Value, rows
from .selecting import list_address, refused, selected, slug_of
from .shelves import SHELVES, Shelf

FORMATS = ("csv", "xlsx")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def is_asked(request: HttpRequest) -> bool:
    """Whether the address of a list asks for a file instead of the page."""
    return bool(request.GET.get("format", "").strip())


def export(request: HttpRequest, filter_class: type[AgendaFilter]) -> HttpResponseBase:
    """The file that the address asks for; status 400 and a plain explanation when it cannot be made."""
    shelf = next(one for one in SHELVES if one.filter_class is filter_class)
    asked = request.GET["format"].strip().lower()
    selection = selected(request, shelf)
    page = list_address(request, shelf, selection)
    if asked not in FORMATS:
        return refused(request, [_("“%s” is geen formaat. Mogelijk zijn: csv en xlsx.") % shown(asked)], page)
    if selection.problems:
        return refused(request, selection.problems, page)
    keys = keys_of(selection.selection)
    if asked == "csv":
        return as_csv(request, shelf, selection, keys)
    if len(keys) > xlsx.MOST_ROWS:
        return refused(request, [too_long(len(keys))], page)
    return as_xlsx(request, shelf, selection, keys)


def too_long(count: int) -> str:
    return _(
        "Deze selectie heeft %(count)s rijen, en een Excel-blad hoogstens %(most)s. Neem CSV, of zet filters aan."
    ) % {
        "count": thousands(count),
        "most": thousands(xlsx.MOST_ROWS),
    }


def values(request: HttpRequest, shelf: Shelf, keys: "array[int]") -> Iterator[list[Value]]:
    """The cells of every row, read in batches."""
    columns, root = COLUMNS[shelf], request.build_absolute_uri("/")[:-1]
    for row in rows(shelf, keys):
        found = [(column.value(row), column.is_address) for column in columns]
        yield [f"{root}{value}" if is_address and value else value for value, is_address in found]


def as_csv(request: HttpRequest, shelf: Shelf, selection: AgendaFilter, keys: "array[int]") -> HttpResponseBase:
    names = [column.name for column in COLUMNS[shelf]]
    pieces = csv_rows.lines(names, values(request, shelf, keys))
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8; header=present")
    return named(response, shelf, selection, "csv")


def as_xlsx(request: HttpRequest, shelf: Shelf, selection: AgendaFilter, keys: "array[int]") -> HttpResponseBase:
    said = sentence(selection, len(keys))
    facts = [
        (_("Selectie"), said),
        (_("Adres"), list_address(request, shelf, selection)),
        (_("Gemaakt op"), long_date(timezone.localdate())),
        (_("Uitleg"), _("Elke rij begint met het vaste adres. Voor officieel gebruik telt de officiële publicatie.")),
    ]
    file = xlsx.workbook(COLUMNS[shelf], values(request, shelf, keys), xlsx.Told(f"Agendavolger: {said}", facts))
    return named(FileResponse(file, content_type=EXCEL), shelf, selection, "xlsx")


def named(response: Any, shelf: Shelf, selection: AgendaFilter, extension: str) -> HttpResponse:
    """With the file name: `standpunten-luchtverdediging-2026-11-28.csv`."""
    parts = [shelf.name, slug_of(selection), timezone.localdate().isoformat()]
    name = "-".join(part for part in parts if part)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    response["X-Robots-Tag"] = "noindex"
    if selection.lacks_index:
        add_never_cache_headers(response)
    return response
