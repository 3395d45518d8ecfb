"""Footnotes: their texts stand at the foot of a page or at the end, their marks are glued to words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import CLEARLY, ENDS_SENTENCE, page_width
from .document import FILLER, Line, Note, note_key
from .hyphens import Vocabulary, join_lines

_TEXT = re.compile(r"\[?(\d{1,3})\]?(?:\s{1,5}|(?=[A-Z]))(\S.*)")
# Numbered like headings and lists; looked for only in a letter without notes of the other forms.
_DOTTED = re.compile(r"\(?(\d{1,3})[.)]\s{1,5}(\S.*)")
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
WEIGHTS = {"sup": 6, "box": 6, "stop": 5, "year": 4, "word": 4, "acronym": 3, "loose": 2, "paper": 1}
_YEAR_ENDS = re.compile(r"(?<![\d.])(?<!nr )(?<!nr\. )(?:19|20)\d\d\.$")  # a sentence that ends in a year
# ``nr. 112.2 Een …``: a sentence that ends in a number, with a mark behind its full stop.
_NUMBER_ENDS = re.compile(r"\d\d\.$")
# ``Kamerstuk 29 023, nr. 6022``: paper 602 with mark 2, when no other mark 2 is found; else simply paper 6022.
_PAPERS = re.compile(r"\bnrs?\.? ?\d{1,6}(?:(?:, | en | t/m )\d{1,6}){0,9}(?![\w-]|[.,]\d)")
_OPENS = re.compile(r"\s{1,3}[A-ZÀ-Ý«‘“]|\s{0,3}$")
_NUMBERED = re.compile(r"(?:\bnrs?|\bart|\bp|\bno|\blid|\bblz|\bhfst|\d)[.,]?$", re.IGNORECASE)
LOOK_AHEAD = 4


_CLOSED = re.compile(r"[.)\]»”’/]$|https?://\S+$")


@dataclass(frozen=True)
class _Mark:
    line: int
    start: int
    end: int
    weight: int


Marks = dict[str, list[_Mark]]


def take_footnotes(lines: list[Line], words: Vocabulary) -> list[Note]:
    """Move footnotes out of ``lines`` (their lines are flagged ``note``) and put a sentinel at each mark.

    A line opens a footnote only when its number is the next one and a mark with that number stands before it.
    """
    marks = _find_marks(lines)
    return _take(lines, words, marks, _TEXT) or _take(lines, words, marks, _DOTTED)


def _take(lines: list[Line], words: Vocabulary, marks: Marks, form: re.Pattern[str]) -> list[Note]:
    notes: list[Note] = []
    index, expected, after = 0, 1, (-1, -1)
    short = int(CLEARLY * page_width(lines))
    while index < len(lines):
        opened = form.fullmatch(lines[index].text) if lines[index].text[:1] in "[(0123456789" else None
        mark = _mark_for(opened, lines, index, expected, after, marks) if opened else None
        if opened is None or mark is None:
            index += 1
            continue
        index, text = _note_text(opened[2], lines, index, int(opened[1]) + 1, words, short)
        notes.append(Note(opened[1], text, note_key(len(notes))))
        _set_sentinel(lines[mark.line], mark, notes[-1].key)
        after, expected = (mark.line, mark.start), int(opened[1]) + 1
    return notes


def _find_marks(lines: list[Line]) -> Marks:
    """Everything that may be a mark, by its number, in reading order."""
    marks: Marks = {}
    for index, line in enumerate(lines):
        if not _FIGURE.search(line.text):
            continue
        for number, mark in sorted(_marks_in(line.text, index), key=lambda found: found[1].start):
            marks.setdefault(number, []).append(mark)
    return marks


def _marks_in(text: str, index: int) -> Iterator[tuple[str, _Mark]]:
    for match in _MARK.finditer(text):
        kind = match.lastgroup or ""
        mark = _Mark(index, *_extent(match, kind), _weight(match, kind, text))
        if mark.weight:
            yield str(int(match[kind].translate(_SUPERSCRIPT))), mark
    for papers in _PAPERS.finditer(text):
        for number in re.finditer(r"\d{3,6}", papers[0]):
            end = papers.start() + number.end()
            for tail in (number[0][-1:], number[0][-2:]):
                if tail[0] != "0" and len(number[0]) > len(tail) + 1:
                    yield tail, _Mark(index, end - len(tail), end, WEIGHTS["paper"])


def _extent(match: re.Match[str], kind: str) -> tuple[int, int]:
    return match.span() if kind == "box" else match.span(kind)


def _weight(match: re.Match[str], kind: str, text: str) -> int:
    """0 when the figure belongs to something else (``nr.19``, ``1,5``), else by its kind and what stands before it."""
    before = text[max(0, match.start(kind) - 12) : match.start(kind)]
    if kind == "stop" and _YEAR_ENDS.search(before):
        return WEIGHTS["year"]
    if kind == "stop" and _NUMBER_ENDS.search(before) and _OPENS.match(text, match.end(kind)):
        return WEIGHTS["loose"]
    if kind in ("stop", "loose") and _NUMBERED.search(before):
        return 0
    if kind == "word" and re.search(r"(?:^|[^\w])[A-Z]{1,4}$|[A-Z]{2}$", before):
        return WEIGHTS["acronym"]
    return WEIGHTS[kind]


def _mark_for(
    opened: re.Match[str],
    lines: list[Line],
    index: int,
    expected: int,
    after: tuple[int, int],
    marks: Marks,
) -> _Mark | None:
    """The mark this footnote belongs to: the surest one between the previous mark and the footnote itself."""
    number = int(opened[1])
    if not expected <= number < expected + LOOK_AHEAD or not _may_open(opened, lines, index):
        return None
    known = marks.get(str(number), [])
    low = bisect_right(known, after, key=lambda mark: (mark.line, mark.start))
    high = bisect_left(known, index, key=lambda mark: mark.line)
    options = [mark for mark in known[low:high][:200] if not lines[mark.line].note]
    options = [mark for mark in options if mark.weight >= _least(opened, lines[index - 1], options)]
    return max(options, key=lambda mark: mark.weight, default=None) or _over_the_page(known[high:], lines, index)


def _least(opened: re.Match[str], before: Line, options: list[_Mark]) -> int:
    """The least weight that counts: more for a note that looks like a heading, none for papers that are several."""
    if opened.re is _DOTTED and not before.note:
        return WEIGHTS["word"]
    several = sum(1 for mark in options if mark.weight == WEIGHTS["paper"]) > 1
    return WEIGHTS["loose"] if several else WEIGHTS["paper"]


def _over_the_page(marks: list[_Mark], lines: list[Line], index: int) -> _Mark | None:
    """The foot of a page may hold the note of a mark that stands at the top of the next one."""
    start = next((place for place in range(index + 1, min(index + 5, len(lines))) if lines[place].page), None)
    if start is None and lines[index - 1].note:
        start = index + 1
    if start is None or (lines[index - 1].text and not lines[index - 1].note):
        return None
    near = [mark for mark in marks[:5] if start <= mark.line < start + 6 and mark.weight >= WEIGHTS["word"]]
    return near[0] if near else None


def _may_open(opened: re.Match[str], lines: list[Line], index: int) -> bool:
    """A date or number at the start of a wrapped line is no footnote; after a blank line or a note it may be."""
    if _MONTH.match(opened[2]):
        return False
    before = lines[index - 1] if index else None
    fresh = before is None or not before.text or before.note or lines[index].page
    if opened.re is _DOTTED:
        return fresh and _is_closed(lines, index)
    return fresh or opened[2][:1].isupper() or opened[2].startswith(("http", "(", "www"))


def _is_closed(lines: list[Line], index: int) -> bool:
    """Whether the block ends like a sentence, which a numbered heading does not."""
    while index + 1 < len(lines) and lines[index + 1].text and not _DOTTED.match(lines[index + 1].text):
        index += 1
    return bool(_CLOSED.search(lines[index].text))


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
    return not re.match(rf"\[?{following}\]?(?:\s|(?=[A-Z]))|\(?{following}[.)]\s", line.text)


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
