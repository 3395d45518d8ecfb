"""What a check says of one record, and going through a table in pieces."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

# Rows in memory at a time, and rows in one transaction of a repair.
CHUNK = 2_000
BATCH = 200
REASON = "Hersteld door check_integrity"


@dataclass(frozen=True)
class Finding:
    """One broken promise in Dutch: which record, what is wrong, what to do.

    `rule` is its stable name. `pk` names the row from which the right value can be derived; None when it cannot be.
    `check` is the title of the check that found it.
    """

    rule: str
    record: str
    wrong: str
    advice: str
    pk: int | None = None
    check: str = ""

    def __str__(self) -> str:
        return f"{self.record}: {self.wrong}. {self.advice}."


def named(record: models.Model) -> str:
    """`alinea 12`: what it is and its number, which finds it at the desk and in the database."""
    return f"{record._meta.verbose_name} {record.pk}"


def kind_and_key(model: type[models.Model], pk: object) -> str:
    return f"{model._meta.verbose_name} {pk}"


_listener: ContextVar[Callable[[int], None]] = ContextVar("listener", default=lambda _rows: None)


@contextmanager
def telling(listener: Callable[[int], None]) -> Iterator[None]:
    """Let this be told how many rows more were looked at, by every check inside that looks at many."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def looked_at(rows: int) -> None:
    _listener.get()(rows)


def chunks(rows: "models.QuerySet[Any]", size: int = CHUNK) -> Iterator[list[Any]]:
    """All rows by key, so many at a time, without keeping a cursor open."""
    rows, last = rows.order_by("pk"), None
    while part := list((rows if last is None else rows.filter(pk__gt=last))[:size]):
        yield part
        looked_at(len(part))
        last = part[-1].pk


def each(rows: "models.QuerySet[Any]") -> Iterator[Any]:
    for part in chunks(rows):
        yield from part


def by_number(records: list[Any]) -> dict[int, Any]:
    return {record.pk: record for record in records}


def stamp(record: models.Model) -> None:
    """What its history will say of who changed it."""
    record._change_reason = f"{REASON} op {timezone.localdate():%d-%m-%Y}"  # type: ignore[attr-defined]
