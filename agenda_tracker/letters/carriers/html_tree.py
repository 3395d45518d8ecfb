"""What of a page belongs to the letter: menus, forms and hidden parts go, definition lists become tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from agenda_tracker.letters.words import words

from .linked_notes import NOTE_NAME, Element

FEWEST = 300  # characters in the main part of a page, else the whole page is read
MOST_LOOKED_AT = 300  # elements of a header or footer in which notes are looked for
_DROPPED = words(
    "applet area audio base button canvas datalist del embed form head iframe input link map meta meter nav noframes"
    " noscript object option param progress script select source style svg template textarea title track video"
)
_ROLES = words("navigation banner contentinfo search menu menubar dialog doc-backlink")
_HIDDEN_NAMES = words("sr-only visually-hidden visuallyhidden screen-reader-text hidden msodel")
_HIDDEN_STYLE = re.compile(r"display:\s{0,3}none|visibility:\s{0,3}hidden|mso-hide:\s{0,3}all", re.IGNORECASE)
_MARGINS = frozenset(("header", "footer", "aside"))
_INSIDE = frozenset(("main", "article", "section"))
# A header with one of these is that of the letter, not that of the site.
_LETTER = re.compile(r"BRIEF VAN|Vergaderjaar \d|ondernummer|[Aa]an de [Vv]oorzitter|Betreft|Onderwerp")


def is_dropped(element: Element) -> bool:
    """Whether an element is not printed or belongs to the page and not to the letter."""
    if element.tag in _DROPPED:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role") in _ROLES:
        return True
    if element.tag == "label" and "for" in attributes:
        return True
    style, names = attributes.get("style"), attributes.get("class")
    return bool(style and _HIDDEN_STYLE.search(style)) or bool(names and _HIDDEN_NAMES & set(names.lower().split()))


def tidy_tree(root: Element) -> None:
    """Hide the margins of a site, keep a form around the whole page, and make tables of definition lists."""
    for margin in [*root.iter(*_MARGINS)]:
        if not any(above.tag in _INSIDE for above in margin.iterancestors()) and not _has_letter(margin):
            margin.set("hidden", "")
    forms = [*root.iter("form")]
    if forms:
        most = _length(root) // 2
        for form in forms:
            form.tag = "div" if _length(form) > most else "form"
    for group in [*root.iter("dl")]:
        if group.find("dt") is not None or group.find("div/dt") is not None:
            _tabulate(group)


def main_part(root: Element, needed: Iterable[Element]) -> Element:
    """The main part of the page when it names one with text in it that also holds all ``needed`` elements."""
    main = next((one for one in root.iter("*") if one.tag == "main" or one.get("role") == "main"), None)
    if main is None or is_dropped(main) or _length(main) < FEWEST:
        return root
    return main if all(main in one.iterancestors() for one in needed) else root


def _has_letter(margin: Element) -> bool:
    for one in islice(margin.iter("*"), MOST_LOOKED_AT):
        if NOTE_NAME.search(f"{one.get('id') or ''} {one.get('class') or ''}"):
            return True
    return bool(_LETTER.search("".join(margin.itertext())))


def _length(element: Element) -> int:
    """Characters of text, scripts and styles not counted."""
    return sum(
        len((one.text or "").strip()) * (one.tag not in _DROPPED or one.tag == "form") + len((one.tail or "").strip())
        for one in element.iter("*")
    )


def _tabulate(group: Element) -> None:
    """A definition list as a table with a row per term."""
    group.tag = "table"
    row = None
    for child in [*group]:
        if child.tag == "div":
            child.tag = "tr"
            for one in child:
                one.tag = {"dt": "th", "dd": "td"}.get(one.tag, one.tag)
        elif child.tag in ("dt", "dd"):
            if row is None or child.tag == "dt":
                row = etree.Element("tr")
                child.addprevious(row)
            child.tag = "th" if child.tag == "dt" else "td"
            row.append(child)
