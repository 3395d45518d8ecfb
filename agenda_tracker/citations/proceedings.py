"""Handelingen and Aanhangsel as people cite them (Aanwijzing 3.43)."""

import re
from typing import Final

from .cursor import Cursor, Piece
from .grammar import AND, NR, TK_NUMBER, _
from .heads import YEAR
from .lists import PAGE
from .number import Reference
from .sessions import session_year_from

_CHAMBER: Final = (
    r"(?:(?P<tk>(?:II|ii|11|ll|Il|lI|T\.?K\.?|(?i:(?:der |van de )?tweede kamer))(?![^\W_]))"
    r"|(?P<ek>(?:I|i|E\.?K\.?|(?i:(?:der |van de )?eerste kamer))(?![^\W_]))|(?P<vv>VV|(?i:verenigde vergadering)(?!\w)))"
)
WORD: Final = (
    rf"(?:(?P<annex>(?i:aanhangsel|aanh\.?)){_}(?:(?i:van de|bij de|tot de|der){_})?(?:(?i:handelingen|hand\.?))?"
    r"|(?i:handelingen|hand\.(?=[ \n][ITE])))(?![^\W\d_])"
)
_PART: Final = rf"{_},?{_}"
_OPENING: Final = re.compile(
    rf"{WORD}{_PART}(?:{_CHAMBER}{_PART})?"
    rf"(?:(?i:vergaderjaar|zittingsjaar|zitting){_})?(?P<year>{YEAR}){_PART}(?:{_CHAMBER.replace('?P<', '?P<late_')}{_PART})?"
    rf"(?:{NR})?(?P<number>0{{0,3}}[1-9][0-9]{{0,3}})(?![0-9])"
)
_ITEM: Final = re.compile(rf"{_PART}(?i:items|item|it\.){_}(?P<item>[1-9][0-9]{{0,2}})(?!\w)")
_DASHED_ITEM: Final = re.compile(r"-(?P<item>[1-9][0-9]{0,2})(?!\w)")
_MORE_ITEMS: Final = re.compile(rf"{_}(?:,|{AND}){_}(?:item{_})?(?P<item>[1-9][0-9]{{0,2}})(?!\w)")
_MORE_NUMBERS: Final = re.compile(rf"{_}(?:,{_}(?:{AND}{_})?|{AND}{_})(?P<again>{NR})?(?P<number>{TK_NUMBER})")
_QUESTION_NUMBER: Final = re.compile(
    rf"(?i:aanhangsel)(?i:nummer|nr\.?)?{_}[:.]?{_}(?:(?i:nr)\.?{_})?(?P<code>[0-9]{{4}}0[0-9]{{4}})(?![0-9])"
)
START: Final = re.compile(r"(?i:aanh|hand)")


def read_proceedings(cursor: Cursor) -> list[Piece]:
    """Handelingen, sitting and item, or questions of the Aanhangsel; [] when none is here or the year is impossible."""
    match = cursor.take(_QUESTION_NUMBER)
    if match:
        return _from_code(match)
    match = cursor.take(_OPENING)
    if match is None:
        return []
    year = session_year_from(match["year"])
    if not year:
        cursor.pos = match.start()
        return []
    chamber = next((name.upper() for name in ("tk", "ek", "vv") if match[name] or match[f"late_{name}"]), "TK")
    read = _annex if match["annex"] else _sitting
    pieces = read(cursor, match, chamber, year)
    cursor.take(PAGE)
    return pieces


def _from_code(match: re.Match[str]) -> list[Piece]:
    reference = question(match["code"])
    return [Piece(match.start(), match.end(), reference, "nr")] if reference else []


def question(code: str) -> Reference | None:
    """The Tweede Kamer's "242501244": session 24/25, question 1244."""
    first, second, number = int(code[:2]), int(code[2:4]), int(code[4:])
    if (first + 1) % 100 != second or not 1 <= number <= 9999:
        return None
    century = 1900 if first >= 45 else 2000
    year = f"{century + first}{century + first + 1}"
    return Reference("aanhangsel", number=str(number), session_year=year, chamber="TK")


def _annex(cursor: Cursor, match: re.Match[str], chamber: str, year: str) -> list[Piece]:
    spans = [(match.start(), match.end(), match["number"])]
    mark = cursor.pos
    while more := cursor.take(_MORE_NUMBERS):
        if not (more["again"] or (match["nr"] and match["nr"].lower() in {"nrs", "nummers"}) or "," not in more[0]):
            cursor.pos = mark
            break
        spans.append((more.start("number"), more.end(), more["number"]))
        mark = cursor.pos
    return [
        Piece(start, end, Reference("aanhangsel", number=number.lstrip("0"), session_year=year, chamber=chamber), "nr")
        for start, end, number in spans
    ]


def _sitting(cursor: Cursor, match: re.Match[str], chamber: str, year: str) -> list[Piece]:
    items = [cursor.take(_ITEM) or cursor.take(_DASHED_ITEM)]
    while items[-1] and (more := cursor.take(_MORE_ITEMS)):
        items.append(more)
    pieces = []
    for index, item in enumerate(items):
        reference = Reference(
            "handelingen", number=match["number"].lstrip("0"), session_year=year, chamber=chamber,
            item=item["item"] if item else "",
        )  # fmt: skip
        start = item.start("item") if item and index else match.start()
        pieces.append(Piece(start, item.end() if item else match.end(), reference, "nr"))
    return pieces
