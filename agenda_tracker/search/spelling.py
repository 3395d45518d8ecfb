"""Did you mean: words of the corpus one slip away from what was typed."""

from collections.abc import Iterator
from math import log

from .compounds import LINKS, Vocabulary

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
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
        ("cc", "k"),
        ("sch", "sg"),
        ("eau", "o"),
        ("eu", "u"),
        ("ai", "e"),
    ),
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def suggest(word: str, vocabulary: Vocabulary, limit: int = 3) -> list[str]:
    """The likeliest words meant by one that the corpus lacks, best first; none for three letters, or with digits.

    Looked for, each only when the one before found nothing: words one slip away; compounds with one part one slip away from
    a known part; for eight letters or more, words two slips away.
    """
    if len(word) < _SHORTEST or len(word) > 40 or not word.isalpha() or word in vocabulary:
        return []
    near = {other: cost for other, cost in _slips(word).items() if other in vocabulary}
    if not near:
        near = _mended(word, vocabulary)
    if not near and len(word) >= _TWICE:
        near = _two_slips(word, vocabulary)
    return sorted(near, key=lambda other: (near[other] - log(1 + vocabulary.frequency(other)) / 20, other))[:limit]


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
    starts, ends = _sound_starts(word, vocabulary), _sound_ends(word, vocabulary)
    found: dict[str, float] = {}
    for start in starts:
        for end in ends:
            if end - start < _SHORTEST or (start, end) == (0, len(word)):
                continue
            for piece, cost in _pieces(word[start:end], vocabulary, last=end == len(word)):
                whole = word[:start] + piece + word[end:]
                found[whole] = min(found.get(whole, 9.0), cost + 0.02 * (end - start))
    return found


def _pieces(piece: str, vocabulary: Vocabulary, *, last: bool) -> Iterator[tuple[str, float]]:
    for other, cost in _slips(piece).items():
        for link in ("",) if last else LINKS:
            if other.endswith(link) and vocabulary.knows_part(other[: len(other) - len(link)]):
                yield other, cost
                break


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
    letters = _letters(word)
    found: dict[str, float] = {}
    for length in range(len(word) - 2, len(word) + 3):
        for other in vocabulary.of_length(length):
            if (_letters(other) ^ letters).bit_count() <= 4 and _distance(word, other) <= 2:
                found[other] = 1.5
    return found


def _letters(word: str) -> int:
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) & 31)
    return bits


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
