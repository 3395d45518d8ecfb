"""A paragraph cut into pieces at the edges of what was found in it: quotes, references, dates and footnote marks."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .position import Evidence
    from .reference import KamerstukReference
    from .text import Footnote


class Piece(NamedTuple):
    """A run of text that lies wholly inside or outside each find; or, with `footnote` set, a mark between two runs."""

    text: str
    quotes: "tuple[Evidence, ...]" = ()
    reference: "KamerstukReference | None" = None
    footnote: "Footnote | None" = None
    date: bool = False

    @property
    def quote(self) -> "Evidence | None":
        return self.quotes[0] if self.quotes else None

    @property
    def has_words(self) -> bool:
        """Whether there is more than a full stop or a bracket, which is too small to press."""
        return any(character.isalnum() for character in self.text)


def cut(
    text: str,
    quotes: "Iterable[Evidence]" = (),
    references: "Iterable[KamerstukReference]" = (),
    footnotes: "Iterable[Footnote]" = (),
    dates: "Iterable[tuple[int, int]]" = (),
) -> list[Piece]:
    """Pieces in reading order; joined together their texts give `text` again. Offsets are characters."""
    quotes, references, dates, footnotes = list(quotes), list(references), list(dates), list(footnotes)
    if text and not (quotes or references or dates or footnotes):
        return [Piece(text)]
    notes = sorted(footnotes, key=lambda note: (note.offset, note.order))
    finds: list[Any] = [*quotes, *references]
    spans = [*((find.start, find.end) for find in finds), *dates]
    edges = {0, len(text), *(note.offset for note in notes), *(edge for span in spans for edge in span)}
    stops = sorted(edge for edge in edges if 0 <= edge <= len(text))
    pieces = [Piece("", footnote=note) for note in notes if note.offset == 0]
    for start, end in pairwise(stops):
        inside = tuple([quote for quote in quotes if quote.start <= start and end <= quote.end])
        cited = (
            next((find for find in references if find.start <= start and end <= find.end), None) if references else None
        )
        dated = any(first <= start and end <= last for first, last in dates) if dates else False
        pieces.append(Piece(text[start:end], inside, cited, date=dated))
        if notes:
            pieces += [Piece("", footnote=note) for note in notes if note.offset == end]
    return pieces
