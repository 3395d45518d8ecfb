"""What one position says, taken apart for comparing: its words with their weight, names, numbers, negations, conditions."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from agenda_tracker.models.fields import fold

from .countries import country
from .numerals import scaled
from .plain_words import ATTITUDES, EVERYWHERE, FILLERS

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DAY = rf"[0-9]{{1,2}}(?:(?: ?[-–/] ?| en | t/m | tot en met )[0-9]{{1,2}})? (?:{_MONTHS})(?: [0-9]{{4}})?"
# Much sooner found than what may stand before it, and most texts have none.
_ANY_DAY = re.compile(rf"{_DAY}\b", re.IGNORECASE)
# "tijdens de Raad van 17 oktober": which meeting it is, not what is said there.
_MEETING_DAY = re.compile(
    r"(?:\b\w*(?:raad|bijeenkomst|vergadering|top|zitting)|(?<![A-Z])[A-Z]{3,})(?: \w+)? (?:van|op|d\.d\.) "
    rf"{_DAY}\b",
    re.IGNORECASE,
)
# By their last letter, the longest first.
_ENDINGS = {
    "n": ("heden", "eren", "en", "n"),
    "e": ("ende", "te", "de", "e"),
    "t": ("st", "t"),
    "g": ("ing",),
    "r": ("er",),
    "s": ("s",),
    "d": ("d",),
}
_DOUBLED = re.compile(r"(.)\1")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[“\"‘]\s*)$")


@dataclass(frozen=True)
class Said:
    """A position as it is compared: its words, and what is known about it.

    `text` is the letter's own words where there are any; `amount` is in euros; `due` is a date or a term, as text.
    """

    text: str
    title: str = ""
    topics: frozenset[str] = frozenset()
    kind: str = ""
    stance: str = ""
    amount: Decimal | None = None
    due: str = ""

    @cached_property
    def tokens(self) -> "tuple[Token, ...]":
        return tuple(tokens_of(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(one.stem for one in self.tokens if one.name and not one.plain)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(one.country for one in self.tokens if one.country)

    @cached_property
    def title_words(self) -> frozenset[str]:
        return frozenset(one.stem for one in tokens_of(self.title) if not one.plain)


class Token(NamedTuple):
    """One word: folded, its stem, whether it is a name, and the number it stands for ("" when none)."""

    word: str
    stem: str
    number: str = ""
    name: bool = False
    capital: bool = False

    @property
    def country(self) -> str:
        """The key of the country that the word names; "" for none."""
        return country(self.word) if self.capital else ""

    @property
    def plain(self) -> bool:
        """Whether it is a word of the form of such letters, and not of what they are about."""
        return self.word in FILLERS or self.word in EVERYWHERE or self.word in ATTITUDES


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order; which meeting it speaks of is left out."""
    if _ANY_DAY.search(text):
        text = _MEETING_DAY.sub(" ", text)
    found = list(_TOKEN.finditer(text))
    words = [_word(one.group()) for one in found]
    return [
        Token(word, stem(word), scaled(words, place), _is_name(text, one), one.group()[:1].isupper())
        for place, (one, word) in enumerate(zip(found, words, strict=True))
    ]


def _word(written: str) -> str:
    """Folded; `één` is a number, which the article is not."""
    return "1" if written.lower() == "één" else folded(written)


def _is_name(text: str, found: "re.Match[str]") -> bool:
    """A capital that is not the first of a sentence, or more than one."""
    written = found.group()
    if not written[:1].isupper():
        return False
    return written[1:2].isupper() or not _SENTENCE_START.search(text[max(0, found.start() - 3) : found.start()])


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude stem: endings of number, person and degree off, doubled letters single: `drones`, `drone` give `dron`."""
    for ending in _ENDINGS.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return _DOUBLED.sub(r"\1", word) if _DOUBLED.search(word) else word


def variants(one: str, other: str) -> bool:
    """Whether two stems may be one word: `norm`, `normstelling`; `samenwerk`, `defensiesamenwerk`; `haven`, `zeehaven`."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and (short in long or (len(short) >= 6 and short[:5] == long[:5]))
