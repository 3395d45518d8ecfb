"""Makes PDF letters as word processors and PDF libraries draw them, and tells what a reader must find in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, FOOT = 79.0, 760.0, 70.0
PARTS = re.compile(r"\^(\d+)")  # ^12 stands for the raised mark of footnote 12


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or row of cells every ``tab`` points, with ``^n`` for the marks."""

    text: str
    kind: str = "text"  # text, bold, italic, large, bullet, cells; page: go on on a new page
    after: float = 8.0
    tab: float = 60.0


@dataclass(frozen=True)
class Style:
    """How the letter is set and how its text is drawn."""

    font: str = "Helvetica"
    size: float = 9.0
    note_size: float = 7.0
    leading: float = 13.0
    right: float = 400.0
    margin_x: float = 414.0
    margin_size: float = 6.5
    justified: bool = False
    indent: float = 0.0
    hyphens: tuple[str, ...] = ()  # words with a soft place to break: "samen|werking"
    drawing: str = "lines"  # lines, words, letters, halves, kerned
    order: str = "margin last"  # margin last, margin first, by height
    mark_style: str = "raised"  # raised, plain: in front of the footnote
    turned: int = 0  # the page's /Rotate; the text is drawn to read upright
    moved: tuple[float, float] = (0.0, 0.0)
    password: str = ""


@dataclass(frozen=True)
class Letter:
    """What is printed where."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    margin: tuple[str, ...] = ()
    next_margin: tuple[str, ...] = ()
    running: str = ""
    footer: str = "Pagina {page} van {pages}"
    footer_x: float = 414.0
    lines_per_page: int = 40


@dataclass(frozen=True)
class Run:
    """Text in one font on one base line; ``stretch`` is added to every blank."""

    page: int
    x: float
    y: float
    font: str
    size: float
    text: str
    stretch: float = 0.0


@dataclass
class Made:
    """The file and the body lines it shows, page by page, with ``^n`` where a mark stands."""

    data: bytes
    lines: list[list[str]] = field(default_factory=list)


def make_pdf(letter: Letter, style: Style = Style()) -> Made:
    """Set the letter and draw it."""
    setter = _Setter(letter, style)
    setter.set_blocks()
    runs = setter.runs
    pages = max(run.page for run in runs) + 1
    runs += [run for page in range(pages) for run in _furniture(letter, style, page, pages)]
    return Made(_draw(_ordered(runs, style), pages, style), setter.lines)


class _Setter:
    """Fills pages with the lines of the blocks and the footnotes whose marks they hold."""

    def __init__(self, letter: Letter, style: Style) -> None:
        self.letter, self.style = letter, style
        self.runs: list[Run] = []
        self.lines: list[list[str]] = [[]]
        self.y = TOP
        self.notes: list[str] = []

    def set_blocks(self) -> None:
        for block in self.letter.blocks:
            if block.kind == "page":
                self._new_page()
                continue
            font = _face(self.style.font, block.kind)
            size = self.style.size * (1.4 if block.kind == "large" else 1)
            inset = 14.0 if block.kind == "bullet" else 0.0
            lines = [block.text] if block.kind == "cells" else self._wrap(block.text, font, size, inset)
            for number, line in enumerate(lines):
                self._make_room(line)
                self._line(block, line, number, number == len(lines) - 1, font, size, inset)
            self.y -= block.after
        self._set_notes()

    def _line(self, block: Block, line: str, number: int, last: bool, font: str, size: float, inset: float) -> None:
        style = self.style
        first_inset = style.indent if number == 0 and block.kind == "text" else 0.0
        if block.kind == "cells":
            for x, cell in zip((0.0, block.tab, 2 * block.tab), line.split("\t"), strict=False):
                self._text(LEFT + x, cell, font, size, 0.0)
        else:
            if block.kind == "bullet" and number == 0:
                self._text(LEFT, "•", font, size, 0.0)
            room = style.right - LEFT - inset - first_inset - _width(line, font, size)
            stretch = room / line.count(" ") if style.justified and not last and " " in line else 0.0
            self._text(LEFT + inset + first_inset, line, font, size, stretch)
        bullet = "• " if block.kind == "bullet" and number == 0 else ""
        self.lines[-1].append(bullet + line.replace("\t", "   "))
        self.y -= style.leading * (size / style.size)

    def _wrap(self, text: str, font: str, size: float, inset: float) -> list[str]:
        """Greedy lines; a word of ``hyphens`` may be broken, a compound behind its hyphen."""
        lines, room = [""], self.style.right - LEFT - inset - self.style.indent
        for word in text.split(" "):
            whole = f"{lines[-1]} {word}".strip()
            if _width(whole, font, size) <= room:
                lines[-1] = whole
                continue
            head, tail = self._broken(word)
            if head and _width(f"{lines[-1]} {head}", font, size) <= room:
                lines[-1] += f" {head}"
                word = tail
            lines.append(word)
            room = self.style.right - LEFT - inset
        return lines

    def _broken(self, word: str) -> tuple[str, str]:
        for broken in self.style.hyphens:
            head, tail = broken.split("|")
            if word.startswith(head + tail):
                return head + ("" if head.endswith("-") else "-"), word[len(head) :]
        return "", word

    def _text(self, x: float, line: str, font: str, size: float, stretch: float) -> None:
        """The line as runs; a mark is a smaller, raised run."""
        page = len(self.lines) - 1
        for part in re.split(r"(\^\d+)", line):
            mark = PARTS.fullmatch(part)
            run = Run(page, x, self.y, font, size, part, stretch)
            if mark:
                run = replace(run, y=self.y + 0.35 * size, size=0.6 * size, text=mark[1], stretch=0.0)
            if part:
                self.runs.append(run)
                x += stringWidth(run.text, font, run.size) + run.stretch * run.text.count(" ")

    def _make_room(self, line: str) -> None:
        """A new page when the line and the footnotes of its marks no longer fit."""
        new = [note for mark in PARTS.findall(line) for note in self._note_lines(int(mark))]
        height = (len(self.notes) + len(new)) * self.style.note_size * 1.25 + 14
        full = len(self.lines[-1]) >= self.letter.lines_per_page
        if full or (self.lines[-1] and self.y - height < FOOT):
            self._new_page()
        self.notes += new

    def _new_page(self) -> None:
        self._set_notes()
        self.lines.append([])
        self.y = TOP

    def _note_lines(self, number: int) -> list[str]:
        marker = f"^{number} " if self.style.mark_style == "raised" else f"{number} "
        lines, room = [""], self.style.right - LEFT
        for word in (marker + self.letter.notes[number - 1]).split(" "):
            whole = f"{lines[-1]} {word}".strip()
            if lines[-1] and _width(whole, self.style.font, self.style.note_size) > room:
                lines.append(word)
            else:
                lines[-1] = whole
        return lines

    def _set_notes(self) -> None:
        """Footnotes stand just above the footer."""
        step = self.style.note_size * 1.25
        page_y, self.y = self.y, FOOT + step * (len(self.notes) - 1)
        for line in self.notes:
            self._text(LEFT, line, self.style.font, self.style.note_size, 0.0)
            self.y -= step
        self.y, self.notes = page_y, []


def _face(font: str, kind: str) -> str:
    faces = {"Helvetica": ("Helvetica-Bold", "Helvetica-Oblique"), "Times-Roman": ("Times-Bold", "Times-Italic")}
    return dict(zip(("bold", "italic"), faces[font], strict=True)).get(kind, font)


def _width(text: str, font: str, size: float) -> float:
    marks = "".join(PARTS.findall(text))
    return stringWidth(PARTS.sub("", text), font, size) + stringWidth(marks, font, 0.6 * size)


def _furniture(letter: Letter, style: Style, page: int, pages: int) -> Iterator[Run]:
    """Margin column, running head and page footer."""
    for number, text in enumerate(letter.next_margin if page else letter.margin):
        yield Run(page, style.margin_x, TOP - 3 - 8.1 * number, style.font, style.margin_size, text)
    if page and letter.running:
        yield Run(page, LEFT, 800.0, style.font, 7.0, letter.running)
    if letter.footer:
        text = letter.footer.format(page=page + 1, pages=pages)
        yield Run(page, letter.footer_x, 40.0, style.font, style.margin_size, text)


def _ordered(runs: list[Run], style: Style) -> list[Run]:
    if style.order == "by height":
        return sorted(runs, key=lambda run: (run.page, -run.y, run.x))
    return sorted(runs, key=lambda run: (run.page, (run.x >= style.margin_x) == (style.order == "margin last")))


def _draw(runs: list[Run], pages: int, style: Style) -> bytes:
    stream = BytesIO()
    encryption = StandardEncryption(style.password) if style.password else None
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT), encrypt=encryption, pageCompression=1)
    for page in range(pages):
        _turn(canvas, style)
        for run in runs:
            if run.page == page:
                for x, text, stretch in _pieces(run, style.drawing):
                    _show(canvas, replace(run, x=x, text=text, stretch=stretch), style.drawing)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _turn(canvas: Canvas, style: Style) -> None:
    canvas.setPageRotation(style.turned)
    canvas.translate(*style.moved)
    if style.turned:
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[style.turned])
        canvas.rotate(style.turned)
    if any(style.moved):
        x, y = style.moved
        canvas.setCropBox((x, y, WIDTH + x, HEIGHT + y))


def _pieces(run: Run, drawing: str) -> Iterator[tuple[float, str, float]]:
    """The run as the pieces in which it is drawn: (x, text, stretch)."""
    if drawing in ("lines", "kerned"):
        yield run.x, run.text, run.stretch
        return
    x = run.x
    for token in re.findall(r" +|[^ ]+", run.text):
        if token[0] != " ":
            yield from _token(x, token, run, drawing)
        x += stringWidth(token, run.font, run.size) + run.stretch * token.count(" ")


def _token(x: float, token: str, run: Run, drawing: str) -> Iterator[tuple[float, str, float]]:
    cut = {"words": len(token), "halves": max(1, len(token) // 2), "letters": 1}[drawing]
    places = [*range(0, len(token), cut), len(token)]
    for start, stop in pairwise(places):
        yield x + stringWidth(token[:start], run.font, run.size), token[start:stop], 0.0


def _show(canvas: Canvas, run: Run, drawing: str) -> None:
    if drawing != "kerned":
        text = canvas.beginText(run.x, run.y)
        text.setFont(run.font, run.size)
        text.setWordSpace(run.stretch)
        text.textOut(run.text)
        text.setWordSpace(0)
        canvas.drawText(text)
        return
    canvas.setFont(run.font, run.size)
    parts = " ".join(
        f"({_escaped(word)}) {round(-1000 * (stringWidth(' ', run.font, run.size) + run.stretch) / run.size)}"
        for word in run.text.split(" ")
    )
    font = canvas._doc.getInternalFontName(run.font)
    canvas._code.append(f"BT {font} {run.size} Tf 1 0 0 1 {run.x:.2f} {run.y:.2f} Tm [{parts}] TJ ET")


def _escaped(word: str) -> str:
    """As bytes of the font's encoding, in octal."""
    return "".join(f"\\{byte:03o}" for byte in word.encode("cp1252"))
