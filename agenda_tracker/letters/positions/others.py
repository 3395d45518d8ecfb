"""Everybody else: other subjects of a sentence, and ministers of other countries."""

from __future__ import annotations

import re

from agenda_tracker.letters.words import words

from .speakers import GOVERNED, PORTFOLIOS
from .tokens import BREAKS, SUBORDINATORS, Sentence
from .verb_forms import FORMS, PLURAL, THIRD

# Others whose word it is when they are the subject of the main clause.
_OTHERS = words(
    "motie moties commissie raad voorzitterschap lidstaten lidstaat landen bondgenoten bondgenoot partners "
    "parlement sg secretaris-generaal hv hv/vp "
    "ep ecb edeo voorzitter eurocommissaris commissaris ministers delegaties delegatie collega’s collega's "
    "collegae ambtgenoot ambtgenoten rapporteur "
    "industrie organisaties president premier hof rekenkamer agentschap verenigde-staten vs navo eu unie regering "
    "regeringen minister "
    "directeur directeur-generaal gezant commandant saceur partijen sprekers deelnemers kopgroep groep meerderheid "
    "minderheid "
    "benelux-landen buurlanden vertegenwoordigers autoriteiten vakbonden werkgevers sector brancheorganisatie "
    "meeste anderen enkele "
    "europarlement raadsvoorzitter eurogroep comité juridische toezichthouder wetenschappers experts sociale "
    "bedrijven boeren reders "
    "vicevoorzitter vertegenwoordiger coreper oekraïne rusland duitsland frankrijk italië spanje portugal polen "
    "hongarije slowakije "
    "tsjechië oostenrijk zweden denemarken finland noorwegen estland letland litouwen ierland griekenland cyprus "
    "malta luxemburg belgië "
    "bulgarije roemenië kroatië slovenië turkije canada japan china india zwitserland ijsland servië kosovo "
    "albanië moldavië georgië "
    "israël iran egypte jordanië marokko brazilië australië vlaanderen wallonië koninkrijk verenigde kamer leden "
    "fractie iea oeso imf "
    "wereldbank vn eib unrwa who wto unhcr frontex europol eurojust kiev moskou washington parijs berlijn londen"
)


def other_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Whether somebody else is named, not behind a preposition, among the words from ``start`` to ``end``."""
    index = start
    while index < end:
        word = sentence.words[index]
        if word == "om" and (end_of := _infinitive_end(sentence, index, end)):
            index = end_of
            continue
        if word in GOVERNED:
            index = _skip_phrase(sentence, index + 1, end)
            continue
        if word in _OTHERS or word.endswith(("staten", "landen", "partijen")):
            return True
        index += 1
    return False


def _infinitive_end(sentence: Sentence, index: int, end: int) -> int:
    """Behind ``om … te versterken``, whose nouns are no subject; 0 when no such clause stands there."""
    for place in range(index + 1, end - 1):
        if sentence.words[place] == "te":
            return place + 2
    return 0


_PHRASE_WORDS = words(
    "de het een deze dit die zijn haar hun alle andere beide en , der des van onder meer onze "
    "ons twee drie vier vijf zes zeven acht negen tien elf twaalf veel enkele diverse meerdere "
    "verschillende net"
)


def _skip_phrase(sentence: Sentence, index: int, end: int) -> int:
    """Behind the noun phrase that a preposition governs: to its noun, over what is joined with *en*."""
    while index < end:
        word = sentence.words[index]
        if word in SUBORDINATORS or (word in THIRD and word not in _OTHERS and not sentence.capital(index)):
            return index
        if word == "," and not sentence.capital(index + 1):
            return index + 1
        noun = word not in _PHRASE_WORDS and (word in _OTHERS or not word.endswith(("e", "se")))
        if noun and sentence.word(index + 1) not in ("en", ",", "of") and not sentence.capital(index + 1):
            return index + 1
        index += 1
    return index


_FOREIGN_MINISTER = re.compile(
    r"\b(?!Nederlandse )[A-Z][a-zé]+(?:se|de|nse|ische|aanse|ijnse|te|we|zer)? (?:[Mm]inister|premier|president)\b"
    r"|\b[Mm]inister (?:van [A-Z]\w+ )?(?:van|uit) [A-Z]\w+"
    r"|\b(?:premier|president|ambtgenoot) [A-Z]\w+|\b[Mm]inister [A-Z]\w+"
)


def names_foreign_minister(text: str) -> bool:
    """Whether a sentence speaks of a minister of another country, who is *de minister* in the next one."""
    return "inister" in text and any(
        match[0].split()[0] not in ("De", "Onze")
        and not any(word.lower() in PORTFOLIOS for word in match[0].split()[1:])
        for match in _FOREIGN_MINISTER.finditer(text)
    )


def others_lead(sentence: Sentence) -> bool:
    """Whether somebody else is the subject of the first finite verb: before it, or right behind it."""
    verb = next((at for at in range(1, len(sentence)) if _is_verb(sentence, at)), 0)
    if not verb:
        return False
    return other_subject(sentence, 0, verb) or other_subject(sentence, verb + 1, min(verb + 4, len(sentence)))


_BEFORE_NOUN = words("de het een onze ons mijn nederlandse deze die dit zijn haar hun te en")


def _is_verb(sentence: Sentence, place: int) -> bool:
    """A finite verb and not a noun that looks like one (``onze inzet``)."""
    word = sentence.words[place]
    return (word in THIRD or word in PLURAL) and word in FORMS and sentence.words[place - 1] not in _BEFORE_NOUN


_ATTRIBUTED = re.compile(
    r"^(?:Volgens|Naar (?:het )?(?:oordeel|mening) van) (?!Nederland|het kabinet|de regering|de minister"
    r"|de staatssecretaris|mij|ons)",
    re.IGNORECASE,
)


def speaks_for_others(sentence: Sentence) -> bool:
    """Whether the first clause has somebody else as its subject, or is told after somebody else (``Volgens de …``)."""
    clause = next((at for at in range(1, len(sentence)) if sentence.words[at] in _CLAUSE_ENDS), len(sentence))
    return bool(_ATTRIBUTED.match(sentence.text)) or other_subject(sentence, 0, clause)


_CLAUSE_ENDS = SUBORDINATORS | BREAKS
