"""Two versions of a text, piece by piece: which old piece a new one is."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

# Pieces that share less of their words are not the same (0 to 1).
LIKE = 0.5
_WORD = re.compile(r"[^\W_]+")


def pair(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For places in `new` the place in `old` of the same piece: equal ones in order first, then the most alike."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    found = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    taken = set(found.values())
    ours = {place: _words(text) for place, text in enumerate(old) if place not in taken}
    theirs = {place: _words(text) for place, text in enumerate(new) if place not in found}
    near = [(-_share(a, b), abs(i - j), j, i) for j, b in theirs.items() for i, a in ours.items()]
    for share, _distance, j, i in sorted(near):
        if -share >= LIKE and j not in found and i not in taken:
            found[j] = i
            taken.add(i)
    return found


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _share(one: Counter[str], two: Counter[str]) -> float:
    """Of the words of both; a piece that was split or glued shares nearly all of the shorter one's, and half of both."""
    return 2 * (one & two).total() / ((one.total() + two.total()) or 1)
