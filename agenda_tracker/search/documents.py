"""What becomes a document of the index: the words in it, what filters ask, and its place in both orders."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

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
        return hashlib.blake2b(json.dumps(self.words, sort_keys=True).encode(), digest_size=8).digest()

    def document(self, pieces: Pieces) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text("key", key(self.kind, self.pk))
        document.add_text("kind", self.kind)
        document.add_unsigned("kind_number", KINDS.index(self.kind))
        document.add_unsigned("id", self.pk)
        document.add_unsigned("day", self.day.toordinal() if self.day else 0)
        document.add_unsigned("newest", self.newest)
        document.add_unsigned("oldest", self.oldest)
        document.add_unsigned("meeting", self.newest >> PLACE)
        document.add_json("by", {name: values for name, values in self.values.items() if values})
        if self.line:
            document.add_bytes("line", self.line)
        document.add_bytes("sum", self.sum)
        for name, text in self.words.items():
            words, stems = pieces.of(text)
            document.add_text(f"{name}_exact", words)
            document.add_text(f"{name}_stem", stems)
            if leaves_out(text):
                document.add_text(f"{name}_lent", " ".join(lent(text)))
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
