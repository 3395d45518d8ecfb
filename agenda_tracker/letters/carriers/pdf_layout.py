"""Pieces of a PDF to printed rows of the letter, without the margin column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from agenda_tracker.letters.hyphens import Vocabulary, join_lines

from .pdf_page import GLUED, SMALL, SPLITS, Piece, stands_above

SAME_ROW = 0.25  # of the type size: pieces of one row differ less in height
CLEAR = 0.9  # of the type size: more than a blank in a line in which other blanks are common
WIDE = 1.6  # of the type size: two cells, or a line of words stretched to the edge
ALIKE = 1.6  # the widest gap of a stretched line against the narrowest
PROSE = 35  # characters: only lines of the body are this long
BETWEEN = "   "  # what stands between the cells of a row
NEXT_LINE = 1.25  # of the usual distance of lines
ENOUGH = 5  # long lines that show the edges of a page
SMALLER = 0.93  # of the body's type size
_TINY = re.compile(r"(?:\d{1,3}(?:[,;]\s?\d{1,3})?|\*{1,3}|[a-z]{1,3})[.,;:)]?")
_TO_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIST_LABEL = re.compile(
    r"[-•·–—▪●○■§*o\uf0a7\uf0b7]|\(?(?:\d{1,2}|[ivxIVX]{1,5}|[A-Za-z])[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?"
)

HANGING = 4.0  # of the type size: how far the number of a footnote may stand before its hanging text


def fold_numbers(text: str) -> str:
    """The text with every number alike: ``Pagina # van #``."""
    return re.sub(r"[0-9]{1,9}", "#", text)


@dataclass(slots=True)
class Row:
    """One printed line of the body: its cells from left to right, and what it reads as."""

    page: int
    y: float
    size: float
    cells: list[list[Piece]]
    text: str = ""
    foot: float = 0.0  # the base line of its last line
    columns: list[str] = field(default_factory=list)  # its cells, when they stand in columns

    @property
    def x0(self) -> float:
        return self.cells[0][0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1][-1].x1

    @property
    def key(self) -> str:
        """The text with every number alike: what a page footer has in common with that of other pages."""
        return fold_numbers(self.text)


@dataclass(slots=True)
class Layout:
    """The rows of a letter by page, with the measures of its body: type size, distance of lines, left and right edge."""

    size: float
    leading: float
    edges: list[tuple[float, float]]
    pages: list[list[Row]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


def lay_out(pages: list[list[Piece]]) -> Layout:
    """Rows of the body on every page, from top to bottom; what stands in the margin goes to ``beside``."""
    size = _body_size(pages)
    drafts = [_rows(pieces, index, size) for index, pieces in enumerate(pages)]
    layout = Layout(size, _leading(drafts, size), _edges(drafts, size))
    for rows, edges in zip(drafts, layout.edges, strict=True):
        layout.beside += _take_margin(rows, edges, size)
        kept = [row for row in rows if row.cells]
        for row in kept:
            _set_text(row, edges[1])
        layout.pages.append(kept)
    return layout


def _body_size(pages: list[list[Piece]]) -> float:
    """The type size of most characters, to a quarter of a point."""
    sizes: Counter[float] = Counter()
    for pieces in pages:
        for piece in pieces:
            sizes[round(piece.size * 4) / 4] += len(piece.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _rows(pieces: list[Piece], page: int, size: float) -> list[Row]:
    """Pieces on one height, split into cells; raised figures drawn apart go to the row below them."""
    tiny = [piece for piece in pieces if piece.size < SMALL * size and _TINY.fullmatch(piece.text)]
    apart = {id(piece) for piece in tiny}
    rows = _by_height([piece for piece in pieces if id(piece) not in apart], page)
    loose = [piece for piece in tiny if not _attach(piece, rows) and not _level_with(piece, rows)]
    if loose:
        rows = sorted([*rows, *_by_height(loose, page)], key=lambda row: -row.y)
    for row in rows:
        row.cells = _cells(row.cells[0])
    return rows


def _by_height(pieces: list[Piece], page: int) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and rows[-1].y - piece.y <= SAME_ROW * max(piece.size, rows[-1].size):
            rows[-1].cells[0].append(piece)
        else:
            rows.append(Row(page, piece.y, piece.size, [[piece]]))
    return rows


def _attach(mark: Piece, rows: list[Row]) -> bool:
    """Put a raised figure at its place in the row below, right behind or right before a word."""
    index = bisect_left(rows, -mark.y, key=lambda row: -row.y)
    for row in rows[index : index + 3]:
        left = min(word.x0 for word in row.cells[0])
        for word in row.cells[0]:
            behind, before = (mark.x0 - word.x1) / word.size, (word.x0 - mark.x1) / word.size
            reach = HANGING if word.x0 == left else 0.8
            if (-0.2 < behind < 0.4 or -0.2 < before < reach) and stands_above(mark, word):
                text = mark.text.translate(_TO_RAISED)
                row.cells[0].append(Piece(mark.x0, mark.x1, word.y, word.size, text, word.face, word.strong))
                return True
    return False


def _level_with(piece: Piece, rows: list[Row]) -> bool:
    """A number in the type of its row stands in it: ``1      Text of the note``."""
    for row in rows[bisect_left(rows, -piece.y - row_height(piece), key=lambda row: -row.y) :]:
        if row.y < piece.y - row_height(piece):
            return False
        if abs(row.y - piece.y) <= row_height(piece) and abs(row.size - piece.size) < 0.1 * piece.size:
            row.cells[0].append(piece)
            return True
    return False


def row_height(piece: Piece) -> float:
    """How much the heights of two pieces of one row may differ."""
    return SAME_ROW * piece.size


def _cells(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces from left to right; a gap wider than a blank starts a new cell."""
    cells: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if cells and piece.x0 - cells[-1][-1].x1 < SPLITS * piece.size:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _leading(pages: list[list[Row]], size: float) -> float:
    """The usual distance of two lines of the body, to half a point."""
    counts: Counter[float] = Counter()
    for rows in pages:
        for above, below in pairwise(row for row in rows if row.size >= SMALLER * size):
            if above.y - below.y < 3 * size:
                counts[round((above.y - below.y) * 2) / 2] += min(
                    len(_cell_text(above.cells[0])), len(_cell_text(below.cells[0]))
                )
    return max(counts, key=lambda distance: (counts[distance], -distance), default=1.3 * size)


def _length(row: Row) -> int:
    return sum(len(piece.text) for cell in row.cells for piece in cell)


def _edges(pages: list[list[Row]], size: float) -> list[tuple[float, float]]:
    """Left and right edge of the body on each page, from its long lines; with few of them also those of the letter."""
    spans = [_long_cells(rows, size) for rows in pages]
    known = [_span_edges(page) for page in spans if page]
    if not known:
        return [(0.0, 10_000.0)] * len(pages)
    usual = median(left for left, _ in known), median(right for _, right in known)
    edges = []
    for page in spans:
        left, right = _span_edges(page) if page else usual
        few = len(page) < ENOUGH
        edges.append((min(left, usual[0]), max(right, usual[1])) if few else (left, right))
    return edges


def _long_cells(rows: list[Row], size: float) -> list[tuple[float, float]]:
    """Start and end of every line that is surely one of the body."""
    return [
        (cell[0].x0, cell[-1].x1)
        for row in rows
        for cell in row.cells
        if cell[0].size >= SMALLER * size and sum(len(piece.text) for piece in cell) >= PROSE
    ]


def _span_edges(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """Two lines may be longer than the rest (a title over the whole page)."""
    rights = sorted((x1 for _, x1 in spans), reverse=True)
    lefts = Counter(round(x0) for x0, _ in spans)
    left = min(x0 for x0, count in lefts.items() if count * 6 >= max(lefts.values()))
    return float(left), rights[min(2, (len(rights) - 1) // 4)]


def _take_margin(rows: list[Row], edges: tuple[float, float], size: float) -> list[str]:
    """Take cells right of the body, and small ones left of it, out of the rows; returns their texts."""
    beside: list[str] = []
    for row in rows:
        outside = [cell for cell in row.cells if _is_margin(cell, edges, size)]
        if not outside:
            continue
        beside += [" ".join(piece.text for piece in cell) for cell in outside]
        row.cells = [cell for cell in row.cells if cell not in outside]
        if row.cells:
            row.y, row.size = row.cells[0][0].y, row.cells[0][0].size
    return beside


def _is_margin(cell: list[Piece], edges: tuple[float, float], size: float) -> bool:
    right = cell[0].x0 > edges[1] + SPLITS * size
    return right or (cell[-1].x1 < edges[0] - SPLITS * size and cell[0].size < SMALLER * size)


def _set_text(row: Row, right: float) -> None:
    """The row as read: one blank between words, three between cells, one behind a bullet or number."""
    row.size = max((piece for cell in row.cells for piece in cell), key=lambda piece: len(piece.text)).size
    texts = [_cell_text(cell) for cell in row.cells]
    row.foot = row.y
    if len(texts) > 1 and _has_columns(row, right) and not (len(texts) == 2 and _LIST_LABEL.fullmatch(texts[0])):
        row.columns = texts
    row.text = BETWEEN.join(row.columns) or " ".join(texts)


def merge_columns(layout: Layout, words: Vocabulary) -> None:
    """Lines that stand only under the second or later cell of a row go on with that cell (a subject, an office)."""
    for index, rows in enumerate(layout.pages):
        kept: list[Row] = []
        for row in rows:
            near = kept and kept[-1].columns and kept[-1].foot - row.y < NEXT_LINE * layout.leading
            if near and _goes_on_with(kept[-1], row, words):
                kept[-1].foot = row.y
            else:
                kept.append(row)
        layout.pages[index] = kept


def _goes_on_with(above: Row, row: Row, words: Vocabulary) -> bool:
    places = [round(cell[0].x0) for cell in above.cells]
    columns = [next((k for k, x0 in enumerate(places) if abs(cell[0].x0 - x0) < 2), 0) for cell in row.cells]
    if not all(columns) or len(above.columns) != len(places):
        return False
    for column, cell in zip(columns, row.cells, strict=True):
        above.columns[column] = join_lines([above.columns[column], _cell_text(cell)], words)
    above.text = BETWEEN.join(above.columns)
    return True


def _cell_text(cell: list[Piece]) -> str:
    parts = [cell[0].text]
    for before, piece in pairwise(cell):
        glued = piece.x0 - before.x1 < GLUED * piece.size and not piece.spaced
        parts += ["" if glued else " ", piece.text]
    return "".join(parts)


def _has_columns(row: Row, right: float) -> bool:
    """Whether the gaps part columns: in a line stretched to the edge all gaps are alike, with one word between two."""
    cells = row.cells[1:] if _LIST_LABEL.fullmatch(_cell_text(row.cells[0])) else row.cells
    gaps = [after[0].x0 - before[-1].x1 for before, after in pairwise(cells)]
    phrases = any(" " in piece.text for cell in cells for piece in cell)
    if not gaps or max(gaps) < (CLEAR if phrases else WIDE) * row.size:
        return False
    stretched = abs(row.x1 - right) < row.size and max(gaps) < ALIKE * min(gaps)
    return phrases or not stretched
