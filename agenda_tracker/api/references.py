"""A pasted text: every number in it with its place, what it can mean, and what of that is here."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.models import Dossier, Kamerstuk
from agenda_tracker.search import LONGEST_TEXT, Mention, Target, thousands
from agenda_tracker.search.bounds import shown
from agenda_tracker.search.pasted import MOST_PLACES, mentions_of, places_in

from . import asking, shapes
from .addresses import href, page_of
from .answering import ApiView, single
from .declaring import shows
from .linked import Told
from .problems import Fault, Problem, wrong

# A text of the greatest length, with every character written as two escapes of six bytes, and some room.
LONGEST_BODY = 2_500_000


def read_text(request: HttpRequest) -> str:
    """The text in the body; Problem when it is too large, no JSON, or not in the form of the document."""
    asking.nothing_asked(request)
    if request.content_type != "application/json":
        raise Problem(415)
    sent = _json(_body(request))
    if not isinstance(sent, dict):
        raise _wrong("", "type", _('Stuur een object: {"text": "…"}.'))
    for name in set(sent) - {"text"}:
        detail = _("Het veld “%s” bestaat hier niet; stuur alleen text.") % shown(name)
        raise _wrong(f"/{pointed(shown(name))}", "unknown", detail)
    return _text(sent)


def pointed(name: str) -> str:
    """A name in a JSON Pointer (RFC 6901 §3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _text(sent: dict[str, Any]) -> str:
    text = sent.get("text")
    if not isinstance(text, str) or not text:
        raise _wrong("/text", "required", _("Het veld text ontbreekt, is leeg of is geen tekst; zet er de tekst in."))
    if len(text) > LONGEST_TEXT:
        detail = _("De tekst heeft %(length)s tekens; hoogstens %(most)s kunnen in één keer. Stuur een deel ervan.")
        raise _wrong("/text", "too-long", detail % {"length": thousands(len(text)), "most": thousands(LONGEST_TEXT)})
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _wrong("/text", "no-text", _("In de tekst staat een half teken (een los surrogaat); neem dat eruit."))
    return text


def _body(request: HttpRequest) -> bytes:
    too_large = _("Het verzoek is groter dan %s bytes; stuur de tekst in delen.") % thousands(LONGEST_BODY)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > LONGEST_BODY:
        raise Problem(413, too_large)
    try:
        return request.body
    except RequestDataTooBig:
        raise Problem(413, too_large) from None
    except UnreadablePostError:
        raise _wrong("", "unreadable", _("Het verzoek brak af; stuur het opnieuw.")) from None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _wrong("", "no-json", _('Dit is geen JSON in UTF-8; stuur {"text": "…"}.')) from None


def _wrong(location: str, code: str, detail: str) -> Problem:
    return wrong([Fault("body", location, code, detail)])


def told(mention: Mention, text: str) -> Told:
    return {
        "start": mention.start,
        "end": mention.end,
        "asWritten": text[mention.start : mention.end],
        "status": "found" if mention.status == "known" else mention.status,
        "detail": mention.complaint or None,
        "meanings": [_meaning(target) for target in mention.targets],
    }


def _meaning(target: Target) -> Told:
    reference, record = target.reference, target.record
    return {
        "normalForm": reference.normal,
        "display": reference.display,
        "type": reference.kind,
        "isHere": record is not None,
        "title": record.title if record else None,
        "href": _address(record) if record else None,
        "page": page_of(record) if record else None,
        "officialUrl": reference.official_url or None,
    }


def _address(record: Kamerstuk | Dossier) -> str:
    return href("kamerstuk" if isinstance(record, Kamerstuk) else "dossier", record.normal_form)


SAID = gettext_lazy(
    "De nummers in een tekst\n\nElk dossier- en Kamerstuknummer in een tekst, met zijn plaats, zijn normaalvorm en of het "
    "hier staat. De tekst heeft hoogstens 200.000 tekens en wordt niet bewaard; plaatsen tellen Unicode-codepunten van de "
    "tekst zoals u hem stuurt. Van een langere opsomming komen de eerste 2.000 plaatsen terug."
)


class References(ApiView):
    @shows("Mentions", "findReferences", SAID, "verwijzingen", request=shapes.PastedText)
    def post(self, request: Any) -> HttpResponse:
        text = read_text(request._request)
        places = places_in(text)
        found = [told(mention, text) for mention in mentions_of(places[:MOST_PLACES])]
        answer = single(request, {"count": len(found), "isComplete": len(places) <= MOST_PLACES, "results": found})
        add_never_cache_headers(answer)
        return answer
