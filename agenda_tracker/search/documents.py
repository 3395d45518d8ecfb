"""What becomes a document of the index: the words in it, what filters ask, and its place in both orders."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import tantivy

from .elided import leaves_out, lent
from .pieces import Pieces
from .schema import KINDS, WEIGHTS

Sorted = dict[str, list[str]]

# The bits of a place in an order: day, then meeting (or record), then place within the meeting.
DAY, RECORD, PLACE = 22, 22, 20
BELOW_DAY = RECORD + PLACE


@dataclass
class Entry:
    """One record before it becomes a document; `words` by the name of the field they stand in.

    `line` is what a list prints of it, where that lies in the index (`lines.packed`).
    """

    kind: str
    pk: int
    words: dict[str, str]
    values: Sorted = field(default_factory=dict)
    day: date | None = None
    newest: int = 0
    oldest: int = 0
    line: bytes = b""

    @property
    def sum(self) -> bytes:
        """Of all the words: the same for these, and for no others that they ever were."""
        whole = hashlib.blake2b(digest_size=8)
        for name, text in sorted(self.words.items()):
            whole.update(f"{name} {len(text)} {text}".encode())
        return whole.digest()

    def cut(self, pieces: Pieces) -> "Cut":
        """With its words as the index wants them."""
        numbers = {
            "kind_number": KINDS.index(self.kind),
            "id": self.pk,
            "day": self.day.toordinal() if self.day else 0,
            "newest": self.newest,
            "oldest": self.oldest,
            "meeting": self.newest >> PLACE,
        }
        texts = [("key", key(self.kind, self.pk)), ("kind", self.kind)]
        for name, text in self.words.items():
            words, stems = pieces.of(text)
            texts += [(f"{name}_exact", words), (f"{name}_stem", stems)]
            if leaves_out(text):
                texts.append((f"{name}_lent", " ".join(lent(text))))
        values = {name: values for name, values in self.values.items() if values}
        return Cut(numbers, texts, values, self.line, self.sum)


class Cut(NamedTuple):
    """What a document is made of, by the names of the fields: one process can hand it to another."""

    numbers: dict[str, int]
    texts: list[tuple[str, str]]
    values: Sorted
    line: bytes
    sum: bytes

    def document(self) -> tantivy.Document:
        document = tantivy.Document()
        for name, number in self.numbers.items():
            document.add_unsigned(name, number)
        for name, text in self.texts:
            document.add_text(name, text)
        document.add_json("by", self.values)
        if self.line:
            document.add_bytes("line", self.line)
        document.add_bytes("sum", self.sum)
        return document


def key(kind: str, pk: int) -> str:
    """The name of a record in the index: `position:12`."""
    return f"{kind}:{pk}"


def place(day: date, record: int, within: int, *, newest: bool) -> int:
    """One number to sort by: latest day first (or last), then record, and within a meeting always in its own order."""
    if record >= 1 << RECORD or within >= 1 << PLACE:
        raise OverflowError(f"record {record}, place {within}: too large for the orders of the index")
    inner = (1 << PLACE) - 1 - within if newest else within
    return (day.toordinal() << BELOW_DAY) | (record << PLACE) | inner


def ordered(entry: Entry, day: date | None, record: int, within: int = 0) -> Entry:
    if day is not None:
        entry.day = day
        entry.newest = place(day, record, within, newest=True)
        entry.oldest = place(day, record, within, newest=False)
        entry.values["year"] = [str(day.year)]
    return entry


assert set(WEIGHTS) == {"title", "said", "about", "around"}
