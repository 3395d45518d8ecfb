"""Text to lines: one kind of break and blank, without page furniture."""

from __future__ import annotations

import re

from .document import Document, Line
from .flat import unfold

_PRIVATE = re.compile("[\U000f0000-\U000ffffd\u00ad\u200b-\u200d\u2060\ufeff\x00]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x85\v]")
_FURNITURE = re.compile(
    r"(?:Pagina|Blad|Page)\s{1,3}\d{1,3}(?:\s{1,3}(?:van|of|/)\s{1,3}\d{1,3})?"
    r"|\d{1,3}|\d{1,3}\s{0,3}/\s{0,3}\d{1,3}|-\s?\d{1,3}\s?-"
    r"|(?:kst-\S{5,30}\s{1,5})?(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{2,4},.{0,60}|ISSN 0921 ?- ?7371.{0,60}"
    r"|KST\d{5,20}|kst-\d{5}\S{1,20}|[’']s-Gravenhage \d{4}(?:\s{1,5}(?:Tweede|Eerste) Kamer, vergaderjaar.{0,80})?"
    r"|>\s{0,3}Retouradres.{0,200}|Bij beantwoording,? .{0,40}vermelden\.?",
    re.IGNORECASE,
)


def normalise(text: str) -> str:
    """One kind of line break and blank; soft hyphens, zero-width and private characters gone."""
    text = _PRIVATE.sub("", _BREAKS.sub("\n", text))
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\t", " ").replace("\u2011", "-")


# Official publications put their notes at the very end: ``X Noot`` / number / text.
_END_NOTE = re.compile(r"(?:^|\n)[ ]*X[ \n]{1,3}[Nn]oot[ \n]{1,4}(\d{1,3})[ \n]{1,4}(?=\S)")
# Web renderings list their notes with a way back: ``1. Text ↩︎``.
_LISTED_NOTE = re.compile(r"\n[ ]*(\d{1,3})\.[ ]{1,4}(\S[^\n]{0,2000}?)[ ]*\u21a9\ufe0e?(?=\n|$)")
_BARE_NUMBER = re.compile(r"\n[ ]*(\d{1,3})[ ]*\n{1,2}(?=[ ]*[^\s\d])")


def read_text(text: str) -> Document:
    """Plain text as a document; text that lost its line breaks is unfolded as far as it can be."""
    text = _end_notes(unfold(normalise(text)))
    lines, feet = _split(text)
    return Document(tuple(lines), beside=tuple(feet))


def _end_notes(text: str) -> str:
    """Number and text of each note on one line of their own, so that a number alone is not taken for a page's."""
    if "\u21a9" in text:
        text = _LISTED_NOTE.sub(r"\n\n\1 \2", text)
    first = _END_NOTE.search(text)
    if not first:
        return text
    notes = _END_NOTE.sub(r"\n\n\1 ", text[first.start() :])
    return text[: first.start()] + _BARE_NUMBER.sub(r"\n\n\1 ", notes)


def _split(text: str) -> tuple[list[Line], list[str]]:
    """The lines without page furniture; a page starts after a form feed, furniture, or with one leading blank."""
    raw = text.replace("\f", "\n\f").split("\n")
    indented = sum(1 for line in raw if _one_blank(line))
    marks_pages = indented * 8 <= len(raw)
    lines: list[Line] = []
    feet: list[str] = []
    page = False
    for line in raw:
        stripped = line.strip()
        if stripped and _FURNITURE.fullmatch(stripped):
            page = True
            feet.append(stripped)
            continue
        page = page or line.startswith("\f") or (marks_pages and _one_blank(line))
        lines.append(Line(stripped, page and bool(stripped)))
        page = page and not stripped
    return lines, feet


def _one_blank(line: str) -> bool:
    return line[:1] == " " and line[1:2] not in ("", " ")
