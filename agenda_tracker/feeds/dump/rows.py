"""The rows of a table as both files tell them, none of which points at what is not there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .columns import Column, Table, plain

AT_ONCE = 1000


@dataclass
class Known:
    """Ids of one table, in one bit each: a million of them take no more than the longest of a batch of rows."""

    bits: bytearray = field(default_factory=bytearray)

    def add(self, number: int) -> None:
        at, bit = divmod(number, 8)
        if at >= len(self.bits):
            self.bits.extend(bytes(at + 1 - len(self.bits) + len(self.bits) // 8))
        self.bits[at] |= 1 << bit

    def __contains__(self, number: int) -> bool:
        at, bit = divmod(number, 8)
        return at < len(self.bits) and bool(self.bits[at] >> bit & 1)


class Reading:
    """Reads tables one after the other, those that others point at first."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}

    def rows(self, table: Table) -> Iterator[list[Any]]:
        """The values of each row in the order of the columns; lists stay lists."""
        known = self.known[table.name] = self._ids(table)
        has_id = table.key == ("id",)
        names = list(dict.fromkeys(name for column in table.columns for name in column.fields))
        values = [self._value(column, [names.index(name) for name in column.fields]) for column in table.columns]
        for found in table.rows().order_by("pk").values_list(*names).iterator(chunk_size=AT_ONCE):
            row = [value(found) for value in values]
            if any(one is _GONE for one in row):
                continue
            if has_id:
                known.add(row[0])
            yield row

    def _ids(self, table: Table) -> Known:
        """All of them beforehand, where a row may point at a later one."""
        known = Known()
        if table.points_at_itself:
            for number in table.rows().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=AT_ONCE):
                known.add(number)
        return known

    def _value(self, column: Column, places: list[int]) -> Callable[[tuple[Any, ...]], Any]:
        if column.to:
            return _pointing(self.known[column.to], places[0], _GONE if column.needed else None)
        if column.make is not None:
            return _made(column.make, places)
        return _told(places[0])


_GONE: Any = object()


def _pointing(known: Known, place: int, otherwise: Any) -> Callable[[tuple[Any, ...]], Any]:
    def value(found: tuple[Any, ...]) -> Any:
        number = found[place]
        return number if number is not None and number in known else otherwise

    return value


def _made(make: Callable[..., Any], places: list[int]) -> Callable[[tuple[Any, ...]], Any]:
    return lambda found: make(*(found[place] for place in places))


def _told(place: int) -> Callable[[tuple[Any, ...]], Any]:
    return lambda found: plain(found[place])
