"""What a hyphen at the end of a line means: part of the word, or only a place to break it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from .words import words

# Words that need their hyphen wherever they stand.
PREFIXES = words("non niet oud ex vice adjunct stand")
# Second parts that always follow a hyphen: directeur-generaal, minister-president.
SECOND = words("generaal president")
SUSPENDED = re.compile(r"(?:en|of|en/of|als|dan|tot)\b")  # vis- / en zuivelhandel
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_PLAIN = re.compile(r"[^\W_]{5,}")
_LEFT = re.compile(r"([^\W_]+)-$")
_RIGHT = re.compile(r"[^\W_]+")
_LONGER = re.compile(r"(?:het|van|de|en|te|op|in|aan)-[a-z]")
SHORTEST = 3  # oud- / ste is one word, oud- / minister two
# Two vowels that would be read as one sound: Dutch spelling writes the hyphen (defensie-industrie).
_CLASH = re.compile(r"aa|ae|ai|au|ee|ei|eu|ie|ii|oe|oi|oo|ou|ui|uu|ij")


class Vocabulary:
    """The words of one letter: the best witness of how its author writes a compound."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.compounds: set[str] = set()
        self.plain: set[str] = set()
        for line in filter(None, lines):
            folded = line.lower()
            if "-" in line:
                self.compounds.update(_COMPOUND.findall(folded))
            self.plain.update(_PLAIN.findall(folded))


def join_lines(lines: list[str], words: Vocabulary) -> str:
    """The lines of one paragraph (without blanks at their ends) as one text."""
    parts: list[str] = lines[:1]
    for left, right in pairwise(lines):
        dropped, between = joint(left, right, words)
        parts[-1] = parts[-1][: len(parts[-1]) - dropped]
        parts.extend((between, right))
    return "".join(parts)


def joint(left: str, right: str, words: Vocabulary) -> tuple[int, str]:
    """How two lines meet: characters to drop from the left one, and what stands between."""
    head, tail = _LEFT.search(left[-80:]), _RIGHT.match(right)
    if not left.endswith("-") or head is None or tail is None:
        return 0, "" if left.endswith("/") else " "
    if SUSPENDED.match(right):
        return 0, " "
    longer = _LONGER.match(right)  # staakt- / het-vuren, stand- / van-zaken
    return (0 if longer or keeps_hyphen(head[1], tail[0], words) else 1), ""


def keeps_hyphen(left: str, right: str, words: Vocabulary) -> bool:
    """Whether ``left-`` + ``right`` is a compound with a hyphen, by the letter itself first, then by spelling."""
    compound, plain = f"{left}-{right}".lower(), f"{left}{right}".lower()
    if compound in words.compounds or plain in words.plain:
        return compound in words.compounds
    if left.isupper() or not left.isalpha() or (not left.islower() and left != left.capitalize()):  # NAVO-, F-, 2-
        return True
    if right[0].isupper() or len(left) == 1 or right.lower() in SECOND:  # Oost-Azië, e-commerce
        return True
    prefix = left.lower() in PREFIXES and len(right) > SHORTEST
    return prefix or bool(_CLASH.fullmatch((left[-1] + right[0]).lower()))
