"""Query mode: what did somebody type in the search box (grammar §8)?"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from .clean import clean
from .cursor import QUERY, Carry, Cursor, Lexicon, Piece
from .grammar import (
    AND,
    BUDGET_DOSSIERS,
    EK_DOSSIERS,
    HIGHEST_DOSSIER,
    LAST_DIGITS_OF_EK,
    MONTHS,
    _,
)
from .heads import LABEL as _LABEL
from .heads import YEAR, read_head
from .identifiers import dossier, read_key, tk_number
from .lists import PAGE, read_citation
from .messages import complaint
from .number import Reference
from .proceedings import question, read_proceedings
from .reversed import read_reversed
from .scan import ANY_TK, in_address, take_identifier
from .sessions import session_year_from

MAX_LENGTH: Final = 200

_QUOTES: Final = "\"'`´“”„‟‘’‚«»‹›[]{}<>* \n"
_STOPS: Final = ".,;:!?…"
_LEAD: Final = re.compile(
    rf"(?i:(?:zie|ook|vgl|cf|cfr|in|bron|zoek|de|het|een|bijlagen?(?: [0-9]{{1,3}})?(?: (?:bij|van)(?: de| het)?)?"
    rf"|verwijst naar|(?:zaak|document)(?:nummer)?|brief|brief van|verslag|nota|stuk"
    rf"|voorstel van (?:rijks)?wet)(?![^\W_])\.?[:]?{_})"
)
_GLUED: Final = re.compile(
    r"\A(?P<label>(?i:(?:kamerstuk(?:ken)?|dossier|moties?|amendement|tk|ek)-|kst(?=[0-9])|kst-(?=[0-9]{5}[ ,]))|-)(?=[1-9][0-9])"
)
_FOOTNOTE: Final = re.compile(r"[0-9]{1,3}(?=(?i:kamerstuk|kst|handelingen|aanhangsel)(?![0-9]))")
_KEY: Final = re.compile(
    r"(?:[0-9]{8}-(?:[0-9]{5}|[CLXVIclxvi]{1,10})(?:-[0-9A-Za-z]{1,6}){1,3}"
    r"|(?:[1-9][0-9]{4}|[CLXVI]{1,10})(?:-[0-9A-Za-z]{1,6}){1,2}-[hnb][1-9][0-9]{0,2})(?![\w-])"
)
_DOSSIER_KEY: Final = re.compile(r"/?(?i:dossier)/(?P<key>[0-9]{5}(?:-[0-9A-Za-z]{1,6})?|[CLXVIclxvi]{1,10})/?\Z")
# A file name, also of a second download: "28676-464 (1).pdf".
_FILE: Final = re.compile(rf"(?i:(?:{_}\([0-9]{{1,2}}\))?\.(?:html?|pdf|xml|odt|docx?))\Z")
_EXTENSION: Final = re.compile(r"(?i:/metadata|/)\Z")
_ADDRESS: Final = re.compile(
    r"(?i:https?://|www\.|(?:[a-z]{2,30}\.){1,3}(?:nl|eu|org)/)(?:\S+|\S*\?(?:\S*&)?(?:\$filter|query)=.+)\Z"
)
_CODE: Final = re.compile(r"(?P<code>[0-9]{4}0[0-9]{4})\Z")
_SEPARATOR: Final = re.compile(
    rf"{_}(?:[,;/+]|{AND}(?![^\W\d_])|(?=(?i:kst-|[0-9]{{4}}[zdap][0-9]))){_}(?:{AND}(?![^\W\d_]){_})?"
)
_DAY: Final = (
    rf"(?:[0-9]{{1,2}} (?i:{MONTHS})\.?(?: [0-9]{{4}})?|[0-9]{{1,2}}[-./][0-9]{{1,2}}[-./][0-9]{{2,4}}"
    rf"|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|(?:19|20)[0-9]{{2}})(?![\w/-])"
)
_DATE: Final = re.compile(rf"{_},?{_}\(?(?:(?i:d\.?d\.?|van|dd|gedateerd|datum|op){_})?{_DAY}(?:{_}jl\.?)?\)?")
_VERSION: Final = re.compile(
    rf"{_},?{_}\(?(?i:(?:(?:tweede|derde|2e|3e|nader|verbeterde) )?herdruk(?: [0-9]{{1,2}})?|bijlagen?(?: [0-9]{{1,3}})?"
    rf"|versie n[0-9]{{1,3}}|(?:nader )?gewijzigd|gerectificeerd|e\.?v\.?"
    rf"|(?:voet)?noot [0-9]{{1,4}}|alinea [0-9]{{1,4}})(?!\w)\)?"
)
_ROUND_YEAR: Final = re.compile(rf"{_}\({_}(?P<year>{YEAR}){_}\)")
_LATE_YEAR: Final = re.compile(rf"{_},?{_}(?:(?i:vergaderjaar|zitting|zittingsjaar){_})?(?P<year>{YEAR})")
_CHAMBER: Final = re.compile(rf"{_},?{_}\(?(?:TK|EK|T\.K\.|E\.K\.|(?i:(?:Tweede|Eerste) Kamer))\)?(?!\w)")
_PART: Final = re.compile(rf"{_},{_}[IVX]{{1,4}}(?:{_}(?:,|en){_}[IVX]{{1,4}}){{0,3}}\Z")
_LETTER_PART: Final = re.compile(r"(?<=[A-Za-z])/[0-9]{1,2}\Z")
_PUNCTUATION: Final = re.compile(r"[ \n.,;:!?)\]\"'”’]{1,5}\Z")
_TAILS: Final = (PAGE, _DATE, _VERSION, _LATE_YEAR, _CHAMBER, _LETTER_PART, _PUNCTUATION)


@dataclass(frozen=True, slots=True)
class QueryReading:
    """What was typed: references, or a Dutch message about a malformed one, or neither (ordinary words)."""

    references: tuple[Reference, ...] = ()
    error: str = ""

    @property
    def kind(self) -> str:
        """ "references", "error" or "none"."""
        if self.references:
            return "references"
        return "error" if self.error else "none"


def read_query(
    text: str, *, budget_dossiers: Collection[int] = BUDGET_DOSSIERS, highest_dossier: int = HIGHEST_DOSSIER
) -> QueryReading:
    """Read a whole search query of at most 200 characters; never raises, whatever was typed."""
    trimmed = text.strip()
    if not trimmed or len(trimmed) > MAX_LENGTH:
        return QueryReading()
    lexicon = replace(QUERY, budget=frozenset(budget_dossiers), highest=highest_dossier)
    query = _FILE.sub("", _bare(clean(trimmed).text))
    whole = _whole(query, lexicon)
    if whole is not None:
        return QueryReading(tuple(dict.fromkeys(whole)))
    references, rest = _items(query, lexicon)
    if references and not rest:
        return QueryReading(tuple(dict.fromkeys(references)))
    lead = _after_lead(query)
    return QueryReading(error=complaint(lead, lexicon) or (complaint(rest, lexicon) if references else ""))


def _bare(query: str) -> str:
    """Without quotes, closing punctuation, and brackets around the whole or without a partner."""
    for _round in range(6):
        before = query
        query = query.strip(_QUOTES).rstrip(_STOPS).strip(_QUOTES)
        if query.startswith("(") and (query.count("(") > query.count(")") or query.find(")") == len(query) - 1):
            query = query[1:-1] if query.endswith(")") else query[1:]
        if query.endswith(")") and query.count(")") > query.count("("):
            query = query[:-1]
        if query == before:
            break
    return query


def _unglued(query: str) -> str:
    """ "kamerstuk-28676-464", "kst28676-464" and "-28676-464" with a blank behind the label, "1Kamerstuk" without 1."""
    note = _FOOTNOTE.match(query)
    query = query[note.end() :] if note else query
    match = _GLUED.match(query)
    return f"{match['label'].rstrip('-')} {query[match.end() :]}".lstrip() if match else query


def _after_lead(query: str) -> str:
    cursor = Cursor(_unglued(query))
    for _round in range(4):
        if not cursor.take(_LEAD):
            break
    return cursor.text[cursor.pos :]


def _whole(query: str, lexicon: Lexicon) -> list[Reference] | None:
    """An address, a dossier key or a question number; None when the query is something else."""
    if _ADDRESS.match(query):
        return in_address(query, lexicon.highest) or None
    code = _CODE.match(query)
    reference = question(code["code"]) if code else None
    if reference:
        return [reference]
    match = _DOSSIER_KEY.match(query)
    return _dossier(match["key"], lexicon) if match else None


def _dossier(key: str, lexicon: Lexicon) -> list[Reference] | None:
    try:
        return [dossier(key, lexicon.highest)]
    except ValueError:
        return None


def _items(query: str, lexicon: Lexicon) -> tuple[list[Reference], str]:
    """References read from the left, and what could not be read."""
    text = _after_lead(
        _EXTENSION.sub("", query) if query[:4].lower().startswith(("kst", "ah-", "h-", "blg", "kv-")) else query
    )
    cursor = Cursor(text)
    found: list[Reference] = []
    while not cursor.at_end:
        mark = cursor.pos
        if found and not cursor.take(_SEPARATOR):
            break
        references = _item(cursor, lexicon)
        if not references:
            cursor.pos = mark
            break
        found += _tails(cursor, references)
    return found, text[cursor.pos :]


def _item(cursor: Cursor, lexicon: Lexicon) -> list[Reference]:
    mark = cursor.pos
    readers = (_identifier, _key, _proceedings, _reversed, _citation)
    for read in readers:
        references = read(cursor, lexicon)
        if references:
            return references
        cursor.pos = mark
    return []


def _identifier(cursor: Cursor, lexicon: Lexicon) -> list[Reference]:
    match = cursor.take(ANY_TK)
    if match:
        return [tk_number(match[0])]
    pieces = take_identifier(cursor, lexicon.highest)
    if not pieces and cursor.take(_LABEL):
        match = cursor.take(ANY_TK)
        return [tk_number(match[0])] if match else _pieces(take_identifier(cursor, lexicon.highest))
    return _pieces(pieces)


def _pieces(pieces: list[Piece]) -> list[Reference]:
    return [piece.reference for piece in pieces]


def _key(cursor: Cursor, lexicon: Lexicon) -> list[Reference]:
    match = cursor.take(_KEY)
    try:
        return [read_key(match[0], lexicon.highest)] if match else []
    except ValueError:
        return []


def _proceedings(cursor: Cursor, lexicon: Lexicon) -> list[Reference]:
    return _pieces(read_proceedings(cursor))


def _reversed(cursor: Cursor, lexicon: Lexicon) -> list[Reference]:
    return _pieces(read_reversed(cursor, lexicon))


def _citation(cursor: Cursor, lexicon: Lexicon) -> list[Reference]:
    carry = read_head(cursor, Carry(-1), query=True)
    if not carry.label and _bare_roman(cursor):
        return []
    return _pieces(read_citation(cursor, lexicon, carry))


def _bare_roman(cursor: Cursor) -> bool:
    """ "CV" and "XXII" alone are words or chapters; from four letters on a dossier of the Eerste Kamer."""
    rest = cursor.text[cursor.pos :]
    return rest.upper() in EK_DOSSIERS and (len(rest) < 4 or rest.islower())


def _tails(cursor: Cursor, references: list[Reference]) -> list[Reference]:
    """Take what may stand behind a reference; a year in brackets belongs to digits of the Eerste Kamer."""
    year = cursor.take(_ROUND_YEAR)
    if year:
        references = [_with_year(reference, session_year_from(year["year"])) for reference in references]
    tails = (_PART, *_TAILS) if references[-1].number.isdigit() else _TAILS
    for _round in range(5):
        if not any(cursor.take(tail) for tail in tails):
            break
    return references


def _with_year(reference: Reference, year: str) -> Reference:
    if reference.kind != "paper" or not year:
        return reference
    old = reference.number[0].isdigit() and (year <= LAST_DIGITS_OF_EK or not reference.number.isdigit())
    return replace(reference, session_year=year, chamber="EK" if old else reference.chamber)
