"""What each element of an official publication in XML is on the page.

The elements are those of the schemas `kamerwrk` (before 2010) and `officiele-publicatie` (since); what neither knows
gives its text, inside running text as a word, elsewhere as a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from agenda_tracker.letters.words import words

from .flow import GAP
from .html_parts import numeral
from .linked_notes import Element
from .walk import SKIP, Part

MOST_NOTES = 2000
_SKIPPED = words(
    "metadata meta-data meta colspec spanspec illustratie plaatje versie ordernr witreg redactie jci noot.nr noot.lijst li.nr"
    " lidnr inhoudsopgave officiele-inhoudsopgave"
)
_FORMAT = words(
    "nadruk extref intref dossierref verwijzing sup inf sub sc ondlijn vet cur unl ref b i u em strong a span mark"
)
_STRONG = words("vet cur ondlijn b i u em strong")
_UNSTRESSED = words("rom romein kapitaal kk sup inf")
# Parts that stand on the line of the element around them, a blank apart when nothing else is printed between them.
_PARTS = words(
    "voornaam achternaam tussenvoegsel voorvoegsel ondernummer begrotingshoofdstuk toevoeging dossiernr dossiernummer"
    " plaats datum label nr subnr herdruk ltrlabel"
)
_PARAGRAPHS = words(
    "al titel subtitel tekstregel functie naam datumtekst dagtekening lijst al-groep tekst title slotformulier"
    " slotformulering ondertekening ondtek bijlage divisie citaat stuknr dossier stuk onderw regel"
)
_ON_ONE_LINE = words("kop naam onderw dossier")  # their parts and titles share a line
_DIVISIONS = words("bijlage divisie circulaire.divisie hoofdstuk paragraaf")
_REFERENCES = words("voetref nootref noot.ref")
_NOTES = words("noot voetnoot")
_NUMBERED = {"arabisch": "1", "nummer": "1", "1": "1", "a": "a", "alfabet": "a", "i": "i", "romeins": "i"}
_LEVELS = {"vet": 1, "vetcur": 2, "ondlijn": 2}  # what is set lighter ranks lower
_NUMBER_LINES = words("ondernr ondernummer stuknr")
_FIGURES = re.compile(r"\d{1,5}")
_INLINE, _BLOCK, _HEADING = Part(), Part("block"), Part("block", level=1)


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2].rpartition(":")[2]


class XmlParts:
    """The vocabulary of one publication, with its notes in the order in which they are referred to."""

    def __init__(self, root: Element) -> None:
        self.markers: list[str] = []
        self._indexes: dict[str, int] = {}
        self._mixed: dict[Element, bool] = {}
        self._items: Counter[Element | None] = Counter()
        self._bodies = {
            key for one in root.iter("{*}voetnoot", "{*}noot") for key in (one.get("id"), one.get("nr")) if key
        }
        self._referred = {
            key
            for name in _REFERENCES
            for one in root.iter(f"{{*}}{name}")
            for key in _keys(one)
            if key in self._bodies
        }

    def part(self, element: Element) -> Part:
        """What this element is; called once per element, in reading order."""
        name = local(element.tag)
        if name in _SKIPPED:
            return SKIP
        if name in _NOTES or name in _REFERENCES:
            return self._note(element, name)
        parent = element.getparent()
        above = local(parent.tag) if parent is not None else ""
        if above in _ON_ONE_LINE and name not in _FORMAT:
            return _beside(element, name)
        if name == "naam":
            return Part("block", tight=True)
        if name in _PARTS:
            return Part(before=_before_part(element, name))
        if name in ("titel", "subtitel", "title", "nummer", "tekstregel"):
            return _title(element, name, above)
        if name in ("li", "lid"):
            return self._item(element, parent)
        return _TAGS[name](element) if name in _TAGS else self._other(element, name, parent)

    def _item(self, element: Element, parent: Element | None) -> Part:
        """``li`` and ``lid`` with their own number, or what the kind of list says."""
        number = next((_text(one) for one in element if local(one.tag) in ("li.nr", "lidnr")), "")
        if number:
            closed = f"{number}." if number.isalnum() else number
            return Part("block", label=closed if any(char.isalnum() for char in number) else "-")
        kind = _NUMBERED.get((parent.get("type") or "").lower()) if parent is not None else None
        self._items[parent] += 1
        return Part("block", label=f"{numeral(self._items[parent], kind)}." if kind else "-")

    def _note(self, element: Element, name: str) -> Part:
        """A note where its mark stands, or a reference here and the text of the note elsewhere."""
        keys = [key for key in _keys(element) if key in self._referred]
        if name in _REFERENCES:
            return Part(mark=self._index(keys[0], element.get("nr") or "")) if keys else _INLINE
        number = element.get("nr") or next((_text(one) for one in element if local(one.tag) in ("noot.nr", "nr")), "")
        if keys:
            return self._body(next((self._indexes[key] for key in keys if key in self._indexes), -1), number)
        if name == "voetnoot" or len(self.markers) >= MOST_NOTES:
            return _BLOCK
        self.markers.append(number.strip("[]() .") or str(len(self.markers) + 1))
        return Part(note=len(self.markers) - 1, cites=True, marker=self.markers[-1])

    def _body(self, index: int, number: str) -> Part:
        """The text of a note whose mark stood elsewhere; without a mark that was read it is not printed."""
        if index < 0:
            return SKIP
        self.markers[index] = number.strip("[]() .") or self.markers[index]
        return Part("block", note=index, marker=self.markers[index])

    def _index(self, key: str, number: str) -> int:
        if key not in self._indexes:
            self._indexes[key] = len(self.markers)
            self.markers.append(number.strip("[]() .") or str(len(self.markers) + 1))
        return self._indexes[key]

    def _other(self, element: Element, name: str, parent: Element | None) -> Part:
        """An element without a rule: in running text a word, elsewhere a paragraph."""
        if name in _FORMAT:
            return _INLINE
        if name in _PARAGRAPHS or parent is None:
            return _BLOCK
        if parent not in self._mixed:
            texts = (parent.text, *(child.tail for child in parent))
            self._mixed[parent] = any(text and not text.isspace() for text in texts)
        return _INLINE if self._mixed[parent] else _BLOCK


def _keys(element: Element) -> list[str]:
    """What a note or a reference to it is called."""
    names = ("refid", "ref", "noot", "id", "nr")
    return [value for name in names if (value := element.get(name))]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _beside(element: Element, name: str) -> Part:
    """A part of a heading, a name or a dossier: behind what came before it on the same line."""
    if element.getprevious() is None and not (element.getparent().text or "").strip():
        return _INLINE
    wide = name in ("titel", "naam") and local(element.getparent().tag) in ("dossier", "onderw")
    return Part(before=GAP_IN_XML if wide else " ")


GAP_IN_XML = "\u00a0" * len(GAP)


def _before_part(element: Element, name: str) -> str:
    """What is printed before a part: ``21 501`` + ``02``, ``Den Haag`` + a date, ``Nr.`` before a bare number."""
    previous = element.getprevious()
    printed = (element.getparent().text if previous is None else previous.tail) or ""
    text = _text(element)
    if name == "ondernummer" and previous is None and not printed.strip() and _FIGURES.fullmatch(text):
        return "Nr. "
    if previous is None or printed.strip():
        return ""
    if name in ("toevoeging", "begrotingshoofdstuk"):
        return "-" if _FIGURES.fullmatch(text) else "" if text.startswith("-") else " "
    return ", " if name == "datum" and local(previous.tag) == "plaats" else " "


def _title(element: Element, name: str, above: str) -> Part:
    """The title of a paper, of a part of it, or a line of its head."""
    number = name == "tekstregel" and element.get("inhoud") in _NUMBER_LINES
    if number or (name == "nummer" and above == "stuk"):
        labelled = number or element.getprevious() is None or local(element.getprevious().tag) != "ltrlabel"
        before = "Nr. " if labelled and _FIGURES.fullmatch(_text(element)) else " "
        return Part("block" if number else "inline", before=before)
    if name in ("tekstregel", "nummer") or above in ("stuk", "table"):
        return _BLOCK
    return Part("block", level=_depth(element))


def _depth(element: Element) -> int:
    return min(6, max(1, sum(local(one.tag) in _DIVISIONS for one in element.iterancestors())))


def _subheading(element: Element) -> Part:
    style = element.get("kopopmaak") or element.get("opmaak") or element.get("letat") or ""
    above = sum(local(one.tag) in _DIVISIONS for one in element.iterancestors())
    return Part("block", level=min(6, above + _LEVELS.get(style, 3 if style else 2)), emphasis=True)


def _emphasised(element: Element) -> Part:
    return Part(emphasis=element.get("type") not in _UNSTRESSED, raised=element.get("type") == "sup")


def _cell(element: Element) -> Part:
    above = element.getparent().getparent()
    return Part("cell", head=local(element.tag) == "th" or (above is not None and local(above.tag) == "thead"))


_TAGS = {
    **{name: lambda element: Part(emphasis=True) for name in _STRONG},
    **{name: lambda element: Part("row") for name in ("row", "tr")},
    **{name: lambda element: Part("break") for name in ("br", "lb")},
    **{name: lambda element: _INLINE for name in ("tgroup", "thead", "tbody", "tfoot")},
    "table": lambda element: Part("table"),
    "entry": _cell,
    "td": _cell,
    "th": _cell,
    "kop": lambda element: Part("block", level=_depth(element)),
    "tussenkop": _subheading,
    "tuskop": _subheading,
    "nadruk": _emphasised,
    "sup": lambda element: Part(raised=True),
}
