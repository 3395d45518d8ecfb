"""How alike two positions are, between 0 and 1: by the words that are rare in both letters, their parts, names and subject."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from .lookalikes import other_subject
from .said import Said, Token, stem
from .synonyms import GROUP

# Of the weight of a word: by how much function words, and words that all such letters use, count; and a number; and a name.
FILLER, EVERYWHERE, NUMBER, NAME = 0.0, 0.12, 0.6, 1.3
# How a word's weight is spread: over the word itself, over its stem, and over its parts of four letters.
WHOLE, STEM, PARTS = 0.25, 0.35, 0.4
# How much a word counts that stands within a compound.
COMPOUND = 0.6
# How much a word counts as one of a group of synonyms.
SYNONYM = 0.6
# How much a country counts, apart from the word for it: *China*, *Chinese*.
COUNTRY = 0.8
# How much it counts against two positions that what one lacks of the other stands in a third.
ELSEWHERE = 0.5
# What another subject in the same words leaves of the likeness.
OTHER_SUBJECT = 0.25
# Sentences less alike than this are not looked at for that.
SUSPECT = 0.2

Vector = dict[str, float]
Rarity = dict[str, float]
Compounds = dict[str, list[str]]


# Whether the position at one place in the earlier letter may be that at another place in the later.
MayPair = Callable[[int, int], bool]


def any_two(_earlier: int, _later: int) -> bool:
    return True


def likenesses(earlier: Sequence[Said], later: Sequence[Said], may_pair: MayPair = any_two) -> list[list[float]]:
    """One row for each of `earlier`, one number for each of `later`; 0 for those that may not be paired.

    Symmetric: exchanging the two turns the table.
    """
    rarity = _rarity(earlier, later)
    compounds = _compounds([*earlier, *later])
    left = [_Weighed(said, rarity, compounds) for said in earlier]
    right = [_Weighed(said, rarity, compounds) for said in later]
    alone = _named_once(earlier) & _named_once(later)
    for side, others in ((left, right), (right, left)):
        features = set().union(*(one.vector for one in others))
        for one in side:
            one.find_elsewhere(features)
    return [
        [_likeness(one, other, alone) if may_pair(row, column) else 0.0 for column, other in enumerate(right)]
        for row, one in enumerate(left)
    ]


def _compounds(every: Iterable[Said]) -> Compounds:
    """Of which other words a word is made: `tongquotum` of *tong* and *quotum*, when the letters have those."""
    stems = {one.word: one.stem for said in every for one in said.tokens if not one.plain}
    known = {one for one in stems.values() if len(one) >= 4}
    return {word: sorted(parts) for word in stems if (parts := known & _halves(word))}


@lru_cache(maxsize=20_000)
def _halves(word: str) -> frozenset[str]:
    """The stems of what a long word can be cut into; `s` between two halves belongs to neither."""
    cuts = range(4, len(word) - 3)
    return frozenset(stem(half) for cut in cuts for half in (word[:cut].removesuffix("s"), word[cut:]))


def _rarity(earlier: Sequence[Said], later: Sequence[Said]) -> Rarity:
    """Of each stem: higher the fewer positions of one letter have it. A stem that both letters have once is rare."""
    counts = [_occurrences(side) for side in (earlier, later)]
    most = max(len(earlier), len(later), 1)
    stems = counts[0].keys() | counts[1].keys()
    return {one: math.log(1 + (most + 1) / max(counts[0][one], counts[1][one])) for one in stems}


def _occurrences(side: Iterable[Said]) -> Counter[str]:
    return Counter(chain.from_iterable(said.stems for said in side))


class _Weighed:
    """A position as a vector of features, with the length of that vector."""

    def __init__(self, said: Said, rarity: Rarity, compounds: Compounds) -> None:
        self.said = said
        self.vector = _vector(said, rarity, compounds)
        self.square = sum([value * value for value in self.vector.values()])
        self.elsewhere = 0.0

    def find_elsewhere(self, features: set[str]) -> None:
        """How much of it the other letter has, in whichever position."""
        self.elsewhere = sum([value * value for feature, value in self.vector.items() if feature in features])

    def missed(self, shared: float) -> float:
        """The share that a counterpart lacks while another position of its letter has it."""
        return max(0.0, self.elsewhere - shared) / self.square


def _vector(said: Said, rarity: Rarity, compounds: Compounds) -> Vector:
    """Each word once: the square of its weight is spread over the word, its stem and its parts."""
    vector: Vector = {}
    known = vector.get
    for token in dict.fromkeys(said.tokens):
        word = token.word
        weight = rarity[token.stem] * _share(token)
        for feature, share in _features(word, token.stem, token.number, token.plain) if weight else ():
            value = weight * share
            if value > known(feature, 0.0):
                vector[feature] = value
        for part in compounds.get(word, ()):
            vector[f"~{part}"] = max(known(f"~{part}", 0.0), COMPOUND * rarity[part])
        if word in GROUP:
            group = f"#{GROUP[word]}"
            vector[group] = max(known(group, 0.0), SYNONYM * weight)
    for token in said.tokens:
        if token.country:
            vector[f"@{token.country}"] = COUNTRY * rarity[token.stem]
    return vector


def _share(token: Token) -> float:
    if token.number:
        return NUMBER
    if token.plain:
        return EVERYWHERE if len(token.word) > 4 else FILLER
    return NAME if token.name else 1.0


@lru_cache(maxsize=20_000)
def _features(word: str, root: str, number: str, plain: bool) -> tuple[tuple[str, float], ...]:
    """What a word consists of, with the root of each part's share in its weight."""
    if number:
        return ((f"={number}", 1.0),)
    if plain:
        return ((f"~{root}", 1.0),)
    bounded = f"^{word}$"
    parts = {bounded[start : start + 4] for start in range(max(1, len(bounded) - 3))}
    each = math.sqrt(PARTS / len(parts))
    return (
        (f"={word}", math.sqrt(WHOLE)),
        (f"~{root}", math.sqrt(STEM)),
        *((part, each) for part in sorted(parts)),
    )


def _named_once(side: Iterable[Said]) -> set[str]:
    """The countries that one position of a letter speaks of, and no other."""
    counts = Counter(country for said in side for country in said.countries)
    return {country for country, count in counts.items() if count == 1}


def _likeness(one: _Weighed, other: _Weighed, alone: set[str]) -> float:
    """`alone` are the countries that only one position of either letter speaks of: those two are not lookalikes."""
    if not (one.square and other.square):
        return 0.0
    dot, of_one, of_other = _shared(one.vector, other.vector)
    if not dot:
        return 0.0
    alike = dot / math.sqrt(one.square * other.square)
    within = min(1.0, dot / min(one.square, other.square))
    missed = one.missed(of_one) + other.missed(of_other)
    likeness = (0.8 * alike + 0.2 * within) * max(0.0, 1 - ELSEWHERE * missed) * _fits(one.said, other.said)
    suspect = likeness > SUSPECT and not one.said.countries & other.said.countries & alone
    return likeness * OTHER_SUBJECT if suspect and other_subject(one.said, other.said) else likeness


def _shared(one: Vector, other: Vector) -> tuple[float, float, float]:
    """The product of two vectors, and the squares of what either has in common with the other."""
    both = [(value, other[feature]) for feature, value in one.items() if feature in other]
    dot, of_one = sum([value * weight for value, weight in both]), sum([value * value for value, _weight in both])
    return dot, of_one, sum([weight * weight for _value, weight in both])


def _fits(one: Said, other: Said) -> float:
    """What subject, names and nature add or take away."""
    factor = 1.0
    if one.countries and other.countries and not one.countries & other.countries:
        factor *= OTHER_SUBJECT
    elif one.names and other.names and not one.names & other.names:
        factor *= 0.75
    if one.kind and other.kind and one.kind != other.kind:
        factor *= 0.85
    if one.title_words and other.title_words:  # a title changes easily
        factor *= 0.95 + 0.05 * _overlap(one.title_words, other.title_words)
    if one.topics and other.topics and not one.topics & other.topics:
        factor *= 0.75
    return min(1.0, factor)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))
