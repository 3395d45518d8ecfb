"""A connection to an SQLite file that is there: a file that was moved away must not come back empty.

A new file under the old name would be read together with what the old one left beside it (`-wal`), and would be in the way
when the old one is put back. `migrate` makes the file.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any


class ExistingFile(sqlite3.Connection):
    def __init__(self, database: str | Path, *args: Any, **kwargs: Any) -> None:
        """Raises sqlite3.OperationalError, as SQLite itself does for a file it cannot open."""
        if not is_memory(str(database)) and not os.path.exists(database):
            raise sqlite3.OperationalError("unable to open database file: it is not there")
        super().__init__(database, *args, **kwargs)
        self.path = None if is_memory(str(database)) else database
        self.file = self.path and os.stat(self.path).st_ino

    def cursor(self, *args: Any, **kwargs: Any) -> sqlite3.Cursor:  # type: ignore[override]
        """Raises sqlite3.OperationalError when the file is no longer the one that was opened: moved away, or replaced."""
        if self.path is not None and _inode(self.path) != self.file:
            raise sqlite3.OperationalError("the database file was moved away or replaced")
        return super().cursor(*args, **kwargs)


def _inode(path: str | Path) -> int | None:
    try:
        return os.stat(path).st_ino
    except OSError:
        return None


def is_memory(database: str) -> bool:
    return database == ":memory:" or database.startswith("file:")
