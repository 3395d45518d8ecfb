"""A connection to an SQLite file that is there: a file that was moved away must not come back empty.

A new file under the old name would be read together with what the old one left beside it (`-wal`), and would be in the way
when the old one is put back. `migrate` makes the file.
"""

import os
import sqlite3
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

# Statements whose form for SQLite is kept, and the longest: what names thousands of keys does not come twice.
MOST_STATEMENTS, LONGEST = 500, 10_000


class ExistingFile(sqlite3.Connection):
    def __init__(self, database: str | Path, *args: Any, **kwargs: Any) -> None:
        """Raises sqlite3.OperationalError, as SQLite itself does for a file it cannot open."""
        if not is_memory(str(database)) and not os.path.exists(database):
            raise sqlite3.OperationalError("unable to open database file: it is not there")
        super().__init__(database, *args, **kwargs)
        self.path = None if is_memory(str(database)) else database
        self.file = self.path and os.stat(self.path).st_ino

    def cursor(self, *args: Any, **kwargs: Any) -> sqlite3.Cursor:  # type: ignore[override]
        """For Django one that knows its statements.

        Raises sqlite3.OperationalError when the file is no longer the one that was opened: moved away, or replaced.
        """
        if self.path is not None and _inode(self.path) != self.file:
            raise sqlite3.OperationalError("the database file was moved away or replaced")
        if "factory" in kwargs:
            kwargs["factory"] = knowing(kwargs["factory"])
        return super().cursor(*args, **kwargs)


@cache
def knowing(kind: type[Any]) -> type[Any]:
    """Django's kind of cursor, which writes a statement as SQLite reads it once: pages ask the same ones again and again."""

    class Knowing(kind):
        def convert_query(self, query: str, *, param_names: Any = None) -> str:
            if param_names is None and len(query) <= LONGEST:
                return converted(query)
            return str(super().convert_query(query, param_names=param_names))

    # Of the cursor itself it needs nothing.
    converted = lru_cache(maxsize=MOST_STATEMENTS)(partial(kind.convert_query, None))
    return Knowing


def _inode(path: str | Path) -> int | None:
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


def is_memory(database: str) -> bool:
    return database == ":memory:" or database.startswith("file:")
