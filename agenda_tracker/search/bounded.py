"""Memories of a process with a bound, which all its threads share without a lock."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_MISSING: Any = object()


def once(known: dict[K, T], key: K, work: Callable[[], T], most: int) -> T:
    """What is known under the key, or else what `work` makes of it, which is then known, too."""
    # In one step: another thread may forget it between two.
    found = known.get(key, _MISSING)
    if found is _MISSING:
        found = known[key] = work()
        forget(known, most)
    return found


def forget(known: dict[Any, Any], most: int) -> None:
    """Drop the oldest when there are more than so many, an eighth of them at once: looking for them takes a while."""
    if len(known) > most:
        for oldest in list(known)[: len(known) - most + most // 8]:
            known.pop(oldest, None)
