"""Word documents (.docx) to the lines of a letter, with their own footnotes, headings, lists and tables."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import mammoth
from lxml import etree

from agenda_tracker.letters.document import Document, Note, UnreadableLetter

from .docx_numbers import Numbers
from .docx_package import Package, is_docx, open_package
from .docx_spelled import MOST_BESIDE, Speller, note_markers, text_lines
from .docx_styles import DEEPEST, VAL, Styles, W
from .linked_notes import Element
from .markup import parse_html, read_tree

__all__ = ["is_docx", "read_docx"]

PASTE = "kopieer de tekst van de brief en plak die."
UNUSUAL = f"is zo ongewoon opgebouwd dat het niet wordt gelezen; sla het in Word op als PDF, of {PASTE}"
EMPTY = f"bevat geen tekst, misschien alleen afbeeldingen; laat er tekstherkenning (OCR) op los, of {PASTE}"
_NOTES = ("footnote", "endnote")
_STYLE_MAP = "\n".join(f"p[style-name='heading {level}'] => h{level}:fresh" for level in range(1, DEEPEST + 1))


def read_docx(data: bytes, called: str = "Het bestand") -> Document:
    """The letter in a Word document; ``called`` opens the sentence about one that cannot be read.

    Headers, footers and boxes in the margin are ``beside``, not body. Deleted text is left out, inserted text is not.
    Raises UnreadableLetter for a file that is broken, locked, no Word file, too large after unpacking or without text.
    """
    package = open_package(data, called)
    beside = [line for margin in package.margins for line in text_lines(margin)]
    markers = note_markers(package.document, package.others.get("settings"))
    beside += _spell_out(package)
    if not any(char.isalpha() for text in package.document.iter(f"{W}t") for char in text.text or ""):
        raise UnreadableLetter(f"{called} {EMPTY}")
    try:
        html = mammoth.convert_to_html(
            BytesIO(_packed(package)), style_map=_STYLE_MAP, include_default_style_map=False
        ).value
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError, OSError) as error:
        raise UnreadableLetter(f"{called} {UNUSUAL}") from error
    document = read_tree(parse_html(html, called), called, "docx")
    return replace(document, notes=_marked(document.notes, markers), beside=tuple(dict.fromkeys(beside[:MOST_BESIDE])))


def _spell_out(package: Package) -> list[str]:
    """Spell out the parts in place; the text of boxes in the margin."""
    styles = Styles(package.others.get("styles"))
    speller = Speller(styles, Numbers(package.others.get("numbering"), styles))
    known = {kind: _note_ids(package.others.get(f"{kind}s"), kind) for kind in _NOTES}
    speller.spell_out(package.document, known)
    for kind in _NOTES:
        if f"{kind}s" in package.others:
            speller.spell_out(package.others[f"{kind}s"], {name: set() for name in _NOTES})
    return speller.beside


def _note_ids(part: Element | None, kind: str) -> set[str]:
    """Ids of the notes themselves; lines that separate notes from text are notes to Word, too."""
    found = part.iter(W + kind) if part is not None else ()
    return {one.get(f"{W}id") for one in found if "eparator" not in (one.get(f"{W}type") or "") and one.get(f"{W}id")}


def _packed(package: Package) -> bytes:
    """A small package with nothing but what mammoth needs."""
    styles = etree.Element(f"{W}styles", nsmap={"w": W.strip("{}")})
    for level in range(1, DEEPEST + 1):
        style = etree.SubElement(styles, f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": f"H{level}"})
        etree.SubElement(style, f"{W}name").set(VAL, f"heading {level}")
    parts = {"document": package.document, "styles": styles}
    parts |= {name: part for name, part in package.others.items() if name.endswith("notes")}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(part, encoding="utf-8"))
    return stream.getvalue()


def _marked(notes: tuple[Note, ...], markers: list[str]) -> tuple[Note, ...]:
    """The notes with the marks that Word prints instead of mammoth's own numbers."""
    numbered = {str(number): marker for number, marker in enumerate(markers, start=1)}
    return tuple(replace(note, marker=numbered.get(note.marker, note.marker)) for note in notes)
