"""Read one citation at a place: label, chamber, year, dossier, suffix, number (grammar §3, §5)."""

import re
from dataclasses import replace
from typing import Final

from .cursor import Base, Carry, Cursor, Lexicon, Piece
from .grammar import (
    DOSSIER,
    EK_DOSSIERS,
    FIRST_LETTERS,
    LAST_DIGITS_OF_EK,
    LOWEST_DOSSIER,
    MARGIN,
    NO_UNIT,
    NOT_LETTERS,
    NR,
    RIJKSWET,
    SPLIT_DOSSIER,
    SUBDOSSIER_NUMBER,
    SUFFIXES,
    _,
)
from .number import Reference

_DOSSIER: Final = re.compile(rf"(?P<d>{DOSSIER})")
_RUN_TOGETHER: Final = re.compile(rf"(?P<d>{SPLIT_DOSSIER})(?={SUBDOSSIER_NUMBER})")  # 2150102-2900
_ROMAN: Final = re.compile(r"(?P<d>[CLXVI]{1,10})(?!\w)")
_ROMAN_ANY_CASE: Final = re.compile(r"(?P<d>(?i:[clxvi]{1,10}))(?!\w)")
_OTHERS: Final = re.compile(rf"{_},?{_}(?:e\.?{_}a\.?|E\.A\.)(?![A-Za-z])")
_RIJKSWET: Final = re.compile(RIJKSWET)
_NR: Final = re.compile(rf"{_}[,-]?{_}{NR}")
_HYPHEN: Final = re.compile(rf"{_}-{_}")
_SLASH: Final = re.compile(rf"{_}(?:--?|/){_}")
_COMMA: Final = re.compile(rf"{_},{_}")
_COMMA_CLOSED: Final = re.compile(
    rf"{_},{_}(?=(?:[0-9]{{1,4}}[a-z]{{0,2}}|[A-Z]{{1,2}}){_}(?:[);.,\]]|\Z|en\b|p\.|blz)"
    rf"|[A-Z]{{1,2}}(?:[:?!]|[ \n](?:\(|[a-z])))"
)
_BLANK: Final = re.compile(r"[ \n](?=[0-9])")
_BLANK_LETTER: Final = re.compile(r"[ \n](?=[A-Za-z]{1,2}(?!\w))")
_EK: Final = re.compile(rf"{_},?{_}\(?(?:EK|ek|E\.K\.|Eerste Kamer)\)?(?!\w){_},?{_}(?=[A-Za-z]{{1,2}}(?!\w))")
_SENTENCE: Final = re.compile(r"[ \n][a-z]")  # "…, U kunt"
_NO_UNIT: Final = re.compile(NO_UNIT)


def read_reference(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> list[Piece]:
    """A dossier with what stands behind it: one piece, or several readings of one span; [] when none is here."""
    base = read_dossier(cursor, lexicon, carry)
    if base is None:
        return []
    return _with_suffix(cursor, lexicon, carry, base) or _without_suffix(cursor, lexicon, carry, base)


def read_dossier(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> Base | None:
    """The dossier, its sub-dossier, "e.a." and its R number."""
    match = cursor.take(_DOSSIER) or (cursor.take(_RUN_TOGETHER) if lexicon.query else None)
    if match is None:
        return _read_roman(cursor, lexicon, carry)
    number = int("".join(character for character in match["d"] if character.isdigit()))
    if not LOWEST_DOSSIER <= number <= lexicon.highest + MARGIN:
        cursor.pos = match.start()
        return None
    sub = cursor.take(lexicon.subdossier) if number == SPLIT_DOSSIER else None
    others = cursor.take(_OTHERS)
    law = cursor.take(_RIJKSWET)
    return Base(
        match.start(), cursor.pos, number, "", sub["sub"] if sub else "",
        "R" + law["r"][1:].strip() if law else "", 2 if others else 1,
    )  # fmt: skip


def _read_roman(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> Base | None:
    """A dossier of the Eerste Kamer itself; in running text only behind a label."""
    match = cursor.peek(_ROMAN_ANY_CASE if lexicon.query else _ROMAN)
    if match is None or match["d"].upper() not in EK_DOSSIERS:
        return None
    if not lexicon.query and (not carry.label or len(match["d"]) < 3):
        return None
    if match["d"].islower() and len(match["d"]) < 3:
        return None
    cursor.pos = match.end()
    return Base(match.start(), match.end(), None, match["d"].upper())


def _with_suffix(cursor: Cursor, lexicon: Lexicon, carry: Carry, base: Base) -> list[Piece]:
    """Rule 2: letters are the suffix when a number follows them."""
    mark = cursor.pos
    match = None if base.ek_dossier or base.suffix else cursor.take(lexicon.suffix)
    if match and match["suffix"].upper() in SUFFIXES:
        law = cursor.take(_RIJKSWET)
        inner = replace(base, suffix=match["suffix"].upper(), end=cursor.pos)
        inner = replace(inner, rijkswet=law["r"]) if law else inner
        number = read_number(cursor, lexicon, carry, inner)
        if number:
            return [number]
        if "oofdst" in match[0]:
            return [make_dossier(inner, carry)]
    cursor.pos = mark
    return []


def _without_suffix(cursor: Cursor, lexicon: Lexicon, carry: Carry, base: Base) -> list[Piece]:
    mark = cursor.pos
    number = read_number(cursor, lexicon, carry, base)
    if number and base.dossier == SPLIT_DOSSIER and not base.suffix and number.reference.number.isdigit():
        return []
    if number:
        lone = lone_letters(lexicon, carry, base, number, cursor.text[mark : number.end])
        return lone or [number]
    cursor.pos = mark
    return _lone(cursor, lexicon, carry, base) or _bare(cursor, lexicon, carry, base)


def _bare(cursor: Cursor, lexicon: Lexicon, carry: Carry, base: Base) -> list[Piece]:
    if not lexicon.query and not cursor.peek(_NO_UNIT):
        return []
    return [make_dossier(base, carry)]


def _cues(lexicon: Lexicon, carry: Carry, base: Base) -> list[tuple[str, re.Pattern[str]]]:
    """The cues that may stand between dossier and number, in the order tried."""
    cues = [("nr", _NR), ("EK", _EK), ("-", _SLASH if lexicon.query else _HYPHEN)]
    if lexicon.query or carry.strong:
        cues.append((",", _COMMA))
    elif carry.label or base.level == 2:
        cues.append((",", _COMMA_CLOSED))
    if lexicon.query or (carry.label and carry.chamber == "TK"):
        cues.append((" ", _BLANK))
    if (base.suffix and lexicon.query) or carry.chamber == "EK":
        cues.append((" ", _BLANK_LETTER))
    return cues


def read_number(cursor: Cursor, lexicon: Lexicon, carry: Carry, base: Base) -> Piece | None:
    """The paper behind the dossier; the cursor stays where it was when there is none."""
    mark = cursor.pos
    for cue, pattern in _cues(lexicon, carry, base):
        if cursor.take(pattern):
            match = cursor.take(lexicon.number)
            if match and acceptable(match, cue, lexicon, carry, base):
                return make_paper(match, cue, carry, base)
        cursor.pos = mark
    return None


def acceptable(match: re.Match[str], cue: str, lexicon: Lexicon, carry: Carry, base: Base) -> bool:
    """Is this number or letter a paper, given the cue before it?"""
    letters = match["ek"]
    if letters is None:
        return not base.ek_dossier and cue != "EK" and not _is_decimal(match, cue, base)
    if cue in {"nr", "EK"} or (lexicon.query and letters.isupper()):
        return True
    word = letters.upper() in NOT_LETTERS
    if lexicon.query:
        return not (word and len(letters) == 2)
    if carry.chamber == "EK" and cue == ",":
        return _SENTENCE.match(match.string, match.end()) is None or letters != "U"
    return not word


def _is_decimal(match: re.Match[str], cue: str, base: Base) -> bool:
    """ "36 600,50" and "28.676,50" are money, "28676,50" is a paper."""
    before = match.string[base.start : match.start()]
    return cue == "," and len(match[0]) == 2 and before[-1:] == "," and len(before) == 7 and base.dossier is not None


def make_paper(match: re.Match[str], cue: str, carry: Carry, base: Base) -> Piece:
    number = paper_number(match)
    start = min(carry.start, base.start) if carry.start >= 0 else base.start
    reference = build_paper(number, carry, base)
    return Piece(start, match.end(), reference, cue, base.level, base)


def paper_number(match: re.Match[str]) -> str:
    """The matched number in its normal form: no leading zeros, capital letters, small old letters."""
    if match["ek"]:
        return match["ek"].upper()
    return match["old"].lower() if match["old"] else match["tk"].lstrip("0")


def build_paper(number: str, carry: Carry, base: Base) -> Reference:
    """The paper in this dossier; its year is part of the key only for digits of the Eerste Kamer before 2003."""
    old = number[0].isdigit() and not number.isdigit()
    of_ek = carry.chamber == "EK" and bool(carry.year) and carry.year <= LAST_DIGITS_OF_EK
    year = carry.year
    if number.isdigit():
        chamber = "EK" if of_ek else "TK"
    else:
        chamber = "EK"
        year = "" if old and carry.chamber == "TK" else carry.year
    if base.ek_dossier:
        year = carry.year if number.isalpha() else ""
    return Reference(
        "paper", base.dossier, base.ek_dossier, base.suffix, number, year, chamber=chamber, rijkswet=base.rijkswet
    )


def make_dossier(base: Base, carry: Carry) -> Piece:
    start = min(carry.start, base.start) if carry.start >= 0 else base.start
    reference = Reference(
        "dossier", base.dossier, base.ek_dossier, base.suffix, chamber="EK" if base.ek_dossier else "",
        rijkswet=base.rijkswet,
    )  # fmt: skip
    return Piece(start, base.end, reference, "", base.level, base)


def _lone(cursor: Cursor, lexicon: Lexicon, carry: Carry, base: Base) -> list[Piece]:
    """Letters behind the dossier with nothing behind them (rules 4–7)."""
    if base.suffix:
        return []
    mark = cursor.pos
    match = cursor.take(lexicon.lone)
    pieces = _decide(match["suffix"], match["sep"].strip(), lexicon, carry, base, match.end()) if match else []
    if not pieces:
        cursor.pos = mark
    return pieces


def lone_letters(lexicon: Lexicon, carry: Carry, base: Base, number: Piece, written: str) -> list[Piece]:
    """A hyphen or blank before letters does not decide; apply rules 4–7 to a number that is only letters."""
    letters = number.reference.number
    if number.cue not in {"-", " "} or not letters.isalpha() or base.suffix or base.ek_dossier:
        return []
    return _decide(letters if written[-1:].isupper() else letters.lower(), "-", lexicon, carry, base, number.end)


def _decide(letters: str, separator: str, lexicon: Lexicon, carry: Carry, base: Base, end: int) -> list[Piece]:
    upper = letters.upper()
    if not separator and _is_word(letters, lexicon, carry):
        return []
    paper = _letter_paper(upper, carry, base, end)
    dossier = make_dossier(replace(base, suffix=upper, end=end), carry)
    if upper not in SUFFIXES or base.ek_dossier:
        return [paper] if len(upper) <= 2 else []
    if base.dossier not in lexicon.budget:
        chapter = len(upper) > 2 or (len(upper) == 2 and _is_early_budget(base))
        return [dossier] if chapter else [paper]
    if len(upper) > 1 or carry.chamber == "TK":
        return [dossier]
    return [paper] if carry.chamber == "EK" else [paper, dossier]


def _is_early_budget(base: Base) -> bool:
    """Budgets of before the letters stood in round dossiers, and two letters behind them are a chapter."""
    return base.dossier is not None and base.dossier < FIRST_LETTERS and base.dossier % 100 == 0


def _letter_paper(letters: str, carry: Carry, base: Base, end: int) -> Piece:
    start = min(carry.start, base.start) if carry.start >= 0 else base.start
    return Piece(start, end, build_paper(letters, carry, base), "letter", base.level, base)


def _is_word(letters: str, lexicon: Lexicon, carry: Carry) -> bool:
    """Behind a blank, "de" and "EU" are words unless the Eerste Kamer was named; "uk" typed small is one too."""
    upper = letters.upper()
    if upper in SUFFIXES and (letters.isupper() or upper not in NOT_LETTERS):
        return False
    if carry.chamber == "EK" and letters.isupper():
        return upper in {"U", "UW"}
    return upper in NOT_LETTERS and (not lexicon.query or letters.islower())
