"""What each element of HTML is on the page."""

from __future__ import annotations

import re
from collections import Counter

from agenda_tracker.letters.words import words

from .flow import Flow
from .html_tree import is_dropped
from .linked_notes import BLOCKS, Element, Links
from .walk import SKIP, Part

_STRONG = words("b cite dfn em i ins strong u var")
_STYLED = re.compile(
    r"font-weight:\s{0,3}(?:bold|[6-9]00)|font-style:\s{0,3}italic|text-decoration[a-z-]{0,6}:[^;]{0,40}underline",
    re.IGNORECASE,
)
_NAMED = words("vet cur vetcur ondlijn bold italic underline")  # the first four: official publications
_BLOCK_STYLE = re.compile(r"display:\s{0,3}block", re.IGNORECASE)
_PRINTED_STYLE = re.compile(r"white-space:\s{0,3}(?:pre|break-spaces)", re.IGNORECASE)
_SUPER_STYLE = re.compile(r"vertical-align:\s{0,3}super", re.IGNORECASE)
_SUBHEADING = re.compile(r"(?:^|[\s_-])tussenkop", re.IGNORECASE)
_UNMARKED = re.compile(r"list-style(?:-type)?:[^;]{0,40}none", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?:[^;]{0,40}?(lower|upper)-(alpha|latin|roman)", re.IGNORECASE)
_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BLOCK = Part("block")
_PLAIN: dict[str, Part] = {
    **dict.fromkeys(BLOCKS, _BLOCK),
    **dict.fromkeys(_STRONG, Part(emphasis=True)),
    **{f"h{level}": Part("block", level=level) for level in range(1, 7)},
    "br": Part("break"),
    "pre": Part("block", printed=True),
    "sup": Part(raised=True),
    "table": Part("table"),
    "tr": Part("row"),
    "td": Part("cell"),
    "th": Part("cell", head=True),
    **dict.fromkeys(("tbody", "tfoot", "thead"), Part()),
}
_INLINE = Part()


class HtmlParts:
    """The vocabulary of one page: its notes, and how far its numbered lists are."""

    def __init__(self, links: Links, flow: Flow) -> None:
        self.links = links
        self.flow = flow
        self._counts: Counter[Element] = Counter()

    def part(self, element: Element) -> Part:
        """What this element is; called once per element, in reading order."""
        if is_dropped(element):
            return SKIP
        links = self.links
        if element in links.marks:
            return Part(mark=links.marks[element])
        if self.flow.in_note and element in links.returns:
            return SKIP
        if element in links.bodies:
            index = links.bodies[element]
            shape = "block" if element.tag in BLOCKS else "inline"
            return Part(shape, note=index, marker=links.markers[index])
        if element in links.openings:
            index = links.openings[element]
            return Part(note=index, opens=True, marker=links.markers[index])
        return self._list_item(element) if element.tag == "li" else _styled(element)

    def _list_item(self, element: Element) -> Part:
        """``- `` or the number that a browser prints."""
        above = element.getparent()
        style = " ".join((element.get("style") or "", above.get("style") or ""))
        if _UNMARKED.search(style):
            return _BLOCK
        if above.tag != "ol":
            return Part("block", label="-")
        given = _whole(element.get("value"))
        start = _whole(above.get("start"))
        self._counts[above] = given if given is not None else self._counts[above] + 1
        offset = start - 1 if start is not None and given is None else 0
        kind = _LIST_STYLE.search(style)
        styled = {"alpha": "a", "latin": "a", "roman": "i"}[kind[2].lower()] if kind else above.get("type") or "1"
        styled = styled.upper() if kind and kind[1].lower() == "upper" else styled
        return Part("block", label=f"{numeral(self._counts[above] + offset, styled)}.")


def _styled(element: Element) -> Part:
    """By its name, and by what its style and class say."""
    part = _PLAIN.get(element.tag, _INLINE)
    style, names = element.get("style"), element.get("class")
    if not style and not names:
        return part
    style, names = style or "", names or ""
    if part is _BLOCK and _SUBHEADING.search(names):
        return Part("block", level=3 if "cur" in names else 2, emphasis=True)
    strong = bool(_STYLED.search(style)) or bool(_NAMED & set(names.lower().split()))
    if part is _BLOCK:
        printed = bool(_PRINTED_STYLE.search(style))
        return Part("block", emphasis=strong, printed=printed) if strong or printed else part
    if part is _INLINE:
        shape = "block" if _BLOCK_STYLE.search(style) else "inline"
        return Part(shape, emphasis=strong, raised=bool(_SUPER_STYLE.search(style)))
    return part


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,5}", text) else None


def numeral(number: int, kind: str) -> str:
    """A number as a list prints it: ``1``, ``a``, ``A``, ``i`` or ``I``; what has no such form stays a figure."""
    if kind in ("a", "A") and 0 < number <= 26 * 27:
        first, last = divmod(number - 1, 26)
        text = (chr(96 + first) if first else "") + chr(97 + last)
    elif kind in ("i", "I") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMANS:
            text += letters * (number // value)
            number %= value
    else:
        return str(number)
    return text.upper() if kind.isupper() else text
