"""Numbers and bullets of lists in a Word document, as Word prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .docx_styles import Styles, W, child_value
from .html_parts import numeral
from .linked_notes import Element

BULLET = "-"
LEVELS = 9
MOST = 100_000
_DEPTHS = "012345678"
_PLACE = re.compile(r"%([1-9])")
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: what it starts with, how it counts, and what is printed around the number."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str = ""
    plain: bool = False


@dataclass
class _List:
    """A list with its levels, the starts it overrides, and the list definition that counts for it."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbers:
    """Counts along while the paragraphs of a document are passed in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        for one in root.iter(f"{W}abstractNum") if root is not None else ():
            name = one.get(f"{W}abstractNumId") or ""
            self._definitions[name] = _levels(one)
            self._links[name] = child_value(one, "numStyleLink") or ""
        for one in root.iter(f"{W}num") if root is not None else ():
            self._lists[one.get(f"{W}numId") or ""] = _list(one)

    def label(self, identifier: str, depth: str, style: str = "") -> str:
        """What stands before the next paragraph of this list, ``""`` for nothing; ``style``: that of the paragraph."""
        found = self._find(identifier)
        if found is None:
            return ""
        levels = self._definitions.get(found.definition, {}) | found.levels
        place = self._place(levels, depth, style)
        level = levels.get(place)
        if level is None:
            return ""
        counts = self._count(found, levels, place)
        if level.kind == "bullet":
            return BULLET
        if level.kind == "none" and not _PLACE.search(level.text):
            return level.text.strip()
        return _PLACE.sub(lambda match: _printed(levels, counts, int(match[1]) - 1, level), level.text).strip()

    def _find(self, identifier: str) -> _List | None:
        """The list, by way of the list style that its definition may stand for."""
        for _ in range(3):
            found = self._lists.get(identifier)
            if found is None or not self._links.get(found.definition):
                return found
            identifier = self._styles.numbering_of(self._links[found.definition])
        return None

    def _place(self, levels: dict[int, _Level], depth: str, style: str) -> int:
        if depth and depth in _DEPTHS:
            return int(depth)
        return next((place for place, level in levels.items() if style and level.style == style), 0)

    def _count(self, found: _List, levels: dict[int, _Level], place: int) -> list[int | None]:
        """One more on this level; deeper levels begin anew, higher ones that were passed over have begun."""
        counts = self._counts.setdefault(found.definition, [None] * LEVELS)
        start = found.starts.get(place)
        if start is not None and place not in found.begun:
            counts[place] = None
        found.begun.add(place)
        first = start if start is not None else levels[place].start
        before = counts[place]
        counts[place] = first if before is None else min(before + 1, MOST)
        for higher in range(place):
            if counts[higher] is None:
                counts[higher] = levels[higher].start if higher in levels else 1
        counts[place + 1 :] = [None] * (LEVELS - place - 1)
        return counts


def _printed(levels: dict[int, _Level], counts: list[int | None], place: int, own: _Level) -> str:
    """The number of one level; all are figures where the level asks for it."""
    kind = levels[place].kind if place in levels else "decimal"
    if kind == "none":
        return ""
    number = counts[place] or (0 if counts[place] == 0 else 1)
    if kind == "decimalZero":
        return f"{number:02d}"
    return numeral(number, "1" if own.plain else _KINDS.get(kind, "1"))


def _levels(definition: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for one in definition.iter(f"{W}lvl"):
        place = one.get(f"{W}ilvl") or "0"
        if place and place in _DEPTHS:
            levels[int(place)] = _level(one, int(place))
    return levels


def _level(one: Element, place: int) -> _Level:
    kind = child_value(one, "numFmt") or "decimal"
    text = child_value(one, "lvlText")
    return _Level(
        start=_whole(child_value(one, "start"), 1),
        kind=kind,
        text=f"%{place + 1}." if text is None else text,
        style=child_value(one, "pStyle") or "",
        plain=one.find(f"{W}isLgl") is not None,
    )


def _list(one: Element) -> _List:
    found = _List(child_value(one, "abstractNumId") or "")
    for override in one.iter(f"{W}lvlOverride"):
        place = override.get(f"{W}ilvl") or ""
        if place and place in _DEPTHS:
            start = child_value(override, "startOverride")
            if start is not None:
                found.starts[int(place)] = _whole(start, 1)
            for level in override.iter(f"{W}lvl"):
                found.levels[int(place)] = _level(level, int(place))
    return found


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text) else otherwise
