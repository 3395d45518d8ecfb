"""Where a clause begins and ends: commas, subordinators and the words that only look like one."""

from __future__ import annotations

from agenda_tracker.letters.words import words

from .tokens import BREAKS, SUBORDINATORS, Sentence
from .verb_forms import FORMS, PLURAL, THIRD


def clause_start(sentence: Sentence, index: int) -> int:
    """Where the clause around a main verb begins: behind the last comma whose other side is complete."""
    place = index - 1
    while place >= 0:
        word = sentence.words[place]
        if word in BREAKS or word in "–—" or (word == "," and _comma_divides(sentence, place, index)):
            return place + 1
        place -= 1
    return 0


def _comma_divides(sentence: Sentence, comma: int, verb: int) -> bool:
    """A comma right before the verb closes a subordinate clause; a comma with *maar*/*en* behind it opens a main one."""
    if comma == verb - 1:
        return True
    return sentence.word(comma + 1) in ("maar", "en", "want", "doch", "dus", "dan", "zo", "daarom", "toch")


def opens_subordinate(sentence: Sentence, start: int, verb: int) -> bool:
    """Whether the words before the verb are a subordinate clause that still runs: ``dat het voorstel raakt Nederland``."""
    runs = False
    for place in range(start, verb):
        word = sentence.words[place]
        if word in SUBORDINATORS and not (word in _AMBIGUOUS and (place == start or sentence.words[place - 1] != ",")):
            runs = True
        elif word == "," or (place > start and word in FORMS and (word in THIRD or word in PLURAL)):
            runs = False
    return runs


_AMBIGUOUS = words("als om sinds die zoals nu dat of wat wie")  # ``Die vraag zal ik …``, ``Als gastland draagt …``


def scope_end(sentence: Sentence, start: int) -> int:
    """Index of the word that opens the next clause."""
    for place in range(start, len(sentence)):
        word = sentence.words[place]
        if word in BREAKS or (word in SUBORDINATORS and not _inside(sentence, place)):
            return place
    return len(sentence)


def _inside(sentence: Sentence, place: int) -> bool:
    """A word that looks like a subordinator but stands within its clause: ``als voorbeeld``, ``dat plan``, ``nu al``."""
    word, following = sentence.words[place], sentence.word(place + 1)
    before = sentence.word(place - 1)
    if word in ("nu", "sinds", "wat", "hoe", "wie"):
        return word != "hoe"
    if word in ("als", "zoals"):
        return before != ","
    if word == "dat":  # ``steunt dat voorstel niet``; a clause would go on with *het voorstel*
        return following in _NEUTER
    if word == "die":  # ``deelt die opvatting niet``, ``met die uitkomst``
        return before in _BEFORE_THOSE or (before in FORMS and (before in THIRD or before in PLURAL))
    if word == "om":
        return following in _NOUN_OPENERS and not _infinitive_clause(sentence, place)
    return word == "of" and before != "," and not following.startswith(("de", "het", "er", "een"))


_BEFORE_THOSE = words("aan met op van voor over bij in tegen en")
_NEUTER = words(
    "voorstel plan standpunt streven initiatief besluit verzoek compromis idee pakket verdrag voornemen verbod doel advies "
    "oordeel uitgangspunt mandaat fonds pleidooi instrument"
)
_NOUN_OPENERS = words("de het een deze die dit meer nadere aandacht")


def _infinitive_clause(sentence: Sentence, place: int) -> bool:
    """``om de regels te herzien``: *te* with an infinitive within reach."""
    reach = sentence.words[place + 1 : place + 14]
    return any(
        word == "te" and index + 1 < len(reach) and reach[index + 1].endswith("n") for index, word in enumerate(reach)
    )
