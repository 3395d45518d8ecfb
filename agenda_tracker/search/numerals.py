"""Numbers in a sentence, as figures or in words, with what they count: `24 maanden` and `twee jaar` are one number."""

import re
from decimal import Decimal
from functools import lru_cache

_ONES = {
    "nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_LARGE = {"duizend": 1000, "honderd": 100}
_PARTS = {
    "half": Decimal("0.5"), "halve": Decimal("0.5"), "helft": Decimal("0.5"), "halveren": Decimal("0.5"),
    "halvering": Decimal("0.5"), "kwart": Decimal("0.25"), "anderhalf": Decimal("1.5"),
    "anderhalve": Decimal("1.5"), "verdubbelen": Decimal(2), "verdubbeling": Decimal(2),
}  # fmt: skip
# By how much the noun behind a number multiplies it; months are the measure of time beside days.
_UNITS = {
    "miljoen": Decimal(10) ** 6, "miljard": Decimal(10) ** 9, "jaar": Decimal(12), "jaren": Decimal(12),
    "maanden": Decimal(1), "maand": Decimal(1),
}  # fmt: skip
# As an article or an ordinary word these are no numbers: `een`, `acht het van belang`.
AMBIGUOUS = {"een", "acht"}


@lru_cache(maxsize=20_000)
def value_of(word: str) -> Decimal | None:
    """Of one folded word: `1.100`, `3,5`, `vijfenveertig`, `zeventienjarige` (in months); None for what is no number."""
    if word[:1].isdigit():
        return _in_figures(word)
    if word in _PARTS:
        return _PARTS[word]
    bare = re.sub(r"jarigen?$", "", word)
    whole = None if bare in AMBIGUOUS else _in_words(bare)
    return None if whole is None else Decimal(whole if bare == word else 12 * whole)


def _in_figures(word: str) -> Decimal | None:
    """A point stands between thousands, or is a decimal one; `17.10.2024` is no number."""
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?", word):
        word = word.replace(".", "")
    return Decimal(word.replace(",", ".")) if re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?", word) else None


def _in_words(word: str) -> int | None:
    if word in _ONES or word in _TENS:
        return _ONES.get(word, _TENS.get(word))
    for name, size in _LARGE.items():
        head, found, tail = word.partition(name)
        if found:
            times, rest = _in_words(head) if head else 1, _in_words(tail) if tail else 0
            return None if times is None or rest is None else times * size + rest
    for name, size in _TENS.items():
        unit = _ONES.get(word.removesuffix(name).removesuffix("en")) if word.endswith(name) else None
        if unit is not None and unit < 10:
            return size + unit
    return None


def scaled(word: str, behind: str) -> str:
    """The number that a word is with the noun behind it worked in: `1,5`, `miljard` give `1500000000`; "" when none."""
    value = value_of(word)
    return "" if value is None else f"{(value * _UNITS.get(behind, Decimal(1))).normalize():f}"
