"""Files that must be there after a fall of the machine, and SQLite files that fail as files do."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def settle(folder: Path) -> None:
    """The names of what lies in the folder survive."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def failing_as_files_do() -> Iterator[None]:
    """A full disk, or a database that somebody keeps locked, is told like any trouble with a file: by OSError."""
    try:
        yield
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
