"""The bodies that meet: the data file, and finding their names in a text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .records import FormationData

DISPLAY_NAMES = {
    "eu": "EU", "navo": "NAVO", "ovse": "OVSE", "rve": "Raad van Europa", "vn": "VN", "benelux": "Benelux",
    "imf": "IMF", "wereldbank": "Wereldbank", "wto": "WTO", "oeso": "OESO", "g7": "G7", "g20": "G20", "esa": "ESA",
    "overig": "Overig",
}  # fmt: skip
# For a meeting the data file does not know: words that still tell the organisation.
ORGANISATION_WORDS = (
    ("navo", r"\bNAVO|\bNATO\b|Noord-Atlantische"),
    ("ovse", r"\bOVSE\b|\bOSCE\b"),
    ("rve", r"\bRaad van Europa\b"),
    ("vn", r"\bVN\b|\bVN-|Verenigde Naties"),
    ("benelux", r"\bBenelux\b"),
    ("wereldbank", r"\bWereldbank\b"),
    ("imf", r"\bIMF\b"),
    ("wto", r"\bWTO\b"),
    ("oeso", r"\bOESO\b|\bOECD\b"),
    ("g7", r"\bG7\b"),
    ("g20", r"\bG20\b"),
    ("esa", r"\bESA\b"),
    ("eu", r"\bRaad\b|raad\b|\bRaden\b|\bEU\b|\bEU-|Europese"),
)
_FILE = Path(__file__).with_name("formations.json")


@dataclass(frozen=True)
class Mention:
    """``text[start:end]`` names a formation."""

    start: int
    end: int
    formation: FormationData


@lru_cache(maxsize=1)
def known_formations() -> tuple[FormationData, ...]:
    """The formations of the data file, in its order."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        FormationData(row["organisation"], row["name"], row["abbreviation"], tuple(row["aliases"]), row["slug"])
        for row in rows
    )


def display_name(organisation: str) -> str:
    """``navo`` → ``NAVO``; an unknown slug is shown as it is."""
    return DISPLAY_NAMES.get(organisation, organisation)


def organisation_in(text: str) -> str:
    """The organisation a phrase points at, ``overig`` when nothing does."""
    for organisation, pattern in ORGANISATION_WORDS:
        if re.search(pattern, text):
            return organisation
    return "overig"


def find_formations(text: str, formations: Sequence[FormationData]) -> list[Mention]:
    """Names, abbreviations and aliases in ``text``: the longest at each place, in reading order."""
    pattern, owners = _index_for(formations)
    found: list[Mention] = []
    for match in pattern.finditer(fold(text)) if pattern else ():
        formation, exact = owners[_key(match[0])]
        # An abbreviation counts only in capitals: `esa` is no word, but `os` and `raz` occur inside names.
        if not exact or text[match.start() : match.end()].isupper():
            found.append(Mention(match.start(), match.end(), formation))
    return found


_Owners = dict[str, tuple[FormationData, bool]]
_Index = tuple[re.Pattern[str] | None, _Owners]
# The last index asked for, with its formations: one letter asks hundreds of times for the same, and hashing is dear.
_last: tuple[Sequence[FormationData] | None, _Index] = (None, (None, {}))


def _index_for(formations: Sequence[FormationData]) -> _Index:
    global _last
    known, index = _last
    if known is not formations:
        index = _index(tuple(formations))
        _last = (formations, index)
    return index


@lru_cache(maxsize=8)
def _index(
    formations: tuple[FormationData, ...],
) -> tuple[re.Pattern[str] | None, dict[str, tuple[FormationData, bool]]]:
    owners: dict[str, tuple[FormationData, bool]] = {}
    for formation in formations:
        for name in (formation.name, formation.abbreviation, *formation.aliases):
            if name:
                owners.setdefault(_key(fold(name)), (formation, name.isupper() and len(name) <= 6))
    if not owners:
        return None, owners
    return re.compile(rf"(?<!\w){_tree(list(owners))}(?!\w)"), owners


def _tree(names: list[str]) -> str:
    """A pattern for any of these names, longest first, that reads each shared beginning once: much faster than a list."""
    branches: dict[str, list[str]] = {}
    for name in names:
        if name:
            branches.setdefault(name[0], []).append(name[1:])
    parts = [_character(first) + _tree(rest) for first, rest in branches.items()]
    if not parts:
        return ""
    whole = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{whole})?" if "" in names else whole


def _character(character: str) -> str:
    return r"[\s-]{1,3}" if character == " " else re.escape(character)


def _key(folded: str) -> str:
    return " ".join(re.sub(r"[\s-]+", " ", folded).split())


def fold(text: str) -> str:
    """Lower case without accents, every character in its place, so offsets stay true."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    return unicodedata.normalize("NFD", character)[0].lower()[:1] or character
