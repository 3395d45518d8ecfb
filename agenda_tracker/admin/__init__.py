"""The clerks' desk. Importing the modules registers their pages."""

from . import (
    accounts,
    acts,
    journal,
    kamerstukken,
    letters,
    meetings,
    organisations,
    positions,
    sources,
    texts,
    topics,
)

__all__ = [
    "accounts",
    "acts",
    "journal",
    "kamerstukken",
    "letters",
    "meetings",
    "organisations",
    "positions",
    "sources",
    "texts",
    "topics",
]
