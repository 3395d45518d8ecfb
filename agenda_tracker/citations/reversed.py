"""The Handelingen put the number first: "nr. 17, was nr. 9 (34834)"."""

import re
from dataclasses import replace
from typing import Final

from .citation import build_paper, paper_number, read_dossier
from .cursor import Base, Carry, Cursor, Lexicon, Piece
from .grammar import AND, NR, SUFFIXES, TK_NUMBER, _
from .lists import REPLACED

_FIRST: Final = re.compile(rf"{NR}(?P<old>(?!))?(?P<ek>(?!))?(?P<tk>{TK_NUMBER})")
_TK: Final = re.compile(rf"(?P<old>(?!))?(?P<ek>(?!))?(?P<tk>{TK_NUMBER})")
_JOIN: Final = re.compile(rf"{_}(?:,{_}(?:{AND}{_})?|{AND}{_})(?:{NR})?")
_THROUGH: Final = re.compile(rf"{_}(?:t/m|tot en met){_}")
_OPEN: Final = re.compile(rf"{_}(?:[,;]{_})?\({_}(?:Kamerstuk(?:ken)?{_}|dossier{_})?(?:II{_},?{_})?")
_SUFFIX: Final = re.compile(rf"(?:{_}-{_}|[ \n]|)(?P<suffix>[A-Za-z]{{1,5}})(?=[ \n]?\))")
_CLOSE: Final = re.compile(rf"{_}\)")
_MAX: Final = 20


def read_reversed(cursor: Cursor, lexicon: Lexicon) -> list[Piece]:
    """Numbers, then their dossier in brackets; without the bracket [], and the cursor behind the numbers."""
    numbers = _numbers(cursor)
    behind = cursor.pos
    base = _bracket(cursor, lexicon) if numbers else None
    if base is None:
        cursor.pos = behind
        return []
    pieces = [_piece(span, base) for span in numbers]
    return [*pieces[:-1], replace(pieces[-1], end=cursor.pos)]


def _numbers(cursor: Cursor) -> list[tuple[int, int, str]]:
    first = cursor.take(_FIRST)
    if first is None:
        return []
    numbers = [(first.start(), first.end(), paper_number(first))]
    while len(numbers) < _MAX:
        mark = cursor.pos
        through = cursor.take(_THROUGH)
        opening = through or cursor.take(REPLACED) or cursor.take(_JOIN)
        match = cursor.take(_TK) if opening else None
        if match is None:
            cursor.pos = mark
            break
        numbers += _between(numbers[-1][2], match) if through else []
        numbers.append((match.start(), match.end(), paper_number(match)))
    return numbers


def _between(first: str, match: re.Match[str]) -> list[tuple[int, int, str]]:
    low, high = int(first) + 1, int(match["tk"])
    return [(match.start(), match.end(), str(value)) for value in range(low, high)] if high - low < 60 else []


def _bracket(cursor: Cursor, lexicon: Lexicon) -> Base | None:
    if cursor.take(_OPEN) is None:
        return None
    base = read_dossier(cursor, lexicon, Carry(-1))
    suffix = cursor.take(_SUFFIX) if base else None
    if suffix and base:
        if suffix["suffix"].upper() not in SUFFIXES or not (lexicon.query or suffix["suffix"].isupper()):
            return None
        base = replace(base, suffix=suffix["suffix"].upper())
    return base if base and cursor.take(_CLOSE) else None


def _piece(span: tuple[int, int, str], base: Base) -> Piece:
    return Piece(span[0], span[1], build_paper(span[2], Carry(-1), base), "nr", base.level, base)
