"""Footnotes of a PDF: the small lines at the foot of a page, and the raised figures that point to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agenda_tracker.letters.blocks import ENDS_SENTENCE
from agenda_tracker.letters.document import MOST_NOTES, Note, note_key
from agenda_tracker.letters.hyphens import Vocabulary, join_lines

from .pdf_layout import SMALLER, Layout, Row

APART = 1.2  # of the usual distance of lines
FAR = 4.0  # of the usual distance of lines
_FIRST = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[*")
ANYWHERE = -2  # for a page
LOOK_AHEAD = 3  # numbers that may be missing between two footnotes
_FROM_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENS = re.compile(
    r"(?:(?P<raised>[⁰¹²³⁴-⁹]{1,3}|\*{1,3})|\[?(?P<plain>\d{1,3})(?:\]|[.)](?=\s))?)\s{0,9}(?P<text>\S.*)"
)
_MARK = re.compile(r"[⁰¹²³⁴-⁹]{1,3}|(?<=\w)\*{1,3}(?!\w)")
# m², km³ and 10⁶ are no marks.
_UNIT = re.compile(r"(?:(?<![^\W\d_])(?:[kcdmh]?m|ha|s)|(?<!\d)10)$")
_BETWEEN = re.compile(r"(?<=[\U000f0000-\U000fffef])[,;]\s?(?=[\U000f0000-\U000fffef])")


@dataclass(slots=True)
class _Draft:
    """A footnote as it grows line by line; ``page`` is where it starts."""

    marker: str
    page: int
    last: int
    x0: float
    raised: bool
    parts: list[str]


@dataclass(slots=True)
class _Mark:
    """A raised number in the body."""

    row: Row
    start: int
    end: int
    number: str
    key: str = ""


def take_notes(layout: Layout, words: Vocabulary) -> list[Note]:
    """Move the footnotes out of the pages of the layout and put a private character at each of their marks."""
    marks = _find_marks(layout)
    drafts = _NoteFinder(layout, marks).take()[:MOST_NOTES]
    notes = [
        Note(draft.marker, " ".join(join_lines(draft.parts, words).split()), note_key(index))
        for index, draft in enumerate(drafts)
    ]
    left = {id(row) for rows in layout.pages for row in rows}
    _set_keys(_matched(drafts, notes, [mark for mark in marks if id(mark.row) in left]))
    return notes


def _find_marks(layout: Layout) -> list[_Mark]:
    """Every raised number that may be a mark, in reading order; one at the start of a line opens a footnote."""
    found: list[_Mark] = []
    for rows in layout.pages:
        for row in rows:
            if row.text.isascii() and "*" not in row.text:
                continue
            for match in _MARK.finditer(row.text):
                if match.start() and not _UNIT.search(row.text[max(0, match.start() - 5) : match.start()]):
                    found.append(_Mark(row, *match.span(), match[0].translate(_FROM_RAISED)))
    return found


class _NoteFinder:
    """Goes through the pages and takes the lines of footnotes at the foot of each."""

    def __init__(self, layout: Layout, marks: list[_Mark]) -> None:
        self.layout = layout
        self.marked = {mark.number for mark in marks}
        self.places = {(mark.row.page, mark.number) for mark in marks}
        self.drafts: list[_Draft] = []
        self.known: set[str] = set()
        self.last = 0  # the number of the last footnote with a number

    def take(self) -> list[_Draft]:
        """The footnotes in order; their rows are no longer in the layout."""
        for index, rows in enumerate(self.layout.pages):
            start = self._start(rows)
            for row in rows[start:]:
                self._add(row)
            self.layout.pages[index] = rows[:start]
        if len(self.known) == len(self.drafts) and all(map(str.isdigit, self.known)):
            self.drafts.sort(key=lambda draft: int(draft.marker))  # some printers exchange two on a page
        return self.drafts

    def _start(self, rows: list[Row]) -> int:
        """Where the footnotes of a page begin: at small type as far as the foot, or at the next number set apart."""
        small = len(rows)
        while small and rows[small - 1].size < SMALLER * self.layout.size and not self._far(rows, small):
            small -= 1
        if small == len(rows):
            return self._large_start(rows)
        if self._continues(rows[small]):
            return small
        return next((index for index in range(small, len(rows)) if self._opens(rows[index])), len(rows))

    def _far(self, rows: list[Row], index: int) -> bool:
        """Whether a wide gap parts a row from the one above: small type up there, as of a signature, is no footnote."""
        return index < len(rows) and rows[index - 1].y - rows[index].y > FAR * self.layout.leading

    def _large_start(self, rows: list[Row]) -> int:
        """Footnotes in the type of the body: the number has its mark on this page and is raised or set apart."""
        for index in range(1, len(rows)):
            opened = self._opens(rows[index])
            if opened is None or not (opened["raised"] or (rows[index].page, _number(opened)) in self.places):
                continue
            if opened["raised"] or rows[index - 1].y - rows[index].y > APART * self.layout.leading:
                return index
        return len(rows)

    def _opens(self, row: Row) -> re.Match[str] | None:
        """Whether a line opens a footnote: its number is the next one, and printed like the one before."""
        opened = _OPENS.fullmatch(row.text) if row.text[:1] in _FIRST else None
        if opened is None:
            return None
        last, number = self.drafts[-1] if self.drafts else None, _number(opened)
        if opened["raised"] and number not in self.known and self._marked_near(number, row.page):
            return opened
        if not self._expected(number, row.page):
            return None
        if opened["raised"]:
            return opened
        aligned = last is None or last.page != row.page or abs(row.x0 - last.x0) < self.layout.size
        return opened if aligned and not (last and last.raised) and opened["plain"] in self.marked else None

    def _expected(self, number: str, page: int) -> bool:
        """The next number; or one with its mark on this page or the one before that skips a few, or starts again at 1."""
        here = self._marked_near(number, page)
        if not number.isdigit() or not self.last:
            return here or (number == "1" and number in self.marked)  # at the end of the letter
        value = int(number)
        return value == self.last + 1 or (here and (self.last < value <= self.last + LOOK_AHEAD or value == 1))

    def _marked_near(self, number: str, page: int) -> bool:
        return (page, number) in self.places or (page - 1, number) in self.places

    def _continues(self, row: Row) -> bool:
        """Small lines without a number on top of the footnotes: the last one of the page before goes on."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.last != row.page - 1 or self._opens(row):
            return False
        return not ENDS_SENTENCE.search(last.parts[-1]) or row.text[:1].islower()

    def _add(self, row: Row) -> None:
        opened = self._opens(row)
        if opened:
            number = _number(opened)
            self.known.add(number)
            self.last = int(number) if number.isdigit() else self.last
            raised = bool(opened["raised"])
            self.drafts.append(_Draft(number, row.page, row.page, row.x0, raised, [_flat(opened["text"])]))
        elif self.drafts:
            self.drafts[-1].parts.append(_flat(row.text))
            self.drafts[-1].last = row.page


def _number(opened: re.Match[str]) -> str:
    return (opened["raised"] or opened["plain"]).translate(_FROM_RAISED).lstrip("0") or "0"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _matched(drafts: list[_Draft], notes: list[Note], marks: list[_Mark]) -> list[_Mark]:
    """The marks that have a footnote, each with its key: one on the same page first, then beside it, then any."""
    waiting: dict[tuple[int, str], list[_Mark]] = {}
    for mark in reversed(marks):
        for page in (mark.row.page, ANYWHERE):
            waiting.setdefault((page, mark.number), []).append(mark)
    found: list[_Mark] = []
    for draft, note in zip(drafts, notes, strict=True):
        for page in (draft.page, draft.page - 1, draft.page + 1, ANYWHERE):
            options = waiting.get((page, draft.marker), [])
            while options and options[-1].key:
                options.pop()
            if options:
                options[-1].key = note.key
                found.append(options.pop())
                break
    return found


def _set_keys(marks: list[_Mark]) -> None:
    """Replace each mark by its private character, directly behind the word; ``¹,²`` loses its comma."""
    for mark in sorted(marks, key=lambda mark: -mark.start):
        text = mark.row.text
        mark.row.text = text[: mark.start].rstrip() + mark.key + text[mark.end :]
    for row in {id(mark.row): mark.row for mark in marks}.values():
        row.text = _BETWEEN.sub("", row.text)
