"""What became of the positions of one letter in the next: the same, changed, new or gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .likeness import MayPair, any_two, likenesses
from .said import Said
from .verdict import says_the_same

# Below the first, two positions are never one; above the second always; between them it must stand out from the others.
LOWEST, SURE = 0.24, 0.45
STANDS_OUT = 1.25


class Verdict(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Match:
    """Indexes into the two sequences that were paired; None on the side where there is nothing."""

    earlier: int | None
    later: int | None
    verdict: Verdict
    likeness: float = 0.0


def pair(earlier: Sequence[Said], later: Sequence[Said], may_pair: MayPair = any_two) -> list[Match]:
    """The positions of `later` in order, each with its counterpart if it has one; then what is gone, in order.

    A position has one counterpart at most. The likest two are paired first, so that a pair never depends on those less
    alike; exchanging the letters gives the same pairs. `may_pair` can keep two apart whatever they say.
    """
    table = likenesses(earlier, later, may_pair)
    found = dict(_matched(table))
    matches = [_match(earlier, later, found.get(index), index, table) for index in range(len(later))]
    paired = set(found.values())
    gone = (index for index in range(len(earlier)) if index not in paired)
    return matches + [Match(index, None, Verdict.GONE) for index in gone]


def _match(
    earlier: Sequence[Said], later: Sequence[Said], one: int | None, other: int, table: list[list[float]]
) -> Match:
    if one is None:
        return Match(None, other, Verdict.NEW)
    same = says_the_same(earlier[one], later[other])
    return Match(one, other, Verdict.SAME if same else Verdict.CHANGED, table[one][other])


def _matched(table: list[list[float]]) -> Iterable[tuple[int, int]]:
    """(later, earlier) of each pair."""
    rivals = _Rivals(table)
    candidates = sorted(
        (
            (-likeness, abs(one - other), one + other, one, other)
            for one, row in enumerate(table)
            for other, likeness in enumerate(row)
            if likeness >= LOWEST
        ),
    )
    taken_earlier: set[int] = set()
    taken_later: set[int] = set()
    for likeness, _apart, _place, one, other in candidates:
        if one in taken_earlier or other in taken_later:
            continue
        if -likeness >= SURE or -likeness >= STANDS_OUT * rivals.of(one, other, taken_earlier, taken_later):
            taken_earlier.add(one)
            taken_later.add(other)
            yield other, one


class _Rivals:
    """How alike the best other counterpart is that either of two positions could still get."""

    def __init__(self, table: list[list[float]]) -> None:
        self.rows = [sorted(((value, i) for i, value in enumerate(row)), reverse=True) for row in table]
        columns = zip(*table, strict=True)
        self.columns = [sorted(((value, i) for i, value in enumerate(column)), reverse=True) for column in columns]

    def of(self, one: int, other: int, taken_earlier: set[int], taken_later: set[int]) -> float:
        in_row = (value for value, index in self.rows[one] if index != other and index not in taken_later)
        in_column = (value for value, index in self.columns[other] if index != one and index not in taken_earlier)
        return max(next(in_row, 0.0), next(in_column, 0.0))
