"""The page for people: what the API gives, with examples that a test carries out on the example data."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from agenda_tracker.search import LONGEST_TEXT, thousands
from agenda_tracker.search.pasted import MOST_MENTIONS, MOST_PLACES

from . import VERSION, asking
from .addresses import SLOT, origin
from .answering import ApiView, single
from .asking import camel
from .declaring import MEANT
from .problems import TOLD

HOST = "https://agenda.example.nl"
LETTER = "2024-10-03-geannoteerde-agenda-navo-dmm"


@dataclass(frozen=True)
class Example:
    """What is asked, and what of the answer is shown; where `body` is not empty, it is sent. Addresses begin with HOST."""

    said: Any
    path: str
    shown: dict[str, Any]
    body: str = ""

    def command(self, host: str) -> str:
        if not self.body:
            return f"curl '{host}/api/v1{self.path}'"
        head = "-H 'Content-Type: application/json'"
        return f"curl {head} \\\n  -d '{self.body}' \\\n  '{host}/api/v1{self.path}'"

    def answer(self, host: str) -> str:
        return json.dumps(self.shown, ensure_ascii=False, indent=2).replace(HOST, host)


EXAMPLES = (
    Example(
        _("Wat zegt het kabinet over een thema? Het thema en alles eronder, de nieuwste vergadering eerst."),
        "/positions?topic=luchtverdediging&size=10",
        {
            "page": 1,
            "size": 10,
            "pages": 1,
            "count": 3,
            "results": [
                {
                    "wording": "Nederland vindt het noodzakelijk dat de NAVO naderende drones en raketten kan opmerken en zo "
                    "nodig kan uitschakelen.",
                    "kind": "view",
                    "stance": "supportive",
                    "meeting": {"slug": "2024-10-17-navo-dmm", "startDate": "2024-10-17"},
                    "letter": {"slug": LETTER, "href": f"{HOST}/api/v1/letters/{LETTER}"},
                }
            ],
        },
    ),
    Example(
        _("Welke brieven halen een Kamerstuk aan, en in welke alinea?"),
        "/kamerstukken/28676-464",
        {
            "number": "28676-464",
            "display": "28 676, nr. 464",
            "officialUrl": "https://zoek.officielebekendmakingen.nl/kst-28676-464.html",
            "dossier": {"number": "28676", "title": "NAVO"},
            "citedBy": {
                "count": 1,
                "results": [
                    {
                        "letter": {"slug": LETTER, "date": "2024-10-03"},
                        "places": [{"paragraph": "5", "footnote": "1", "asWritten": "Kamerstuk 28 676, nr. 464"}],
                    }
                ],
            },
        },
    ),
    Example(
        _("Een brief met zijn tekst: delen, genummerde alinea’s, voetnoten en verwijzingen."),
        f"/letters/{LETTER}",
        {
            "kind": "annotated_agenda",
            "date": "2024-10-03",
            "chambers": ["ek"],
            "meetings": [{"kind": "annotated_agenda", "meeting": {"slug": "2024-10-17-navo-dmm"}}],
            "sections": [{"role": "introduction", "paragraphs": [{"number": "1", "references": []}]}],
        },
    ),
    Example(
        _("Welke nummers staan er in een tekst, en kent Agendavolger ze? Plaatsen tellen codepunten."),
        "/references",
        {
            "count": 3,
            "isComplete": True,
            "results": [
                {
                    "start": 4,
                    "end": 19,
                    "asWritten": "28 676, nr. 464",
                    "status": "found",
                    "meanings": [{"normalForm": "28676-464", "href": f"{HOST}/api/v1/kamerstukken/28676-464"}],
                },
                {"start": 21, "end": 42, "asWritten": "Kamerstukken 36 600 X", "status": "ambiguous"},
                {"asWritten": "Kamerstuk 2867, nr. 12", "status": "invalid", "meanings": []},
            ],
        },
        '{"text": "Zie 28 676, nr. 464, Kamerstukken 36 600 X en Kamerstuk 2867, nr. 12."}',
    ),
    Example(
        _("Een fout zegt wat er mis is en wat wel kan; de status is hier 400."),
        "/positions?topc=luchtverdediging",
        {
            "type": f"{HOST}/api/#fout-400",
            "title": "Het verzoek klopt niet",
            "status": 400,
            "detail": "De parameter “topc” bestaat hier niet. Bedoelt u topic?",
            "errors": [{"in": "query", "location": "topc", "code": "unknown"}],
        },
    ),
)
RESOURCES = (
    ("/positions", _("standpunten, met citaten, thema’s, bron en toezegging")),
    ("/letters", _("brieven; een brief alleen heeft ook zijn tekst")),
    ("/meetings", _("vergaderingen, met hun brieven en agendapunten")),
    ("/agenda-items", _("agendapunten, met wat er bij gezegd is")),
    ("/topics", _("de boom van thema’s")),
    ("/dossiers", _("dossiers, met hun Kamerstukken")),
    ("/kamerstukken", _("Kamerstukken, met wie ze aanhaalt en waar")),
    ("/references", _("POST: de nummers in een tekst")),
)
# What is said of a status beyond what its answer says.
WHEN = {
    400: _("Een parameter of veld is onbekend, leeg, dubbel of verkeerd. Onder errors staat elke fout apart."),
    403: _("Dit is er wel, maar niet voor iedereen; in de API komt het niet voor."),
    404: _(
        "Dit adres of deze pagina van een lijst is er niet. Betekent een nummer iets anders, dan staat dat onder alternatives."
    ),
    405: _("Alles is alleen te lezen. De kop Allow noemt wat kan."),
    406: _("U vraagt in de kop Accept om iets anders dan JSON."),
    409: _("Twee waarden kunnen elk wel, maar niet samen: een periode die eindigt voordat zij begint."),
    410: _("De brief is ingetrokken. De uitleg staat onder detail."),
    412: _("U vroeg met If-Match om een stand die er niet meer is."),
    413: _("Het verzoek is groter dan de server leest."),
    415: _("U stuurt iets anders dan application/json."),
    429: _("U vraagt te vaak. De kop Retry-After zegt hoeveel seconden u wacht."),
    500: _("De fout ligt bij ons."),
    503: _("De server mist even iets. De kop Retry-After zegt wanneer u het weer kunt proberen."),
}


def with_code(said: Any) -> SafeString:
    """What stands between backticks as code, as readers of the OpenAPI document see it."""
    parts = str(said).split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if at % 2 else part,) for at, part in enumerate(parts))
    )


def guide(request: HttpRequest) -> HttpResponse:
    host = origin(request)
    shown = [(one.said, one.command(host), one.answer(host)) for one in EXAMPLES]
    context = {
        "base": f"{host}/api/v1",
        "version": VERSION,
        "resources": RESOURCES,
        "examples": shown,
        "parameters": [(camel(name), with_code(said)) for name, said in MEANT.items()],
        "faults": [(status, TOLD[status][0], said) for status, said in WHEN.items()],
        "terms": settings.DATA_TERMS,
        "most": settings.API_A_MINUTE,
        "longest": thousands(LONGEST_TEXT),
        "places": thousands(MOST_PLACES),
        "numbers": thousands(MOST_MENTIONS),
    }
    return render(request, "api/guide.html", context)


class Index(ApiView):
    """Where everything begins; in the document it would be an address that ends in a slash."""

    schema = None

    def get(self, request: HttpRequest) -> HttpResponse:
        asking.nothing_asked(request)
        lists = {
            name[1:]: {"href": f"{SLOT}{reverse('api-document').rpartition('/')[0]}{name}"} for name, _said in RESOURCES
        }
        own = {"describedby": {"href": SLOT + reverse("api-document")}, "help": {"href": SLOT + reverse("api")}}
        return single(
            request, {"version": VERSION, "_links": {"self": {"href": SLOT + reverse("api-index")}, **own, **lists}}
        )
