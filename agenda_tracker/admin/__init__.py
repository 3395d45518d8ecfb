"""The clerks' desk. Importing the modules registers their pages."""

from . import (
    account_acts,
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
    "account_acts",
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
