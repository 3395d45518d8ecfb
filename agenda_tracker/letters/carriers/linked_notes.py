"""Footnotes of an HTML page: which link is the mark of a note, and which element is the text of that note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import unquote

from agenda_tracker.letters.words import words

Element = Any

MOST_NOTES = 2000
LONGEST_MARK = 12  # characters
MOST_BEFORE = 100  # elements before the anchor of a note in its block
BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td"
    " tfoot th thead tr ul"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))
_MARKER = re.compile(r"([\[(]?)\s?(\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])\s?[\])]?")
# What names of notes have in common: noot1, nootnum, footnote-ref-2, _ftn1, fn:1, sdfootnote1sym, note-ID-12, voetnoot.
NOTE_NAME = re.compile(
    r"noot|(?:^|[\s:_-])fn|foot-?note|end-?note|ftn|edn|noteref|(?:^|[\s:_-])notes?(?![a-z])", re.IGNORECASE
)
_BEFORE_TEXT = re.compile(
    r"(?:X\s?)?(?:Noot\s?)?[\[(^]?(?:\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])?[\])]?[.:)]?\s?", re.IGNORECASE
)
_RETURN = re.compile(
    r"[\[(]?(?:\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z]|[↑↩⮐⤴^←▲]\ufe0e?\ufe0f?|terug.{0,20}|back|X)[\])]?", re.IGNORECASE
)


@dataclass(slots=True)
class Links:
    """The notes of a page by their elements: index of the note for ``marks``, ``bodies`` and ``openings``.

    ``openings`` are elements behind which the text of a note begins that no element encloses. ``returns`` lead back.
    """

    marks: dict[Element, int] = field(default_factory=dict)
    bodies: dict[Element, int] = field(default_factory=dict)
    openings: dict[Element, int] = field(default_factory=dict)
    returns: set[Element] = field(default_factory=set)
    markers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link within the page, with the places of both its ends in reading order."""

    element: Element
    text: str
    place: int
    target: Element
    target_place: int


def find_links(root: Element) -> Links:
    """The notes that are linked to their marks, in the order of the marks."""
    links = Links()
    bodies: dict[Element, Element] = {}  # of each target, in the order of the marks
    known: set[Element] = set()
    indexes: dict[Element, int] = {}
    for link in _inner_links(root):
        if link.target_place <= link.place:
            if _RETURN.fullmatch(link.text):
                links.returns.add(link.element)
            continue
        match = _MARKER.fullmatch(link.text)
        if match is None or not _is_mark(link, bool(match[1])):
            continue
        if link.target not in bodies:
            body = _body(link, known) if len(bodies) < MOST_NOTES else None
            if body is None:
                continue
            indexes[link.target], bodies[link.target] = len(bodies), body
            known.add(body)
            links.markers.append(match[2])
        links.marks[link.element] = indexes[link.target]
    _place_bodies(links, bodies)
    return links


def _inner_links(root: Element) -> Iterator[_Link]:
    names: dict[str, tuple[int, Element]] = {}
    found: list[tuple[int, Element, str]] = []
    for place, element in enumerate(root.iter("*")):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                names.setdefault(name, (place, element))
        href = element.get("href") if element.tag == "a" else None
        if href and "#" in href:
            found.append((place, element, href.rpartition("#")[2]))
    for place, element, fragment in found:
        target = names.get(fragment) or names.get(unquote(fragment))
        text = _short_text(element)
        if target and text:
            yield _Link(element, text, place, target[1], target[0])


def _short_text(element: Element) -> str:
    """The text of a link when it is short enough for a mark."""
    text = ""
    for piece in element.itertext():
        text += piece
        if len(text) > 4 * LONGEST_MARK:
            return ""
    return " ".join(text.split())


def _is_mark(link: _Link, bracketed: bool) -> bool:
    """A raised figure, a figure in brackets or glued to a word, or one that its name calls a note."""
    if link.target.tag in _HEADINGS:
        return False
    element = link.element
    near = [element, *_parents(element, 2), *element.iter("sup")]
    if any(one.tag == "sup" or "super" in (one.get("style") or "") for one in near) or bracketed:
        return True
    names = " ".join(element.get(name) or "" for name in ("href", "id", "name", "class", "role", "epub:type"))
    return bool(NOTE_NAME.search(names.replace("#", " "))) or _glued(element)


def _parents(element: Element, most: int) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None and most:
        yield parent
        parent, most = parent.getparent(), most - 1


def _glued(element: Element) -> bool:
    """Behind a word without a blank, or between brackets that the link leaves outside."""
    before = element.getprevious()
    text = (before.tail if before is not None else element.getparent().text) or " "
    if text[-1] in "[(":
        return (element.tail or "")[:1] in ("]", ")")
    return not text[-1].isspace() and text[-1] not in "/-–"


def _body(link: _Link, known: set[Element]) -> Element | None:
    """The element with the text of the note: the target itself, the block around it, or the block behind it."""
    above = set(link.element.iterancestors())
    target = link.target
    if target in above:
        return None
    block = _block_of(target)
    if block is None or block in above or block.tag in _WHOLE_PAGE:
        return _behind(target)
    if block in known:
        return block
    if block.tag in _HEADINGS or not _at_start(block, target):
        return None
    return block if _beginning(block) else _next_block(block)


def _block_of(element: Element) -> Element | None:
    """The block around an element; for a cell its row, because the mark may have a cell of its own."""
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    if element is not None and element.tag in ("td", "th"):
        return element.getparent()
    return element


def _behind(target: Element) -> Element | None:
    """An anchor between blocks names the block behind it; in running text the note begins at the anchor."""
    if target.tag in BLOCKS:
        return None
    if _beginning(target) or (target.tail or "").strip():
        return target
    return _next_block(target)


def _next_block(element: Element) -> Element | None:
    following = element.getnext()
    return following if following is not None and following.tag in BLOCKS - _HEADINGS else None


def _beginning(element: Element) -> str:
    """The first characters of an element, enough to see whether it holds more than a mark."""
    text = ""
    for piece in element.itertext():
        text += piece.strip()
        if len(text) > 2 * LONGEST_MARK:
            break
    return text


def _at_start(block: Element, target: Element) -> bool:
    """Whether nothing but the mark of the note stands in its block before the target."""
    around = set(target.iterancestors())
    text = ""
    for element in islice(block.iter("*"), MOST_BEFORE):
        if element is target:
            return bool(_BEFORE_TEXT.fullmatch(" ".join(text.split())))
        text += element.text or ""
        text += "" if element in around else element.tail or ""
        if len(text) > 4 * LONGEST_MARK:
            break
    return False


def _place_bodies(links: Links, bodies: dict[Element, Element]) -> None:
    """A block with one note is its body, with what its container adds; in a block with several each opens one."""
    below: Counter[Element] = Counter()
    for target in bodies:
        below.update((target, *target.iterancestors()))
    marked: set[Element] = set()
    for mark in links.marks:
        marked.update(mark.iterancestors())
    several = Counter(bodies.values())
    for index, (target, body) in enumerate(bodies.items()):
        encloses = body.tag in BLOCKS or len(_beginning(body)) > 2 * LONGEST_MARK
        if several[body] > 1 or not encloses:
            links.openings[target] = index
        else:
            links.bodies[_container(body, below, marked)] = index


def _container(body: Element, below: Counter[Element], marked: set[Element]) -> Element:
    """The paragraphs of a note may have an element around them that holds nothing else."""
    parent = body.getparent()
    while parent is not None and parent.tag not in _WHOLE_PAGE and parent not in marked and below[parent] == 1:
        names = " ".join(parent.get(name) or "" for name in ("id", "class", "style", "role"))
        if parent.tag != "li" and not NOTE_NAME.search(names):
            break
        body, parent = parent, parent.getparent()
    return body
