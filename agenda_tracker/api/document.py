"""The OpenAPI 3.1 document: made from the declarations once in a process, and filled in with what can be chosen today."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.generators import SchemaGenerator

from agenda_tracker.models.fields import camel
from agenda_tracker.search import PositionFilter

from . import VERSION, examples
from .addresses import origin
from .answering import ApiView, single, written
from .asking import nothing_asked
from .declaring import TAGS
from .problems import TOLD

BASE = "/api/v1"
Document = dict[str, Any]
# To be read by people, where the operator named no address to write to.
NOBODY = "niet-ingevuld@example.org"
SEMVER = r"^[0-9]+\.[0-9]+\.[0-9]+$"
# What may go wrong with every operation.
ALWAYS = ("400", "404", "406", "429", "500", "503")
SAID = gettext_lazy(
    "Standpunten van het kabinet bij ministeriële vergaderingen, met de brieven waarin zij staan. Alles is openbaar, "
    "alleen te lezen, en zonder sleutel. Voorbeelden en uitleg: de pagina /api/ van deze site.\n\n"
    "Adressen eindigen nooit op een schuine streep. Namen van parameters en velden zijn camelCase. Een onbekende, lege of "
    "verkeerde parameter geeft 400, met uitleg. Lijsten komen in pagina's: `_links` in het antwoord en de kop Link wijzen "
    "naar de andere. Elk antwoord op GET heeft een ETag: vraag met If-None-Match, en 304 zegt dat er niets veranderd is. "
    "Tekst heet leeg als er niets staat; andere waarden zijn dan null. Plaatsen in een tekst tellen Unicode-codepunten."
)


def header(said: str, schema: Document, *, always: bool = False) -> Document:
    return {"description": said, "required": always, "schema": schema}


def version_header() -> Document:
    """On every answer."""
    said = _("Volledig versienummer van de API")
    return header(said, {"type": "string", "pattern": SEMVER, "example": VERSION}, always=True)


def _headers(status: str, operation: Document) -> Document:
    text = {"type": "string"}
    found = {"API-Version": version_header()}
    if status in ("200", "304") and "requestBody" not in operation:
        found["ETag"] = header(_("Kenmerk van deze stand, voor If-None-Match"), text)
    if status == "200" and any(one["name"] == "page" for one in operation.get("parameters", ())):
        found["Link"] = header(_("Andere pagina’s van de lijst (RFC 8288)"), text)
    if status == "308":
        found["Location"] = header(_("Het adres van nu"), text, always=True)
    if status in ("429", "503"):
        found["Retry-After"] = header(_("Aantal seconden om te wachten"), {"type": "integer", "minimum": 0})
    return found


def _answers(method: str, operation: Document) -> Document:
    """All answers an operation may give, each with its headers."""
    given = operation["responses"]
    shape = given["400"]["content"]
    extra = [*ALWAYS, *(("413", "415") if method == "post" else ())]
    if any(one["name"] == "dateFrom" for one in operation.get("parameters", ())):
        extra.append("409")
    for status in extra:
        given.setdefault(status, {"content": shape})
    if method == "get":
        given["304"] = {"description": _("Niet veranderd sinds de ETag in If-None-Match")}
    for status, told in given.items():
        if status >= "400":
            told["description"] = str(TOLD[int(status)][0])
        told["headers"] = _headers(status, operation)
    return dict(sorted(given.items()))


def operations(made: Document) -> Iterator[tuple[str, str, Document]]:
    """Path, method and operation."""
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


@lru_cache(maxsize=1)
def declared() -> str:
    """The document without host and choices, as JSON; the same for all requests."""
    from .urls import resources

    made: Document = SchemaGenerator(patterns=resources).get_schema(request=None, public=True)
    for _path, method, operation in operations(made):
        operation.pop("security", None)
        operation["responses"] = _answers(method, operation)
    made["info"] = information()
    _tidy(made["components"]["schemas"])
    # What is sent is read strictly; answers may get more fields.
    made["components"]["schemas"]["PastedText"]["additionalProperties"] = False
    made["tags"] = [{"name": name, "description": str(said)} for name, said in TAGS.items()]
    return re.sub(r"\{pk\}", "{id}", written(made).replace('"name":"pk"', '"name":"id"'))


def _tidy(shape: Any) -> None:
    """Without what drf-spectacular notes for itself, and without the titles it makes of names."""
    if isinstance(shape, list):
        for one in shape:
            _tidy(one)
    elif isinstance(shape, dict):
        for name in ("x-spec-enum-id", "title"):
            if isinstance(shape.get(name), str):
                del shape[name]
        for one in shape.values():
            _tidy(one)


def information() -> Document:
    address = settings.CONTACT.removeprefix("mailto:") if settings.CONTACT.startswith("mailto:") else ""
    sender = settings.DEFAULT_FROM_EMAIL
    return {
        "title": "Agendavolger",
        "version": VERSION,
        "summary": _("Standpunten van het kabinet bij ministeriële vergaderingen"),
        "description": "\n\n".join(part for part in (str(SAID), settings.DATA_TERMS) if part),
        "contact": {
            "name": settings.ORGANISATION or _("Beheer van Agendavolger"),
            "email": address or (sender if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", sender) else NOBODY),
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }


def document(request: HttpRequest) -> Document:
    """For the host that was asked, with the choices and examples of this moment."""
    made: Document = json.loads(declared())
    here = origin(request)
    made["info"]["contact"]["url"] = f"{here}/over/"
    # A host without https is a developer's own: there the address stays relative.
    made["servers"] = [{"url": (here if request.scheme == "https" else "") + BASE, "description": "Agendavolger"}]
    choices, known = choices_of_filters(), examples.known()
    for path, _method, operation in operations(made):
        parameters = operation.get("parameters", [])
        for one in parameters:
            _fill(one, path, choices, known)
        operation["parameters"] = [one for one in parameters if one["schema"].get("enum", True)]
    return made


def _fill(parameter: Document, path: str, choices: dict[str, list[str]], known: dict[str, Any]) -> None:
    name = parameter["name"]
    if parameter["in"] == "query" and name in choices:
        parameter["schema"]["enum"] = choices[name]
    if parameter["in"] == "path" and known.get(path.split("/")[1]):
        parameter["example"] = known[path.split("/")[1]]


def choices_of_filters() -> dict[str, list[str]]:
    """What each parameter with choices can be, under its name here; empty where there is nothing yet."""
    filters: Any = PositionFilter.base_filters
    return {camel(name): list(one.extra["source"]()) for name, one in filters.items() if "source" in one.extra}


class OpenApi(ApiView):
    schema = None

    def get(self, request: Any) -> HttpResponse:
        nothing_asked(request)
        return single(request, document(request))
