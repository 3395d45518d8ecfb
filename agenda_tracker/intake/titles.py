"""How alike two titles of agenda items are: by the words that say what the item is about."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from agenda_tracker.models.fields import fold

SURE = 0.8  # from here on two titles of one agenda name the same item
MAYBE = 0.5  # from here on a clerk is asked
# A title that lies whole within the other names the same item when the other adds little: they share this much.
WITHIN = 0.55
# Two words that are alike, also as parts of a compound, begin with the same letters, so many at least.
FRONT = 3

# `I.a `, `3. `, `a) `, `Agendapunt 4: `
_LABEL = re.compile(
    r"^(?:agenda)?punt\s+\w{1,4}\s*[.:)–-]?\s+|^(?:[ivx]{1,4}|\d{1,2}|[a-z])[.)](?:[a-z\d]{1,3}[.)]?)?\s+"
)
_SESSION = re.compile(r"^(?:werk)?sessie\s+\w{1,3}\s*[:–-]\s*(?=\w)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = (
    "aan als bij de den der des door een en et het hun in inzake m b t met na naar of om onder op over rond rondom te tegen "
    "ter tot tussen uit van via voor vanuit betreffende omtrent"
)
SMALL = frozenset(_SMALL.split())
# Words that say what is done with an item, or where: two items may share them and have nothing in common.
_WEAK = (
    "raad rbz jbz razeb ecofin eurogroep coreper lunch werklunch diner werkdiner ontbijt sessie werksessie lopende zaken "
    "diversen overig overige any other business aob stand voortgang gedachtewisseling informatie bespreking debat "
    "beleidsdebat orienterend presentatie terugkoppeling voorbereiding aanname vaststelling algemene orientatie akkoord "
    "raadsconclusies conclusies raadsaanbeveling aanbeveling verordening richtlijn besluit mededeling voorstel herziening "
    "commissie voorzitterschap situatie ontwikkelingen relatie betrekkingen eu europees europese unie nieuwe mogelijk eventueel"
)


# Words of titles under which something else stands every time, beside the weak ones.
_BARE = (
    "actualiteit actualiteiten afronding afsluiting afspraken agenda agendapunt agendapunten algemeen bijeenkomst bijeenkomsten "
    "bilateraal bilaterale conferentie deel formeel formele gesprek gesprekken hamerpunt hamerpunten hamerstuk hamerstukken "
    "informeel informele inkomend inkomende inleiding kennismaking marge mededelingen ministerieel ministeriele motie moties "
    "onderdeel onderwerp onderwerpen ontmoeting ontmoetingen opening overleg plenair plenaire programma punt punten receptie "
    "rondetafel rondvraag slot sluiting slotsessie thema thematisch thematische toezegging toezeggingen top "
    "uitgaand uitgaande uitwisseling varia vergadering verslag verzoek vraag vragen welkom werkbezoek werkbijeenkomst "
    "werkontbijt werkprogramma wetgeving zitting eerste tweede derde vierde vijfde laatste dag ochtend middag avond "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus "
    "september oktober november december"
)
_COUNTED = re.compile(r"[ivx]+|\d+(?:st|d)?e?")  # `Werksessie II`, `2e sessie`


@dataclass(frozen=True)
class Title:
    """The stems of a title: ``strong`` say what it is about, ``weak`` how it is treated, ``joined`` stand beside an `en`.

    ``fronts`` are the first letters of what it is about; titles that share none have nothing in common, not even a compound.
    """

    strong: frozenset[str]
    weak: frozenset[str]
    numbers: frozenset[str]
    joined: frozenset[str]
    fronts: frozenset[str]

    def without_numbers(self) -> "Title":
        """For items of different meetings: `Begroting 2025` and `Begroting 2026` are one series."""
        return replace(self, numbers=frozenset())


@lru_cache(maxsize=8192)
def read_title(text: str) -> Title:
    words = _WORD.findall(_SESSION.sub("", _LABEL.sub("", fold(text).replace("&", " en "))))
    stems = [word if word in SMALL or word.isdigit() else _stem(word) for word in words]
    told = [stem for stem in stems if stem not in SMALL and not stem.isdigit()]
    strong = frozenset(stem for stem in told if stem not in WEAK)
    return Title(
        strong=strong,
        weak=frozenset(stem for stem in told if stem in WEAK),
        numbers=frozenset(stem for stem in stems if stem.isdigit()),
        joined=frozenset(
            side for place, stem in enumerate(stems) if stem == "en" for side in stems[max(0, place - 1) : place + 2]
        ),
        fronts=frozenset(stem[:FRONT] for stem in strong or [""]),
    )


def _stem(word: str) -> str:
    """Singular and plural, and the forms of an adjective, are one: `relaties` and `relatie`, `digitale` and `digitaal`."""
    word = re.sub(r"heden$", "heid", word)
    if len(word) > 4:
        word = re.sub(r"(?:en|s)$", "", word)
    if len(word) > 4:
        word = re.sub(r"e$", "", word)
    word = re.sub(r"(.)\1", r"\1", word)
    return re.sub(r"z$", "s", re.sub(r"v$", "f", word))


WEAK = frozenset(map(_stem, _WEAK.split()))
BARE = frozenset(map(_stem, _BARE.split()))


def names_a_subject(text: str) -> bool:
    """Whether a title says what the item is about; `Diversen`, `Bilaterale gesprekken` and `Werksessie II` do not."""
    return any(stem not in BARE and not _COUNTED.fullmatch(stem) for stem in read_title(text).strong)


def likeness(one: Title, two: Title) -> float:
    """From 0 (nothing in common) to 1; compare it with SURE and MAYBE."""
    if one.fronts.isdisjoint(two.fronts):
        return 0.0
    if one.numbers and two.numbers and not (one.numbers <= two.numbers or two.numbers <= one.numbers):
        return 0.0
    if not one.strong or not two.strong:
        return float(one.strong == two.strong and one.weak == two.weak and one.numbers == two.numbers)
    ours, theirs = _found(one.strong, two.strong), _found(two.strong, one.strong)
    share = (len(ours) + len(theirs)) / (len(one.strong) + len(two.strong))
    within = len(ours) == len(one.strong) or len(theirs) == len(two.strong)
    if within and share >= WITHIN and not _adds_a_subject(one, ours) and not _adds_a_subject(two, theirs):
        return max(share, SURE)
    return share


def _adds_a_subject(title: Title, found: frozenset[str]) -> bool:
    """Whether a word that the other lacks stands beside an `en`: `Iran en Israël` is more than `Iran`."""
    return bool((title.strong - found) & title.joined) and bool(found & title.joined)


def _found(words: frozenset[str], among: frozenset[str]) -> frozenset[str]:
    """The words that the other title has, too, also as the front of a compound or as two words."""
    return frozenset(word for word in words if word in among or _in_compound(word, words, among))


def _in_compound(word: str, words: frozenset[str], among: frozenset[str]) -> bool:
    return (
        any(_heads(word, other) or _heads(other, word) for other in among)
        or _made_of(word, among)
        or any(other.endswith(word) and _made_of(other, words) for other in among)
    )


def _heads(front: str, compound: str) -> bool:
    """`munitie` in `munitieproductie`."""
    return len(front) >= 5 and compound.startswith(front)


def _made_of(compound: str, words: frozenset[str]) -> bool:
    """`migratiepact` of `migratie` and `pact`."""
    fronts = [word for word in words if len(word) >= FRONT and compound.startswith(word)]
    return any(compound[len(front) :].removeprefix("s") in words for front in fronts)
