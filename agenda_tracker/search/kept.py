"""What many pages share and only the journal changes: worked out once for each head of the journal, in every process."""

from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connection

from agenda_tracker.models import Head, seen_head

from .bounded import forget, once

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
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


class _Kept(Generic[K, T]):
    """What was made for one head of the journal: at most `most`, the oldest go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.kept: tuple[Head | None, dict[K, T]] = (None, {})

    def now(self) -> dict[K, T] | None:
        """What is kept at the head that this answer is made at; None where nothing may be."""
        head = None if connection.in_atomic_block else seen_head()
        if head is None or not head.number:
            return None
        at, known = self.kept
        if at != head:
            known = {}
            self.kept = (head, known)
        return known


class KeptSelections(_Kept[Hashable, T]):
    """What was worked out for some selections."""

    def __call__(self, key: Hashable, work: Callable[[], T]) -> T:
        """`key` says all that the work depends on, but for the journal."""
        known = self.now()
        return work() if known is None else once(known, key, work, self.most)


class KeptRows(_Kept[K, T]):
    """What pages print of records, by id.

    `fetch` makes those that are wanting; an id that it does not give is not public.
    """

    def __init__(self, fetch: Callable[[list[K]], dict[K, T]], most: int) -> None:
        super().__init__(most)
        self.fetch = fetch

    def __call__(self, ids: Iterable[K]) -> dict[K, T]:
        ids = list(ids)
        known = self.now()
        if known is None:
            return self.fetch(ids)
        # Taken out before anything is fetched: another thread may drop the oldest meanwhile.
        found = {pk: row for pk in ids if (row := known.get(pk)) is not None}
        wanting = [pk for pk in ids if pk not in found]
        made = self.fetch(wanting) if wanting else {}
        known.update(made)
        forget(known, self.most)
        found |= made
        return {pk: found[pk] for pk in ids if pk in found}
