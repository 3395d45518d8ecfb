"""The clerks' desk. Importing the modules registers their pages."""

from . import journal, kamerstukken, letters, meetings, organisations, positions, sources, texts, topics

__all__ = ["journal", "kamerstukken", "letters", "meetings", "organisations", "positions", "sources", "texts", "topics"]
