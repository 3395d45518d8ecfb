"""Printed rows of a PDF to the lines of a letter: gaps between paragraphs, page starts and headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from agenda_tracker.letters.blocks import ENDS_SENTENCE
from agenda_tracker.letters.document import Document, Line
from agenda_tracker.letters.hyphens import Vocabulary, join_lines
from agenda_tracker.letters.labels import is_label

from .pdf_furniture import drop_furniture, is_furniture
from .pdf_layout import PROSE, Layout, Row, lay_out, merge_columns
from .pdf_notes import take_notes
from .pdf_page import Piece

GAP = 1.22  # of the usual distance of lines: clearly more
LEAST_GAP = 2.0  # points; raised figures push lines apart a little less
LARGER = 1.1  # of the body's type size: a heading by its size
STRETCHED = 0.6  # of the long lines end at the edge: the text is stretched to it
INDENTS = (0.7, 4.0)  # of the type size: the first line of a paragraph
ROOM = 1.2  # of the type size: a stretched line that leaves this much was the last of its paragraph
LEAST_ROOM = 0.06  # of the width: what is left of a line that was ended on purpose
SHORT, FULL = 0.8, 0.8  # of the width
HEADING_LINES = 3
CAPITALS = 8  # characters: a line of an address (2595 BD) is no heading
MOST_LEVELS = 3
ENOUGH = 3  # lines that show a narrower column
PLAIN = ("", 0.0)
_OFFICE = re.compile(r"(?:DE )?(?:MINISTER|STAATSSECRETARIS)\b", re.IGNORECASE)
_NATURE = re.compile(r"\(.{3,160}\)|= .{3,100}")  # how an item is treated, below its heading
_BULLET = re.compile(r"(?:[-•–—▪●○■\uf0a7\uf0b7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)])\s")
_OPENS_OTHER = re.compile(
    rf"(?:{_NATURE.pattern})$|{_BULLET.pattern}|(?:DE )?(?:MINISTER|STAATS)"
)  # no heading goes on so
_CLOSING = re.compile(
    r"Hoogachtend|Met (?:de )?(?:meeste |bijzondere )?hoogachting|Met vriendelijke groet", re.IGNORECASE
)
_UNFINISHED = re.compile(r"(?:\b(?:en|of|van|de|het|een|voor|in|op|te|tot|met|over|aan|der|bij)|[,–-])$", re.IGNORECASE)
_ENDS_TITLE = re.compile(r"(?:[12]\d{3}|\))$")  # Verslag Raad Buitenlandse Zaken van 19 januari 2032
_LABEL = re.compile(r"(?:Contactpersoon|Behandeld door|Inlichtingen(?: bij)?|Steller|Auteur|Contact)\b", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"(?:Datum|Ons kenmerk|Onze referentie|Uw kenmerk|Uw referentie|Uw brief|Kenmerk|Bijlage|Kopie|Pagina)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|www\.|https?:|(?:\+31|\b0\d{1,3})[\d\s().-]{6,}|^[TFMEI] ?[.:]?\s", re.IGNORECASE)


def letter_lines(pages: list[list[Piece]]) -> Document:
    """The letter on these pages, in reading order."""
    layout = lay_out(pages)
    drop_furniture(layout)
    words = Vocabulary(row.text for rows in layout.pages for row in rows)
    notes = take_notes(layout, words)
    merge_columns(layout, words)
    return Document(tuple(_Lines(layout, words).build()), tuple(notes), tuple(_without_persons(layout.beside)), "pdf")


class _Lines:
    """Writes the rows of the body one by one."""

    def __init__(self, layout: Layout, words: Vocabulary) -> None:
        self.layout, self.words = layout, words
        self.rows = [row for rows in layout.pages for row in rows]
        self.face = _body_face(self.rows)
        self.stretched = _is_stretched(layout)
        self.levels = _levels(layout)
        closings = (index for index, row in enumerate(self.rows) if _CLOSING.match(row.text))
        self.closing = max(closings, default=len(self.rows))
        self.kinds = [self._kind(row) for row in self.rows]
        self.items: list[float] = []  # where the text of the list item begins to which a row belongs, or 0
        self.gaps: list[bool] = []
        for index, row in enumerate(self.rows):
            self.gaps.append(index > 0 and self._gap(index))
            self.items.append(self._item(row))

    def build(self) -> list[Line]:
        lines: list[Line] = []
        apart = self._around_headings()
        for index, row in enumerate(self.rows):
            if index and self._goes_on(index):
                text = join_lines([lines[-1].text, row.text], self.words)
                lines[-1] = replace(lines[-1], text=text, whole=True)
                continue
            if index and (index in apart or self.gaps[index]):
                lines.append(Line(""))
            fresh = index == 0 or self.rows[index - 1].page != row.page
            text = "•" + row.text[1:] if "\ue000" <= row.text[0] <= "\uf8ff" else row.text
            level = 0 if row.columns else self.levels.get(_rounded(row.size), 0)
            lines.append(Line(text, page=fresh, level=level, emphasis=self._is_emphasis(index)))
        return lines

    def _goes_on(self, index: int) -> bool:
        """Whether this row is the next line of a heading (set alike, its first word had no room) or of an office."""
        above, row = self.rows[index - 1], self.rows[index]
        if above.page != row.page or self.gaps[index] or above.columns or row.columns:
            return False
        if index - 1 > self.closing and _OFFICE.match(above.text) and not _OFFICE.match(row.text):
            return not self._fitted(index)
        capitals = above.text.isupper() and row.text.isupper() and len(above.text) > CAPITALS
        return (self._alike(index) or capitals) and self._wraps(index)

    def _alike(self, index: int) -> bool:
        """Whether this row and the one above it are set as headings of one kind."""
        return self.kinds[index] == self.kinds[index - 1] != PLAIN

    def _wraps(self, index: int) -> bool:
        above, row = self.rows[index - 1], self.rows[index]
        ended = ENDS_SENTENCE.search(above.text) or _ENDS_TITLE.search(above.text)
        if ended or _OPENS_OTHER.match(row.text) or is_label(row.text):
            return False
        full = above.x1 - above.x0 > FULL * (self._right(index - 1) - above.x0)
        return not self._fitted(index) and (full or row.text[0].islower() or bool(_UNFINISHED.search(above.text)))

    def _item(self, row: Row) -> float:
        """The left edge of the text behind a bullet or number, for the item's first line and those below it."""
        pieces = row.cells[0] if len(row.cells[0]) > 1 else [piece for cell in row.cells for piece in cell]
        if len(pieces) > 1 and _BULLET.match(row.text):
            return pieces[1].x0
        above = self.items[-1] if self.items and not self.gaps[-1] else 0.0
        return above if abs(row.x0 - above) < 2 else 0.0

    def _is_strong(self, row: Row) -> bool:
        """Whether the whole line is bold or italic, and the body is not."""
        return all(piece.strong and piece.face != self.face for cell in row.cells for piece in cell)

    def _is_emphasis(self, index: int) -> bool:
        """A strong line that stands by itself, and not the bold opening of a paragraph that goes on below it."""
        if not self._is_strong(self.rows[index]):
            return False
        last = min(index + HEADING_LINES, len(self.rows) - 1)
        while index < last and self.kinds[index + 1] == self.kinds[index]:
            index += 1
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        return below is None or self.gaps[index + 1] or not below.text[0].islower()

    def _kind(self, row: Row) -> tuple[str, float]:
        """What sets a line apart from the body: its face and size; ``("", 0)`` for nothing."""
        if row.columns:
            return PLAIN
        size = row.size if row.size >= LARGER * self.layout.size else 0.0
        return (row.cells[0][0].face if size or self._is_strong(row) else "", _rounded(size))

    def _around_headings(self) -> set[int]:
        """Rows before which a heading begins or ends: up to three lines alike, behind the end of a paragraph."""
        apart: set[int] = set()
        start = 0
        for index in range(1, len(self.rows) + 1):
            if index < len(self.rows) and self.kinds[index] == self.kinds[start]:
                continue
            heading = self.kinds[start] != PLAIN and index - start <= HEADING_LINES
            if heading and (start == 0 or self._ended(start - 1)):
                apart |= {start, index}
            start = index
        return apart

    def _ended(self, index: int) -> bool:
        """Whether a paragraph may have ended with this row: at a full stop, before a gap, or on a short line."""
        row = self.rows[index]
        short = row.x1 < row.x0 + SHORT * (self.layout.edges[row.page][1] - row.x0)
        return short or bool(ENDS_SENTENCE.search(row.text)) or self.gaps[index + 1] or self.kinds[index] != PLAIN

    def _gap(self, index: int) -> bool:
        """Whether this row stands clearly lower than the next line would, or a paragraph was ended above it."""
        above, row = self.rows[index - 1], self.rows[index]
        if above.page == row.page:
            distance, usual = above.foot - row.y, self.layout.leading
            if distance > GAP * usual and distance > usual + LEAST_GAP:
                return True
        if self._alike(index) and not self._wraps(index):
            return True
        if not ENDS_SENTENCE.search(above.text) or row.text[0].islower():
            return False
        left_list = row.x0 < self.items[index - 1] - 0.5 * row.size
        return left_list or self._indented(index) or self._had_room(index)

    def _indented(self, index: int) -> bool:
        """A first line set in from the line above (not that of a list item) or from the line below it."""
        above, row = self.rows[index - 1], self.rows[index]
        least, most = (part * row.size for part in INDENTS)
        at_edge = abs(above.x0 - self.layout.edges[above.page][0]) < row.size and not _BULLET.match(above.text)
        if at_edge and least < row.x0 - above.x0 < most:
            return True
        below = self.rows[index + 1] if index + 1 < len(self.rows) else row
        goes_on = below.page == row.page and not _BULLET.match(below.text) and not ENDS_SENTENCE.search(row.text)
        return goes_on and least < row.x0 - below.x0 < most and row.y - below.y < GAP * self.layout.leading

    def _had_room(self, index: int) -> bool:
        """Whether this row could have begun behind the row above it; a stretched line has no room at all."""
        if self.stretched:
            return self._right(index - 1) - self.rows[index - 1].x1 > ROOM * self.rows[index].size
        return self._fitted(index)

    def _fitted(self, index: int) -> bool:
        """Whether the first word of this row would have fitted behind the row above it."""
        above, row = self.rows[index - 1], self.rows[index]
        room = self._right(index - 1) - above.x1
        word = len(row.text.split(" ", 1)[0]) / len(row.text) * (row.x1 - row.x0)
        return room > 1.15 * word + row.size and room > LEAST_ROOM * (self._right(index - 1) - above.x0)

    def _right(self, index: int) -> float:
        """The right edge of the text a row stands in; a text box or quotation is narrower than the page."""
        row = self.rows[index]
        edge = self.layout.edges[row.page][1]
        around = self.rows[max(0, index - 5) : index + 6]
        near = [other.x1 for other in around if abs(other.x0 - row.x0) < 2 and len(other.text) >= PROSE]
        return max(near) if len(near) >= ENOUGH and max(near) < edge - row.size else edge


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _body_face(rows: list[Row]) -> str:
    faces: Counter[str] = Counter()
    for row in rows:
        faces[row.cells[0][0].face] += len(row.text)
    return max(faces, key=lambda face: faces[face], default="")


def _is_stretched(layout: Layout) -> bool:
    """Whether most full lines end exactly at the right edge."""
    ends = [
        abs(row.x1 - layout.edges[row.page][1]) < 1.5 for rows in layout.pages for row in rows if len(row.text) > PROSE
    ]
    return sum(ends) > STRETCHED * len(ends)


def _levels(layout: Layout) -> dict[float, int]:
    """Heading levels of the type sizes larger than the body: the largest is 1."""
    sizes = {_rounded(row.size) for rows in layout.pages for row in rows if row.size >= LARGER * layout.size}
    return {size: min(level, MOST_LEVELS) for level, size in enumerate(sorted(sizes, reverse=True), 1)}


def _without_persons(beside: list[str]) -> Iterator[str]:
    """The margin without contact persons, telephone numbers, internet addresses and page numbers."""
    person = False
    for text in dict.fromkeys(beside):
        if _LABEL.match(text):
            person = True
        elif _OTHER_LABEL.match(text):
            person = False
        if not person and not _CONTACT.search(text) and not is_furniture(text):
            yield text
