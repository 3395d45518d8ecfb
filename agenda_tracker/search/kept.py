"""What many pages share and only the journal changes: worked out once for each head of the journal, in every process."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

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


class KeptRows(Generic[T]):
    """What pages print of records, by id and for one head of the journal: at most `most`, the oldest go first.

    `fetch` makes those that are wanting; an id that it does not give is not public.
    """

    def __init__(self, fetch: Callable[[list[int]], dict[int, T]], most: int) -> None:
        self.fetch, self.most = fetch, most
        self.kept: tuple[Head | None, dict[int, T]] = (None, {})

    def __call__(self, ids: Iterable[int]) -> dict[int, T]:
        ids = list(ids)
        head = None if connection.in_atomic_block else seen_head()
        if head is None or not head.number:
            return self.fetch(ids)
        known = self._at(head)
        wanting = [pk for pk in ids if pk not in known]
        made = self.fetch(wanting) if wanting else {}
        found = {pk: known[pk] if pk in known else made[pk] for pk in ids if pk in known or pk in made}
        self._keep(known, made)
        return found

    def _at(self, head: Head) -> dict[int, T]:
        at, known = self.kept
        if at != head:
            known = {}
            self.kept = (head, known)
        return known

    def _keep(self, known: dict[int, T], made: dict[int, T]) -> None:
        known.update(made)
        for pk in list(known)[: max(0, len(known) - self.most)]:
            known.pop(pk, None)
