"""What stands before a dossier: label, chamber, parliamentary year."""

import re
from dataclasses import replace
from typing import Final

from .cursor import Carry, Cursor
from .grammar import DOSSIER, _
from .sessions import session_year_from

STRONG_LABEL: Final = (
    r"kamerstuk(?:ken)?(?:nummers?|nrs?|dossiers?)?|kamerst|kst|kamerdossiers?|dossiers?(?:nummers?|nrs?)?|parl(?:\.|ementaire)?"
    r"[ \n]?st(?:ukken)?"
)
WEAK_LABEL: Final = (
    r"moties?|amendement(?:en)?|(?:initiatief|rijks|rijksinitiatief)?wetsvoorstel(?:len)?|wetsontwerp(?:en)?"
)
YEAR: Final = r"(?:1[89]|20)[0-9]{2}[ \n]?(?:/-|/|-)[ \n]?'?(?:(?:1[89]|20)[0-9]{2}|[0-9]{2})(?![0-9])"
_END: Final = r"(?![^\W_])"
LABEL: Final = re.compile(
    rf"(?P<label>(?i:{STRONG_LABEL}|{WEAK_LABEL})){_END}{_}[.:]?"
    rf"(?:{_}(?:van|der|bij|uit|met)(?: de)?(?= (?:Tweede|Eerste|nummer|dossier)))?{_},?{_}"
)
_STRONG: Final = re.compile(rf"(?i:{STRONG_LABEL})\Z")
_SEPARATOR: Final = rf"{_}[,:]?{_}"
CHAMBER: Final = re.compile(
    r"(?P<both>I[ ]?(?:/|en|&|\+)[ ]?II(?!\w))|(?P<tk>II(?!\w)|T\.?K\.?(?![^\W\d_])|(?i:tweede kamer)(?!\w))"
    r"|(?P<ek>I(?!\w)|E\.?K\.?(?![^\W\d_])|(?i:eerste kamer)(?!\w))"
)
_CHAMBER_QUERY: Final = re.compile(r"(?P<tk>(?i:ii|tk)(?!\w))|(?P<ek>(?i:i|ek)(?!\w))|(?P<both>(?!))")
_CHAMBER_OCR: Final = re.compile(r"(?P<both>(?!))|(?P<tk>(?:11|ll|Il|lI|1I|I1|1l|l1|2)(?!\w))|(?P<ek>[1l](?!\w))")
_AFTER_CHAMBER: Final = re.compile(rf"(?:{_}der Staten-Generaal)?" + _SEPARATOR)
_YEAR_WORD: Final = r"(?:(?i:vergaderjaar|parlementair jaar|zittingsjaar|zitting|jaargang)[ \n:]{0,2})"
_YEARS: Final = re.compile(rf"{_YEAR_WORD}?(?P<year>{YEAR})(?:{_}[-,]{_}{YEAR}){{0,6}}{_SEPARATOR}")
_ONE_YEAR: Final = re.compile(rf"{_YEAR_WORD}?(?:1[89]|20)[0-9]{{2}}(?![0-9]|[-/.][0-9]){_},{_}(?=[1-9][0-9])")
_NUMBER_WORD: Final = re.compile(rf"(?i:nummers?|nrs?|no){_}[.:]?{_}(?={DOSSIER})")
_BRACKET: Final = re.compile(rf"\(?{_}(?i:dossier(?:nummer|nr)?|kamerstuk(?:nummer)?)?{_}[.:]?{_}(?={DOSSIER})")
_DOSSIER_HERE: Final = re.compile(DOSSIER)


def read_head(cursor: Cursor, carry: Carry, *, query: bool) -> Carry:
    """Take labels, chambers and years in any order, at most six; a label forgets the chamber carried so far."""
    start = cursor.pos
    for _round in range(6):
        changed = _label(cursor, carry) or _chamber(cursor, carry, query=query) or _year(cursor, carry)
        if changed is None:
            break
        carry = changed
    if carry.label and cursor.pos > start:
        cursor.take(_NUMBER_WORD)
        bracket = cursor.take(_BRACKET) if query or _STRONG.match(carry.label) else None
        if bracket and "(" in bracket[0]:
            carry = replace(carry, start=cursor.pos)
    return carry


def _label(cursor: Cursor, carry: Carry) -> Carry | None:
    match = cursor.take(LABEL)
    if match is None:
        return None
    strong = bool(_STRONG.match(match["label"]))
    start = carry.start if 0 <= carry.start < match.start() and not carry.label else match.start()
    chamber, year = ("", "") if carry.label else (carry.chamber, carry.year)
    return Carry(start, match["label"], chamber, year, strong and bool(chamber))


def _chamber(cursor: Cursor, carry: Carry, *, query: bool) -> Carry | None:
    mark = cursor.pos
    match = cursor.take(CHAMBER) or (cursor.take(_CHAMBER_QUERY) if query else None)
    if match is None and carry.label and not cursor.peek(_DOSSIER_HERE):
        match = cursor.take(_CHAMBER_OCR)
    if match is None:
        return None
    cursor.take(_AFTER_CHAMBER)
    chamber = "TK" if match["tk"] else "EK" if match["ek"] else ""
    start = carry.start if carry.start >= 0 else mark
    return replace(carry, start=start, chamber=chamber, label=carry.label or match[0], strong=True)


def _year(cursor: Cursor, carry: Carry) -> Carry | None:
    mark = cursor.pos
    match = cursor.take(_YEARS)
    if match:
        start = carry.start if carry.start >= 0 else mark
        return replace(carry, start=start, year=session_year_from(match["year"]), strong=bool(carry.label))
    if carry.label and cursor.take(_ONE_YEAR):
        return replace(carry, year="", strong=True)
    return None
