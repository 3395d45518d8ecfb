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


def is_memory(database: str) -> bool:
    return database == ":memory:" or database.startswith("file:")
