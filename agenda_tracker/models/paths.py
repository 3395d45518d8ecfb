"""Paths of pages, for pages with hundreds of links: the pattern of an address is looked up once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.urls import get_script_prefix, reverse

# A number, because it stands for slugs and for ids; so long that no address has it by itself.
STAND_IN = "{}00713350017"

_prefix: ContextVar[str | None] = ContextVar("prefix", default=None)


@contextmanager
def under_one_prefix() -> Iterator[None]:
    """Let all paths of an answer begin as they do now: Django's way to tell takes longer than the rest of a path."""
    token = _prefix.set(get_script_prefix())
    try:
        yield
    finally:
        _prefix.reset(token)


def prefix() -> str:
    """What all paths of this site begin with: `/`, or where it is not at the top of its host `/agenda/`."""
    return _prefix.get() or get_script_prefix()


def path_to(name: str, *parts: object) -> str:
    """As `reverse`, for addresses made of slugs and ids only."""
    return _pattern(prefix(), name, len(parts)) % parts


def pattern_of(name: str, count: int) -> str:
    """The path with `%s` for each of so many slugs or ids; for who writes hundreds."""
    return _pattern(prefix(), name, count)


@cache
def _pattern(_prefix: str, name: str, count: int) -> str:
    stands = [STAND_IN.format(index + 1) for index in range(count)]
    path = reverse(name, args=stands).replace("%", "%%")
    for stand in stands:
        path = path.replace(stand, "%s")
    return path
