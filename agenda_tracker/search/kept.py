"""What many pages share and only the journal changes: worked out once for each head of the journal, in every process."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from agenda_tracker.models import Head, seen_head

T = TypeVar("T")
P = ParamSpec("P")


def once_per_head(work: Callable[P, T]) -> Callable[P, T]:
    """Keep the last result of `work`, which reads only what the journal speaks of, until the journal has another head.

    It takes nothing, or what is the same for every visitor of one day.
    """
    last: list[tuple[Head, Any, T]] = []

    @wraps(work)
    def known(*args: P.args, **named: P.kwargs) -> T:
        # What is read inside a transaction may be undone, and then never was at that head.
        head = None if connection.in_atomic_block else seen_head()
        if head is None or not head.number:
            return work(*args, **named)
        for at, asked, value in last:
            if at == head and asked == (args, named):
                return value
        value = work(*args, **named)
        # None: it could not be told yet.
        if value is not None:
            last[:] = [(head, (args, named), value)]
        return value

    return known
