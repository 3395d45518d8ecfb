"""Sentences in context with what a careful reader marks; ``python -m tests.letters.position_cases`` rewrites the answers.

Every passage is a stretch of an invented letter. ``kind`` is the label (``""`` background, ``optional`` where two readers could
differ, ``outcome`` what the meeting decided), ``answer`` what the reader says now. The passages marked ``held`` were set aside
before the rules were written and only serve to measure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from agenda_tracker.letters.positions import find_positions
from agenda_tracker.letters.records import ReadPosition, ReadSection

FILE = Path(__file__).with_name("position_cases.tsv")
STAND = {"view": "stand", "aim": "stand"}
POSITIONS = ("view", "aim", "contribution", "commitment")
Row = dict[str, str]


@dataclass
class Tally:
    """How the labelled positions of one half fared; view and aim count as one kind."""

    wanted: int = 0
    found: int = 0
    false: int = 0
    stances_right: int = 0
    stances_wrong: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.wanted

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false)


def rows() -> list[Row]:
    with FILE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_all(table: list[Row]) -> Iterator[tuple[Row, ReadPosition | None]]:
    """Every sentence with what is found in it; list lines stand as paragraphs of their own."""
    for _, passage in groupby(table, key=lambda row: row["passage"]):
        yield from _read(list(passage))


def _read(passage: list[Row]) -> Iterator[tuple[Row, ReadPosition | None]]:
    texts = [row["text"] for row in passage]
    first = passage[0]
    listed = any(text.startswith("–") for text in texts)
    paragraphs = tuple(texts) if listed else (" ".join(texts),)
    section = ReadSection("Kop", 1, first["role"], "Kop", "", "", "", None, paragraphs)
    found = find_positions([section], kind=first["letter"], letter_date=date.fromisoformat(first["date"]))
    for row in passage:
        yield row, next((position for position in found if row["text"] in position.text), None)


def answer(found: ReadPosition | None) -> str:
    """``view/opposed``, ``aim``, ``-`` for nothing."""
    if found is None:
        return "-"
    return f"{found.kind}/{found.stance}" if found.stance else found.kind


def tally(half: str) -> Tally:
    result = Tally()
    for row, found in read_all([row for row in rows() if row["set"] == half]):
        wanted = row["kind"] in POSITIONS
        right = found is not None and STAND.get(found.kind, found.kind) == STAND.get(row["kind"], row["kind"])
        result.wanted += wanted
        result.found += wanted and right
        result.false += found is not None and not right and row["kind"] != "optional"
        if wanted and found is not None and found.stance:
            result.stances_right += found.stance == row["stance"]
            result.stances_wrong += found.stance != row["stance"]
    return result


def rewrite() -> None:
    """Write the present answers into the table, so that a diff shows what a change of rules does."""
    table = rows()
    for row, found in read_all(table):
        row["answer"] = answer(found)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        names = list(table[0])
        writer = csv.DictWriter(
            file, names, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    rewrite()
