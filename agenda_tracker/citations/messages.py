"""What to tell somebody whose reference has the right shape and a wrong part, in Dutch (grammar §8)."""

import re
from typing import Final

from .cursor import QUERY, Carry, Cursor, Lexicon
from .grammar import DOSSIER, LOWEST_DOSSIER, MARGIN, NOT_LETTERS, NR, SPLIT_DOSSIER, SUBDOSSIER_NUMBER, SUFFIXES, _
from .heads import STRONG_LABEL, read_head
from .identifiers import Malformed, read_identifier
from .sessions import session_year_from

_COUNTS: Final = ("geen", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
NUMBER_RULE: Final = "Een stuknummer is 1 t/m 9999 (Tweede Kamer) of een letter (Eerste Kamer)."
NUMBER_MISSING: Final = "Het stuknummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464."
DOSSIER_MISSING: Final = "Het dossiernummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464."
DOSSIER_RANGE: Final = "Dit dossiernummer bestaat niet (10000 t/m het hoogste bekende nummer)."
SUBDOSSIER: Final = "Alleen dossier 21501 heeft deeldossiers met een cijfer."
SPLIT: Final = "Dossier 21501 heeft deeldossiers 01 t/m 34, bijvoorbeeld 21501-02, nr. 2900."
TK_NUMBER: Final = "Een zaak- of documentnummer is een jaar, Z, D, A of P, en vijf cijfers."
YEAR_IMPOSSIBLE: Final = "Dit vergaderjaar is onmogelijk: de twee jaren volgen elkaar op, zoals 2024/25 of 20242025."
ITEM_MISSING: Final = "Het itemnummer ontbreekt. Typ bijvoorbeeld h-tk-20242025-3-5."
YEAR_MISSING: Final = "Het vergaderjaar ontbreekt. Typ bijvoorbeeld Handelingen II 2024/25, nr. 3, item 5."
PROCEEDINGS: Final = "Dit nummer klopt niet. Typ bijvoorbeeld ah-tk-20242025-1028 of h-tk-20242025-3-5."
SITTING_MISSING: Final = "Het nummer ontbreekt. Typ bijvoorbeeld Handelingen II 2024/25, nr. 3, item 5."
IDENTIFIER: Final = "Dit is geen geldige identificatie. Typ bijvoorbeeld kst-28676-464."

_REASONS: Final = {
    "tk_number": TK_NUMBER,
    "dossier_range": DOSSIER_RANGE,
    "year": YEAR_IMPOSSIBLE,
    "number_missing": NUMBER_MISSING,
    "number": NUMBER_RULE,
    "subdossier": SUBDOSSIER,
    "split_dossier": SPLIT,
    "proceedings": PROCEEDINGS,
    "item_missing": ITEM_MISSING,
    "identifier": IDENTIFIER,
}
_IDENTIFIER: Final = re.compile(
    r"(?i:kst-[0-9clxvi]|ah-(?:tk-|ek-|vv-|[0-9])|h-(?:tk-|ek-|vv-|[0-9]{8})|kv-(?:tk-|ek-|[0-9])|blg-[0-9]|nds-)\S*"
)
_OFFICIAL_PATH: Final = re.compile(
    r"(?i:(?:https?://)?(?:www\.|zoek\.)?officielebekendmakingen\.nl/(?:dossier/)?)(?P<name>[\w-]{1,60})(?=[./?#]|\Z)"
)
_NEARLY_TK: Final = re.compile(r"(?:19|20)[0-9]{2}(?:[A-Za-z][0-9]{5}|[zdapZDAP][0-9]{1,9})")
_PROCEEDINGS: Final = re.compile(r"(?i:handelingen|aanhangsel)(?![^\W\d_])(?=[^0-9]{0,60}[0-9]|.{0,60}\bnr)")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2} ?[-/][-/ ]{0,2}'?[0-9]{2,4}(?![0-9])")
_STRONG: Final = re.compile(STRONG_LABEL, re.IGNORECASE)
_NUMBER_ONLY: Final = re.compile(rf"(?:de |het |stuk |motie |amendement )?{NR}(?:[0-9]|[A-Z]{{1,2}}(?!\w))")
_OTHERS_NUMBER: Final = re.compile(rf"{NR}[0-9]{{1,5}}(?:/[0-9]{{2,4}}(?![0-9])|[ .]?[0-9]{{3}}, [A-Z&-]{{2,}} ?[0-9])")
_WRONG_LENGTH: Final = re.compile(r"(?P<digits>[0-9]{1,4}|[0-9]{6,12})(?![0-9])(?P<tail>.*)", re.DOTALL)
_FIVE: Final = re.compile(rf"(?P<digits>{DOSSIER}|0[0-9][ .\-]?[0-9]{{3}}(?![0-9]))(?P<tail>.*)", re.DOTALL)
_NR_TAIL: Final = re.compile(rf"{_},?{_}{NR}")
_CUE: Final = re.compile(rf"{_}-{_}[0-9A-Z]\w{{0,4}}\Z|{_},?{_}{NR}[0-9A-Z]")
_DANGLING: Final = re.compile(rf"{_}[-/]\Z|{_},?{_}{NR}\Z")
_SUFFIX: Final = re.compile(
    rf"{_}[-., ]{_}(?:hoofdstuk )?(?P<suffix>[A-Za-z]{{1,7}})(?![A-Za-z])(?P<tail>.*)", re.DOTALL
)
_DASHES: Final = re.compile(r" ?- ?[0-9]{1,4} ?- ?\w{1,4}\Z")
_SPLIT_TAIL: Final = re.compile(rf"(?:{_}[-/., ]{_}|{_},?{_}{NR})[0-9]{{1,5}}(?:-\w{{1,4}})?\Z")
_HYPHEN_NUMBER: Final = re.compile(rf"{_}[-/,]{_}[0-9]\S{{0,30}}\Z")
_LIST_TOKEN: Final = re.compile(
    r"-?[0-9][\w./\-]{0,20}|en|of|t/m|tot|met|nrs?\.?|[-&]|[A-Z]{1,2}[0-9]{1,4}|[A-Za-z]{3,12}"
)
_ROMAN_LIKE: Final = re.compile(r"[IVXLCDM]{2,7}", re.IGNORECASE)


def complaint(text: str, lexicon: Lexicon = QUERY) -> str:
    """The Dutch message about a malformed reference, "" when these are ordinary words."""
    for check in (_identifier, _tk_number, _proceedings):
        message = check(text, lexicon)
        if message:
            return message
    cursor = Cursor(text)
    carry = read_head(cursor, Carry(-1), query=True)
    rest = text[cursor.pos :]
    if _OTHERS_NUMBER.match(rest):
        return ""
    if _NUMBER_ONLY.match(rest):
        return DOSSIER_MISSING if not _has_dossier(rest) else ""
    return _wrong_length(rest, carry) or _five_digits(rest, carry, lexicon)


def _has_dossier(rest: str) -> bool:
    return re.search(r"\w{4}.*[A-Za-z]{4}", rest) is not None


def reason_message(error: Malformed) -> str:
    """The message for a rule that an identifier broke."""
    if error.reason == "suffix":
        return suffix_message(error.part)
    if error.reason == "dossier_digits":
        return digits_message(error.part)
    return _REASONS.get(error.reason, IDENTIFIER)


def suffix_message(suffix: str) -> str:
    return f'"{suffix}" is geen begrotingshoofdstuk of fonds.'


def digits_message(digits: str) -> str:
    """Too few or too many digits; six or more may be a dossier with the number glued to it."""
    if not digits.isdigit():
        return "Een dossiernummer heeft vijf cijfers."
    if len(digits) > 5 and digits[5:].strip("0") and digits[0] != "0" and len(digits) <= 9:
        return f"Een dossiernummer heeft vijf cijfers; bedoelt u {digits[:5]}, nr. {digits[5:].lstrip('0')}?"
    count = _COUNTS[len(digits)] if len(digits) < len(_COUNTS) else str(len(digits))
    return f"Een dossiernummer heeft vijf cijfers; u typte er {count}."


def _identifier(text: str, lexicon: Lexicon) -> str:
    path = _OFFICIAL_PATH.match(text)
    name = path["name"] if path else text
    if not _IDENTIFIER.fullmatch(name):
        return ""
    try:
        read_identifier(name, lexicon.highest)
    except Malformed as error:
        return reason_message(error)
    return ""


def _tk_number(text: str, lexicon: Lexicon) -> str:
    return TK_NUMBER if _NEARLY_TK.fullmatch(text) else ""


def _proceedings(text: str, lexicon: Lexicon) -> str:
    if not _PROCEEDINGS.match(text):
        return ""
    year = _YEAR.search(text)
    if year is None:
        return YEAR_MISSING if re.search(r"\bnr|\bitem", text) else ""
    if not session_year_from(year[0]):
        return YEAR_IMPOSSIBLE
    words = re.findall(r"[^\W\d_]{4,}", text[year.end() :])
    return "" if any(word.lower() not in {"item", "nummer"} for word in words) else SITTING_MISSING


def _wrong_length(rest: str, carry: Carry) -> str:
    match = _WRONG_LENGTH.fullmatch(rest)
    if match is None:
        return ""
    digits, tail = match["digits"], match["tail"]
    if not tail:
        year = re.fullmatch(r"(?:1[89]|20)[0-9]{2}", digits)
        return digits_message(digits) if _STRONG.fullmatch(carry.label) and not year else ""
    if not _CUE.match(tail):
        return ""
    if carry.label or re.match(_NR_TAIL, tail):
        return digits_message(digits) if len(digits) > 2 or carry.label else ""
    plausible = len(digits) in {4, 6} and not re.match("[012]", digits[0] if len(digits) == 4 else "9")
    plausible = plausible or (len(digits) == 4 and int(digits) > 2199)
    return digits_message(digits) if plausible else ""


def _five_digits(rest: str, carry: Carry, lexicon: Lexicon) -> str:
    match = _FIVE.fullmatch(rest)
    if match is None:
        return ""
    digits = "".join(character for character in match["digits"] if character.isdigit())
    tail, grouped = match["tail"], len(match["digits"]) > 5
    if grouped and re.fullmatch(",[0-9]{1,2}", tail):
        return ""
    if not LOWEST_DOSSIER <= int(digits) <= lexicon.highest + MARGIN:
        bare = not tail and (carry.label != "" or not (grouped or digits[0] == "0"))
        return DOSSIER_RANGE if bare or _CUE.match(tail) or _DASHES.match(tail) else ""
    if is_cas(digits + tail):
        return ""
    return _after_dossier(int(digits), tail)


def _after_dossier(dossier: int, tail: str) -> str:
    if dossier == SPLIT_DOSSIER:
        sub = re.match(rf" ?[-. ] ?{SUBDOSSIER_NUMBER}", tail)
        if sub is None and _SPLIT_TAIL.match(tail):
            return SPLIT
        tail = tail[sub.end() :] if sub else tail
    elif _DASHES.match(tail):
        return SUBDOSSIER
    return _suffix(tail) or _number(tail)


def _suffix(tail: str) -> str:
    """Letters behind the dossier that are no chapter and no fund, followed by a number or looking Roman."""
    match = _SUFFIX.fullmatch(tail)
    if match is None or re.match(_NR_TAIL, tail):
        return ""
    suffix, after = match["suffix"], match["tail"]
    if suffix.islower() and suffix.upper() in NOT_LETTERS:
        return ""
    if suffix.upper() in SUFFIXES:
        return _number(after)
    hyphenated = tail.lstrip()[0] == "-" and (suffix.isupper() or after.startswith("-"))
    numbered = _CUE.match(after) or re.fullmatch(r"(?:,? ?)[0-9]{1,4}", after)
    if numbered and (suffix.isupper() or hyphenated or re.match(_NR_TAIL, after)):
        return suffix_message(suffix.upper())
    roman = _ROMAN_LIKE.fullmatch(suffix) and (suffix.isupper() or hyphenated)
    return suffix_message(suffix.upper()) if not after and (roman or (hyphenated and len(suffix) > 2)) else ""


def _number(tail: str) -> str:
    if _DANGLING.fullmatch(tail):
        return NUMBER_MISSING
    if _HYPHEN_NUMBER.fullmatch(tail):
        return NUMBER_RULE
    nr = _NR_TAIL.match(tail)
    if nr is None:
        return ""
    tokens = re.split(r"[ ,;\n]{1,3}", tail[nr.end() :].strip(" ,;"))
    if not all(_LIST_TOKEN.fullmatch(token) for token in tokens) or sum(token.isalpha() for token in tokens) > 2:
        return ""
    if tokens[-1] in {"en", "of", "t/m", "met", "&", "-"}:
        return NUMBER_MISSING
    return NUMBER_RULE if len(tokens) == 1 or not tokens[-1].isalpha() else ""


def is_cas(text: str) -> bool:
    """A chemical's registry number: its last digit is a checksum of the others."""
    match = re.fullmatch(r"([0-9]{2,7})-([0-9]{2})-([0-9])", text)
    if match is None:
        return False
    digits = (match[1] + match[2])[::-1]
    return sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10 == int(match[3])
