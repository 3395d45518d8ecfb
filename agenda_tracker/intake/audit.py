"""One log line for every act at the desk: who did what to what, with which result, from where and when (BIO2 8.15)."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils import timezone

LONGEST = 200
logger = logging.getLogger("agenda_tracker.audit")


@dataclass(frozen=True)
class Acting:
    """Who acts, asked only when a line is written (a name may first be known after log-in), and from which address."""

    actor: Callable[[], str]
    origin: str


COMMAND = Acting(actor=lambda: "-", origin="command")
_acting: ContextVar[Acting] = ContextVar("acting", default=COMMAND)


@contextmanager
def acting(actor: Callable[[], str], origin: str) -> Iterator[None]:
    """Every act within this block is done by this actor from this origin."""
    token = _acting.set(Acting(actor, origin))
    try:
        yield
    finally:
        _acting.reset(token)


def audit(action: str, obj: str, result: str) -> None:
    """Write the line. Values are names and numbers of records: no secrets, no texts, no personal data."""
    by = _acting.get()
    values = {"action": action, "object": obj, "result": result, "actor": by.actor(), "origin": by.origin}
    now = timezone.localtime().isoformat(timespec="seconds")
    logger.info("%s", " ".join([f"time={now}", *(f"{name}={_quoted(value)}" for name, value in values.items())]))


def _quoted(value: str) -> str:
    """On one line and within its quotes, whatever is in it: `a"b` and a line break become `"a\\"b\\u000a"`."""
    shown = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    return '"' + "".join(map(_one, shown)) + '"'


def _one(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\u{ord(character):04x}"
