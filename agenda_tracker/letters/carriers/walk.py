"""A tree of elements into a Flow, without recursion; what an element means is told by its vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .flow import Flow

Element = Any  # lxml has no annotations


@dataclass(frozen=True, slots=True)
class Part:
    """What an element is on the page.

    ``shape``: ``inline``, ``block``, ``break``, ``table``, ``row``, ``cell`` or ``skip``. ``level``: that of a
    heading. ``label``: the mark of a list item. ``tight``: no empty line above. ``head``: a cell that names its column.
    ``before``: printed before its text. ``mark``: the index of the note that is referred to here. ``note``: the index
    of the note whose text this is, ``opens`` when that text only begins here, ``cites`` when its mark stands here, too;
    ``marker``: the mark as printed.
    """

    shape: str = "inline"
    level: int = 0
    label: str = ""
    tight: bool = False
    emphasis: bool = False
    raised: bool = False
    printed: bool = False
    head: bool = False
    mark: int = -1
    note: int = -1
    opens: bool = False
    cites: bool = False
    marker: str = ""
    before: str = ""


SKIP = Part("skip")


class _Walk:
    """One pass over a tree; ``_open`` holds what was begun and must be ended, ``_ranged`` the note without an end."""

    def __init__(self, flow: Flow, meaning: Callable[[Element], Part]) -> None:
        self.flow = flow
        self.meaning = meaning
        self._open: list[Part] = []
        self._levels = [0]
        self._rows: list[bool] = []  # for every open table whether one of its rows is open
        self._ranged: Part | None = None

    def over(self, root: Element) -> None:
        """Everything below ``root``, each element at its start and at its end."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                part = self._placed(self.meaning(element)) if isinstance(element.tag, str) else SKIP
                self._open.append(part)
                if part.shape == "skip" or part.mark >= 0:
                    walk.skip_subtree()
                self._start(part, element)
            else:
                self._end(self._open.pop())
                if element is not root:
                    self.flow.text(element.tail)
        self._end_range()

    def _placed(self, part: Part) -> Part:
        """Rows and cells that stand in no table are blocks."""
        lost = (part.shape == "row" and not self._rows) or (part.shape == "cell" and not any(self._rows[-1:]))
        return Part("block", mark=part.mark, note=part.note, marker=part.marker) if lost else part

    def _start(self, part: Part, element: Element) -> None:
        flow = self.flow
        if part.mark >= 0:
            flow.mark(part.mark)
        if part.shape == "skip" or part.mark >= 0:
            return
        if part.shape != "inline" or part.opens:
            self._border(part)
        if part.opens:
            flow.end()
        if part.cites:
            flow.mark(part.note)
        if part.note >= 0:
            flow.open_note()
            self._ranged = part if part.opens else self._ranged
        flow.emphasis += part.emphasis
        flow.raised += part.raised
        if part.printed:
            flow.end()
            flow.printed += 1
        flow.text(part.before)
        flow.text(element.text)

    def _border(self, part: Part) -> None:
        """A border of a block: the paragraph at hand ends, and with it a note that only had a beginning."""
        flow = self.flow
        if part.shape == "break":
            flow.line_break()
            return
        self._end_range()
        if part.shape == "table":
            flow.open_table()
            self._rows.append(False)
        elif part.shape == "row":
            flow.open_row()
            self._rows[-1] = True
        elif part.shape == "cell":
            flow.open_cell()
        elif part.shape == "block" and part.note < 0:
            self._levels.append(part.level or self._levels[-1])
            flow.begin(self._levels[-1], part.label, part.tight)
        elif part.shape == "block":
            flow.end()

    def _end(self, part: Part) -> None:
        flow = self.flow
        if part.shape == "skip" or part.mark >= 0:
            return
        if part.printed:
            flow.end()
            flow.printed -= 1
        flow.emphasis -= part.emphasis
        flow.raised -= part.raised
        if part.shape in ("inline", "break"):
            if part.note >= 0 and not part.opens:
                flow.close_note(part.note, part.marker)
            return
        self._end_range()
        self._end_block(part)

    def _end_block(self, part: Part) -> None:
        flow = self.flow
        if part.shape == "table":
            flow.close_table()
            self._rows.pop()
        elif part.shape == "row":
            self._rows[-1] = False
        elif part.shape == "cell":
            flow.close_cell(part.head)
        elif part.shape == "block" and part.note >= 0:
            flow.close_note(part.note, part.marker)
        elif part.shape == "block":
            flow.end()
            if part.label:
                flow.forget_label()
            self._levels.pop()
            flow.begin(self._levels[-1])

    def _end_range(self) -> None:
        if self._ranged:
            part, self._ranged = self._ranged, None
            self.flow.close_note(part.note, part.marker, first_only=True)


def pour(root: Element, flow: Flow, meaning: Callable[[Element], Part]) -> None:
    """Give ``flow`` all text below ``root``, each element as ``meaning`` says."""
    _Walk(flow, meaning).over(root)
