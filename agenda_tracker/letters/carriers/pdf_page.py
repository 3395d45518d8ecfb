"""One page of a PDF as pieces of text: words that stand together on a line, with place, size and face."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium

SPLITS = 0.7  # of the type size: a wider gap ends a piece; a common blank is 0.2 to 0.35 wide
GLUED = 0.15  # of the type size: no blank is so narrow, whatever pdfium puts between
SAME_LINE = 0.15  # of the type size: words of one line differ less in height
RAISED, MOST_RAISED = 0.3, 1.6  # a raised figure stands so many times its own height above the base line
MOST_FIGURES = 3  # of a footnote's number
LONGEST_LABEL = 6  # characters of a bullet or number
SMALL = 0.8  # of the type size of its line: a mark of a footnote
MOST_APART = 200  # on a page
SAMPLES = 9  # characters that tell how the page is turned
_STRONG = re.compile(
    r"bold|black|heavy|demi|medi(?:um)?\b|bd\b|ital|obliq|kursiv|cursive|slant|-(?:it|bi|bdit)\b|^cm(?:bx|ti|sl)",
    re.IGNORECASE,
)
# pdfium gives U+0002 (or U+FFFE) for a hyphen at a line's end and then goes on without a break.
_WORD = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?")
_LABEL = re.compile(r"[-•·–—▪●○■*o\uf0a7\uf0b7]|\(?(?:[0-9]{1,2}|[ivx]{1,3}|[a-z])[.)]")  # stands before a list item
_APART = "\x02\ufffe"
_FIGURES = re.compile(r"[0-9]+")
_TO_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Ghostscript writes the letters of a ligature with their bytes exchanged: U+6600 for f.
_EXCHANGED = {code << 8: chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
_HAS_EXCHANGED = re.compile("[" + "".join(map(chr, _EXCHANGED)) + "]")
# Control and zero-width characters; private ones stand for footnotes later on.
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff\U000f0000-\U0010ffff]")
_HYPHENS = "\x02\ufffe\u2010\u2011\u00ad"
_origin_of, _box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox


@dataclass(slots=True)
class Piece:
    """Words that stand together on one base line; lengths in points, ``y`` counts upwards.

    ``face`` names the font of the first character, ``strong`` tells that all are bold or all are italic, ``size`` is
    the type size as printed; ``spaced`` tells that a blank stands before it, ``span`` its place in the page's text.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str
    face: str = ""
    strong: bool = False
    spaced: bool = False
    span: tuple[int, int] = (0, 0)


class PageReader:
    """Reads one text page with few calls: one for the text, two for a word, four for a piece, two for a figure.

    Coordinates are turned so that the page's text runs to the right, whatever the rotation of the page.
    """

    def __init__(self, textpage: Any, count: int) -> None:
        self.raw, self.count = textpage, count
        self.text = self._text()
        self.index: Sequence[int] = range(count) if len(self.text) == count else self._places()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.edges = tuple(ctypes.c_double() for _ in range(4))
        self.matrix, self.box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        self.name = ctypes.create_string_buffer(128)
        self.printed = ""
        self.turn = self._turn()

    def _text(self) -> str:
        """All characters in one call; pdfium gives UTF-16 and one unit for each character."""
        buffer = (ctypes.c_ushort * (self.count + 2))()
        written = pdfium.FPDFText_GetText(self.raw, 0, self.count, buffer) if self.count > 0 else 0
        text = bytes(buffer)[: max(0, written - 1) * 2].decode("utf-16-le", errors="replace")
        return text.translate(_EXCHANGED) if _HAS_EXCHANGED.search(text) else text

    def _places(self) -> list[int]:
        """The index of each character of the text, where pdfium keeps more characters than it gives."""
        index_of = pdfium.FPDFText_GetCharIndexFromTextIndex
        places = [0] * len(self.text)
        spans = [(0, len(self.text) - 1)] if places else []
        while spans:
            low, high = spans.pop()
            first, last = index_of(self.raw, low), index_of(self.raw, high)
            if last - first <= high - low or high - low < 2:
                places[low : high + 1] = range(first, first + high - low + 1)
                places[high] = last
            else:
                spans += [(low, (low + high) // 2), ((low + high) // 2 + 1, high)]
        return [min(max(place, 0), self.count - 1) for place in places]

    def _turn(self) -> int:
        """Quarters by which most of the text is turned to the left, from a few characters."""
        step = max(1, len(self.text) // SAMPLES)
        turns = Counter(self._quarter(i) for i in range(0, len(self.text), step) if not self.text[i].isspace())
        return turns.most_common(1)[0][0] if turns else 0

    def _quarter(self, place: int) -> int:
        pdfium.FPDFText_GetMatrix(self.raw, self.index[place], self.matrix)
        across, up = self.matrix.a, self.matrix.b
        if abs(across) >= abs(up):
            return 0 if across >= 0 else 2
        return 1 if up > 0 else 3

    def _origin(self, place: int) -> tuple[float, float]:
        """Where a character stands on its base line: along the line, and above the page's foot."""
        _origin_of(self.raw, self.index[place], self.x, self.y)
        return _turned(self.x.value, self.y.value, self.turn) if self.turn else (self.x.value, self.y.value)

    def _heights(self, place: int) -> tuple[float, float]:
        """Lower and upper edge of the ink of a character."""
        left, right, bottom, top = self.edges
        pdfium.FPDFText_GetCharBox(self.raw, self.index[place], left, right, bottom, top)
        if not self.turn:
            return bottom.value, top.value
        first = _turned(left.value, bottom.value, self.turn)[1]
        second = _turned(right.value, top.value, self.turn)[1]
        return min(first, second), max(first, second)

    def _end(self, place: int) -> float:
        """Where the next character would stand."""
        _box_of(self.raw, self.index[place], self.box)
        return self._box_end()

    def _box_end(self) -> float:
        box = self.box
        return max(_turned(box.left, box.bottom, self.turn)[0], _turned(box.right, box.top, self.turn)[0])

    def _size(self, place: int) -> float:
        """The type size as printed; turned text (a number up the side) has none."""
        if self._quarter(place) != self.turn:
            return 0.0
        scale = math.hypot(self.matrix.c, self.matrix.d)
        return pdfium.FPDFText_GetFontSize(self.raw, self.index[place]) * scale

    def _face(self, place: int) -> str:
        pdfium.FPDFText_GetFontInfo(self.raw, self.index[place], self.name, 127, None)
        return self.name.value.decode("latin-1")

    def pieces(self) -> list[Piece]:
        """Words joined to pieces; raised figures come as superscript characters."""
        text = self.text = self._with_raised_figures()
        self.printed = _hyphenated(text)
        found: list[Piece] = []
        start, stop, size, x0, y, end = 0, 0, 0.0, 0.0, 0.0, 0.0
        for first, after, x, base, after_x in self._words():
            gap = x - end
            near = -size < gap < SPLITS * size and abs(base - y) < SAME_LINE * size and text[first - 1] != "\n"
            joins = near and (gap > GLUED * size or self._spaced(first))
            if not joins or (stop - start < LONGEST_LABEL and _LABEL.fullmatch(text, start, stop)):
                self._add(found, (start, stop), (x0, end, y, size))
                start, x0, y, size = first, x, base, self._size(first)
            stop, end = after, after_x
        self._add(found, (start, stop), (x0, end, y, size))
        self._part_at_marks(found)
        return found

    def _words(self) -> list[tuple[int, int, float, float, float]]:
        """For each word its place in the text, where it starts, its base line and where it ends: the busiest loop."""
        raw, index, at_x, at_y, box, turn = self.raw, self.index, self.x, self.y, self.box, self.turn
        to_x, to_y, to_box = ctypes.byref(at_x), ctypes.byref(at_y), ctypes.byref(box)
        found = []
        for match in _WORD.finditer(self.text):
            first, after = match.span()
            _origin_of(raw, index[first], to_x, to_y)
            _box_of(raw, index[after - 1], to_box)
            if not turn:
                found.append((first, after, at_x.value, at_y.value, box.right))
                continue
            x, y = _turned(at_x.value, at_y.value, turn)
            found.append((first, after, x, y, self._box_end()))
        return found

    def _spaced(self, place: int) -> bool:
        """Whether the file itself has a blank before this character; pdfium puts in others where it sees a gap."""
        return self.text[place - 1 : place] == " " and not pdfium.FPDFText_IsGenerated(self.raw, self.index[place - 1])

    def _add(self, found: list[Piece], span: tuple[int, int], place: tuple[float, float, float, float]) -> None:
        start, stop = span
        words = " ".join(_UNPRINTED.sub("", self.printed[start:stop]).split())
        if place[3] > 0 and words:
            face = self._face(start)
            strong = _is_strong(face) and self._is_whole(face, start, stop)
            found.append(Piece(*place, words, face, strong, self._spaced(start), span))

    def _is_whole(self, face: str, start: int, stop: int) -> bool:
        """Whether a piece has one face, by its last character and those in between."""
        step = max(1, (stop - start) // SAMPLES)
        places = (place for place in (*range(start, stop, step), stop - 1) if not self.text[place].isspace())
        return all(self._face(place) == face for place in places)

    def _part_at_marks(self, found: list[Piece]) -> None:
        """Where a raised figure was drawn apart from its line, the line is parted at its place."""
        marks = [piece for piece in found if len(piece.text) <= MOST_FIGURES and piece.text.isalnum()]
        for mark in marks[:MOST_APART]:
            for host in found:
                if host.x0 < mark.x0 < host.x1 and stands_above(mark, host):
                    self._part(found, host, mark.x0)
                    break

    def _part(self, found: list[Piece], host: Piece, x: float) -> None:
        start, stop = low, high = host.span
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._origin(middle)[0] > x - 0.1 * host.size else (middle + 1, high)
        left, right = self.text[start:low].rstrip(), self.text[low:stop].lstrip()
        if left and right:
            begin = stop - len(right)
            found.remove(host)
            end = self._end(start + len(left) - 1)
            self._add(found, (start, start + len(left)), (host.x0, end, host.y, host.size))
            self._add(found, (begin, stop), (self._origin(begin)[0], host.x1, host.y, host.size))

    def _with_raised_figures(self) -> str:
        """The text with ``2030¹`` where the last figure stands above the line; ``m2`` on the line stays as it is."""
        parts: list[str] = []
        done, base = 0, 0.0
        for match in _FIGURES.finditer(self.text):
            start, stop = match.span()
            if not parts or self.text[done:start] not in (",", ";", ", "):  # ¹,² stand on one line
                base = self._origin(self._standard(start, stop))[1]
            first = self._raised_from(start, stop, base)
            if first < stop:
                parts += [self.text[done:first], self.text[first:stop].translate(_TO_RAISED)]
                done = stop
        return "".join([*parts, self.text[done:]]) if parts else self.text

    def _raised_from(self, start: int, stop: int, base: float) -> int:
        """The first of the figures at the end of a number that are raised above ``base``; ``stop`` when none is."""
        first = stop
        while first > start and stop - first < MOST_FIGURES:
            low, high = self._heights(first - 1)
            if not RAISED * (high - low) < low - base < MOST_RAISED * (high - low):
                break
            first -= 1
        return first

    def _standard(self, start: int, stop: int) -> int:
        """The character that shows the base line of a number: before it, behind it, or its own first figure."""
        if start and self.text[start - 1] not in _APART and not self.text[start - 1].isspace():
            return start - 1
        if stop < len(self.text) and not self.text[stop].isspace():
            return stop
        return start


def stands_above(mark: Piece, line: Piece) -> bool:
    """Whether a small figure is raised above this line, and not part of the line above it."""
    return mark.size < SMALL * line.size and 0.1 * line.size < mark.y - line.y < 0.7 * line.size


def _hyphenated(text: str) -> str:
    """The text with every kind of hyphen as ``-``; no character changes its place."""
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "-")
    return text


@lru_cache(maxsize=500)
def _is_strong(face: str) -> bool:
    return bool(_STRONG.search(face))


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of a page whose text is turned so many quarters to the left, as if the text ran to the right."""
    if turn == 0:
        return x, y
    if turn == 1:
        return y, -x
    return (-x, -y) if turn == 2 else (-y, x)
