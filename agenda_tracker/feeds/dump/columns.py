"""A table of the dump and its columns: what each holds, where it comes from, and how SQLite and JSON tell it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import QuerySet

from agenda_tracker.models.fields import camel


class Kind(Enum):
    """How a value is kept: the type in SQLite, and what it is in JSON, in Dutch."""

    TEXT = ("TEXT", "tekst")
    NUMBER = ("INTEGER", "getal")
    AMOUNT = ("NUMERIC", "getal; in JSON tekst, 300000000.00, zodat geen cent verloren gaat")
    YES_NO = ("INTEGER", "true of false; in SQLite 1 of 0")
    DATE = ("TEXT", "datum, 2024-10-17")
    MOMENT = ("TEXT", "moment in UTC, 2024-10-17T08:30:00Z")
    LINES = ("TEXT", "lijst; in SQLite één per regel")

    @property
    def in_sqlite(self) -> str:
        return self.value[0]

    @property
    def in_words(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Column:
    """One column. `source` are the fields that `make` gets, the field of the same name when there are none.

    `to` names the table whose id this is. A row of which that one is not public keeps the column empty, or is left out
    altogether where it is `needed`.
    """

    name: str
    said: str
    kind: Kind = Kind.TEXT
    source: tuple[str, ...] = ()
    make: Callable[..., Any] | None = None
    to: str = ""
    needed: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return self.source or (self.name,)

    @property
    def in_json(self) -> str:
        """`agenda_item_id` is `agendaItemId`."""
        return camel(self.name)


@dataclass(frozen=True)
class Table:
    """`rows` asks for what is public of it; `key` are the columns that tell its rows apart."""

    name: str
    said: str
    rows: Callable[[], "QuerySet[Any]"]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def file(self) -> str:
        """`agenda-items.jsonl`."""
        return f"{self.name.replace('_', '-')}.jsonl"

    @property
    def points_at_itself(self) -> bool:
        return any(column.to == self.name for column in self.columns)


def plain(value: Any) -> Any:
    """As both files tell it: days and moments as text in ISO 8601."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def number(amount: Decimal) -> int | float:
    """An amount to reckon with."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
