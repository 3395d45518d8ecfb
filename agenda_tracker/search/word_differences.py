"""Two wordings beside each other: which runs of words are the same, which went and which came."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import groupby

# Words, and signs on their own; each with the blank behind it.
_WORD = re.compile(r"(?:\w+(?:[-'’.,/]\w+)*%?|[^\w\s])\s?")
# With less than this share of the words in common, two whole texts are shown: scattered marks would only be in the way.
COMMON = 1 / 3
# Fewer words than this between two changes are taken into the change.
SHORTEST_RUN = 3
# Two texts with more words together are not searched for what they have in common.
LONGEST = 4000


class Change(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A run of words. All pieces but the new ones make the earlier text, all but those gone the later."""

    text: str
    change: Change
    # The blank behind it, which no mark should cover.
    gap: str = ""


@dataclass(frozen=True)
class Differences:
    earlier: str
    later: str

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """In reading order; what went stands before what came in its place."""
        return _pieces(self.earlier, self.later)

    @property
    def before(self) -> list[Piece]:
        """The earlier text, with what went marked."""
        return self._side(Change.NEW, self.earlier)

    @property
    def after(self) -> list[Piece]:
        """The later text, with what came marked."""
        return self._side(Change.GONE, self.later)

    def _side(self, left_out: Change, text: str) -> list[Piece]:
        """The pieces of one text, each with the blank that this text has behind it."""
        rest, found = " ".join(text.split()), []
        for piece in self.pieces:
            if piece.change != left_out:
                rest = rest[len(piece.text) :]
                gap = " " if rest.startswith(" ") else ""
                rest = rest.removeprefix(" ")
                found.append(Piece(piece.text, piece.change, gap))
        return found

    @property
    def any(self) -> bool:
        return any(piece.change != Change.SAME for piece in self.pieces)

    @property
    def whole(self) -> bool:
        """Whether too little is common to mark single words."""
        return bool(self.pieces) and all(piece.change != Change.SAME for piece in self.pieces)


Block = tuple[int, int, int]


@lru_cache(maxsize=1000)
def _pieces(earlier: str, later: str) -> tuple[Piece, ...]:
    old, new = _words(earlier), _words(later)
    if old == new:
        return tuple(_merged([(Change.SAME, new)]))
    blocks = _blocks(_bare(old), _bare(new)) if len(old) + len(new) <= LONGEST else []
    if _common(blocks) < COMMON * max(len(old), len(new)):
        return tuple(_merged([(Change.GONE, old), (Change.NEW, new)]))
    return tuple(_merged(_runs(old, new, blocks)))


def _words(text: str) -> list[str]:
    return _WORD.findall(" ".join(text.split()))


def _bare(words: Iterable[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _blocks(old: list[str], new: list[str]) -> list[Block]:
    """(place in the old, place in the new, length) of each run in common that is worth showing as such."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    return [block for block in blocks if _worth(block, old, new)]


def _worth(block: Block, old: list[str], new: list[str]) -> bool:
    start, place, size = block
    at_edge = (start == 0 and place == 0) or (start + size == len(old) and place + size == len(new))
    words = [word for word in old[start : start + size] if word[0].isalnum()]
    return size >= SHORTEST_RUN or at_edge or sum(map(len, words)) >= 12


def _common(blocks: list[Block]) -> int:
    return sum(size for _start, _place, size in blocks)


def _runs(old: list[str], new: list[str], blocks: list[Block]) -> Iterator[tuple[Change, list[str]]]:
    at, place = 0, 0
    for start, other, size in [*blocks, (len(old), len(new), 0)]:
        yield Change.GONE, old[at:start]
        yield Change.NEW, new[place:other]
        yield Change.SAME, new[other : other + size]
        at, place = start + size, other + size


def _merged(runs: Iterable[tuple[Change, list[str]]]) -> Iterator[Piece]:
    for change, group in groupby((run for run in runs if run[1]), key=lambda run: run[0]):
        text = "".join(word for _change, words in group for word in words)
        yield Piece(text.rstrip(), change, text[len(text.rstrip()) :])
