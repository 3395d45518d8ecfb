"""One page of a list: which rows, how many there are in all, and which pages lie around it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from agenda_tracker.models.prepared import Cut

SIZES = (10, 25, 50, 100)
SIZE = 25
# Beyond this, a page number is nonsense and not a place in a list; it also keeps offsets within any database's integers.
HIGHEST = 1_000_000


def keys_of(rows: "models.QuerySet[Any]") -> "array[int]":
    """The keys of a whole selection in its order, 8 bytes each."""
    return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


@dataclass(frozen=True)
class Page:
    rows: Sequence[Any]
    number: int
    size: int
    count: int

    @classmethod
    def cut(
        cls, queryset: "models.QuerySet[Any] | Cut[Any]", number: int = 1, size: int = SIZE, count: int | None = None
    ) -> "Page":
        """The rows of page `number`; none when that page lies behind the last one.

        Two queries; one with `count`, or for a prepared selection where the page is the last of it.
        """
        start = (number - 1) * size
        if count is None and not isinstance(queryset, Cut):
            count = queryset.order_by().count()
        rows = list(queryset[start : start + size]) if count is None or start < count else []
        if count is None:
            is_last = len(rows) < size and (rows or not start)
            count = start + len(rows) if is_last else queryset.count()
        return cls(rows, number, size, count)

    @classmethod
    def empty(cls) -> "Page":
        return cls([], 1, SIZE, 0)

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def exists(self) -> bool:
        return 1 <= self.number <= self.last

    @property
    def previous(self) -> int | None:
        return self.number - 1 if 1 < self.number <= self.last else None

    @property
    def following(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1

    @property
    def around(self) -> list[int | None]:
        """Page numbers to offer: first, last and the neighbours; None where some are left out."""
        near = {1, self.last, *range(self.number - 1, self.number + 2)}
        offered: list[int | None] = []
        for number in sorted(page for page in near if 1 <= page <= self.last):
            if offered and offered[-1] is not None and number - offered[-1] > 1:
                offered.append(None)
            offered.append(number)
        return offered
