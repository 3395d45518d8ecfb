"""Which paragraphs of a report stand beside which position: by the words they share, rare words counting most."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .said import Said

# Of the weight of the words of the shorter text, how much the other must share. Lower: strangers side by side.
LEAST = 0.2
# One shared word is chance, unless the text has hardly more.
FEWEST = 2
# A passage that is so nearly as much like another position as like the first tells about both.
NEARLY = 0.9


@dataclass(frozen=True)
class Beside:
    """Per position the passages beside it, and the passages left over: indices, in the order of the report."""

    rows: list[list[int]]
    rest: list[int]


def beside(positions: Sequence[str], passages: Sequence[str]) -> Beside:
    """Every passage beside the positions that it is about, when it is about any; one of each belong together."""
    if len(positions) == len(passages) == 1:
        return Beside([[0]], [])
    said, told = [stems(text) for text in positions], [stems(text) for text in passages]
    seen_in = Counter(stem for text in [*said, *told] for stem in text)
    weights = {stem: 1 / number for stem, number in seen_in.items()}
    found = Beside([[] for _ in positions], [])
    for index, words in enumerate(told):
        about = _told_of(words, said, weights)
        for row in [found.rows[position] for position in about] or [found.rest]:
            row.append(index)
    return found


def _told_of(words: frozenset[str], said: Sequence[frozenset[str]], weights: Mapping[str, float]) -> list[int]:
    """The positions that these words are about: the one most like them, others as like, and others by words of their own."""
    scores = [likeness(words, other, weights) for other in said]
    best = max(scores, default=0.0)
    found: list[int] = []
    accounted: frozenset[str] = frozenset()
    for position in sorted(range(len(said)), key=lambda one: -scores[one]):
        shared = words & said[position]
        own = len(shared - accounted) >= FEWEST
        if scores[position] >= LEAST and (own or scores[position] >= NEARLY * best):
            found.append(position)
            accounted |= shared
    return found


def likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """0 to 1: the weight of the shared words in that of the lighter text."""
    shared = one & other
    if len(shared) < min(FEWEST, len(one), len(other)) or not shared:
        return 0.0
    return _weight(shared, weights) / min(_weight(one, weights), _weight(other, weights))


def _weight(words: frozenset[str], weights: Mapping[str, float]) -> float:
    """A word in n texts weighs 1/n. Summed exactly, so that equal scores are equal in whatever order words come."""
    return math.fsum(weights[word] for word in words)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, bare."""
    return frozenset(token.stem for token in Said(text).tokens if not token.plain)
