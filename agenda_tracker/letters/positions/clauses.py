"""The clause a speaker is subject of: its finite verb, its other verbs, and whether it is the main clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from agenda_tracker.letters.words import words

from .objects import is_object
from .scopes import clause_start, opens_subordinate, scope_end
from .speakers import Mention
from .tokens import BREAKS, SUBORDINATORS, Sentence
from .verb_forms import FIRST, FORMS, PLURAL, THIRD

MAIN, SUB, RELATIVE, CONDITION = "main", "sub", "relative", "condition"
# What may stand between a finite verb and the subject behind it.
_BETWEEN = words(
    "er zich dan ook daarom dus hier nu toen hierbij daarbij zelf echter immers wel eveneens tevens vooralsnog nog "
    "inmiddels "
    "vervolgens derhalve bovendien verder overigens niettemin evenwel onder meer met name mede hierover daarover "
    "hiertoe daartoe "
    "hiervoor daarvoor hieraan daaraan hierop daarop zeker vooral juist dit deze het hem haar hen mij ons daarmee "
    "hiermee al "
    "graag samen erop ertoe eraan ervoor namens natuurlijk uiteraard daarnaast wederom opnieuw steeds hiervan "
    "daarvan hierin daarin "
    "destijds momenteel voorts zowel te meer niet"
)
_VERB_REACH = 14
_APPOSITION = words("als samen net evenals zoals in met namens via bij te naast ook zelf dan")


class Clause(NamedTuple):
    """Words ``verb`` and ``first`` up to ``last``; ``prefield`` is where the main clause begins."""

    mention: Mention
    verb: int
    prefield: int
    first: int
    last: int
    kind: str


def find_clauses(sentence: Sentence, mentions: list[Mention]) -> Iterator[Clause]:
    """The clauses with the government as subject, in reading order."""
    for mention in mentions:
        if mention.place == "subject":
            clause = _inverted(sentence, mention) or _straight(sentence, mention) or _subordinate(sentence, mention)
            if clause:
                yield clause
                yield from _coordinated(sentence, clause)


def _coordinated(sentence: Sentence, clause: Clause) -> Iterator[Clause]:
    """``Nederland steunt X en vraagt Y``: further verbs of the same subject."""
    place = clause.last if clause.kind != MAIN else clause.first
    while clause.kind == MAIN and place < len(sentence) and sentence.words[place] not in BREAKS:
        if sentence.words[place] in ("en", "maar"):
            verb = next(
                (
                    at
                    for at in range(place + 1, min(place + 4, len(sentence)))
                    if _verb_here(sentence, at, clause.mention)
                ),
                0,
            )
            if verb:
                yield _clause(sentence, clause.mention, verb, verb, verb + 1, MAIN)
        place += 1


def _verb_here(sentence: Sentence, place: int, mention: Mention) -> bool:
    """A finite verb right behind *en*, or behind an adverb that follows it; no plural, which reads like a noun."""
    word = sentence.words[place]
    before = sentence.words[place - 1]
    return (
        fits(word, mention)
        and word in FORMS
        and mention.person != "plural"
        and (before in ("en", "maar") or before in _BETWEEN)
    )


def fits(word: str, mention: Mention) -> bool:
    """Whether a word can be the finite verb of this subject."""
    if mention.person == "first":
        return word in FIRST
    return word in (PLURAL if mention.person == "plural" else THIRD)


def _joined_fits(sentence: Sentence, word: str, mention: Mention) -> bool:
    """``vroegen Nederland en Finland``: several subjects behind a plural verb."""
    return word in PLURAL and word in FORMS and sentence.word(mention.last) in ("en", ",", "alsmede")


def _inverted(sentence: Sentence, mention: Mention) -> Clause | None:
    """``pleit Nederland``, ``zal ook het kabinet``: the verb right before its subject."""
    index = mention.first - 1
    while index >= 0 and sentence.words[index] in _BETWEEN and not (index == 0 or sentence.words[index - 1] in ",;:"):
        index -= 1
    word = sentence.word(index)
    if index < 0 or not (
        fits(word, mention) or _joined_fits(sentence, word, mention) or _looks_finite(sentence, index, mention)
    ):
        return None
    start = clause_start(sentence, index)
    if start == index:  # ``Mocht Nederland …``, but also ``…, zal Nederland`` behind a subordinate clause
        if index == 0 and word in ("mocht", "zou", "had", "was", "is", "zijn", "kan", "moet", "heeft"):
            return _clause(sentence, mention, index, start, mention.last, CONDITION)
    elif opens_subordinate(sentence, start, index) or is_object(sentence, start, index, mention):
        return None
    return _clause(sentence, mention, index, start, mention.last, MAIN)


def _looks_finite(sentence: Sentence, index: int, mention: Mention) -> bool:
    """A verb no table knows, before *ik* or *Nederland*: ``daarbij etaleert Nederland``."""
    word = sentence.words[index]
    if word in SUBORDINATORS or word in _NO_VERB or not word[:1].isalpha() or (sentence.capital(index) and index > 0):
        return False
    if word in FORMS and mention.person == "third":
        return False
    if mention.person == "first":
        return word not in _PREFIELD_ADVERBS and index > 0 and not word.endswith(("e", "en"))
    if mention.person == "plural":
        return word.endswith("en") and index > 0
    return len(word) > 4 and word.endswith(
        ("eert", "ert", "elt", "igt", "icht", "eerde", "elde", "igde", "kt", "gt", "pt", "mt", "nt")
    )


_NO_VERB = words(
    "inbegrepen uitgezonderd incluis "
    "met dat uit tot wat niet het dit omdat want naast of als dan en maar toen net ook om die zoals waar alleen "
    "terwijl hoewel doordat "
    "zodat punt moment document bericht verzoek kabinet recht licht inzicht overzicht gebied parlement argument "
    "instrument element "
    "beleid feit voorbeeld standpunt uitgangspunt daarvoor hiervoor aldus volgens dankzij procent gericht markt "
    "context macht kracht "
    "steeds slechts echter inclusief evenmin ten uitzicht toezicht akkoord"
)
_PREFIELD_ADVERBS = words("ook daarnaast tevens verder zo daarom dan nu hierbij daarbij")


_LEADERS = words("ook maar en want zelf alleen juist namens zowel vooral dus")


def _straight(sentence: Sentence, mention: Mention) -> Clause | None:
    """``Nederland pleit``, ``Ook Nederland, net als Polen, pleit``, ``Nederland en Polen pleiten``."""
    start = mention.first
    while start > 0 and sentence.words[start - 1] in _LEADERS:
        start -= 1
    if not _opens_clause(sentence, start, mention) or (start > 0 and _runs(sentence, start)):
        return None
    verb = _next_finite(sentence, mention)
    return _clause(sentence, mention, verb, start, verb + 1, MAIN) if verb else None


def _opens_clause(sentence: Sentence, start: int, mention: Mention) -> bool:
    """Whether a main clause can begin here: at the start, behind a break or names, or with *en* before subject and verb."""
    if start == 0 or sentence.words[start - 1] in BREAKS or sentence.words[start - 1] in ",–—)":
        return True
    if start < mention.first and sentence.words[start] in ("en", "maar", "want"):
        return fits(sentence.word(mention.last), mention) or _names_before(sentence, start)
    return _names_before(sentence, start)


def _names_before(sentence: Sentence, start: int) -> bool:
    """``Duitsland en Nederland``: only names and joiners up to the beginning of the sentence."""
    return start < 12 and all(
        word in _BESIDE_NAMES or (sentence.capital(place) and word not in SUBORDINATORS)
        for place, word in enumerate(sentence.words[:start])
    )


_BESIDE_NAMES = words("en , de het zowel als ook samen met")


def _runs(sentence: Sentence, start: int) -> bool:
    """Whether a subordinate clause opened earlier still waits for its verb at ``start``: ``omdat de Raad, …``."""
    return sentence.words[start - 1] == "," and opens_subordinate(
        sentence, clause_start(sentence, start - 1), start - 1
    )


def _next_finite(sentence: Sentence, mention: Mention) -> int:
    """The finite verb behind the subject: the next word, or beyond an apposition or further subjects; 0 when none."""
    index = mention.last
    joined = sentence.word(index) in ("en", ",", "(", "alsmede", "of", "–") or sentence.word(index) in _APPOSITION
    if not joined:
        word = sentence.word(index)
        if fits(word, mention) or (word not in _NO_VERB and word not in SUBORDINATORS and word[:1].isalpha()):
            return index
        return 0
    for place in range(index, min(index + _VERB_REACH, len(sentence))):
        word = sentence.words[place]
        if word in BREAKS:
            return 0
        if (word in THIRD or word in PLURAL or fits(word, mention)) and sentence.word(place - 1) not in _ARTICLE_LIKE:
            return place
    return 0


_ARTICLE_LIKE = words("de het een te van in deze dit die voor om zijn haar hun")


_IF = words("als indien mits tenzij zolang zodra of wanneer mocht")
_RELATIVES = words("die welke waarmee waarvoor waarin waaraan waarvan waar waarover waarop waartegen zoals wat")


def _subordinate(sentence: Sentence, mention: Mention) -> Clause | None:
    """``dat het kabinet een heffing afwijst``: a subordinator before, the verb at the end of the clause."""
    opener = _opener(sentence, mention)
    if opener < 0:
        return None
    last = _sub_end(sentence, mention)
    verb = _last_finite(sentence, mention, last)
    if not verb:
        return None
    word = sentence.words[opener]
    kind = CONDITION if word in _IF else RELATIVE if word in _RELATIVES else SUB
    return _clause(sentence, mention, verb, opener, mention.last, kind, last)


def _opener(sentence: Sentence, mention: Mention) -> int:
    """The subordinator that opens the clause of this subject, -1 when none stands before it without a verb between."""
    for place in range(mention.first - 1, max(-1, mention.first - 16), -1):
        word = sentence.words[place]
        if word in SUBORDINATORS or word.startswith("waar"):
            return place
        if word in BREAKS or (
            word in THIRD
            and word in FORMS
            and not sentence.capital(place)
            and len(word) > 2
            and word not in ("met", "het", "dit")
        ):
            return -1
    return -1


def _sub_end(sentence: Sentence, mention: Mention) -> int:
    """Index behind the subordinate clause: a comma, a full stop, or the next subordinator behind a verb."""
    seen = False
    for place in range(mention.last, len(sentence)):
        word = sentence.words[place]
        if word in BREAKS or (word == "," and seen):
            return place
        if seen and (word in SUBORDINATORS or word in ("en", "maar")) and word != "om":
            return place
        seen = seen or fits(word, mention)
    return len(sentence)


_DETERMINERS = words("de het een deze die dit dat mijn ons onze zijn haar hun uw eigen")


def _last_finite(sentence: Sentence, mention: Mention, last: int) -> int:
    for place in range(last - 1, mention.last - 1, -1):
        word = sentence.words[place]
        if fits(word, mention) and word in FORMS and sentence.word(place - 1) not in _DETERMINERS:
            return place
    return 0


def _clause(
    sentence: Sentence, mention: Mention, verb: int, prefield: int, first: int, kind: str, last: int | None = None
) -> Clause:
    end = scope_end(sentence, max(first, verb + 1)) if last is None else last
    return Clause(mention, verb, prefield, first, end, kind)
