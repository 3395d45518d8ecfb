"""The words and numbers of a text, folded, each with its place in the text as it was written."""

import re
from dataclasses import dataclass
from functools import lru_cache

from agenda_tracker.models.fields import fold

LONGEST_WORD = 100  # characters of a token's text; what is longer is no word, and no index wants it

_SMALL_DIGITS = "²³¹⁰⁴-⁹₀-₉"
_LETTER = rf"[^\W\d_{_SMALL_DIGITS}]"
# Accents written apart, and what is invisible inside a word: soft hyphen, zero-width signs, NUL.
_UNSEEN = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff\x00"
_LETTERS = rf"{_LETTER}++(?:[{_UNSEEN}]++{_LETTER}*+)*+"
_ENDING = rf"(?:['’‘ʼ`´](?:s|tjes?|jes?|ers?|en)(?!{_LETTER}))?"  # thema's, A4'tje, sms'en

_TOKEN = re.compile(
    rf"""(?P<number>\d++(?:[.,]\d++)*+ | [{_SMALL_DIGITS}]++)
    | (?P<dotted>(?<![^\W\d_.]){_LETTER}(?:\.{_LETTER}){{1,15}}(?!{_LETTER})\.?)   # E.U., m.b.t.
    | (?P<word>(?:(?<![^\W_])e-(?=[^\W\d_]))?{_LETTERS}{_ENDING})                  # e-mail is one word
    """,
    re.VERBOSE | re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word or number, and where it stands: character offsets in the text as written, end excluded."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text in their order, so that usual spellings of one thing give the same tokens.

    `drone-aanvallen`, `drone aanvallen`: two words. `F-35`, `F35`, `f 35`: two. `thema’s`, `themas`: one. `E.U.`, `EU`: one.
    `1.100` is `1100`, `1,5` and `1.5` are `1,5`; `17.10.2024` is three numbers. A folded text is at most 100 characters.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "number":
            found += _numbers(match[0], match.start())
        elif folded := _folded(match[0]):
            found.append(Token(folded, match.start(), match.end()))
    return found


@lru_cache(maxsize=50_000)
def _folded(written: str) -> str:
    if written.isascii() and written.isalpha():
        return written.lower()[:LONGEST_WORD]
    return "".join(char for char in fold(written) if char.isalnum())[:LONGEST_WORD]


def _numbers(written: str, start: int) -> list[Token]:
    end = start + len(written)
    if _THOUSANDS.fullmatch(written):
        return [Token(fold(written.replace(".", ""))[:LONGEST_WORD], start, end)]
    if _DECIMAL.fullmatch(written):
        return [Token(fold(written.replace(".", ","))[:LONGEST_WORD], start, end)]
    if written[0].isdecimal() and not written.isdecimal():
        return [
            Token(fold(part[0])[:LONGEST_WORD], start + part.start(), start + part.end())
            for part in _DIGITS.finditer(written)
        ]
    return [Token(fold(written)[:LONGEST_WORD], start, end)]
