"""Shelf order: dossier, then suffix, then number, then version, as one string that sorts in binary order."""

from typing import TYPE_CHECKING, Final

from .grammar import FUNDS, ROMAN_VALUES

if TYPE_CHECKING:
    from .number import Reference

WIDTH: Final = 48
# So many characters tell the dossier and its suffix.
IN_DOSSIER: Final = 12
_KIND_RANK: Final = {"aanhangsel": "1", "handelingen": "2", "tk_number": "3", "identifier": "4"}


def sort_key(reference: "Reference") -> str:
    """48 ASCII digits and letters; numbered dossiers, then dossiers of the Eerste Kamer, then other kinds."""
    if reference.kind in _KIND_RANK:
        key = "9" + _KIND_RANK[reference.kind] + _other_key(reference)
    else:
        key = _dossier_key(reference) + _suffix_key(reference.suffix) + _number_key(reference)
        key += _version_key(reference.version)
    return key.ljust(WIDTH, "0")


def shelf_of_dossier(key: str) -> str:
    """What the keys of a dossier and of all papers in it begin with."""
    return key[:IN_DOSSIER]


def _dossier_key(reference: "Reference") -> str:
    if reference.dossier is not None:
        return f"1{reference.dossier:06}"
    return f"2{ROMAN_VALUES[reference.ek_dossier]:06}"


def _suffix_key(suffix: str) -> str:
    """None < sub-dossier < Roman chapter by value (II < IIA < IIB) < fund letter."""
    if not suffix:
        return "00000"
    if suffix.isdigit():
        return f"1{int(suffix):03}0"
    if suffix in FUNDS:
        return f"3000{suffix}"
    numeral = suffix.rstrip("AB")
    return f"2{ROMAN_VALUES[numeral]:03}{suffix[len(numeral) :] or '0'}"


def _number_key(reference: "Reference") -> str:
    """Dossier < Tweede Kamer number < Eerste Kamer number of a session < Eerste Kamer letter."""
    number = reference.number
    if not number:
        return "0".ljust(16, "0")
    if number.isalpha():
        return f"3{len(number)}{number:0<2}".ljust(16, "0")
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    extra = number[len(digits) :]
    rank = "1" if not extra and not reference.keyed_by_year else "2"
    year = reference.session_year if reference.keyed_by_year else "00000000"
    return f"{rank}{year}{int(digits):04}{len(extra)}{extra:0<2}"


def _version_key(version: str) -> str:
    return f"{'nhb'.index(version[0]) + 1}{int(version[1:]):03}" if version else "0000"


def _other_key(reference: "Reference") -> str:
    if reference.kind in {"tk_number", "identifier"}:
        return "".join(character for character in reference.number if character.isalnum()) + "0"
    items = "".join(f"{int(part):04}" for part in reference.item.split("-")) if reference.item else ""
    meeting = f"{reference.session_year}{reference.chamber}{int(reference.number):06}"
    return meeting + items.ljust(16, "0")[:16] + _version_key(reference.version)
