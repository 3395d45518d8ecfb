"""Amounts of money in Dutch prose, as whole euros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000, "mld": 1_000_000_000,
    "miljard": 1_000_000_000, "biljoen": 1_000_000_000_000,
}  # fmt: skip
_SCALE = r"(?:duizend|mln|miljoen|mld|miljard|biljoen)"
_NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,5}|\d{1,12})(?:,\d{1,3})?(?![\d])"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>€|EUR)\s?)?(?P<number>{_NUMBER})(?:,[-–—]{{1,2}})?"
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
    return [_amount(match) for match in _AMOUNT.finditer(text) if match["sign"] or match["euro"]]


def _amount(match: re.Match[str]) -> Amount:
    number = Decimal(match["number"].replace(".", "").replace(",", "."))
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1
    return Amount(match.start(), match.end(), round(number * scale))
