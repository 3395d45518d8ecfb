"""Who speaks: mentions of the Dutch government in a sentence, and of others that look like it."""

from __future__ import annotations

import re
from typing import NamedTuple

from agenda_tracker.letters.words import words

from .tokens import Sentence
from .verb_forms import FORMS, THIRD

SUBJECT, AGENT, OPINION, TOPIC, AMONG, BEHALF, OBJECT = (
    "subject", "agent", "opinion", "topic", "among", "behalf", "object",
)  # fmt: skip


MOST = 10  # mentions looked at in one sentence; more of them is no prose


class Mention(NamedTuple):
    """Words ``first`` up to ``last`` name the government; ``place`` is their part in the sentence."""

    first: int
    last: int
    name: str
    place: str
    person: str  # "first", "third" or "plural"


_PLAIN = {"nederland": "Nederland", "nl": "Nederland", "ik": "ik", "wij": "wij", "we": "wij", "ondergetekende": "ik"}
_HEADS = {
    "kabinet": "het kabinet", "regering": "de regering", "minister": "de minister",
    "minister-president": "de minister", "staatssecretaris": "de staatssecretaris", "delegatie": "Nederland",
    "land": "Nederland", "koninkrijk": "Nederland", "ministerie": "het ministerie", "bewindspersoon": "de minister",
    "bewindslieden": "wij", "bewindspersonen": "wij", "vertegenwoordiger": "Nederland", "krijgsmacht": "Defensie",
    "marine": "Defensie", "defensie": "Defensie", "onderhandelaars": "Nederland", "ministers": "wij",
    "staatssecretarissen": "wij", "ministeries": "het ministerie",
}  # fmt: skip
TRIGGERS = frozenset((*_PLAIN, *_HEADS, "ons", "mij"))
_OWN = words("nederlandse ons onze mijn")
# What may stand before a head: ``het kabinet``, ``dit kabinet``, ``het huidige kabinet``, ``de Nederlandse regering``.
_ARTICLES = words("de het dit deze ook")
_FILLERS = words(
    "permanente nederlandse huidige nieuwe demissionaire zittende betrokken verantwoordelijke "
    "eerstverantwoordelijke vakverantwoordelijke"
)
_NEEDS_OWN = words("krijgsmacht marine delegatie land vertegenwoordiger onderhandelaars ministeries")
# After ``minister van``: a Dutch portfolio begins so; anything else is a country (``de minister van Israël``).
PORTFOLIOS = words(
    "buitenlandse binnenlandse defensie financiën economische justitie landbouw infrastructuur klimaat "
    "volksgezondheid "
    "onderwijs sociale asiel bz bzk bho buza ocw szw vws jenv ienw lnv lvvn ezk ez fin kgg vro def algemene "
    "volkshuisvesting "
    "natuur energie milieu langdurige jeugd media primair digitalisering europese medische visserij migratie "
    "ontwikkelingssamenwerking "
    "armoedebeleid rechtsbescherming wonen handel buitenlandse verkeer cultuur vreemdelingenzaken veiligheid "
    "stikstof az i&w"
)
_PREPOSITIONS = words(
    "van aan in met naar uit bij tussen tegen over buiten binnen richting tot sinds rond onder inclusief behalve "
    "via per jegens zonder tegenover om langs versus zoals ten op achter na"
)
_ROLES = {
    "door": AGENT, "volgens": OPINION, "aldus": OPINION, "voor": TOPIC, "namens": BEHALF, "vanuit": BEHALF,
    "zijdens": BEHALF, "waaronder": AMONG, "incluis": AMONG,
}  # fmt: skip
GOVERNED = _PREPOSITIONS | frozenset(_ROLES) | words("gezien ondanks dankzij mede conform tijdens als evenals")
_OPINIONS = words("mening oordeel opvatting optiek ogen visie overtuiging inzicht inschatting")
_JOINERS = words("en of , alsmede evenals zowel als")
# Adverbs that may stand between a preposition and its noun, or before the subject: ``ook Nederland``.
_MODIFIERS = words("ook met name vooral juist eveneens zeker dus zelfs")


def find_mentions(sentence: Sentence) -> list[Mention]:
    """The first mentions of the government, with their part in the sentence; other countries' ministers are left out."""
    found: list[Mention] = []
    if TRIGGERS.isdisjoint(sentence.known):
        return found
    for index, word in enumerate(sentence.words):
        if word in TRIGGERS:
            mention = _mention(sentence, index, word)
            if mention:
                found.append(mention)
                if len(found) == MOST:
                    break
    return found


def _mention(sentence: Sentence, index: int, word: str) -> Mention | None:
    if word in _PLAIN:
        if word in ("nederland", "nl") and not sentence.capital(index):
            return None
        person = {"ik": "first", "ondergetekende": "third", "wij": "plural", "we": "plural"}.get(word, "third")
        place = SUBJECT if person in ("first", "plural") else _place(sentence, index)
        return Mention(index, index + 1, _PLAIN[word], place, person)
    if word in ("ons", "mij"):
        return _pronoun(sentence, index, word)
    return _headed(sentence, index, word)


def _pronoun(sentence: Sentence, index: int, word: str) -> Mention | None:
    """``door ons``, ``namens mij``; in ``door ons land`` the pronoun belongs to a noun."""
    following = sentence.word(index + 1)
    alone = (
        word == "mij"
        or following in GOVERNED
        or following in THIRD
        or following in FORMS
        or following in ("", ",", "ook", "steeds")
    )
    place = _ROLES.get(sentence.word(index - 1), OBJECT)
    return (
        Mention(index, index + 1, "wij" if word == "ons" else "ik", place, "plural")
        if alone and place != OBJECT
        else None
    )


def _headed(sentence: Sentence, index: int, word: str) -> Mention | None:
    """``het kabinet``, ``de minister van Defensie``, ``onze delegatie``; ``Defensie`` stands without an article."""
    first = _first_word(sentence, index, word)
    last = index + 1 if first is not None else 0
    if first is None:
        return None
    if word in ("minister", "staatssecretaris", "ministers", "staatssecretarissen", "ministerie", "minister-president"):
        last = _office_end(sentence, index)
        if not last:
            return None
    elif word in ("regering", "kabinet", "delegatie") and _foreign_tail(sentence, index):
        return None
    person = (
        "plural"
        if word in ("ministers", "bewindslieden", "bewindspersonen", "staatssecretarissen", "onderhandelaars")
        else "third"
    )
    return Mention(first, last, _HEADS[word], _place(sentence, first), person)


def _first_word(sentence: Sentence, index: int, word: str) -> int | None:
    """Where the noun phrase begins, None when it does not name the Dutch government."""
    if word == "defensie":
        before = sentence.word(index - 1)
        return (
            index
            if sentence.capital(index) and before not in ("van", "raad", "de", "voor", "nederlandse", "zaken", "en")
            else None
        )
    place, own = index - 1, word == "vertegenwoordiger" and sentence.word(index - 1) == "permanente"
    while place >= 0 and (sentence.words[place] in _FILLERS or sentence.words[place] in _OWN):
        own = own or sentence.words[place] in _OWN
        place -= 1
    article = sentence.word(place)
    if word == "koninkrijk":
        return place if article == "het" else None
    if word in ("ministers", "staatssecretarissen", "bewindslieden", "bewindspersonen"):
        return _bewindslieden(sentence, index, place, own=own)
    if word in _NEEDS_OWN and not own:
        return None
    if word == "minister" and sentence.word(index - 1) in ("onze", "mijn"):
        return place + 1
    if article in ("de", "het", "dit") and not (article == "dit" and word != "kabinet"):
        return place
    return place + 1 if own else None


def _bewindslieden(sentence: Sentence, index: int, place: int, *, own: bool) -> int | None:
    """``de ministers van Financiën en voor Klimaat``; bare ``de ministers`` are those of the Council."""
    if sentence.words[index] in ("bewindslieden", "bewindspersonen"):
        return place if own or sentence.word(place) == "beide" else None
    return place + 1 if own else None


_OFFICE = re.compile(
    r"(?:van|voor)\s(?P<first>[A-Z&]\w{1,30})(?:(?:,\s|\sen\s(?:voor\s|van\s)?|\s-\s"
    r"|\s)[A-Z]\w{1,30}){0,8}(?:\s(?:van|uit|in|te)\s(?P<land>(?:de\s|het\s)?[A-Z]\w+))?"
)


def _office_end(sentence: Sentence, index: int) -> int:
    """Index behind the office; 0 when it is another country's (``de minister van Defensie van Canada``)."""
    match = _OFFICE.match(sentence.text, sentence.offsets(index)[1] + 1) if index + 1 < len(sentence) else None
    if match is None:
        follows = sentence.word(index + 1)
        of_land = follows in ("van", "uit") and sentence.capital(index + 2)
        by_name = sentence.capital(index + 1) and follows not in _PLAIN
        return 0 if of_land or by_name else index + 1
    if match["first"].lower() not in PORTFOLIOS or match["land"]:
        return 0
    last = index + 1
    while last < len(sentence) and sentence.offsets(last)[0] < match.end():
        last += 1
    return last


def _foreign_tail(sentence: Sentence, index: int) -> bool:
    """``de regering van Servië``, ``de regering in Boedapest``, ``het kabinet van president X``."""
    follows = sentence.word(index + 1)
    if sentence.capital(index + 1) and follows not in _PLAIN:  # ``de regering Diallo``
        return True
    if follows == "van":
        return sentence.capital(index + 2) or sentence.word(index + 2) in ("president", "premier")
    return (
        follows in ("in", "te", "uit")
        and sentence.capital(index + 2)
        and sentence.word(index + 2) not in ("brussel", "den")
    )


def _place(sentence: Sentence, first: int) -> str:
    """The part a noun phrase plays, from the word before it: a preposition makes it no subject."""
    index = first - 1
    while sentence.word(index) in _MODIFIERS:
        index -= 1
    word = sentence.word(index)
    if word in _JOINERS:
        return _joined(sentence, index)
    if word in _ROLES:
        return _ROLES[word]
    if word == "van" and sentence.word(index - 1) in _OPINIONS:
        return OPINION
    if word in _PREPOSITIONS:
        return _stranded(sentence, index, word)
    return SUBJECT


def _stranded(sentence: Sentence, index: int, word: str) -> str:
    """``Daar gaat Nederland in mee``: but what stands before the noun is nearly always its preposition."""
    if word == "als" or (word == "om" and sentence.word(index - 1) == ","):
        return SUBJECT
    return OBJECT


def _joined(sentence: Sentence, index: int) -> str:
    """``van Duitsland en Nederland`` is no subject, ``Duitsland en Nederland`` is one."""
    steps = 0
    while index >= 0 and steps < 14:
        word = sentence.words[index]
        if word in _PREPOSITIONS or word in _ROLES:
            return _ROLES.get(word, OBJECT)
        if word not in _JOINERS and word not in ("de", "het") and not sentence.capital(index):
            return SUBJECT
        index -= 1
        steps += 1
    return SUBJECT
