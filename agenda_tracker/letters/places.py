"""Where a meeting is held: ``in Brussel``, ``te Nicosia, Cyprus``, ``Napels (Italië)``, or only a country."""

from __future__ import annotations

import re

from .words import words

# Countries whose name alone is no town; Luxemburg is left out because the Council meets in the town.
COUNTRIES = words(
    "albanië armenië australië azerbeidzjan belgië bosnië-herzegovina brazilië bulgarije canada china cyprus "
    "denemarken duitsland egypte estland finland frankrijk georgië griekenland hongarije ierland ijsland india "
    "indonesië israël italië japan jordanië kazachstan kosovo kroatië letland litouwen malta marokko mexico "
    "moldavië montenegro nederland noord-macedonië noorwegen oekraïne oostenrijk polen portugal roemenië "
    "servië slovenië slowakije spanje tsjechië turkije zuid-afrika zuid-korea zweden zwitserland"
) | {"verenigde staten", "verenigd koninkrijk", "saoedi-arabië", "nieuw-zeeland", "verenigde arabische emiraten"}
_CAP = r"(?:[A-ZÀ-Ý][\w’'-]{1,30}|[’']s-[A-Z]\w{2,20})"
_NAME = rf"{_CAP}(?:\s(?:aan (?:den|de)|de (?:Janeiro|Compostela|Mallorca)|D\.C\.|{_CAP})){{0,3}}"
_TAIL = rf"(?P<place>{_NAME})(?:\s?\((?P<b>{_CAP}(?:\s{_CAP})?)\)|,\s(?P<c>{_CAP}(?:\s{_CAP})?))?"
_VERB = (
    r"(?:(?:(?:heeft|hebben|is|zijn|zal|zullen|wordt|worden|werd|werden) )?(?:plaatsgevonden|plaatsvinden|plaatsvindt"
    r"|plaatsvond|gehouden|georganiseerd|bijeenkomen|bijeengekomen)|plaats|vindt|vinden|vond|vonden|komt|komen|kwam|kwamen)"
)
_AFTER = re.compile(
    rf"\s?(?:a\.s\.|aanstaande|jongstleden|jl\.?)?,?\s{{0,2}}"
    rf"(?:(?:{_VERB}\s)?(?:in|te)\s(?:de\s|het\s)?|,\s){_TAIL}"
)
_BEFORE = re.compile(rf"(?:in|te)\s{_TAIL}\s?,?\s?(?:op|van|d\.d\.)?\s?$")
_HELD = re.compile(
    rf"(?:plaatsvind(?:t|en)|plaatsvond(?:en)?|plaats|gehouden|bijeenkom(?:t|en)"
    rf"|bijeenkwam(?:en)?|bijeen)\s(?:in|te)\s{_TAIL}|(?:in|te)\s{_TAIL.replace('?P<', '?P<x')}\s(?:plaats|gehouden|bijeen)"
)


def find_place(text: str, start: int, end: int) -> tuple[str, str]:
    """``(place, country)`` next to the date ``text[start:end]``; without a date (``-1``) behind ``plaatsvindt``."""
    text = _calm(text) if text.isupper() else text
    if start < 0:
        return _anywhere(text)
    match = _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - 80) : start])
    return _parts(match["place"], match["b"] or match["c"] or "") if match else ("", "")


_SMALL = words("te in op van en de het der den")


def _calm(text: str) -> str:
    """A title in capitals as it would stand in a sentence, every character in its place."""
    return re.sub(
        r"[^\W\d_]+", lambda word: word[0].lower() if word[0].lower() in _SMALL else word[0].capitalize(), text
    )


def _anywhere(text: str) -> tuple[str, str]:
    match = _HELD.search(text[:2000])
    if not match:
        return "", ""
    place, inner = match["place"] or match["xplace"], match["b"] or match["c"] or match["xb"] or match["xc"]
    return _parts(place, inner or "")


def _parts(place: str, country: str) -> tuple[str, str]:
    if place.lower() in COUNTRIES or place.lower().removeprefix("de ") in COUNTRIES:
        return "", place
    return place, country if country.lower() in COUNTRIES else ""
