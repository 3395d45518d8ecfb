"""Marked-up text to lines: paragraphs, soft line breaks, list items and cells, whatever the markup is called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agenda_tracker.letters.clean import normalise
from agenda_tracker.letters.document import MOST_NOTES, SENTINEL, Line, Note, note_key

from .note_text import clean_note
from .tables import Cell, Table, table_lines

GAP = "   "  # between cells or columns
SHORT = 80  # characters: a line that ends before this was ended on purpose
WRAPPED_LINES = 4  # this many lines of one width in one paragraph are printed lines
WIDEST, NARROWEST = 130, 55  # characters of a printed line
_BREAK = "\n"
_TABBED = "\x1f"  # a gap of the source, kept while blanks are folded; never in the source itself
_BLANKS = re.compile(r"[ \t\n\r\f\x1f]+")
_MANY_BLANKS = re.compile(" {2,}")
_WIDE_BLANKS = re.compile("(?: ?[\u00a0\u2000-\u2003]){3,} ?")
_GAPS = re.compile(rf"(?<! ) *{_TABBED}[ {_TABBED}]*")
_KEYS = f"[{chr(SENTINEL)}-{chr(SENTINEL + MOST_NOTES)}]"
_KEY = re.compile(_KEYS)
_LOOSE_KEY = re.compile(rf"(?<! )(?: *[\[(]({_KEYS})[\])]| +({_KEYS}))")
_MARK = re.compile("(?:[•·●▪■□○◦➢➤▸✓►]|[\uf000-\uf0ff§]|o(?=   )|[-–—])\\s+(?=\\S)")
_NUMBER = re.compile(r"(\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLivxl]{1,6}|[A-Za-z])(?:\.[a-z\d]{1,3})?[.)]{1,2}) +(?=\S)")
_LISTED = re.compile(r"[-–—•·●▪*] |\(?\w{1,3}[.)] ")
_SENTENCE_END = re.compile(rf"[.!?:;][\"'”’»)]{{0,2}}{_KEYS}{{0,3}}$")
_LETTER = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Row:
    """What stands between two line breaks of one paragraph."""

    text: str
    emphasis: bool


@dataclass(slots=True)
class _Frame:
    """A place that gathers lines: the document, a cell of a table or a note."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    label: str = ""
    level: int = 0
    tight: bool = False

    def add(self, lines: list[Line]) -> None:
        """Paragraphs stand an empty line apart, as in plain text; see ``_close`` for those that do not."""
        if not lines:
            return
        above = self.lines[-1].text if self.lines else ""
        if not above and not lines[0].text:
            lines = lines[1:]
        elif above and lines[0].text and not (self.tight or _close(above, lines[0].text)):
            self.lines.append(Line(""))
        self.lines.extend(lines)


def _close(above: str, text: str) -> bool:
    """Items of one list, and lines in columns: ``De Minister   De Minister`` above ``A. Naam   B. Naam``."""
    return bool(_LISTED.match(above) and _LISTED.match(text)) or (GAP in above and GAP in text)


class Flow:
    """Takes text and the borders of paragraphs in reading order; gives lines and notes.

    A caller raises ``emphasis``, ``raised`` and ``printed`` while it is inside bold, superscript or preformatted text.
    """

    def __init__(self) -> None:
        self.emphasis = self.raised = self.printed = 0
        self._frames = [_Frame()]
        self._tables: list[Table] = []
        self._found: dict[int, Note] = {}
        self._depth_of_notes = 0

    @property
    def in_note(self) -> bool:
        """Whether what comes belongs to a note."""
        return self._depth_of_notes > 0

    def text(self, text: str | None) -> None:
        """Add text to the paragraph at hand; blanks fold as a browser folds them, no-break blanks count."""
        frame = self._frames[-1]
        if not text or (not frame.pieces and not self.printed and text.isspace()):
            return
        if self.printed:
            text = text.expandtabs(4)
        else:
            text = _BLANKS.sub(" ", text)
            text = _WIDE_BLANKS.sub(_TABBED, text) if "\u00a0" in text or "\u2003" in text else text
        if self.raised:
            text = _raise(text)
        frame.pieces.append((normalise(text), self.emphasis > 0))

    def mark(self, index: int) -> None:
        """The mark of the note with this index stands here."""
        self._frames[-1].pieces.append((note_key(index), False))

    def line_break(self) -> None:
        """The line ends here, the paragraph perhaps not."""
        self._frames[-1].pieces.append((_BREAK, False))

    def begin(self, level: int = 0, label: str = "", tight: bool = False) -> None:
        """A paragraph, heading (``level``) or list item (``label``) begins; whatever was at hand is ended.

        ``tight``: right below the paragraph before it, as a name below an office.
        """
        self.end()
        frame = self._frames[-1]
        frame.level, frame.label, frame.tight = level, label or frame.label, tight

    def end(self) -> None:
        """The paragraph at hand ends."""
        frame = self._frames[-1]
        if not frame.pieces:
            return
        rows = list(_rows(frame.pieces))
        frame.pieces = []
        lines = printed_lines(rows) if self.printed else paragraph_lines(rows, frame.level)
        first = next((line for line in lines if line.text), None)
        if first and frame.label:
            first.text = _labelled(frame.label, first.text)
            frame.label = ""
        frame.add(lines)

    def forget_label(self) -> None:
        """The list item at hand ends; without text its number is not printed."""
        self._frames[-1].label = ""

    def open_note(self) -> None:
        """What comes is the text of a note, until ``close_note``; the paragraph at hand goes on behind it."""
        self._frames.append(_Frame())
        self._depth_of_notes += 1

    def close_note(self, index: int, marker: str, first_only: bool = False) -> None:
        """The note with this index ends; with ``first_only`` only its first paragraph belongs to it."""
        self.end()
        lines = [line for line in self._frames.pop().lines if line.text]
        self._depth_of_notes -= 1
        own = lines[:1] if first_only else lines
        text = clean_note(_KEY.sub("", " ".join(line.text for line in own)), marker)
        self._found.setdefault(index, Note(marker, " ".join(text.split()), note_key(index)))
        self._frames[-1].add(lines[len(own) :])

    def open_table(self) -> None:
        """A table begins."""
        self.end()
        self._tables.append([])

    def open_row(self) -> None:
        """A row of the table at hand begins."""
        self._tables[-1].append([])

    def open_cell(self) -> None:
        """A cell of the row at hand begins."""
        self._frames.append(_Frame())

    def close_cell(self, head: bool) -> None:
        """The cell ends; ``head``: it names the column."""
        self.end()
        lines = [line for line in self._frames.pop().lines if line.text]
        self._tables[-1][-1].append(Cell(lines, head))

    def close_table(self) -> None:
        """The table ends; its rows become lines."""
        self._frames[-1].add(table_lines(self._tables.pop()))

    def lines(self) -> list[Line]:
        """All lines outside notes."""
        self.end()
        return self._frames[0].lines

    def notes(self) -> dict[int, Note]:
        """The notes by their index."""
        return self._found


def _raise(text: str) -> str:
    """``<sup>1</sup>`` behind a word may be the mark of a note: as a raised figure it stays one."""
    stripped = text.strip(" ,;")
    return stripped.translate(_RAISED) if stripped.isdigit() or not stripped else text


def _rows(pieces: list[tuple[str, bool]]) -> list[_Row]:
    """The text between the breaks, and whether all its words are emphasised."""
    rows: list[_Row] = []
    texts: list[str] = []
    plain = strong = False
    for text, emphasis in [*pieces, (_BREAK, False)]:
        first, *rest = text.split(_BREAK)
        for place, part in enumerate((first, *rest)):
            if place:
                rows.append(_Row("".join(texts), strong and not plain))
                texts, plain, strong = [], False, False
            texts.append(part)
            if _LETTER.search(part):
                plain, strong = plain or not emphasis, strong or emphasis
    return rows


def tidy(text: str) -> str:
    """One blank between words, three where a gap was, note marks glued to the word before them."""
    if "  " in text:
        text = _MANY_BLANKS.sub(" ", text)
    if not text.isascii():
        text = _LOOSE_KEY.sub(r"\1\2", text)
    return (_GAPS.sub(GAP, text) if _TABBED in text else text).strip()


def printed_lines(rows: list[_Row]) -> list[Line]:
    """Preformatted text: every line as printed, with its blank lines; later stages join them."""
    lines = [Line(row.text.strip(), emphasis=row.emphasis) for row in rows]
    return [Line(""), *lines, Line("")] if any(line.text for line in lines) else []


def paragraph_lines(rows: list[_Row], level: int = 0) -> list[Line]:
    """One paragraph, or what its soft breaks make of it.

    An empty line between two breaks ends a paragraph. Many lines of one width are lines as printed, left to later
    stages. Else a break counts when the line before it is short (an address, a head, a signature) or ends a sentence,
    or when the line behind it opens with a bullet, number or bracket; in running text it is a blank.
    """
    lines: list[Line] = []
    group: list[_Row] = []
    for row in [*rows, _Row("", False)]:
        row.text = tidy(row.text)
        if row.text:
            group.append(row)
        elif group:
            lines.extend(_group_lines(group, level))
            group = []
    return lines


def _group_lines(rows: list[_Row], level: int) -> list[Line]:
    if _wrapped(rows):
        return [Line(""), *(Line(row.text, emphasis=row.emphasis) for row in rows), Line("")]
    groups: list[list[_Row]] = []
    for row in rows:
        if groups and _goes_on(groups[-1][-1].text, row.text, level):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [
        Line(
            _bulleted(" ".join(row.text for row in group)),
            whole=True,
            level=level,
            emphasis=all(row.emphasis for row in group),
        )
        for group in groups
    ]


def _wrapped(rows: list[_Row]) -> bool:
    lengths = sorted(len(row.text) for row in rows[:-1])
    if len(lengths) + 1 < WRAPPED_LINES or lengths[-1] > WIDEST:
        return False
    return lengths[len(lengths) // 2] > max(NARROWEST, 0.6 * lengths[-1])


def _goes_on(before: str, text: str, level: int) -> bool:
    """Whether the line break between these two is only a blank."""
    if GAP in before or GAP in text or _LISTED.match(text):
        return False
    if text[0] in "(=":  # how an item is treated: ``(Gedachtewisseling)``
        return len(before) > SHORT
    if level:
        return True
    if text[0].islower():
        return not before.endswith((":", ";"))
    return len(before) > SHORT and not _SENTENCE_END.search(before)


def _bulleted(text: str) -> str:
    """Any bullet as ``- ``; one blank behind a number, whatever tab stood there."""
    match = _MARK.match(text)
    if match:
        return f"- {text[match.end() :]}"
    number = _NUMBER.match(text)
    return f"{number[1]} {text[number.end() :]}" if number else text


def _labelled(label: str, text: str) -> str:
    """The mark of a list before its text, unless the text brings its own."""
    return text if _MARK.match(text) or _NUMBER.match(text) else f"{label} {text}"
