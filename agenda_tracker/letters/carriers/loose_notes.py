"""Footnotes of a page without links: raised figures in the text, and the same figures before the notes below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agenda_tracker.letters.document import MOST_NOTES, Line, Note, note_key

from .note_text import clean_note

_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")
_NOTE = re.compile(r"([⁰¹²³⁴-⁹]{1,3})\s{0,5}(\S.*)")
_CLOSED = re.compile(r"X ?Noot(?: ?([\d⁰¹²³⁴-⁹]{1,3})\b ?(.*))?")  # how officielebekendmakingen.nl prints notes
_NUMBER = re.compile(r"([\d⁰¹²³⁴-⁹]{1,3})(?:\s{1,5}(\S.*))?")
_UNIT = re.compile(r"(?<!\w)[ckd]?m$")  # m², km³
MOST_PARAGRAPHS = 4  # of one note


@dataclass(frozen=True, slots=True)
class _Found:
    """A note that may be one: its number, its text and the lines it takes, the last excluded."""

    number: int
    text: str
    start: int
    stop: int


def take_loose_notes(lines: list[Line]) -> tuple[list[Line], list[Note]]:
    """The lines without the notes, keys in place of their marks, and the notes.

    A paragraph is a note only when it bears the next number and a raised figure with that number stands before it.
    """
    full = [line for line in lines if line.text]
    marks = _marks(full)
    taken: set[int] = set()
    notes: list[Note] = []
    for found in _candidates(full) if marks else ():
        place = marks.get(found.number)
        if found.number != len(notes) + 1 or place is None or place[0] >= found.start or len(notes) >= MOST_NOTES:
            continue
        notes.append(Note(str(found.number), clean_note(found.text, str(found.number)), note_key(len(notes))))
        taken.update(map(id, full[found.start : found.stop]))
    places = ((marks[number], number) for number in range(1, len(notes) + 1))
    for (index, start, end), number in sorted(places, reverse=True):  # from behind: places in one line stay right
        text = full[index].text
        full[index].text = f"{text[:start].rstrip()}{note_key(number - 1)}{text[end:]}"
    return [line for line in lines if id(line) not in taken], notes


def _marks(lines: list[Line]) -> dict[int, tuple[int, int, int]]:
    """The first raised figure of each number that stands behind a word: line, start, end."""
    marks: dict[int, tuple[int, int, int]] = {}
    for index, line in enumerate(lines):
        for match in _RAISED.finditer(line.text):
            if match.start() and not _UNIT.search(line.text[max(0, match.start() - 4) : match.start()]):
                marks.setdefault(int(match[0].translate(_FIGURES)), (index, match.start(), match.end()))
    return marks


def _candidates(lines: list[Line]) -> Iterator[_Found]:
    for index, line in enumerate(lines):
        match = _NOTE.fullmatch(line.text)
        if match:
            yield _Found(int(match[1].translate(_FIGURES)), match[2], index, index + 1)
        elif closed := _CLOSED.fullmatch(line.text):
            found = _closed_note(lines, index, closed)
            if found:
                yield found


def _closed_note(lines: list[Line], index: int, closed: re.Match[str]) -> _Found | None:
    """``X Noot``, its number, and its text up to the next one; number and text may stand on lines of their own."""
    stop = index + 1
    number, text = closed[1], closed[2] or ""
    if not number and stop < len(lines) and (match := _NUMBER.fullmatch(lines[stop].text)):
        number, text, stop = match[1], match[2] or "", stop + 1
    if not number:
        return None
    parts = [text] if text else []
    while stop < len(lines) and len(parts) < MOST_PARAGRAPHS and not _ends_note(lines[stop].text):
        parts.append(lines[stop].text)
        stop += 1
    return _Found(int(number.translate(_FIGURES)), " ".join(filter(None, parts)), index, stop)


def _ends_note(text: str) -> bool:
    return bool(_CLOSED.fullmatch(text)) or text.endswith("Naar boven")
