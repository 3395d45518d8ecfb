"""Did you mean: words of the corpus one slip away from what was typed."""

from collections.abc import Iterator
from math import log

from .compounds import LINKS, Vocabulary

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MOST_STRETCHES = 12
_SHORTEST, _TWICE = 4, 8  # letters of a word that is looked at; of one in which two slips are looked for
# Sounds that are spelt in more than one way, and signs that are forgotten.
_CONFUSED = (
    *(
        ("ij", "ei"),
        ("ij", "y"),
        ("ei", "y"),
        ("au", "ou"),
        ("g", "ch"),
        ("c", "k"),
        ("d", "t"),
        ("dt", "d"),
        ("dt", "t"),
        ("z", "s"),
    ),
    *(
        ("f", "v"),
        ("c", "s"),
        ("ks", "x"),
        ("ph", "f"),
        ("th", "t"),
        ("qu", "kw"),
        ("i", "ie"),
        ("oe", "u"),
        ("w", "v"),
        ("tie", "sie"),
    ),
    *(
        ("aa", "a"),
        ("ee", "e"),
        ("oo", "o"),
        ("uu", "u"),
        ("cc", "kk"),
        ("sch", "sg"),
        ("eau", "o"),
        ("eu", "u"),
        ("ai", "e"),
    ),
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def suggest(word: str, vocabulary: Vocabulary, limit: int = 3) -> list[str]:
    """The likeliest words meant by one that the corpus lacks, best first; none for three letters, or with digits.

    Words one slip away; only when there are none, compounds that the corpus lacks with one part mended, and, for eight letters
    or more, words two slips away.
    """
    if len(word) < _SHORTEST or len(word) > 40 or not word.isalpha() or word in vocabulary:
        return []
    near = {other: _likely(cost, other, vocabulary) for other, cost in _slips(word).items() if other in vocabulary}
    if not near and not _is_sound(word, vocabulary):
        near = _two_slips(word, vocabulary) | _mended(word, vocabulary)
    return sorted(near, key=lambda other: (near[other], other))[:limit]


def _likely(cost: float, word: str, vocabulary: Vocabulary) -> float:
    """How unlikely it is that a word was meant: the slip made, less how often the word is used."""
    return cost - log(1 + vocabulary.frequency(word)) / 20


def _slips(word: str) -> dict[str, float]:
    """Every string one slip away, and how unlikely the slip is (0.3 swapped letters – 1.2 first letter wrong)."""
    found: dict[str, float] = {}
    for other, cost in _single(word):
        if cost < found.get(other, 9.0) and other != word:
            found[other] = cost
    return found


def _single(word: str) -> Iterator[tuple[str, float]]:
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        first = 0.2 if at == 0 else 0.0
        yield from ((head + char + tail, _inserting(head, char, tail) + first) for char in _ALPHABET)
        if not tail:
            continue
        yield head + tail[1:], _dropping(head, tail) + first
        yield from ((head + char + tail[1:], _replacing(tail[0], char) + first) for char in _ALPHABET)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], 0.3
    yield from _confusions(word)


def _inserting(head: str, char: str, tail: str) -> float:
    return 0.4 if head[-1:] == char or tail[:1] == char else 0.7


def _dropping(head: str, tail: str) -> float:
    if head[-1:] == tail[0]:
        return 0.35
    return 0.6 if tail[0] in _neighbours(head[-1:]) or tail[0] in _neighbours(tail[1:2]) else 0.75


def _replacing(typed: str, meant: str) -> float:
    if meant in _neighbours(typed):
        return 0.6
    return 0.75 if typed in "aeiouy" and meant in "aeiouy" else 0.9


def _confusions(word: str) -> Iterator[tuple[str, float]]:
    for pair in _CONFUSED:
        for typed, meant in (pair, pair[::-1]):
            at = word.find(typed)
            while at >= 0:
                yield word[:at] + meant + word[at + len(typed) :], 0.4
                at = word.find(typed, at + 1)


def _neighbours(char: str) -> str:
    return _BESIDE.get(char, "")


def _beside() -> dict[str, str]:
    """Keys that touch each other on a keyboard."""
    touching: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for at, char in enumerate(row):
            above = _ROWS[number - 1][at : at + 2] if number else ""
            below = _ROWS[number + 1][max(at - 1, 0) : at + 1] if number < 2 else ""
            touching[char] = row[max(at - 1, 0) : at] + row[at + 1 : at + 2] + above + below
    return touching


_BESIDE = _beside()


def _mended(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Compounds the corpus lacks, with the one part mended that is no word: `luchtverdedeging`."""
    found: dict[str, float] = {}
    for start, end in _doubtful(word, vocabulary):
        for piece, cost in _pieces(word[start:end], vocabulary, last=end == len(word)):
            whole = word[:start] + piece + word[end:]
            found[whole] = min(found.get(whole, 9.0), cost)
    parts = {whole: len(vocabulary.cuts(whole)) for whole in found}
    return {whole: cost + 0.4 * parts[whole] for whole, cost in found.items() if parts[whole]}


def _is_sound(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word that the corpus lacks is a compound all the same, each part spelt as it should be."""
    cuts = vocabulary.cuts(word)
    return bool(cuts) and vocabulary.knows_part(word[cuts[-1][0] :])


def _doubtful(word: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Stretches that may be a misspelt part, with known parts on at least one side; at most a dozen, the shortest first."""
    stretches = [
        (start, end)
        for start in _sound_starts(word, vocabulary)
        for end in _sound_ends(word, vocabulary)
        if _SHORTEST <= end - start < len(word)
    ]
    return sorted(stretches, key=lambda stretch: stretch[1] - stretch[0])[:_MOST_STRETCHES]


def _pieces(piece: str, vocabulary: Vocabulary, *, last: bool) -> Iterator[tuple[str, float]]:
    """What a misspelt part, with its linking letters unless it is the last one, may have been."""
    slips = _slips(piece)
    for link in ("",) if last else LINKS:
        bare = {other.removesuffix(link): other for other in slips if other.endswith(link)}
        for part in vocabulary.known_among(bare.keys()):
            yield bare[part], _likely(slips[bare[part]], part, vocabulary)


def _sound_starts(word: str, vocabulary: Vocabulary) -> list[int]:
    """Where a misspelt part may begin: at 0, or behind known parts and their linking letters."""
    places = {0}
    for start in range(len(word)):
        if start not in places:
            continue
        for end in range(start + 3, len(word)):
            if vocabulary.knows_part(word[start:end]):
                places |= {end + len(link) for link in LINKS if word.startswith(link, end)}
    return sorted(place for place in places if place < len(word))


def _sound_ends(word: str, vocabulary: Vocabulary) -> list[int]:
    """Where a misspelt part may end: at the end, or before known parts up to the end."""
    places = {len(word)}
    for start in range(len(word) - 3, 0, -1):
        for end in range(start + 3, len(word) + 1):
            if vocabulary.knows_part(word[start:end]) and _reaches(word, end, places):
                places.add(start)
                break
    return sorted(places)


def _reaches(word: str, end: int, places: set[int]) -> bool:
    return any(end + len(link) in places for link in LINKS if word.startswith(link, end))


def _two_slips(word: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Words of the same first letter; people rarely miss that one."""
    if len(word) < _TWICE:
        return {}
    made_of = set(word)
    alike = [
        other
        for length in range(len(word) - 2, len(word) + 3)
        for other in vocabulary.beginning(word[0], length)
        if len(made_of.symmetric_difference(other)) <= 4
    ]
    return {other: _likely(1.5, other, vocabulary) for other in alike if _distance(word, other) <= 2}


def _distance(one: str, other: str) -> int:
    """Slips between two words, swapped neighbours counted as one; 3 when more than two."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != letter))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return 3
    return row[-1]
