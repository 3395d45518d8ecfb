"""Amounts of money in Dutch prose, as whole euros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000, "mld": 1_000_000_000,
    "miljard": 1_000_000_000, "biljoen": 1_000_000_000_000,
}  # fmt: skip
WORDS = {
    "één": "1", "een": "1", "anderhalf": "1,5", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7",
    "acht": "8", "negen": "9", "tien": "10", "twaalf": "12", "vijftien": "15", "twintig": "20", "dertig": "30",
    "veertig": "40", "vijftig": "50", "honderd": "100",
}  # fmt: skip
_SCALE = r"(?:duizend|mln|miljoen|mld|miljard|biljoen)"
_NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,5}|\d{1,12})(?:,\d{1,3})?(?![\d])"
_AMOUNT = re.compile(
    rf"\b(?P<words>{'|'.join(WORDS)})\s(?P<wscale>{_SCALE})\seuro\b"
    rf"|(?<![\w.,])(?:(?P<sign>€|EUR)\s?)?(?P<number>{_NUMBER})(?:,[-–—]{{1,2}})?"
    rf"(?:\s?(?P<scale>{_SCALE})\b\.?)?(?:\s(?P<euro>euro)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """``text[start:end]`` names ``euros`` EUR."""

    start: int
    end: int
    euros: int


def find_amounts(text: str) -> list[Amount]:
    """Amounts that name the euro (``€``, ``EUR``, ``euro``); a bare ``3 miljoen`` may be people and is left alone."""
    return [_amount(match) for match in _AMOUNT.finditer(text) if match["sign"] or match["euro"] or match["words"]]


def _amount(match: re.Match[str]) -> Amount:
    printed = WORDS[match["words"].lower()] if match["words"] else match["number"]
    number = Decimal(printed.replace(".", "").replace(",", "."))
    named = match["scale"] or match["wscale"]
    scale = SCALES[named.lower()] if named else 1
    return Amount(match.start(), match.end(), round(number * scale))
