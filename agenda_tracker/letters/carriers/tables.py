"""The rows of a table as lines: facts, label and value, columns read across, or a page laid out in cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from agenda_tracker.letters.document import Line

GAP = "   "
LONGEST_HEAD = 40  # characters of the name of a column
LONGEST_LABEL = 60
PROSE = 100  # characters from which a cell that ends a sentence is running text
# The table that officielebekendmakingen.nl prints above a paper, whatever its cells are called in the markup.
_PUBLICATION = re.compile(r"Datum publicatie|Organisatie|Vergaderjaar|Dossier- en ondernummer", re.IGNORECASE)


@dataclass(slots=True)
class Cell:
    """The lines of one cell; ``head``: the markup says that it names a column or row."""

    lines: list[Line]
    head: bool = False

    @property
    def only(self) -> str:
        """Its text when it is one line, else ``""``."""
        return self.lines[0].text if len(self.lines) == 1 else ""


Table = list[list[Cell]]


def table_lines(rows: Table) -> list[Line]:
    """One line per row, cells three blanks apart, except where the table only lays out a page.

    A row of column names with one row of values becomes a line per column. Cells with running text or several
    paragraphs are read one after the other.
    """
    rows = [row for row in rows if any(cell.lines for cell in row)]
    if _is_facts(rows):
        return list(_facts(*rows))
    return [line for row in rows for line in _row_lines([cell for cell in row if cell.lines])]


def _is_facts(rows: Table) -> bool:
    """Two rows: names of columns, said to be so by the markup, by boldness or by the publication's own words."""
    if (
        len(rows) != 2
        or not 2 <= len(rows[1]) <= len(rows[0])
        or any(len(cell.lines) > 1 for row in rows for cell in row)
    ):
        return False
    names, values = ([cell for cell in row if cell.lines] for row in rows)
    if not all(cell.only and len(cell.only) <= LONGEST_HEAD for cell in names) or any(cell.head for cell in values):
        return False
    bold = all(cell.lines[0].emphasis for cell in names) and not any(cell.lines[0].emphasis for cell in values)
    return all(cell.head for cell in names) or bold or any(_PUBLICATION.fullmatch(cell.only) for cell in names)


def _facts(names: list[Cell], values: list[Cell]) -> Iterator[Line]:
    """A page that leaves the date out has one value less than names: they belong together from the right."""
    for name, value in zip(names[len(names) - len(values) :], values, strict=True):
        if value.only:
            yield Line(f"{name.only}{GAP}{value.only}".strip(), whole=True)


def _row_lines(cells: list[Cell]) -> list[Line]:
    if len(cells) < 2:
        return [line for cell in cells for line in cell.lines]
    if all(cell.only for cell in cells):
        return _apart(cells) or [_across([cell.lines[0] for cell in cells])]
    if len(cells) == 2 and _labels(*cells):
        return [_across([line for line in pair if line]) for pair in zip_longest(*(cell.lines for cell in cells))]
    return [line for cell in cells for line in cell.lines]


def _apart(cells: list[Cell]) -> list[Line]:
    """A fixed label beside its running text: ``Inzet Nederland`` | ``Nederland steunt …``."""
    name, text = cells[0].only, cells[-1].only
    if len(cells) == 2 and len(name) <= LONGEST_LABEL and len(text) > PROSE and text.endswith((".", "?", "!")):
        return [cells[0].lines[0], cells[1].lines[0]]
    return []


def _across(lines: list[Line]) -> Line:
    return Line(GAP.join(line.text for line in lines), whole=True, emphasis=all(line.emphasis for line in lines))


def _labels(left: Cell, right: Cell) -> bool:
    """Labels below each other with as many values beside them."""
    return len(left.lines) == len(right.lines) and all(len(line.text) <= LONGEST_HEAD // 2 for line in left.lines)
