"""Level 2: references that only their surroundings make certain (grammar §8)."""

import re
from dataclasses import replace
from typing import Final

from .citation import build_paper, make_dossier, read_dossier
from .cursor import TEXT, Base, Carry, Cursor, Lexicon, Piece
from .grammar import DOSSIER, LETTER, OLD_NUMBER, SUFFIXES, TK_NUMBER, _

_LOOK_BACK: Final = 400
_BILL: Final = re.compile(
    r"(?<![^\W\d_])(?i:(?:initiatief|rijks|rijksinitiatief|begrotings)?wets(?:voorstel|ontwerp)(?:len)?"
    r"|(?:initiatief)?voorstellen van (?:rijks)?wet|voorstel(?:len)? van (?:rijks)?wet|voorstel van (?:het lid|de leden)"
    r"|initiatiefvoorstel|initiatiefnota)(?![^\W\d_])"
)
_SENTENCE_END: Final = re.compile(r"[a-z)\]]{2}[.!?][ \n](?=[A-Z])|;[ \n]")
_SUFFIX: Final = re.compile(rf"(?:{_}-{_}|[ \n])(?P<suffix>[A-Z]{{1,5}})(?=\))")
_CLOSE: Final = re.compile(rf"{_}\)")
_OPEN: Final = re.compile(rf"{_}\({_}")
_EK_NUMBER: Final = re.compile(rf"{_}(?P<nr>(?i:nrs?)\.?{_})?(?P<number>{OLD_NUMBER}|{TK_NUMBER}|{LETTER})")
_EK_COMMA: Final = re.compile(rf"{_}(?:[,;]|en){_}")
_CHAPTER_PAIR: Final = re.compile(
    rf"\({_}(?P<a>{DOSSIER})(?:-|[ ])(?P<sa>[A-Z]{{1,5}}){_}/{_}(?P<b>{DOSSIER})(?:-|[ ])(?P<sb>[A-Z]{{1,5}}),{_}"
    rf"(?:(?i:nr)\.?{_})?(?P<number>{TK_NUMBER}|{LETTER})(?={_}\))"
)
HEADING: Final = re.compile(
    rf"(?P<nr>(?:Nr|NR|nr)\.?{_}(?P<number>{TK_NUMBER}))[ \n](?=[A-Z]{{5}})|(?P<letter>[A-Z]{{1,2}})[ \n](?="
    r"(?:GEWIJZIGD |NADER |VERDERE |NOTA |BRIEF |VERSLAG |VOORLOPIG |MEMORIE |EIND|MOTIE |LIJST )[A-Z]?)"
)
_TITLE: Final = re.compile(
    r"(?:\A|(?<=\n))(?P<d>[1-9][0-9][ .]?[0-9]{3})(?![0-9])(?:-(?P<sub>[0-9]{2})|[ -](?P<suffix>[IVX]{1,6}[AB]?|[A-HJ-M]))?"
    r"(?: ?\((?P<r>R ?[0-9]{4})\))?[ \n](?=[^\W\d_])(?!(?i:" + "nr)[ .])"
)


def bracketed(cursor: Cursor, lexicon: Lexicon) -> list[Piece]:
    """ "(35246)" behind "wetsvoorstel …", and "(35925 VII / 35925 IV, A)"; the cursor stands at the bracket."""
    pair = _chapter_pair(cursor, lexicon)
    if pair:
        return pair
    start = cursor.pos
    cursor.take(_OPEN)
    base = read_dossier(cursor, lexicon, Carry(-1))
    if base is None:
        return []
    suffix = cursor.take(_SUFFIX)
    if suffix and suffix["suffix"] in SUFFIXES:
        base = replace(base, suffix=suffix["suffix"], end=suffix.end())
    if cursor.take(_CLOSE) is None or not _after_bill(cursor.text, start):
        return []
    return [replace(make_dossier(base, Carry(-1)), level=2)]


def _after_bill(text: str, bracket: int) -> bool:
    before = text[max(0, bracket - _LOOK_BACK) : bracket]
    if "voorstel" not in before and "Voorstel" not in before and "ontwerp" not in before and "VOORSTEL" not in before:
        return False
    cues = list(_BILL.finditer(before))
    return bool(cues) and _SENTENCE_END.search(before, cues[-1].end()) is None


def _chapter_pair(cursor: Cursor, lexicon: Lexicon) -> list[Piece]:
    match = cursor.peek(_CHAPTER_PAIR)
    if match is None or match["sa"] not in SUFFIXES or match["sb"] not in SUFFIXES:
        return []
    bases = [
        read_dossier(Cursor(cursor.text, match.start(name)), lexicon, Carry(-1)) for name in ("a", "b")
    ]  # fmt: skip
    if bases[0] is None or bases[1] is None:
        return []
    cursor.pos = match.end()
    first = replace(bases[0], suffix=match["sa"], end=match.end("sa"))
    second = replace(bases[1], suffix=match["sb"], end=match.end("sb"))
    paper = Piece(first.start, first.end, build_paper(match["number"], Carry(-1), first), "nr", 2, first)
    return [paper, replace(make_dossier(second, Carry(-1)), level=2)]


def bracket_list(cursor: Cursor, carry: Carry, base: Base) -> list[Piece]:
    """ "26 855 (250, 250a)": numbers of the Eerste Kamer in brackets behind their dossier."""
    mark = cursor.pos
    if carry.chamber != "EK" or not cursor.take(_OPEN):
        return []
    numbers = [cursor.take(_EK_NUMBER)]
    while numbers[-1] and len(numbers) < 100 and cursor.take(_EK_COMMA):
        numbers.append(cursor.take(_EK_NUMBER))
    found = [match for match in numbers if match]
    if len(found) < len(numbers) or cursor.take(_CLOSE) is None:
        cursor.pos = mark
        return []
    pieces = [_ek_piece(match, carry, base) for match in found]
    start = carry.start if carry.start >= 0 else base.start
    return [replace(pieces[0], start=min(start, base.start)), *pieces[1:]]


def _ek_piece(match: re.Match[str], carry: Carry, base: Base) -> Piece:
    reference = build_paper(match["number"], carry, base)
    return Piece(match.start("number"), match.end("number"), reference, "nr", 2, base)


def heading(match: re.Match[str], lexicon: Lexicon = TEXT) -> list[Piece]:
    """The heading of the paper itself: a dossier with its title, and on a later line "Nr. 2778 BRIEF …"."""
    text, end = match.string, match.start()
    if end == 0 or text[end - 1] != "\n":
        return []
    title = _TITLE.search(text, _line_start(text, end), end)
    if title is None:
        return []
    base = read_dossier(Cursor(text, title.start()), lexicon, Carry(-1))
    if base is None or "\nNr" in text[title.end() : end - 1]:
        return []
    base = replace(base, suffix=title["suffix"] or base.suffix)
    number = match["number"] or match["letter"]
    name = "nr" if match["number"] else "letter"
    return [Piece(match.start(name), match.end(name), build_paper(number, Carry(-1), base), "nr", 2, base)]


def _line_start(text: str, end: int) -> int:
    start = max(0, end - _LOOK_BACK)
    if start == 0:
        return 0
    line = text.find("\n", start, end)
    return end if line < 0 else line + 1
