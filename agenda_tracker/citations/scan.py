"""Things that are unmistakable wherever they stand: identifiers, official addresses, Z/D/A/P numbers."""

import re
from typing import Final

from .cursor import Cursor, Piece
from .grammar import HIGHEST_DOSSIER
from .identifiers import dossier, read_identifier, tk_number
from .number import Reference

_URL: Final = re.compile(r"(?:(?i:https?)://|(?i:www)\.)[^\s<>\"'\x00]{1,2000}")
_KNOWN_HOST: Final = re.compile(
    r"(?i)officielebekendmakingen\.nl|overheid\.nl|tweedekamer\.nl|eerstekamer\.nl|staten-generaal\.nl|berthub\.eu"
    r"|openkamer\.org|statengeneraaldigitaal\.nl"
)
IDENTIFIER: Final = re.compile(
    r"(?i:kst-[0-9clxvi][0-9a-z]{0,9}(?:-[0-9a-z]{1,8}){0,5}|ah-(?:tk-|ek-)?[0-9]{4,8}(?:-[0-9a-z]{1,8}){0,3}"
    r"|h-(?:tk|ek|vv)-[0-9]{8}(?:-[0-9a-z]{1,8}){0,5}|blg-[0-9]{1,8}|kv-(?:tk-|ek-)?[0-9][0-9z]{0,9}"
    r"|nds-tk-[0-9]{4}d[0-9]{5})(?![\w]|-[\w])"
)
TK_NUMBER: Final = re.compile(r"(?:19|20)[0-9]{2}[ZDAP][0-9]{5}(?![\w-])")
ANY_TK: Final = re.compile(r"(?i:(?:19|20)[0-9]{2}[zdap][0-9]{5})(?!\w)")
_IN_URL: Final = re.compile(rf"(?<![A-Za-z0-9-]){IDENTIFIER.pattern}")
_DOSSIER_PATH: Final = re.compile(r"(?i:/dossier/)(?P<key>[0-9]{5}(?:-[0-9A-Za-z]{1,6})?|[CLXVIclxvi]{2,10})(?![\w-])")
_BILL_PATH: Final = re.compile(r"(?i:eerstekamer\.nl/wetsvoorstel/|wetsvoorstel(?:%3[aA]|:))(?P<key>[0-9]{5})(?![0-9])")
_SEARCH_TERM: Final = re.compile(
    r"(?i:[. ]dossiernummer(?:=|%3d){1,2}(?:\"|%22)?)(?P<key>[0-9]{5}(?:-[0-9A-Za-z]{1,5})?)(?![\w-])"
)
_DID: Final = re.compile(rf"(?i:[?&;]did=)({ANY_TK.pattern})")
_TK_IN_URL: Final = re.compile(rf"(?<![A-Za-z0-9-]){ANY_TK.pattern}")


def take_url(cursor: Cursor, highest: int = HIGHEST_DOSSIER) -> list[Piece] | None:
    """The references in an address standing here, one span, document first; None when no address stands here."""
    match = cursor.take(_URL)
    if match is None:
        return None
    address = match[0].rstrip(".,;:!?)]}")
    end = match.start() + len(address)
    cursor.pos = max(end, match.start() + 1)
    return [Piece(match.start(), end, reference, "id") for reference in in_address(address, highest)]


def in_address(address: str, highest: int = HIGHEST_DOSSIER) -> list[Reference]:
    """What an official address leads to, each reference once."""
    if not _KNOWN_HOST.search(address):
        return []
    found = [reference for match in _IN_URL.finditer(address) if (reference := _try_identifier(match[0], highest))]
    if not found:
        found = [tk_number(match[1]) for match in _DID.finditer(address)]
        found += [tk_number(match[0]) for match in _TK_IN_URL.finditer(address)]
    found = found or _dossiers(address, highest)
    return list(dict.fromkeys(found))


def _dossiers(address: str, highest: int) -> list[Reference]:
    found = []
    for match in [*_DOSSIER_PATH.finditer(address), *_BILL_PATH.finditer(address), *_SEARCH_TERM.finditer(address)]:
        try:
            found.append(dossier(match["key"], highest))
        except ValueError:
            continue
    return found


def _try_identifier(text: str, highest: int) -> Reference | None:
    try:
        return read_identifier(text, highest)
    except ValueError:
        return None


def take_identifier(cursor: Cursor, highest: int = HIGHEST_DOSSIER) -> list[Piece]:
    """A well-formed KOOP identifier or TK number at the cursor; the cursor moves past a malformed one too."""
    match = cursor.take(TK_NUMBER)
    if match:
        return [Piece(match.start(), match.end(), tk_number(match[0]), "id")]
    match = cursor.take(IDENTIFIER)
    reference = _try_identifier(match[0], highest) if match else None
    return [Piece(match.start(), match.end(), reference, "id")] if match and reference else []
