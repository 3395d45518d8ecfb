"""Copying an SQLite database while others write, and putting a copy back under those who have it open."""

import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from django.db import connection

from agenda_tracker.on_disk import failing_as_files_do

from .manifest import Manifest, Refused
from .snapshot import Snapshot, counted, described

MEMBER = "database.sqlite3.gz"
QUICK = 1  # of 9: text shrinks to a fifth at once, and to a sixth with patience
PATIENCE = 20.0  # seconds for somebody else's transaction to end
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _place() -> str:
    return str(connection.settings_dict["NAME"])


@contextmanager
def copied(folder: Path) -> Iterator[Snapshot]:
    """One moment of it: SQLite copies all pages in one read, which waits for nobody and makes nobody wait."""
    copy, packed = folder / "copy.sqlite3", folder / MEMBER
    with failing_as_files_do(), closing(sqlite3.connect(_place())) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE")
        _refuse_damaged(target)
        snapshot = described(packed, MEMBER, _tables(target), target.execute)
    with copy.open("rb") as plain, gzip.open(packed, "wb", compresslevel=QUICK) as small:
        shutil.copyfileobj(plain, small, 1 << 20)
    copy.unlink()
    yield snapshot


def _tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute(TABLES)]


def _refuse_damaged(database: sqlite3.Connection) -> None:
    told = [line for (line,) in database.execute("PRAGMA quick_check(3)")]
    if told != ["ok"]:
        raise Refused(f"De database zelf is beschadigd ({'; '.join(told)}); draai check_integrity.")


def is_there() -> bool:
    """Whether a site was ever here: without a file it was not."""
    return Path(_place()).exists()


def put_back(stored: Path, folder: Path, manifest: Manifest) -> None:
    """In one transaction of SQLite: who has the database open sees the old contents or the new."""
    copy = folder / "restored.sqlite3"
    with gzip.open(stored) as small, copy.open("wb") as plain:
        shutil.copyfileobj(small, plain, 1 << 20)
    connection.close()
    target_of = partial(sqlite3.connect, _place(), timeout=PATIENCE)
    with failing_as_files_do(), closing(sqlite3.connect(copy)) as source, closing(target_of()) as target:
        _refuse_damaged(source)
        if counted(_tables(source), source.execute) != manifest.tables:
            raise Refused("De database in de back-up heeft niet het aantal rijen dat de inhoudsopgave noemt.")
        target.execute("PRAGMA journal_mode = WAL")
        source.backup(target, pages=-1)
    copy.unlink()
