"""What mammoth passes over in a Word document, spelled out in the document itself.

Numbers and bullets of lists, headings and emphasis that come from styles, fields, text boxes, columns made with tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from agenda_tracker.letters.clean import normalise

from .docx_numbers import Numbers
from .docx_styles import VAL, Style, Styles, W, child_value, emphasis_of, is_on, outline_level
from .html_parts import numeral
from .linked_notes import Element

GAP = "\u00a0\u00a0\u00a0"  # HTML keeps these blanks
MOST_BESIDE = 300  # lines of headers, footers and boxes in the margin
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNWRAPPED = tuple(W + name for name in ("fldSimple", "hyperlink", "dir", "bdo", "smartTag", "customXml", "sdtContent"))
_REMOVED = tuple(
    W + name
    for name in (
        "instrText", "delText", "delInstrText", "fldChar", "bookmarkStart", "bookmarkEnd", "commentReference", "proofErr",
        "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
    )
)  # fmt: skip
_DELETED = (f"{W}del", f"{W}moveFrom")
_ABOUT_MARKS = (f"{W}rPr", f"{W}trPr")  # here a deletion is that of the paragraph mark or the row
_BOXED = (f"{_MC}AlternateContent", f"{W}drawing", f"{W}pict", f"{W}object")
_WIDE = re.compile(" {3,}")
# A box in the margin with the address of the ministry; the box with the addressee belongs to the letter.
_MARGIN = re.compile(
    r"Contactpersoon|Postbus|\bT\s+\+?[\d(]|www\.|(?:Ons|Onze|Uw) (?:kenmerk|referentie)|Bezoekadres|Inlichtingen",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"[Vv]oorzitter|Geachte|Betreft|Onderwerp")
_REFERENCES = (f"{W}footnoteReference", f"{W}endnoteReference")
_FORMATS = {"lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}
_SYMBOLS = ("*", "†", "‡", "§")


class Speller:
    """Changes the parts of one document in place; ``beside`` gathers the text of boxes in the margin."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.styles = styles
        self.numbers = numbers
        self.beside: list[str] = []

    def spell_out(self, root: Element, notes: dict[str, set[str]]) -> None:
        """Everything at once; ``notes`` are the ids of the notes that exist, by kind."""
        for deleted in [*root.iter(*_DELETED)]:
            if deleted.getparent() is not None and deleted.getparent().tag not in _ABOUT_MARKS:
                deleted.getparent().remove(deleted)
        self._boxes(root)
        _drop_placeholders(root)
        etree.strip_tags(root, *_UNWRAPPED, f"{W}sdt")
        etree.strip_elements(root, *_REMOVED, with_tail=False)
        _known_notes(root, notes)
        for paragraph in [*root.iter(f"{W}p")]:
            self._paragraph(paragraph)

    def _boxes(self, root: Element) -> None:
        """Text boxes, one of the ways in which each is written, behind the paragraph they hang on; pictures go."""
        scopes = [root]
        while scopes:
            for outer in _outermost(scopes.pop(), *_BOXED):
                branch = _branch(outer)
                boxes = _outermost(branch, f"{W}txbxContent")
                if not boxes and branch is not outer and branch.find(f".//{W}t") is not None:
                    for child in [*branch]:
                        outer.addprevious(child)
                elif boxes and not self._in_margin(boxes):
                    holder = etree.Element(f"{W}pict")
                    holder.extend(boxes)
                    outer.addprevious(holder)
                    scopes.extend(boxes)
                outer.getparent().remove(outer)

    def _in_margin(self, boxes: list[Element]) -> bool:
        lines = [line for box in boxes for line in text_lines(box)]
        text = " ".join(lines)
        if not _MARGIN.search(text) or _ADDRESSEE.search(text):
            return False
        self.beside.extend(lines[: MOST_BESIDE - len(self.beside)])
        return True

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        name = child_value(properties, "pStyle") or self.styles.usual
        style = self.styles.of(name)
        runs = [run for run in paragraph.iter(f"{W}r") if next(run.iterancestors(f"{W}p")) is paragraph]
        for run in runs:
            self._run(run, style)
        if style.contents and paragraph.getparent() is not None:
            for run in runs:
                run.getparent().remove(run)
            return
        label = self._label(properties, style, name or "")
        level = style.level or outline_level(child_value(properties, "outlineLvl"))
        _set_properties(paragraph, properties, level)
        if label and any(text.text for run in runs for text in run.iter(f"{W}t")):
            paragraph.insert(paragraph.index(paragraph.find(f"{W}pPr")) + 1, _run_of(f"{label} ", runs))

    def _label(self, properties: Element | None, style: Style, name: str) -> str:
        own = child_value(properties, "numPr", "numId")
        depth = child_value(properties, "numPr", "ilvl")
        identifier = own if own is not None else style.numbering
        if not identifier or identifier == "0":
            return ""
        return self.numbers.label(identifier, depth or (style.depth if own is None else "") or "", name)

    def _run(self, run: Element, style: Style) -> None:
        """Only bold is left of all emphasis, and it is set where the run really has it."""
        properties = run.find(f"{W}rPr")
        own = self.styles.of(child_value(properties, "rStyle"))
        said = is_on(properties, "vanish")
        if said or (said is None and (own.hidden or style.hidden)):
            run.getparent().remove(run)
            return
        stressed = next(
            (one for one in (emphasis_of(properties), own.emphasis, style.emphasis) if one is not None), False
        )
        place = child_value(properties, "vertAlign")
        if properties is not None:
            run.remove(properties)
        new = etree.Element(f"{W}rPr")
        if stressed:
            etree.SubElement(new, f"{W}b")
        if place:
            etree.SubElement(new, f"{W}vertAlign").set(VAL, place)
        run.insert(0, new)
        _spell_content(run)


def _branch(outer: Element) -> Element:
    """The one of several ways of writing that has the text: the first that has."""
    if outer.tag != f"{_MC}AlternateContent":
        return outer
    ways = [*outer]
    return next((way for way in ways if way.find(f".//{W}t") is not None), ways[0] if ways else outer)


def _outermost(branch: Element, *tags: str) -> list[Element]:
    """Elements with one of these names that stand in no other one, from one way of writing each."""
    found: list[Element] = []
    walk = etree.iterwalk(branch, events=("start",))
    for _, element in walk:
        if element is branch:
            continue
        if element.tag in tags:
            found.append(element)
            walk.skip_subtree()
        elif element.tag == f"{_MC}Fallback" and found:
            walk.skip_subtree()
    return found


def _drop_placeholders(root: Element) -> None:
    """``Klik hier om tekst in te voeren`` in a field that nobody filled in."""
    for hint in [*root.iter(f"{W}showingPlcHdr")]:
        control = next(hint.iterancestors(f"{W}sdt"), None)
        if control is not None and control.getparent() is not None and is_on(hint.getparent(), "showingPlcHdr"):
            for text in [*control.iter(f"{W}t")]:
                text.text = ""


def _known_notes(root: Element, notes: dict[str, set[str]]) -> None:
    """References to notes that do not exist go; a mark that the author typed stands for itself no longer."""
    for reference in [*root.iter(*_REFERENCES)]:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        if reference.get(f"{W}id") not in notes[kind]:
            reference.getparent().remove(reference)
        elif is_custom(reference):
            following = reference.getnext()
            if following is not None and following.tag == f"{W}t":
                following.text = (following.text or "")[len(custom_mark(reference)) :]


def is_custom(reference: Element) -> bool:
    """Whether the author typed the mark instead of having it counted."""
    return (reference.get(f"{W}customMarkFollows") or "0").lower() not in ("0", "false", "off")


def custom_mark(reference: Element) -> str:
    """The mark that stands behind a reference in its run."""
    following = reference.getnext()
    text = (following.text or "") if following is not None and following.tag == f"{W}t" else ""
    return text.split()[0][:4] if text.split() else ""


def note_markers(document: Element, settings: Element | None) -> list[str]:
    """The marks of all notes as printed, in the order of the text: counted per kind, or typed."""
    kinds = {tag: _note_format(document, settings, tag) for tag in _REFERENCES}
    counts = dict.fromkeys(_REFERENCES, 0)
    markers: list[str] = []
    for reference in document.iter(*_REFERENCES):
        if is_custom(reference):
            markers.append(custom_mark(reference) or "*")
            continue
        counts[reference.tag] += 1
        kind, start = kinds[reference.tag]
        number = counts[reference.tag] + start - 1
        markers.append(_SYMBOLS[(number - 1) % 4] if kind == "chicago" else numeral(number, _FORMATS.get(kind, "1")))
    return markers


def _note_format(document: Element, settings: Element | None, tag: str) -> tuple[str, int]:
    """How notes of this kind are numbered; Word numbers endnotes with small Roman figures unless told otherwise."""
    name = tag.removeprefix(W).removesuffix("Reference") + "Pr"
    places = [*document.iter(W + name), *(settings.iter(W + name) if settings is not None else ())]
    kind = next((said for place in places if (said := child_value(place, "numFmt"))), None)
    start = next((said for place in places if (said := child_value(place, "numStart"))), "1")
    usual = "lowerRoman" if name.startswith("endnote") else "decimal"
    return kind or usual, int(start) if re.fullmatch(r"\d{1,4}", start) else 1


def _set_properties(paragraph: Element, properties: Element | None, level: int) -> None:
    """Of the properties only a deleted or inserted paragraph mark stays, and the style of a heading."""
    new = etree.Element(f"{W}pPr")
    if level:
        etree.SubElement(new, f"{W}pStyle").set(VAL, f"H{level}")
    if properties is not None:
        mark = properties.find(f"{W}rPr")
        if mark is not None:
            new.append(mark)
        paragraph.remove(properties)
    paragraph.insert(0, new)


def _run_of(text: str, runs: list[Element]) -> Element:
    """A run with this text and the emphasis of the first of ``runs``."""
    run = etree.Element(f"{W}r")
    if runs and runs[0].find(f"{W}rPr/{W}b") is not None:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
    etree.SubElement(run, f"{W}t").text = text
    return run


def _spell_content(run: Element) -> None:
    """Tabs and wide blanks as gaps, breaks of every kind as line breaks, symbols without a code gone."""
    for child in [*run]:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name in ("tab", "ptab"):
            child.tag = f"{W}t"
            child.attrib.clear()
            child.text = GAP
        elif name in ("br", "cr"):
            child.tag = f"{W}br"
            child.attrib.clear()
        elif name == "sym" and not re.fullmatch(r"[0-9A-Fa-f]{1,6}", child.get(f"{W}char") or ""):
            run.remove(child)
        elif name == "t" and child.text:
            child.text = _WIDE.sub(GAP, child.text)


def text_lines(root: Element) -> Iterator[str]:
    """The text of every paragraph of a header, footer or box, one line per printed line."""
    for paragraph in root.iter(f"{W}p"):
        text = ""
        for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr"):
            if next(one.iterancestors(f"{W}p"), None) is paragraph and one.getparent().tag == f"{W}r":
                text += (one.text or "") if one.tag == f"{W}t" else "   " if one.tag == f"{W}tab" else "\n"
        yield from (line.strip() for line in normalise(text).split("\n") if line.strip())
