"""Amounts of money in Dutch prose as whole euros, and the period they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

SCALES = {
    "duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000, "mld": 1_000_000_000, "mrd": 1_000_000_000,
    "miljard": 1_000_000_000, "biljoen": 1_000_000_000_000,
}  # fmt: skip
_UNITS = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS = ("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _number_words() -> dict[str, str]:
    """Dutch numbers from one to 999 in letters, and the halves; ``tweeëntwintig`` and ``tweehonderdvijftig``."""
    small = {word: number for number, word in enumerate(_UNITS) if word} | {
        word: 10 + n for n, word in enumerate(_TEENS)
    }
    for ten in range(2, 10):
        small[_TENS[ten]] = ten * 10
        for unit in range(1, 10):
            joint = "ën" if _UNITS[unit].endswith("e") else "en"
            small[f"{_UNITS[unit]}{joint}{_TENS[ten]}"] = ten * 10 + unit
    table = {word: str(number) for word, number in small.items()}
    for hundred in range(1, 10):
        front = ("" if hundred == 1 else _UNITS[hundred]) + "honderd"
        table[front] = str(hundred * 100)
        table |= {f"{front}{word}": str(hundred * 100 + number) for word, number in small.items()}
    halves = {
        f"{_UNITS[n]}{'ë' if _UNITS[n].endswith('e') else 'e'}n{half}": f"{n},5"
        for n in range(2, 10)
        for half in ("half", "eenhalf")
    }
    return table | halves | {"één": "1", "anderhalf": "1,5", "half": "0,5", "kwart": "0,25"}


WORDS = _number_words()
_SCALE = r"(?:duizend|mln|miljoen|mld|mrd|miljard|biljoen)"
_NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,5}|\d{1,12})(?:,\d{1,3})?(?![\d])"
_EURO = r"euro(?:’s|'s)?\b"
_AMOUNT = re.compile(
    rf"\b(?P<words>[a-zé]\w{{2,30}})\s(?P<wscale>{_SCALE})\s{_EURO}"
    rf"|(?<![\w.,])(?:(?P<sign>€|EUR)\s?)?(?P<number>{_NUMBER})(?:,[-–—]{{1,2}})?"
    rf"(?:\s?(?P<scale>{_SCALE})\b\.?)?(?:\s(?P<euro>{_EURO}))?",
    re.IGNORECASE,
)
# Between the two ends of a range, which share sign, scale and currency: ``€ 2 à 3 mln.``
_RANGE = re.compile(r"\s?(?:[-–—]|à|tot|en)\s?(?:€\s?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """``text[start:end]`` names ``euros`` EUR."""

    start: int
    end: int
    euros: int


def find_amounts(text: str) -> list[Amount]:
    """Amounts that name the euro (``€``, ``EUR``, ``euro``); a bare ``3 miljoen`` may be people and is left alone."""
    if "€" not in text and "eur" not in text.lower():
        return []
    found: list[Amount] = []
    matches = list(_AMOUNT.finditer(text))
    scale = ""
    for match, following in zip_longest(matches, matches[1:]):
        upper = scale  # the end of a range that began with the match before
        scale = _shared(text, match, following)
        known = not match["words"] or match["words"].lower() in WORDS
        if known and (match["sign"] or match["euro"] or match["words"] or scale or upper):
            found.append(_amount(match, scale))
    return found


def _shared(text: str, match: re.Match[str], following: re.Match[str] | None) -> str:
    """The scale of the upper end of a range, when the lower end has none of its own; ``""`` when it is no range."""
    if following is None or match["scale"] or match["euro"] or match["words"] or not following["scale"]:
        return ""
    if not (following["euro"] or following["sign"] or match["sign"]) or not _RANGE.fullmatch(
        text, match.end(), following.start()
    ):
        return ""
    year = re.fullmatch(r"20\d\d", match["number"]) and not match["sign"]
    return "" if year else following["scale"]


def _amount(match: re.Match[str], shared: str) -> Amount:
    printed = WORDS[match["words"].lower()] if match["words"] else match["number"]
    number = Decimal(printed.replace(".", "").replace(",", "."))
    named = match["scale"] or match["wscale"] or shared
    scale = SCALES[named.lower()] if named else 1
    return Amount(match.start(), match.end(), round(number * scale))


_Y = r"20\d\d"
_SPAN = rf"{_Y}\s?(?:[-–—/]|tot en met|t/m|tot|en)\s?{_Y}"
_YEARS = r"(?:\d{1,2}|twee|drie|vier|vijf|zes|zeven|acht|tien)\sjaar"
_PERIOD = re.compile(
    rf"\btussen\s{_Y}\sen\s{_Y}|\b(?:voor|in|over|gedurende)\sde\s(?:periode|jaren)\s(?:van\s)?{_SPAN}|\b(?:van"
    rf"|voor|in|over)\s{_SPAN}|\b{_SPAN}"
    rf"|\b(?:tot en met|t/m|tot|vanaf|sinds|in|voor|over)\s(?:eind\s)?{_Y}(?:\s(?:structureel|jaarlijks|per jaar))?"
    rf"|\b(?:voor|over|gedurende|verspreid over|in)\s(?:een (?:periode|looptijd) van\s|de komende\s|de\s)?{_YEARS}"
    rf"|\bde komende\s(?:{_YEARS}|jaren)|\b(?:per|elk|ieder)\s(?:jaar|maand|kwartaal)|\b(?:jaarlijks|structureel"
    rf"|eenmalig|op jaarbasis|dit jaar|volgend jaar)\b",
    re.IGNORECASE,
)


def find_period(text: str, amount: Amount) -> str | None:
    """The period nearest to an amount, as written (``per jaar``, ``tussen 2030 en 2034``); None when none is named."""
    found = [match for match in _PERIOD.finditer(text) if not _is_citation(text, match)]
    nearest = min(found, key=lambda match: _distance(match, amount), default=None)
    return nearest[0] if nearest else None


def _is_citation(text: str, match: re.Match[str]) -> bool:
    """A year that is part of a citation or a session year (``Kamerstukken II 2030/31``)."""
    return bool(re.search(r"Kamerstuk\w*(?:\s\w+)?\s?$", text[max(0, match.start() - 24) : match.start()]))


def _distance(match: re.Match[str], amount: Amount) -> int:
    return max(match.start() - amount.end, amount.start - match.end(), 0)
