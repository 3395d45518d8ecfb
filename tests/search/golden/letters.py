"""The fictional letters, read from the text files beside this module, and checked while they are read.

A letter in a file:

    = L01 | kind | date | office of the signatory | own Kamerstuk
    Subject
    vergadering: formation | start | end | place | country [| report or informal, or both]

    == Title of the agenda item | topics [| which of the meetings, counted from 1]
    A paragraph with {1:the literal quote of position 1} in it.

    1 | kind | stance | amount in euro | topics | wording

`-` stands for nothing. Positions count through the letter; the key of the third one of letter L07 is `L07.3`.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "letters"
FICTIONAL = "Fictieve brief, geschreven om het zoeken te beproeven."
QUOTE = re.compile(r"\{(\d+):([^{}]+)\}")
POSITION = re.compile(r"\d+ \|")


@dataclass(frozen=True)
class Quote:
    """Characters `start` up to `end` of a paragraph, on which position `number` rests."""

    number: int
    start: int
    end: int


@dataclass
class TextParagraph:
    text: str
    quotes: list[Quote]


@dataclass
class Position:
    number: int
    kind: str
    stance: str
    amount_eur: int | None
    topics: list[str]
    wording: str


@dataclass
class Item:
    title: str
    topics: list[str]
    meeting: int = 0
    paragraphs: list[TextParagraph] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)


@dataclass
class Meeting:
    """A meeting a letter treats, as agenda or report; the formation by its slug."""

    formation: str
    start: str
    end: str
    place: str = ""
    country: str = ""
    kind: str = "annotated_agenda"
    informal: bool = False

    @property
    def slug(self) -> str:
        return f"{self.start}-{self.formation}" + ("-informeel" if self.informal else "")


@dataclass
class WrittenLetter:
    key: str
    kind: str
    date: str
    office: str
    kamerstuk: str
    subject: str = ""
    meetings: list[Meeting] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def positions(self) -> list[Position]:
        return [position for item in self.items for position in item.positions]

    @property
    def text(self) -> str:
        """Every word of the letter, its wordings included."""
        parts = [self.subject]
        for item in self.items:
            parts += [item.title, *(paragraph.text for paragraph in item.paragraphs)]
            parts += [position.wording for position in item.positions]
        return "\n".join(parts)


def paragraph(marked: str) -> TextParagraph:
    """The text without its marks, and where the quotes lie in it."""
    text, quotes, last = "", [], 0
    for mark in QUOTE.finditer(marked):
        text += marked[last : mark.start()]
        quotes.append(Quote(int(mark[1]), len(text), len(text) + len(mark[2])))
        text, last = text + mark[2], mark.end()
    return TextParagraph(text + marked[last:], quotes)


def _cells(line: str) -> list[str]:
    return ["" if cell.strip() == "-" else cell.strip() for cell in line.split("|")]


def _position(line: str) -> Position:
    number, kind, stance, amount, topics, wording = _cells(line)
    return Position(int(number), kind, stance, int(amount) if amount else None, topics.split(), wording)


def _meeting(line: str) -> Meeting:
    formation, start, end, place, country, *more = _cells(line.removeprefix("vergadering:"))
    how = " ".join(more).split()
    kind = "report" if "report" in how else "annotated_agenda"
    return Meeting(formation, start, end, place, country, kind, "informal" in how)


def _item(line: str) -> Item:
    title, topics, *which = _cells(line.removeprefix("=="))
    return Item(title, topics.split(), int(which[0]) - 1 if which else 0)


def _read(line: str, letters: list[WrittenLetter]) -> None:
    if line.startswith("= "):
        letters.append(WrittenLetter(*_cells(line.removeprefix("="))))
    elif line.startswith("== "):
        letters[-1].items.append(_item(line))
    elif line.startswith("vergadering:"):
        letters[-1].meetings.append(_meeting(line))
    elif not letters[-1].items:
        letters[-1].subject = line
    elif POSITION.match(line):
        letters[-1].items[-1].positions.append(_position(line))
    else:
        letters[-1].items[-1].paragraphs.append(paragraph(line))


@cache
def golden_letters() -> tuple[WrittenLetter, ...]:
    letters: list[WrittenLetter] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                _read(line.strip(), letters)
    return tuple(letters)
