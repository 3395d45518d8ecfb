"""Many rows in parts that one query can take."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Row = TypeVar("Row")
# Rows written, or keys asked for, at a time.
BATCH = 500


def batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
