"""Lines to blocks: paragraphs, list items and lines that stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .document import Line
from .hyphens import Vocabulary, join_lines
from .labels import NUMBER, is_label
from .signatures import COLUMNS

BULLET = re.compile(r"(?:[-•·–—▪●○■\uf0b7*]|o(?= [A-Z]))\s{1,8}(?=\S)")
ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}[\U000f0000-\U000ffffd]{0,6}$")
NATURE_OPENS = re.compile(r"\([A-Z]|\([a-z][^()]{2,80}\)$|=\s")
LISTED = re.compile(r"(\d{1,2})[.)]\s{1,4}(?=[^\W\d])")
UNWRAPPED = 160  # a usual line longer than this means: one line is one paragraph
NEAR = 0.86  # of the page's width: proportional type makes full lines differ this much
CLEARLY = 0.75  # a line this short was ended on purpose
ENOUGH = 20  # wrapped lines from which the width can be measured


@dataclass(slots=True)
class Block:
    """The printed lines of a paragraph, list item or heading; ``text`` is set once all are known.

    ``level`` and ``emphasis`` are those of its lines; ``row`` when its cells stand side by side.
    """

    parts: list[str]
    bullet: bool
    whole: bool = False
    level: int = 0
    emphasis: bool = False
    row: bool = False
    text: str = ""

    @property
    def lines(self) -> int:
        return len(self.parts)

    @property
    def last(self) -> str:
        return self.parts[-1]


class BlockBuilder:
    """Joins lines one by one; decides at each line whether a new block begins."""

    def __init__(self, lines: list[Line], words: Vocabulary, *, gaps_known: bool = False) -> None:
        self.words = words
        self.gaps_known = gaps_known
        self.blocks: list[Block] = []
        self.gap, self.blanks, self.over_notes = True, 0, False
        self.width = page_width(lines)
        self.fits = fitting_width(lines, self.width)
        self.unwrapped = _usual_line(lines) > UNWRAPPED
        self.spaced = blank_lines_part(lines, self.width)

    def add(self, line: Line, following: Line | None = None) -> None:
        """Take one line that is no footnote; ``following`` is the next such line."""
        if not line.text:
            self.gap, self.blanks = True, self.blanks + 1
            return
        if self.blocks and self._continues(self.blocks[-1], line) and not self._opens_heading(line, following):
            self.blocks[-1].parts.append(line.text)
        else:
            bullet, row = bool(BULLET.match(line.text)), bool(COLUMNS.search(line.text))
            self.blocks.append(Block([line.text], bullet, line.whole, line.level, line.emphasis, row))
        self.gap, self.blanks, self.over_notes = False, 0, False

    def pass_note(self) -> None:
        """One blank line above a footnote belongs to the footnote; two also end the paragraph."""
        self.over_notes = self.over_notes or self.blanks == 1
        self.blanks = 2

    def _opens_heading(self, line: Line, following: Line | None) -> bool:
        """In text without blank lines: a short line behind a full one that ends a sentence, and a new start below it."""
        if self.spaced or self.gap or following is None or not following.text:
            return False
        opens = line.text[0].isupper() or bool(LISTED.match(line.text))
        ended = ENDS_SENTENCE.search(self.blocks[-1].last) and not re.search(r"[.,;:]$", line.text)
        below = following.text[0].isupper() or following.text[0].isdigit()
        return (
            bool(opens and ended and below and self._short(line.text, following.text))
            and len(line.text) <= CLEARLY * self.width
        )

    def _styled_break(self, block: Block, line: Line) -> bool:
        """A line set otherwise than the one before it: a heading begins or ends."""
        if line.level != block.level:
            return True
        return line.emphasis != block.emphasis and (block.emphasis or bool(ENDS_SENTENCE.search(block.last)))

    def _continues(self, block: Block, line: Line) -> bool:
        if block.whole or line.whole or self._styled_break(block, line):
            return False
        if BULLET.match(line.text) or is_label(line.text) or (block.lines == 1 and is_label(block.last)):
            return False
        if self.gap or line.page:
            return self._runs_on(block, line)
        if self._nature(block, line) or _next_number(block, line):
            return False
        if self.unwrapped:
            return False
        return not self._is_break(block, line)

    def _runs_on(self, block: Block, line: Line) -> bool:
        """Over a blank line or a page break a paragraph goes on only in the middle of a sentence."""
        if self.gaps_known and line.page and not self.gap:
            return True
        if ENDS_SENTENCE.search(block.last):
            ended = self.gap and not (self.over_notes and line.page)
            return not ended and not self.unwrapped and _needed(block.last, line.text) >= self.fits
        if block.last.endswith("-") and block.lines > 1:
            return True
        if line.text[0].islower() and not block.bullet:
            return block.lines > 1 or self._full(block.last)
        return line.page and self._full(block.last)

    def _nature(self, block: Block, line: Line) -> bool:
        """The line below a heading that tells how the item is treated: ``(Gedachtewisseling)``, ``= Beleidsdebat``."""
        if block.lines > 2 or ENDS_SENTENCE.search(block.parts[0].rstrip(")?:")):
            return False
        if NATURE_OPENS.match(line.text):
            return self._short(block.last, line.text)
        return bool(NATURE_OPENS.match(block.parts[0])) and block.last.endswith(")") and line.text[0].isupper()

    def _full(self, text: str) -> bool:
        return len(text) >= 0.7 * self.width

    def _is_break(self, block: Block, line: Line) -> bool:
        """Within a group of lines: a short last line of a paragraph, or a heading right above its text."""
        if not self._short(block.last, line.text):
            return False
        if ENDS_SENTENCE.search(block.last):
            return not self.spaced or len(block.last) <= CLEARLY * self.width
        return self._stands_alone(block, line)

    def _stands_alone(self, block: Block, line: Line) -> bool:
        """A heading above its text: one clearly short line, and a line that opens a sentence below it."""
        fixed = not self.spaced and _needed(block.last, line.text) < self.fits - 4
        clearly = (fixed or len(block.last) <= CLEARLY * self.width) and not block.last.endswith((",", "-"))
        opens = line.text[0].isupper() or bool(NUMBER.match(line.text))
        return clearly and block.lines <= 2 and not block.bullet and opens

    def _short(self, text: str, following: str) -> bool:
        """Whether the first word of the next line would have fitted behind this one."""
        return _needed(text, following) < min(self.fits, NEAR * self.width)


def build_blocks(lines: list[Line], words: Vocabulary, *, gaps_known: bool = False) -> list[Block]:
    """The blocks of a body; footnote lines must be flagged before.

    ``gaps_known``: the carrier has put an empty line wherever a paragraph ends, also at the end of a page.
    """
    builder = BlockBuilder(lines, words, gaps_known=gaps_known)
    below = [*(line for line in lines if not line.note), None][1:]
    place = 0
    for line in lines:
        if line.note:
            builder.pass_note()
        else:
            builder.add(line, below[place])
            place += 1
    for block in builder.blocks:
        block.text = " ".join(join_lines(block.parts, words).split())
    return builder.blocks


def page_width(lines: list[Line]) -> int:
    """The usual length of a full line, in characters."""
    lengths = sorted(len(line.text) for line in lines if line.text and not line.note)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def fitting_width(lines: list[Line], width: int) -> float:
    """What surely fits on a line: less than nearly every wrapped line would have had with one word more."""
    needed = sorted(
        _needed(line.text, following.text)
        for line, following in pairwise(lines)
        if line.text and following.text and not ENDS_SENTENCE.search(line.text) and len(line.text) > 0.7 * width
    )
    return needed[len(needed) // 20] if len(needed) >= ENOUGH else NEAR * width


def blank_lines_part(lines: list[Line], width: int) -> bool:
    """Whether this letter puts a blank line between paragraphs: then a short line alone does not end one."""
    ends = [
        not following.text
        for line, following in pairwise(lines)
        if not line.note and ENDS_SENTENCE.search(line.text) and len(line.text) < 0.7 * width
    ]
    return sum(ends) * 2 > len(ends)


def _next_number(block: Block, line: Line) -> bool:
    """The next line of a numbered list: ``2. …`` below a block that opened with ``1. …``."""
    above, here = LISTED.match(block.parts[0]), LISTED.match(line.text)
    return above is not None and here is not None and int(here[1]) == int(above[1]) + 1


def _needed(text: str, following: str) -> int:
    return len(text) + 1 + len(following.split(" ", 1)[0])


def _usual_line(lines: list[Line]) -> int:
    """The length of the line on which the middle character of the text stands."""
    lengths = sorted(len(line.text) for line in lines if line.text and not line.note)
    half, seen = sum(lengths) / 2, 0
    for length in lengths:
        seen += length
        if seen >= half:
            return length
    return 0
