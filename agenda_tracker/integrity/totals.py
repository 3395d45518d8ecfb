"""What the positions in the search index have together, so that a word or value that one of them lacks is noticed."""

from collections import Counter, defaultdict
from typing import Any

from agenda_tracker.search.documents import Entry
from agenda_tracker.search.pieces import Pieces

from .index_reader import weight

_pieces = Pieces()


class Totals:
    """For every word in how many positions it stands, and for every filter a sum of who has which value."""

    kind = "position"

    def __init__(self) -> None:
        self.words: dict[str, Counter[str]] = defaultdict(Counter)
        self.sums: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        for name, text in entry.words.items():
            self.words[f"{name}_exact"].update(words_of(text))
        for name, values in entry.values.items():
            self.sums[f"by.{name}"] += sum(weight(value, entry.pk, 1) for value in set(values))

    def told(self) -> dict[str, Any]:
        return {"kind": self.kind, "words": self.words, "sums": self.sums}


def words_of(text: str) -> list[str]:
    """The different words of a text in their order, as `tokens` reads them.

    No word has a blank in it, so that most parts of a text are known from other texts.
    """
    return list(dict.fromkeys(word for part in dict.fromkeys(text.split()) for word in _pieces.words[part].split()))
