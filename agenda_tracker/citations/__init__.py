"""Kamerstuk references: read what a person typed, find them in any text, print them one way. Pure Python."""

from .grammar import BUDGET_DOSSIERS, HIGHEST_DOSSIER
from .identifiers import parse_slug
from .number import Reference
from .query import QueryReading, read_query
from .sessions import session_year_of
from .shelf import shelf_of_dossier
from .text import Found, find_references

__all__ = [
    "BUDGET_DOSSIERS",
    "HIGHEST_DOSSIER",
    "Found",
    "QueryReading",
    "Reference",
    "find_references",
    "parse_slug",
    "read_query",
    "session_year_of",
    "shelf_of_dossier",
]
