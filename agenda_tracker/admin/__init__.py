"""The clerks' desk. Importing the modules registers their pages."""

from . import acts, journal, kamerstukken, letters, meetings, organisations, positions, sources, texts, topics

__all__ = [
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
