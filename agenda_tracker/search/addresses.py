"""The address of a selection: every filter stands in the query string."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus


class Addresses:
    """The query strings of one selection with some parameters left out or changed; for pages with many of them."""

    def __init__(self, data: Any) -> None:
        values = ((name, data.get(name)) for name in data)
        self.parts = {name: part(name, value) for name, value in values if value}

    def __call__(self, without: Collection[str], **changed: Any) -> str:
        kept = [one for name, one in self.parts.items() if name not in without and name not in changed]
        return "?" + "&".join(kept + [part(name, value) for name, value in changed.items() if value])


def with_part(query: str, name: str, value: str) -> str:
    """A query string that has no such parameter, with it."""
    return f"{query}{'' if query == '?' else '&'}{part(name, value)}"


@lru_cache(maxsize=4096)
def part(name: str, value: Any) -> str:
    """One parameter of a query string."""
    return f"{quote_plus(name)}={quote_plus(str(value))}"


def addresses_of(data: Any) -> Addresses:
    """Made once for the parameters of a request, which nobody alters."""
    if getattr(data, "_mutable", True):
        return Addresses(data)
    known: Addresses | None = vars(data).get("addresses")
    return known or vars(data).setdefault("addresses", Addresses(data))


def address(data: Any, without: Collection[str], **changed: Any) -> str:
    """The query string of the same selection with some parameters left out or changed; blank ones are dropped."""
    return addresses_of(data)(without, **changed)
