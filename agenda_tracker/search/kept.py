"""What many pages share and only the journal changes: worked out once for each head of the journal, in every process."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import connection

from agenda_tracker.models import Head, seen_head

T = TypeVar("T")
_kept: dict[Callable[[], Any], tuple[Head, Any]] = {}


def once_per_head(work: Callable[[], T]) -> Callable[[], T]:
    """Keep the last result of `work`, which reads only what the journal speaks of, until the journal has another head."""

    @wraps(work)
    def known() -> T:
        # What is read inside a transaction may be undone, and then never was at that head.
        head = None if connection.in_atomic_block else seen_head()
        if head is None or not head.number:
            return work()
        at, value = _kept.get(work, (None, None))
        if at != head:
            value = work()
            # None: it could not be told yet.
            if value is not None:
                _kept[work] = (head, value)
        return value

    return known
