"""What one position says, taken apart for comparing: its words with their weight, names, numbers, negations, conditions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from agenda_tracker.models.fields import fold

from .countries import country
from .numerals import scaled, value_of
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
_DOUBLED, _ONE_OF_TWO = re.compile(r"(.)\1"), itemgetter(1)
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
    def stems(self) -> frozenset[str]:
        return frozenset(one.stem for one in self.tokens)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(one.stem for one in self.tokens if one.name and not one.plain)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(one.country for one in self.tokens if one.country)

    @cached_property
    def title_words(self) -> frozenset[str]:
        return _content(self.title)


class Token(NamedTuple):
    """One word: folded, its stem, the number it stands for ("" when none), and whether it is a name.

    `country` is the key of the country that it names ("" for none), and `plain` tells a word of the form of such letters
    from one of what they are about.
    """

    word: str
    stem: str
    plain: bool
    country: str = ""
    number: str = ""
    name: bool = False


class _Known(NamedTuple):
    """What is known of a word without those around it: the token it is, if it is no name, and how it is written."""

    token: Token
    capital: bool
    capitals: bool
    is_number: bool


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order; which meeting it speaks of is left out."""
    if _ANY_DAY.search(text):
        text = _MEETING_DAY.sub(" ", text)
    found = list(_TOKEN.finditer(text))
    words = [_known(one.group()) for one in found]
    return [
        _in_its_place(text, found[place].start(), words, place) if one.capital or one.is_number else one.token
        for place, one in enumerate(words)
    ]


@lru_cache(maxsize=20_000)
def _known(written: str) -> _Known:
    """Of one word as it is written; `één` is a number, which the article is not."""
    word = "1" if written.lower() == "één" else fold(written)
    capital = written[:1].isupper()
    plain = word in FILLERS or word in EVERYWHERE or word in ATTITUDES
    token = Token(word, stem(word), plain, country(word) if capital else "")
    return _Known(token, capital, capital and written[1:2].isupper(), value_of(word) is not None)


def _in_its_place(text: str, start: int, words: Sequence[_Known], place: int) -> Token:
    """With the noun behind a number; a name is what has a capital and is not the first of a sentence, or more than one."""
    one = words[place]
    behind = words[place + 1].token.word if place + 1 < len(words) else ""
    name = one.capitals or (one.capital and not _SENTENCE_START.search(text[max(0, start - 3) : start]))
    return one.token._replace(number=scaled(one.token.word, behind), name=name)


@lru_cache(maxsize=2_000)
def _content(title: str) -> frozenset[str]:
    return frozenset(one.stem for one in tokens_of(title) if not one.plain)


def stem(word: str) -> str:
    """A crude stem: endings of number, person and degree off, doubled letters single: `drones`, `drone` give `dron`."""
    for ending in _ENDINGS.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return _DOUBLED.sub(_ONE_OF_TWO, word)


def variants(one: str, other: str) -> bool:
    """Whether two stems may be one word: `norm`, `normstelling`; `samenwerk`, `defensiesamenwerk`; `haven`, `zeehaven`."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and (short in long or (len(short) >= 6 and short[:5] == long[:5]))
