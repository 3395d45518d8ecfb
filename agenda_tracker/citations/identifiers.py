"""Identifiers and keys: KOOP's kst-, ah-, h-, blg-, kv-, nds-, the Tweede Kamer's numbers, normal forms, addresses."""

import re
from functools import lru_cache
from typing import Final

from .grammar import (
    BUDGET_DOSSIERS,
    EK_DOSSIERS,
    HIGHEST_DOSSIER,
    LAST_DIGITS_OF_EK,
    LOWEST_DOSSIER,
    MARGIN,
    SPLIT_DOSSIER,
    SUBDOSSIER_NUMBER,
    SUFFIXES,
)
from .number import Reference
from .sessions import is_session_year

_YEAR: Final = re.compile("[0-9]{8}")
_VERSION: Final = re.compile("[hnb][1-9][0-9]{0,2}")
_DIGITS: Final = re.compile("[1-9][0-9]{0,3}")
_OLD: Final = re.compile("[1-9][0-9]{0,3}[a-z]{1,2}")
_LETTERS: Final = re.compile("[A-Za-z]{1,2}")
_SUBDOSSIER: Final = re.compile(SUBDOSSIER_NUMBER)
_TK_NUMBER: Final = re.compile("(?:19|20)[0-9]{2}[ZDAP][0-9]{5}")
_OTHER: Final = re.compile(
    "(?:kst-[1-9][0-9]{5,6}|ah-[1-9][0-9]{4,6}|blg-[1-9][0-9]{3,6}|nds-tk-(?:19|20)[0-9]{2}D[0-9]{5}"
    "|kv-(?:tk|ek)-(?:(?:19|20)[0-9]{2}Z[0-9]{5}|[1-9][0-9]{0,9})|kv-[1-9][0-9]{0,9})"
)
_PROCEEDINGS: Final = re.compile(
    "(?P<kind>ah|h)-(?P<chamber>tk|ek|vv)-(?P<year>[0-9]{8})-(?P<number>[1-9][0-9]{0,4})"
    "(?:-(?P<item>[0-9]{1,4}(?:-[0-9]{1,4}){0,2}))?(?:-(?P<version>[hnb][1-9][0-9]{0,2}))?"
)
ITEM_NEEDED: Final = "20112012"  # sittings were cited by page up to and including 2010


class Malformed(ValueError):
    """The text has the shape of an identifier but breaks a rule; `reason` names the rule."""

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(reason)
        self.reason, self.part = reason, part


def tk_number(text: str) -> Reference:
    """ "2024z12345" as a reference; Malformed otherwise."""
    number = text.upper()
    if not _TK_NUMBER.fullmatch(number):
        raise Malformed("tk_number", text)
    return Reference("tk_number", number=number)


def dossier_number(text: str, highest: int = HIGHEST_DOSSIER) -> int:
    """Five digits between 10000 and a little above the highest known; Malformed otherwise."""
    if not re.fullmatch("[0-9]{5}", text):
        raise Malformed("dossier_digits", text)
    if not LOWEST_DOSSIER <= int(text) <= highest + MARGIN:
        raise Malformed("dossier_range", text)
    return int(text)


def read_key(key: str, highest: int = HIGHEST_DOSSIER) -> Reference:
    """A paper's key such as "28676-464", "36600-x-3", "19951996-23700-188b": the last part is the paper."""
    parts = key.split("-")
    year = parts.pop(0) if len(parts) > 2 and _YEAR.fullmatch(parts[0]) else ""
    if year and not is_session_year(year):
        raise Malformed("year", year)
    if len(parts) < 2:
        if key.isdigit():
            dossier_number(key, highest)
        raise Malformed("number_missing", key)
    version = parts.pop().lower() if len(parts) > 2 and _VERSION.fullmatch(parts[-1].lower()) else ""
    if len(parts) > 3:
        raise Malformed("number", key)
    return _paper(parts[0].upper(), parts[1:-1], parts[-1], year, version, highest)


def _paper(dossier: str, middle: list[str], last: str, year: str, version: str, highest: int) -> Reference:
    suffix = middle[0].upper() if middle else ""
    number = paper_number(last)
    chamber = "EK" if (year and year <= LAST_DIGITS_OF_EK) or not number.isdigit() else "TK"
    if dossier in EK_DOSSIERS and not suffix:
        return Reference("paper", None, dossier, "", number, year, version, "EK")
    dossier_value = dossier_number(dossier, highest)
    check_suffix(dossier_value, suffix)
    return Reference("paper", dossier_value, "", suffix, number, year, version, chamber)


def check_suffix(dossier: int, suffix: str) -> None:
    """Malformed unless the suffix is empty, a chapter, a fund, or a sub-dossier of 21501."""
    if not suffix or suffix in SUFFIXES:
        return
    if not suffix.isdigit():
        raise Malformed("suffix", suffix)
    if dossier != SPLIT_DOSSIER:
        raise Malformed("subdossier", suffix)
    if not _SUBDOSSIER.fullmatch(suffix):
        raise Malformed("split_dossier", suffix)


def paper_number(text: str) -> str:
    """ "464", "b" → "B", "188B" → "188b"; Malformed for what is no paper number."""
    if _LETTERS.fullmatch(text):
        return text.upper()
    if _DIGITS.fullmatch(text):
        return text
    if _OLD.fullmatch(text.lower()):
        return text.lower()
    raise Malformed("number", text)


def read_identifier(text: str, highest: int = HIGHEST_DOSSIER) -> Reference:
    """A KOOP identifier in any case: kst-, ah-, h-, kv-, blg-, nds-; Malformed when it breaks a rule."""
    lowered = text.lower()
    other = lowered[:-9] + lowered[-9:].replace("z", "Z").replace("d", "D") if "tk-" in lowered else lowered
    if _OTHER.fullmatch(other):
        return Reference("identifier", number=other)
    if lowered.startswith("kst-"):
        return read_key(text[4:], highest)
    match = _PROCEEDINGS.fullmatch(lowered)
    if match is None:
        raise Malformed("proceedings" if lowered.startswith(("h-", "ah-")) else "identifier", text)
    reference = proceedings(match)
    if reference.kind == "handelingen" and not reference.item and reference.session_year >= ITEM_NEEDED:
        raise Malformed("item_missing", text)
    return reference


def proceedings(match: re.Match[str]) -> Reference:
    """Aanhangsel or Handelingen from the parts of their identifier."""
    parts = match.groupdict(default="")
    kind = "aanhangsel" if parts["kind"] == "ah" else "handelingen"
    if not is_session_year(parts["year"]):
        raise Malformed("year", parts["year"])
    if kind == "aanhangsel" and (parts["item"] or parts["chamber"] == "vv" or len(parts["number"]) > 4):
        raise Malformed("proceedings", match[0])
    item = "-".join(str(int(part)) for part in parts["item"].split("-")) if parts["item"] else ""
    return Reference(
        kind, number=parts["number"], session_year=parts["year"], chamber=parts["chamber"].upper(), item=item,
        version=parts["version"],
    )  # fmt: skip


@lru_cache(maxsize=8192)
def parse_normal(normal: str) -> Reference:
    """Exact inverse of Reference.normal; ValueError for anything else."""
    reference = _parse(normal)
    if reference.normal != normal:
        raise ValueError(f"no normal form: {normal!r}")
    return reference


def _parse(normal: str) -> Reference:
    if normal.startswith("dossier/"):
        return dossier(normal[8:])
    if _TK_NUMBER.fullmatch(normal):
        return tk_number(normal)
    match = _PROCEEDINGS.fullmatch(normal)
    if match:
        return proceedings(match)
    if re.match("[a-z]", normal):
        return read_identifier(normal) if not _looks_like_kst_key(normal) else _refuse(normal)
    return read_key(normal, highest=99999)


def _looks_like_kst_key(normal: str) -> bool:
    return normal.startswith("kst-") and not _OTHER.fullmatch(normal)


def _refuse(normal: str) -> Reference:
    raise ValueError(f"no normal form: {normal!r}")


def dossier(key: str, highest: int = 99999) -> Reference:
    """ "28676", "36600-x", "21501-02", "cxxiv" as a dossier; Malformed otherwise."""
    first, _, suffix = key.upper().partition("-")
    if first in EK_DOSSIERS and not suffix:
        return Reference("dossier", None, first, chamber="EK")
    number = dossier_number(first, highest)
    check_suffix(number, suffix)
    return Reference("dossier", number, "", suffix)


def parse_slug(slug: str) -> tuple[Reference, ...]:
    """What the address /kamerstukken/<slug>/ can mean: one reference, two when ambiguous, () for nonsense.

    Case-insensitive; "36600-a" is both the paper and the dossier, "dossier/36600-a" only the dossier.
    """
    key = slug.strip("/")
    if len(key) > 60 or not key.isascii():
        return ()
    readings = (_try_dossier(key), _try_other(key))
    return tuple(reference for reference in readings[::-1] if reference is not None)


def _try_dossier(key: str) -> Reference | None:
    explicit = key.lower().startswith("dossier/")
    try:
        reference = dossier(key[8:] if explicit else key)
    except ValueError:
        return None
    if explicit or not reference.suffix.isalpha() or reference.dossier in BUDGET_DOSSIERS:
        return reference
    return reference if len(reference.suffix) > 2 else None


def _try_other(key: str) -> Reference | None:
    for read in (tk_number, _key_unless_dossier, read_identifier):
        try:
            return read(key)
        except ValueError:
            continue
    return _cited_sitting(key)


def _cited_sitting(key: str) -> Reference | None:
    """A sitting cited without its item is a key here, though not an identifier of KOOP."""
    match = _PROCEEDINGS.fullmatch(key.lower())
    try:
        return proceedings(match) if match else None
    except ValueError:
        return None


def _key_unless_dossier(key: str) -> Reference:
    """A paper key, unless the decision rules say the last part is a sub-dossier or a chapter."""
    reference = read_key(key, highest=99999)
    chapter = len(reference.number) == 2 and reference.number in SUFFIXES and not reference.suffix
    if chapter and reference.dossier in BUDGET_DOSSIERS:
        raise Malformed("suffix", key)
    if reference.dossier == SPLIT_DOSSIER and not reference.suffix and _SUBDOSSIER.fullmatch(key[-2:]):
        raise Malformed("split_dossier", key)
    return reference
