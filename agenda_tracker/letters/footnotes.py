"""Footnotes: their texts stand at the foot of a page or at the end, their marks are glued to words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from .blocks import CLEARLY, ENDS_SENTENCE, page_width
from .document import FILLER, Line, Note, note_key
from .hyphens import Vocabulary, join_lines

_TEXT = re.compile(r"\[?(\d{1,3})\]?(?:\s{1,5}|(?=[A-Z]))(\S.*)")
_MONTH = re.compile(
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b", re.IGNORECASE
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(
    r"(?P<sup>[⁰¹²³⁴-⁹]{1,3})|\[(?P<box>\d{1,3})\]"
    r"|(?<!\d)(?:19|20)\d\d(?P<year>\d{1,2})(?!\d)"
    r"|(?<=[^\W\d_])(?P<word>\d{1,3})(?![\w-])(?![.,]\d)"
    r"|(?<=[).,;:?!’”'\"%»\]])(?P<stop>\d{1,3})(?!\w)(?![.,]\d)"
    r"|(?<=[a-z] )(?P<loose>\d{1,2})(?=[.,;:](?:\s|$))"
)
_FIGURE = re.compile(r"[\d⁰¹²³⁴-⁹]")
# How surely a kind of mark is one; `IP4` and `Mach2` look like a word with a mark.
WEIGHTS = {"sup": 5, "box": 5, "stop": 4, "year": 3, "word": 3, "loose": 1}
_YEAR_ENDS = re.compile(r"(?<![\d.])(?<!nr )(?<!nr\. )(?:19|20)\d\d\.$")  # a sentence that ends in a year
# ``nr. 112.2 Een …``: a sentence that ends in a number, with a mark behind its full stop.
_NUMBER_ENDS = re.compile(r"\d\d\.$")
_OPENS = re.compile(r"\s{1,3}[A-ZÀ-Ý«‘“]|\s{0,3}$")
_NUMBERED = re.compile(r"(?:\bnrs?|\bart|\bp|\bno|\blid|\bblz|\bhfst|\d)[.,]?$", re.IGNORECASE)
LOOK_AHEAD = 4


@dataclass(frozen=True)
class _Mark:
    line: int
    start: int
    end: int
    weight: int


def take_footnotes(lines: list[Line], words: Vocabulary) -> list[Note]:
    """Move footnotes out of ``lines`` (their lines are flagged ``note``) and put a sentinel at each mark.

    A line opens a footnote only when its number is the next one and a mark with that number stands before it.
    """
    marks = _find_marks(lines)
    notes: list[Note] = []
    index, expected, after = 0, 1, (-1, -1)
    short = int(CLEARLY * page_width(lines))
    while index < len(lines):
        opened = _TEXT.fullmatch(lines[index].text) if lines[index].text[:1] in "[0123456789" else None
        mark = _mark_for(opened, lines, index, expected, after, marks) if opened else None
        if opened is None or mark is None:
            index += 1
            continue
        index, text = _note_text(opened[2], lines, index, int(opened[1]) + 1, words, short)
        notes.append(Note(opened[1], text, note_key(len(notes))))
        _set_sentinel(lines[mark.line], mark, notes[-1].key)
        after, expected = (mark.line, mark.start), int(opened[1]) + 1
    return notes


def _find_marks(lines: list[Line]) -> dict[str, list[_Mark]]:
    """Everything that may be a mark, by its number, in reading order."""
    marks: dict[str, list[_Mark]] = {}
    for index, line in enumerate(lines):
        for match in _MARK.finditer(line.text) if _FIGURE.search(line.text) else ():
            kind = match.lastgroup or ""
            mark = _Mark(index, *_extent(match, kind), _weight(match, kind, line.text))
            if mark.weight:
                marks.setdefault(str(int(match[kind].translate(_SUPERSCRIPT))), []).append(mark)
    return marks


def _extent(match: re.Match[str], kind: str) -> tuple[int, int]:
    return match.span() if kind == "box" else match.span(kind)


def _weight(match: re.Match[str], kind: str, text: str) -> int:
    """0 when the figure belongs to something else (``nr.19``, ``1,5``), 2 after an acronym, else by its kind."""
    before = text[max(0, match.start(kind) - 12) : match.start(kind)]
    if kind == "stop" and _YEAR_ENDS.search(before):
        return 3
    if kind == "stop" and _NUMBER_ENDS.search(before) and _OPENS.match(text, match.end(kind)):
        return 1
    if kind in ("stop", "loose") and _NUMBERED.search(before):
        return 0
    if kind == "word" and re.search(r"(?:^|[^\w])[A-Z]{1,4}$|[A-Z]{2}$", before):
        return 2
    return WEIGHTS[kind]


def _mark_for(
    opened: re.Match[str],
    lines: list[Line],
    index: int,
    expected: int,
    after: tuple[int, int],
    marks: dict[str, list[_Mark]],
) -> _Mark | None:
    """The mark this footnote belongs to: the surest one between the previous mark and the footnote itself."""
    number = int(opened[1])
    if not expected <= number < expected + LOOK_AHEAD or not _may_open(opened, lines, index):
        return None
    known = marks.get(str(number), [])
    low = bisect_right(known, after, key=lambda mark: (mark.line, mark.start))
    high = bisect_left(known, index, key=lambda mark: mark.line)
    options = [mark for mark in known[low:high][:200] if not lines[mark.line].note]
    return max(options, key=lambda mark: mark.weight, default=None) or _over_the_page(known[high:], lines, index)


def _over_the_page(marks: list[_Mark], lines: list[Line], index: int) -> _Mark | None:
    """The foot of a page may hold the note of a mark that stands at the top of the next one."""
    starts = [place for place in range(index + 1, min(index + 5, len(lines))) if lines[place].page]
    if not starts or lines[index - 1].text:
        return None
    near = [mark for mark in marks[:5] if starts[0] <= mark.line < starts[0] + 5 and mark.weight >= WEIGHTS["word"]]
    return near[0] if near else None


def _may_open(opened: re.Match[str], lines: list[Line], index: int) -> bool:
    """A date or number at the start of a wrapped line is no footnote; after a blank line or a note it may be."""
    if _MONTH.match(opened[2]):
        return False
    before = lines[index - 1] if index else None
    fresh = before is None or not before.text or before.note or lines[index].page
    return fresh or opened[2][:1].isupper() or opened[2].startswith(("http", "(", "www"))


def _note_text(
    text: str, lines: list[Line], index: int, following: int, words: Vocabulary, short: int
) -> tuple[int, str]:
    """The footnote with its wrapped lines, and the index of the first line behind it.

    A line shorter than ``short`` that ends a sentence was its last, whatever follows without a blank line.
    """
    lines[index].note = True
    index += 1
    parts = [text]
    while index < len(lines) and _goes_on(lines[index], following):
        if len(parts[-1]) < short and ENDS_SENTENCE.search(parts[-1]):
            break
        parts.append(lines[index].text)
        lines[index].note = True
        index += 1
    return index, join_lines(parts, words)


def _goes_on(line: Line, following: int) -> bool:
    if not line.text or line.page:
        return False
    return not re.match(rf"\[?{following}\]?(?:\s|(?=[A-Z]))", line.text)


def _set_sentinel(line: Line, mark: _Mark, key: str) -> None:
    """Replace the mark by one private character, keeping every other place in the line as it was."""
    filler = key.ljust(mark.end - mark.start, FILLER)
    line.text = line.text[: mark.start] + filler + line.text[mark.end :]


_ANY = re.compile("[\U000f0000-\U000ffffd]")


def drop_marks(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The text without sentinels, and for each the place where its mark stood."""
    places: list[tuple[str, int]] = []
    for count, match in enumerate(_ANY.finditer(text)):
        places.append((match[0], match.start() - count))
    return _ANY.sub("", text), [place for place in places if place[0] != FILLER]
