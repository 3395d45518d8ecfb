"""Styles of a Word document: what a paragraph or run inherits from them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .linked_notes import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
LONGEST_CHAIN = 20
DEEPEST = 6  # headings of HTML
_HEADING = re.compile(r"(?:heading|kop|überschrift|titre)[ _-]?([1-9])\b", re.IGNORECASE)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}
_SUBHEADING = re.compile(r"tussenkop|subkop|kopje|paragraafkop|subheading", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|inhopg|inhoudsopgave)[ _]?\d?$|(?:toc|inhopg|inhoudsopgave)[ _-]?(?:heading|kop)", re.IGNORECASE
)
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives: ``level`` of a heading (0 for none), emphasis, hidden text, and its place in a numbering."""

    level: int = 0
    emphasis: bool | None = None
    hidden: bool = False
    contents: bool = False
    numbering: str = ""
    depth: str = ""


def child_value(element: Element | None, *names: str) -> str | None:
    """The value of a property below ``element``, None when it is not set."""
    for name in names:
        element = element.find(W + name) if element is not None else None
    return element.get(VAL) if element is not None else None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a yes-or-no property is set; None when nothing is said."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else (found.get(VAL) or "1").lower() not in _OFF


def emphasis_of(properties: Element | None) -> bool | None:
    """Bold, italic or underlined; None when the properties say nothing of it."""
    said = [value for name in ("b", "i", "u") if (value := is_on(properties, name)) is not None]
    return any(said) if said else None


class Styles:
    """The styles of one document by their id, resolved once each."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")} if root is not None else {}
        self._resolved: dict[str | None, Style] = {None: Style()}
        usual = [
            one for one in self._styles.values() if one.get(f"{W}default") == "1" and one.get(f"{W}type") == "paragraph"
        ]
        self.usual: str | None = usual[0].get(f"{W}styleId") if usual else None

    def of(self, identifier: str | None) -> Style:
        """What the style with this id gives, with all it is based on."""
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def numbering_of(self, identifier: str) -> str:
        """The list that a list style stands for."""
        style = self._styles.get(identifier)
        return child_value(style, "pPr", "numPr", "numId") or ""

    def _chain(self, identifier: str | None) -> list[Element]:
        chain: list[Element] = []
        while identifier in self._styles and len(chain) < LONGEST_CHAIN:
            chain.append(self._styles[identifier])
            identifier = child_value(chain[-1], "basedOn")
        return chain

    def _resolve(self, identifier: str | None) -> Style:
        chain = self._chain(identifier)
        names = [child_value(style, "name") or "" for style in chain] or [identifier or ""]
        runs = [style.find(f"{W}rPr") for style in chain]
        stressed = next((said for run in runs if (said := emphasis_of(run)) is not None), None)
        if any(_SUBHEADING.search(name) for name in names[:1]):
            stressed = True
        return Style(
            level=_level(chain, names),
            emphasis=stressed,
            hidden=next((said for run in runs if (said := is_on(run, "vanish")) is not None), False),
            contents=any(_CONTENTS.match(name) for name in names),
            numbering=_first(chain, "numId"),
            depth=_first(chain, "ilvl"),
        )


def _level(chain: list[Element], names: list[str]) -> int:
    """By name, in English or Dutch, first; then by the outline level that the style gives."""
    for name in names:
        match = _HEADING.match(name)
        if match:
            return min(int(match[1]), DEEPEST)
        if name.lower() in _TITLES:
            return _TITLES[name.lower()]
    return outline_level(next((said for style in chain if (said := child_value(style, "pPr", "outlineLvl"))), None))


def outline_level(said: str | None) -> int:
    """Word counts from 0, and 9 is body text."""
    return min(int(said) + 1, DEEPEST) if said and said in "012345678" else 0


def _first(chain: list[Element], name: str) -> str:
    return next((said for style in chain if (said := child_value(style, "pPr", "numPr", name))), "")
