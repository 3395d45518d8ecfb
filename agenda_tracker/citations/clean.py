"""Make every blank one blank and every hyphen one hyphen, and remember where each character came from."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_BLANKS: Final = "\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINES: Final = "\r\u0085\u2028\u2029"
_HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_TABLE: Final[dict[int, str]] = (
    dict.fromkeys(map(ord, _BLANKS), " ")
    | dict.fromkeys(map(ord, _LINES), "\n")
    | dict.fromkeys(map(ord, _HYPHENS), "-")
    | {0xFF10 + digit: str(digit) for digit in range(10)}
    | {0xFF0C: ",", 0xFF0E: ".", 0xFF0F: "/", 0xFF08: "(", 0xFF09: ")", 0x2044: "/", 0x2215: "/"}
)
# Invisible characters; a word broken at the end of a line; blanks in a row.
_DISTURBANCE: Final = re.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]+(?:[ \n]{1,20}(?=[a-z]))?"
    "|(?<=[a-z])-[ ]?\n[ \n]{0,20}(?=[a-z])"
    "|(?<=[Kk]amer)- ?(?=stuk)|(?<=KAMER)-[ ]?\n[ \n]{0,20}(?=STUK)"
    "|[ \n]{2,}"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Normalised text, and for each place where characters went, how far the original has run ahead."""

    text: str
    places: tuple[int, ...]
    shifts: tuple[int, ...]

    def origin(self, position: int) -> int:
        """Offset in the original of the character at this offset of the cleaned text."""
        index = bisect_right(self.places, position)
        return position + (self.shifts[index - 1] if index else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of a non-empty cleaned span; `end` is exclusive in both."""
        return self.origin(start), self.origin(end - 1) + 1


def clean(text: str) -> Cleaned:
    """Normalise blanks, hyphens and broken words (grammar §2), keeping a map to the original offsets."""
    translated = text if text.isascii() and not re.search("[\t-\r\x1c-\x1f]", text) else text.translate(_TABLE)
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    position = length = shift = 0
    for match in _DISTURBANCE.finditer(translated):
        blank = _replacement(match[0])
        pieces += (translated[position : match.start()], blank)
        length += match.start() - position + len(blank)
        shift += len(match[0]) - len(blank)
        places.append(length)
        shifts.append(shift)
        position = match.end()
    pieces.append(translated[position:])
    return Cleaned("".join(pieces), tuple(places), tuple(shifts))


def _replacement(disturbance: str) -> str:
    if not disturbance.isspace():
        return ""
    return "\n" if "\n" in disturbance else " "
