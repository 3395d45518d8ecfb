"""How well a pairing does against the gold: pairs, verdicts, and both together.

``python -m tests.search.pairs.measure package.module:function [--held-out]`` prints the figures and every mistake.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from .gold import LetterPair, Row, Said, held_out, working_set

Pairing = Callable[[list[Said], list[Said]], Sequence[Row]]


@dataclass
class Score:
    """Counts of rows: found and right, found, wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: AbstractSet[object], wanted: AbstractSet[object]) -> None:
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(self.wanted == 0)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0


@dataclass
class Measured:
    """`pairs`: two-sided rows, verdict ignored. `rows`: all four kinds, verdict included. `verdicts`: of the pairs that
    were rightly paired, how many got the right verdict (right of found)."""

    pairs: Score = field(default_factory=Score)
    rows: Score = field(default_factory=Score)
    verdicts: Score = field(default_factory=Score)
    mistakes: list[str] = field(default_factory=list)

    def figures(self) -> str:
        return (
            f"pairs: precision {self.pairs.precision:.3f}, recall {self.pairs.recall:.3f}, F1 {self.pairs.f1:.3f} "
            f"({self.pairs.wanted} pairs); verdict right {self.verdicts.precision:.3f}; "
            f"all rows F1 {self.rows.f1:.3f} ({self.rows.wanted} rows)"
        )


def measure(pairing: Pairing, letters: Iterable[LetterPair]) -> Measured:
    """Run a pairing over pairs of letters. Raises ValueError when it loses, doubles or invents a position."""
    measured = Measured()
    for pair in letters:
        found = list(pairing(list(pair.earlier.positions), list(pair.later.positions)))
        _check_complete(pair, found)
        _count(measured, pair, found)
        measured.mistakes += _mistakes(pair, found)
    return measured


def _check_complete(pair: LetterPair, found: Sequence[Row]) -> None:
    for side, letter in enumerate((pair.earlier, pair.later)):
        keys = sorted(key for row in found if (key := row[side]) is not None)
        if keys != sorted(said.key for said in letter.positions):
            raise ValueError(f"{pair.name}: every position belongs in exactly one row, got {found}")


def _count(measured: Measured, pair: LetterPair, found: Sequence[Row]) -> None:
    found_pairs, gold_pairs = _two_sided(found), _two_sided(pair.gold)
    both = found_pairs.keys() & gold_pairs.keys()
    measured.pairs.add(set(found_pairs), set(gold_pairs))
    measured.rows.add(set(found), set(pair.gold))
    measured.verdicts.add({(key, found_pairs[key]) for key in both}, {(key, gold_pairs[key]) for key in both})


def _two_sided(rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    return {(earlier, later): verdict for earlier, later, verdict in rows if earlier and later}


def _mistakes(pair: LetterPair, found: Sequence[Row]) -> Iterator[str]:
    wanted = set(pair.gold)
    for row in found:
        if row not in wanted:
            yield f"{pair.name}: {_told(pair, row)}; should be {_should_be(pair, row)}"


def _told(pair: LetterPair, row: Row) -> str:
    earlier = {said.key: said.text for said in pair.earlier.positions}.get(row[0] or "", "–")
    later = {said.key: said.text for said in pair.later.positions}.get(row[1] or "", "–")
    return f"{row[0]} → {row[1]} {row[2]}\n    < {earlier}\n    > {later}\n   "


def _should_be(pair: LetterPair, row: Row) -> str:
    touched = [gold for gold in pair.gold if (row[0] and gold[0] == row[0]) or (row[1] and gold[1] == row[1])]
    return ", ".join(f"{earlier} → {later} {verdict}" for earlier, later, verdict in touched)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairing", help="package.module:function")
    parser.add_argument("--held-out", action="store_true", help="the held-out pairs: figures only, no mistakes")
    options = parser.parse_args(arguments)
    module, name = options.pairing.split(":")
    pairing = getattr(importlib.import_module(module), name)
    measured = measure(pairing, held_out() if options.held_out else working_set())
    mistakes = [] if options.held_out else measured.mistakes
    sys.stdout.write("\n".join([*mistakes, measured.figures()]) + "\n")


if __name__ == "__main__":
    main()
