"""What is asked of a list: the parameters of the FilterSets under their names here, each in one fixed form, or 400."""

import difflib
import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from agenda_tracker.models.dates import YEARS, long_date
from agenda_tracker.models.fields import camel
from agenda_tracker.search import AgendaFilter, Page, counted
from agenda_tracker.search.bounds import shown
from agenda_tracker.search.fields import PageField, SizeField, SlugField
from agenda_tracker.search.pages import HIGHEST, SIZE, SIZES

from .problems import Fault, Problem, wrong

# Words need a letter or digit that Dutch text has; the rest of the line is free, without control characters.
LETTER = "0-9A-Za-zÀ-ÖØ-öø-ɏ"
WORDS = r"^[^\u0000-\u001f\u007f]*[" + LETTER + r"][^\u0000-\u001f\u007f]*$"
PAPER = r"^(?:[12][0-9]{4}|3[0-6][0-9]{3}|37[0-4][0-9]{2})(?:-[1-9][0-9]{0,3})?$"
# As JSON Schema says it in the document; what has an empty one gets its choices there.
FORMS: dict[str, dict[str, Any]] = {
    "q": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": WORDS},
    "dossier": {"type": "string", "maxLength": 200, "pattern": PAPER},
    "year": {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
    "date_from": {"type": "string", "format": "date"},
    "date_to": {"type": "string", "format": "date"},
    "page": {"type": "integer", "minimum": 1, "maximum": HIGHEST, "default": 1},
    "size": {"type": "integer", "enum": list(SIZES), "default": SIZE},
}
# What is taken: exactly the form, but that a number of a paper may be spelled in every way.
TAKEN = {
    "q": re.compile(WORDS[1:-1]),
    "year": re.compile("[0-9]{4}"),
    "date_from": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "date_to": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "page": re.compile("[1-9][0-9]*"),
    "size": re.compile("[1-9][0-9]*"),
}


def selection(request: HttpRequest, filters: type[AgendaFilter], rows: Any) -> AgendaFilter:
    """What these parameters select; Problem when one is unknown, doubled, empty or wrong."""
    names = {camel(name): name for name in filters.base_filters}
    faults = list(misnamed(request.GET, names))
    data = QueryDict(mutable=True)
    data.update({names[name]: value for name, value in asked(request) if name in names and value.strip()})
    found = filters.brief(data, rows)
    faults += _misspelled(found, {fault.location for fault in faults})
    if faults:
        raise wrong(faults)
    return found


def asked(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Each parameter with its last value."""
    for name, values in request.GET.lists():
        yield name, str(values[-1]) if values else ""


def misnamed(query: QueryDict, names: Collection[str]) -> Iterator[Fault]:
    """What no list has, what stands there twice, and what has no value."""
    for name, values in query.lists():
        if name not in names:
            yield Fault("query", name, "unknown", _unknown(name, names))
        elif len(values) > 1:
            told = _("De parameter %(name)s staat er %(times)d keer; geef hem één keer.")
            yield Fault("query", name, "repeated", told % {"name": name, "times": len(values)})
        elif not values[0].strip():
            told = _("De parameter %(name)s is leeg; geef een waarde of laat hem weg.")
            yield Fault("query", name, "empty", told % {"name": name})


def _unknown(name: str, names: Collection[str]) -> str:
    near = difflib.get_close_matches(camel(name), names, 1, 0.7)
    told = _("De parameter “%(name)s” bestaat hier niet.") % {"name": shown(name)}
    if near:
        return told + " " + _("Bedoelt u %(near)s?") % {"near": near[0]}
    return told + " " + _("Mogelijk zijn: %(names)s.") % {"names": ", ".join(names)}


def _misspelled(found: AgendaFilter, told: Collection[str]) -> Iterator[Fault]:
    """What the FilterSet refuses, and what it would take that is not in the form of the document."""
    if _is_reversed(found):
        raise _reversed(found)
    for name, messages in found.form.errors.items():
        if camel(name) not in told:
            yield Fault("query", camel(name), "invalid", _advised(found, name, str(messages[0])))
    for name, value in found.data.items():
        if name not in found.form.errors and camel(name) not in told and not _is_exact(found, name, value):
            yield Fault("query", camel(name), "invalid", _exactly(name, value))


def _advised(found: AgendaFilter, name: str, message: str) -> str:
    field = found.form.fields[name]
    if isinstance(field, SlugField) and not all(isinstance(one.value, str) for one in field.options.values()):
        return message + " " + _("De mogelijke waarden staan in /api/v1/openapi.json.")
    return message


def _is_exact(found: AgendaFilter, name: str, value: str) -> bool:
    if isinstance(found.form.fields[name], SlugField):
        return bool(found.chosen[name].slug == value)
    return name not in TAKEN or TAKEN[name].fullmatch(value) is not None


def _exactly(name: str, value: str) -> str:
    if name == "q":
        return _("“%s” kan niet: gebruik minstens één letter of cijfer, en geen stuurtekens.") % shown(value)
    if name.startswith("date"):
        return _("“%s” is niet in de vorm jjjj-mm-dd; schrijf bijvoorbeeld 2024-01-31.") % shown(value)
    return _("“%s” is niet precies geschreven; neem de waarde over zoals openapi.json haar noemt.") % shown(value)


def _is_reversed(found: AgendaFilter) -> bool:
    names = ("date_from", "date_to")
    if not all(name in found.data for name in names):
        return False
    start, end = (found.form.fields[name].accepted(found.data[name]) for name in names)
    return bool(start and end and start > end)


def _reversed(found: AgendaFilter) -> Problem:
    """Each is a day, and together they are no period."""
    start, end = (found.form.fields[name].clean(found.data[name]) for name in ("date_from", "date_to"))
    detail = _("De periode begint op %(start)s en eindigt al op %(end)s; wissel de datums om.")
    said = detail % {"start": long_date(start), "end": long_date(end)}
    return Problem(409, said, [Fault("query", "dateTo", "before-date-from", said)])


def page_of(found: AgendaFilter) -> Page:
    """The page that was asked for; Problem 404 when the list has none such."""
    page = found.cut()
    return there(page)


def there(page: Page) -> Page:
    if not page.exists:
        detail = _("Pagina %(number)d bestaat niet: deze lijst heeft %(last)s. Vraag een lagere pagina.")
        last = counted(page.last, _("pagina"), _("pagina’s"))
        raise Problem(404, detail % {"number": page.number, "last": last})
    return page


def cut(request: HttpRequest, make: Callable[[int, int], Page]) -> Page:
    """The page of a list that has no filters: `make` gets the number and the size. Problem when they are wrong."""
    faults = list(misnamed(request.GET, ("page", "size")))
    told = {fault.location for fault in faults}
    asked = {}
    for name, field in (("page", PageField()), ("size", SizeField())):
        value = request.GET.get(name, "")
        if name in told or not value:
            continue
        asked[name] = field.accepted(value) if TAKEN[name].fullmatch(value) else None
        if asked[name] is None:
            faults.append(Fault("query", name, "invalid", _no_number(name, value)))
    if faults:
        raise wrong(faults)
    return there(make(asked.get("page") or 1, asked.get("size") or SIZE))


def cut_keys(request: HttpRequest, keys: "array[int]", fetch: Callable[[list[int]], Iterable[Any]]) -> Page:
    """As `cut`, of a list whose keys are known in their order: its last page costs what its first does."""

    def make(number: int, size: int) -> Page:
        part = keys[(number - 1) * size : number * size].tolist()
        rows = {row.pk: row for row in fetch(part)} if part else {}
        return Page([rows[pk] for pk in part if pk in rows], number, size, len(keys))

    return cut(request, make)


def _no_number(name: str, value: str) -> str:
    if name == "page":
        return _("“%s” is geen paginanummer. Gebruik een getal vanaf 1.") % shown(value)
    return _("“%s” is geen aantal per pagina dat kan. Mogelijk zijn: 10, 25, 50 of 100.") % shown(value)


def nothing_asked(request: HttpRequest) -> None:
    """For addresses that take no parameters at all."""
    faults = [
        Fault("query", name, "unknown", _("De parameter “%s” bestaat hier niet; laat hem weg.") % shown(name))
        for name in request.GET
    ]
    if faults:
        raise wrong(faults)
