"""A place in a text, and what a reader finds there."""

import re
from dataclasses import dataclass, field
from typing import Final

from .grammar import (
    AND,
    BUDGET_DOSSIERS,
    HIGHEST_DOSSIER,
    LETTER,
    LETTER_QUERY,
    OLD_NUMBER,
    OLD_NUMBER_QUERY,
    SUBDOSSIER_NUMBER,
    TK_NUMBER,
    _,
)
from .number import Reference


class Cursor:
    """Text and position; `take` moves on when the pattern stands here, and only then."""

    __slots__ = ("pos", "text")

    def __init__(self, text: str, pos: int = 0) -> None:
        self.text, self.pos = text, pos

    def peek(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.pos)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.pos)
        if match:
            self.pos = match.end()
        return match

    @property
    def at_end(self) -> bool:
        return self.pos >= len(self.text)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lexical pieces of one mode, and the limits both modes ask about."""

    query: bool
    number: re.Pattern[str]
    letter: re.Pattern[str]
    suffix: re.Pattern[str]
    lone: re.Pattern[str]
    subdossier: re.Pattern[str]
    budget: frozenset[int] = BUDGET_DOSSIERS
    highest: int = HIGHEST_DOSSIER


@dataclass(frozen=True, slots=True)
class Base:
    """The dossier part of a reference, carried along a list."""

    start: int
    end: int
    dossier: int | None = None
    ek_dossier: str = ""
    suffix: str = ""
    rijkswet: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Carry:
    """What label, chamber and year hand on to the references behind them."""

    start: int
    label: str = ""
    chamber: str = ""
    year: str = ""
    strong: bool = False  # the label or its chamber leaves no doubt that a paper follows

    @property
    def plural(self) -> bool:
        return self.label.lower().endswith("en") or self.label.lower() in {"moties", "dossiers"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One reading: offsets in the cleaned text, the reference, and the cue that made it a reference."""

    start: int
    end: int
    reference: Reference
    cue: str = ""  # "nr", "-", ",", " ", "EK", "letter"; "" for a bare dossier
    level: int = 1
    base: Base | None = field(default=None, compare=False)


def _number(old: str, letter: str) -> re.Pattern[str]:
    return re.compile(f"(?P<old>{old})|(?P<tk>{TK_NUMBER})|(?P<ek>{letter})")


_SUFFIX_WORD: Final = rf"(?:(?i:hoofdstuk|hfst\.?|hfdst\.?|begrotingshoofdstuk|fonds){_})"
_SUB: Final = f"(?P<sub>{SUBDOSSIER_NUMBER})"
TEXT: Final = Lexicon(
    query=False,
    number=_number(OLD_NUMBER, LETTER),
    letter=re.compile(LETTER),
    suffix=re.compile(
        rf"(?:{_}[-–.]{_}{_SUFFIX_WORD}?|[ \n]{_SUFFIX_WORD}?|{_},{_}{_SUFFIX_WORD}|{_},{_}(?=[A-Z]{{1,6}}{_},{_}[Nn][Rr]))"
        r"(?P<suffix>[A-Z]{1,7})(?![A-Za-z])"
    ),
    lone=re.compile(rf"(?P<sep>{_}[-–.]{_}|[ \n])(?P<suffix>[A-Z]{{1,6}})(?![\w'’]|-\w|\.\w)"),
    subdossier=re.compile(rf"(?:{_}-{_}|[ \n](?=[0-9]{{2}}(?:-[1-9]|,?[ \n](?i:nr)))){_SUB}"),
)
QUERY: Final = Lexicon(
    query=True,
    number=_number(OLD_NUMBER_QUERY, LETTER_QUERY),
    letter=re.compile(LETTER_QUERY),
    suffix=re.compile(
        rf"(?:{_}[-/.]?{_}{_SUFFIX_WORD}?|{_},{_}{_SUFFIX_WORD}|{_},{_}(?=[A-Za-z]{{1,6}}(?:{_},)?{_}[Nn][Rr]))"
        r"(?P<suffix>[A-Za-z]{1,7})(?![A-Za-z])"
    ),
    lone=re.compile(
        rf"(?P<sep>{_}[-./]{_}|{_},{_}(?=[A-Za-z]{{3}})|[ \n]|)(?!(?i:nrs?|no)(?!\w))(?P<suffix>[A-Za-z]{{1,6}})(?!\w)"
    ),
    subdossier=re.compile(rf"(?:{_}[-./]{_}| |){_SUB}"),
)
CLOSED_LIST: Final = re.compile(rf"(?:{_},{_}{TK_NUMBER}){{0,60}}{_},?{_}{AND}{_}{TK_NUMBER}")
CLOSED_LETTERS: Final = re.compile(rf"(?:{_},{_}{LETTER_QUERY}){{0,60}}{_},?{_}{AND}{_}{LETTER_QUERY}")
