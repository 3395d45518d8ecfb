"""A paragraph cut into pieces at the edges of what was found in it: quotes, references, dates and footnote marks."""

from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter
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
    quoted, cited = _spans(quotes), _spans(references)
    dated, notes = list(dates), sorted(footnotes, key=attrgetter("offset", "order"))
    if text and not (quoted or cited or dated or notes):
        return [Piece(text)]
    edges = {0, len(text), *[note.offset for note in notes]}
    for span in (*quoted, *cited, *dated):
        edges.update(span[:2])
    pieces = [Piece("", footnote=note) for note in notes if note.offset == 0]
    for start, end in pairwise(sorted([edge for edge in edges if 0 <= edge <= len(text)])):
        inside = tuple([quote for first, last, quote in quoted if first <= start and end <= last])
        found = [reference for first, last, reference in cited if first <= start and end <= last]
        is_date = bool(dated) and any(first <= start and end <= last for first, last in dated)
        pieces.append(Piece(text[start:end], inside, found[0] if found else None, None, is_date))
        if notes:
            pieces += [Piece("", footnote=note) for note in notes if note.offset == end]
    return pieces


def _spans(finds: "Iterable[Any]") -> list[tuple[int, int, Any]]:
    return [(find.start, find.end, find) for find in finds]
