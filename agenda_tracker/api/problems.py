"""What goes wrong, told as a problem (RFC 9457) in Dutch: what is the matter, and what to do."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from .addresses import SLOT, origin_told

PROBLEM = "application/problem+json"
# What a problem of this kind is called, and what is said where the place that found it says nothing more.
TOLD = {
    400: (gettext_lazy("Het verzoek klopt niet"), gettext_lazy("De server kan dit verzoek niet lezen.")),
    403: (gettext_lazy("Niet toegestaan"), gettext_lazy("Dit mag hier niet.")),
    404: (
        gettext_lazy("Niet gevonden"),
        gettext_lazy("Op dit adres staat niets. Adressen van de API eindigen niet op een schuine streep."),
    ),
    405: (gettext_lazy("Deze methode kan hier niet"), gettext_lazy("Zie de kop Allow voor wat hier wel kan.")),
    406: (
        gettext_lazy("Alleen JSON"),
        gettext_lazy("De API antwoordt in application/json. Vraag daarom in de kop Accept, of laat die kop weg."),
    ),
    409: (gettext_lazy("Waarden spreken elkaar tegen"), gettext_lazy("Deze waarden kunnen niet samen.")),
    410: (gettext_lazy("Ingetrokken"), gettext_lazy("Dit is ingetrokken.")),
    412: (
        gettext_lazy("Voorwaarde niet vervuld"),
        gettext_lazy("Dit is niet meer de stand die de kop If-Match noemt. Vraag het opnieuw zonder die kop."),
    ),
    413: (gettext_lazy("Te groot"), gettext_lazy("Het verzoek is te groot; stuur het in delen.")),
    415: (
        gettext_lazy("Stuur JSON"),
        gettext_lazy("Stuur de tekst als application/json en zeg dat in de kop Content-Type."),
    ),
    429: (gettext_lazy("Te veel verzoeken"), gettext_lazy("Wacht even en probeer het dan opnieuw.")),
    500: (
        gettext_lazy("Er ging iets mis op de server"),
        gettext_lazy("Dit ligt niet aan uw verzoek. Probeer het later opnieuw."),
    ),
    503: (
        gettext_lazy("De server kan nu niet antwoorden"),
        gettext_lazy("De server mist nu iets dat hij nodig heeft. Er is niets verloren; probeer het zo opnieuw."),
    ),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: in the `query`, `path` or `body`, where there, which rule it breaks, and why in words."""

    place: str
    location: str
    code: str
    detail: str

    @property
    def told(self) -> dict[str, str]:
        told = asdict(self)
        return {"in": told.pop("place"), **told}


class Problem(exceptions.APIException):
    """Raise it to answer with this problem. `more` are further members, `headers` go beside it."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status_code, self.said, self.faults = status, detail, list(faults)
        self.headers, self.more = dict(headers or {}), more


def wrong(faults: Iterable[Fault]) -> Problem:
    """400, with every fault that was found."""
    faults = list(faults)
    return Problem(400, " ".join(fault.detail for fault in faults), faults)


def problem(request: HttpRequest, status: int, detail: str = "", **more: Any) -> HttpResponse:
    """The answer for this status; `more` are members beside the usual ones."""
    title, usual = TOLD.get(status, TOLD[500] if status >= 500 else TOLD[400])
    here = origin_told(request)
    told = {
        "type": f"{here}/api/#fout-{status}",
        "title": str(title),
        "status": status,
        "detail": detail or str(usual),
        "instance": request.get_full_path(),
        **more,
    }
    text = json.dumps(told, ensure_ascii=False).replace(SLOT, here)
    return HttpResponse(text.encode("utf-8", "replace"), PROBLEM, status)


def handled(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """Django REST framework asks what to answer when a view raised this; None: it is a fault of the server."""
    request: HttpRequest = context["request"]._request
    if isinstance(error, Problem):
        faults = {"errors": [fault.told for fault in error.faults]} if error.faults else {}
        answer = problem(request, error.status_code, error.said, **faults, **error.more)
        for name, value in error.headers.items():
            answer[name] = value
        return answer
    if isinstance(error, exceptions.MethodNotAllowed):
        answer = problem(request, 405)
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
        return answer
    if isinstance(error, Http404):
        return problem(request, 404)
    if isinstance(error, PermissionDenied):
        return problem(request, 403)
    return problem(request, error.status_code) if isinstance(error, exceptions.APIException) else None


def refused_by_limit(seconds: str) -> str:
    """What is said to who asks too much: which limit, and when to come back."""
    return _("Dit adres deed meer dan %(most)d verzoeken in een minuut. Wacht %(seconds)s s en ga dan verder.") % {
        "most": settings.API_A_MINUTE,
        "seconds": seconds,
    }
