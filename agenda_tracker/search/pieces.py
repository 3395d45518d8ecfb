"""Texts cut at their blanks; each piece is taken apart and stemmed once, since a corpus says the same pieces over and over."""

from .stems import stem
from .words import tokens

MOST = 150_000  # pieces kept; about 30 MB
LONGEST = 80  # characters; what is longer does not come twice


class Pieces(dict[str, tuple[str, str]]):
    """By piece: its words and their stems, one blank apart. No word or number of `words.tokens` holds a blank."""

    def __missing__(self, piece: str) -> tuple[str, str]:
        words = [token.text for token in tokens(piece)]
        found = " ".join(words), " ".join(map(stem, words))
        if len(piece) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[piece] = found
        return found

    def of(self, text: str) -> tuple[str, str]:
        """The words of a text, and their stems."""
        found = list(map(self.__getitem__, text.split()))
        return " ".join([words for words, _stems in found if words]), " ".join(
            [stems for _words, stems in found if stems]
        )
