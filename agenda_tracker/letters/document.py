"""What a carrier gives of a letter: its lines in reading order, and what the carrier itself knows about them."""

from __future__ import annotations

from dataclasses import dataclass

# Private characters stand where footnote marks stood; the same characters in the input are dropped first.
SENTINEL = 0xF0000
MOST_NOTES = 0xFFE0
# Keeps offsets of later marks in the same line right; dropped with the sentinel.
FILLER = chr(SENTINEL + 0xFFF0)


class UnreadableLetter(ValueError):
    """No text could be read; ``str(exc)`` is one Dutch sentence or two for the user."""


@dataclass(slots=True)
class Line:
    """One printed line, or (``whole``) a complete paragraph or heading; no blanks at its ends, ``""`` for a gap.

    ``page``: the first line of a page. ``note``: it belongs to a footnote. ``level``: the heading level a style names
    (1 is highest), 0 when no style says so. ``emphasis``: wholly bold, italic or underlined. Three or more blanks
    inside stand between the cells of a table row or between columns.
    """

    text: str
    page: bool = False
    note: bool = False
    whole: bool = False
    level: int = 0
    emphasis: bool = False

    def copy(self) -> Line:
        """The same line again; readers change lines as they go."""
        return Line(self.text, self.page, self.note, self.whole, self.level, self.emphasis)


@dataclass(frozen=True)
class Note:
    """A footnote as printed; ``key`` is the private character that now stands where its mark stood."""

    marker: str
    text: str
    key: str


@dataclass(frozen=True)
class Document:
    """The lines of a letter and the footnotes its carrier knows; ``beside`` is the text of the margin column.

    ``notes`` is empty for carriers that do not tell footnotes apart; the reader then looks for them itself.
    ``carrier`` is ``text``, ``pdf``, ``docx``, ``html`` or ``xml``.
    """

    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    beside: tuple[str, ...] = ()
    carrier: str = "text"

    @property
    def text(self) -> str:
        """The lines, each ended by a newline but the last: what the places of facts count in."""
        return "\n".join(line.text for line in self.lines)


def note_key(number: int) -> str:
    """The private character for the mark of the footnote with this index (0, 1, …, below ``MOST_NOTES``)."""
    return chr(SENTINEL + number)
