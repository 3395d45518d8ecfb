"""A sentence as words with their places: what the rules for positions look at."""

from __future__ import annotations

import re

from agenda_tracker.letters.words import words

_TOKEN = re.compile(r"[^\W_]+(?:[-’'/&][^\W_]+)*|[,;:()–—€]")
BREAKS = frozenset(";:")
# Words that open a subordinate clause, with the finite verb at its end.
SUBORDINATORS = words(
    "dat omdat zodat opdat doordat voordat nadat totdat terwijl hoewel aangezien indien als nu zodra zolang tenzij "
    "mits of hoe "
    "waarom wanneer waarbij waarin waarmee waardoor waarvan waarvoor waarop waarnaar waartoe waaruit waartegen "
    "waarover "
    "waaraan die om welke wie wat zoals alvorens teneinde ofschoon naarmate sinds mocht"
)


class Sentence:
    """A sentence as words in lower case; commas, brackets and the like are words, too."""

    __slots__ = ("_raw", "_spans", "known", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self._raw: list[str] = _TOKEN.findall(text)
        self._spans: list[tuple[int, int]] | None = None
        self.words = [word.lower() for word in self._raw]
        self.known = frozenset(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, index: int) -> str:
        """The word at a place, ``""`` outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        return 0 <= index < len(self.words) and self._raw[index][0].isupper()

    def offsets(self, index: int) -> tuple[int, int]:
        """Begin and end of a word in the text (code points)."""
        if self._spans is None:
            self._spans = [match.span() for match in _TOKEN.finditer(self.text)]
        return self._spans[index]
