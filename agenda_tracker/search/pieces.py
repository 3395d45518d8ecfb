"""Texts cut at their blanks; each piece is taken apart and stemmed once, since a corpus says the same pieces over and over."""

from collections.abc import Callable
from functools import lru_cache

from .stems import stem
from .words import tokens

MOST = 150_000  # pieces kept; with their stems about 40 MB
LONGEST = 80  # characters; what is longer does not come twice
NEAR = 300  # texts: positions of one item stand together, with the same words around them


class _Known(dict[str, str]):
    def __init__(self, find: Callable[[str], str]) -> None:
        self.find = find

    def __missing__(self, piece: str) -> str:
        found = self.find(piece)
        if len(piece) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[piece] = found
        return found


class Pieces:
    """What is known of pieces so far. No word or number of `words.tokens` holds a blank, so cutting there is no loss."""

    def __init__(self) -> None:
        self.words = _Known(lambda piece: " ".join(token.text for token in tokens(piece)))
        self.stems = _Known(lambda piece: " ".join(map(stem, self.words[piece].split())))
        self.of = lru_cache(NEAR)(self._of)

    def _of(self, text: str) -> tuple[str, str]:
        """The words of a text, and their stems; a blank or more apart."""
        pieces = text.split()
        return " ".join(map(self.words.__getitem__, pieces)), " ".join(map(self.stems.__getitem__, pieces))
