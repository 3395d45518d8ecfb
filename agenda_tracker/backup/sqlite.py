"""Copying an SQLite database while others write, and putting a copy back under those who have it open."""

import gzip
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connection

from agenda_tracker.on_disk import failing_as_files_do, settle

from .archive import workplace
from .manifest import Manifest, Refused
from .snapshot import Snapshot, counted, described

MEMBER = "database.sqlite3.gz"
QUICK = 1  # of 9: text shrinks to a fifth at once, and to a sixth with patience
PATIENCE = 20.0  # seconds for somebody else's transaction to end
BESIDE = ("-journal", "-wal", "-shm")  # what SQLite may have left beside a file
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


def _told_of(database: sqlite3.Connection) -> list[str]:
    return [line for (line,) in database.execute("PRAGMA quick_check(3)")]


def _refuse_damaged(database: sqlite3.Connection) -> None:
    told = _told_of(database)
    if told != ["ok"]:
        raise Refused(f"De database zelf is beschadigd ({'; '.join(told)}); draai check_integrity.")


def is_there() -> bool:
    """Whether a site was ever here: without a file it was not."""
    return Path(_place()).exists()


def prepared(stored: Path, folder: Path, manifest: Manifest) -> Path:
    """The database in full. Raises Refused when it is not what the manifest says; nothing is touched yet."""
    copy = folder / "restored.sqlite3"
    try:
        with gzip.open(stored) as small, copy.open("wb") as plain:
            shutil.copyfileobj(small, plain, 1 << 20)
        with closing(sqlite3.connect(copy)) as source:
            found = counted(_tables(source), source.execute) if _told_of(source) == ["ok"] else {}
    except (gzip.BadGzipFile, EOFError, zlib.error, sqlite3.DatabaseError) as error:
        raise Refused(f"De database in de back-up is niet te lezen ({error}). Er is niets gewijzigd.") from error
    if found != manifest.tables:
        raise Refused(
            "De database in de back-up is beschadigd, of heeft niet het aantal rijen dat de inhoudsopgave noemt. "
            "Er is niets gewijzigd."
        )
    return copy


def put_back(copy: Path, _folder: Path, _manifest: Manifest) -> list[str]:
    """In one transaction of SQLite: who has the database open sees the old contents or the new.

    One that is damaged takes no transactions; it is set aside in whole, and the sentence that says so is returned.
    """
    connection.close()
    with failing_as_files_do():
        try:
            with closing(sqlite3.connect(copy)) as source:
                _overwrite(source)
            return []
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
        return [_replace(copy)]


def _overwrite(source: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(_place(), timeout=PATIENCE)) as target:
        if _page_size(source) != _page_size(target):  # which SQLite changes only when nobody else has it open
            target.execute("PRAGMA journal_mode = DELETE")
        source.backup(target, pages=-1)


def _page_size(database: sqlite3.Connection) -> int:
    [(size,)] = database.execute("PRAGMA page_size")
    return int(size)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _replace(copy: Path) -> str:
    """The copy takes the place of a file that SQLite cannot use. Killed on the way, it leaves the one or the other.

    What lies beside the damaged file belongs to it: read with the new one it would spoil that, too.
    """
    place = Path(_place())
    aside = place.with_name(f"{place.name}-beschadigd-{time.strftime('%Y%m%d-%H%M%S')}")
    with workplace(place.parent) as beside:
        fresh = beside / "restored.sqlite3"
        shutil.copyfile(copy, fresh)
        _give(fresh, place.stat())
        _settle_file(fresh)
        os.link(place, aside)
        for ending in BESIDE:
            with suppress(FileNotFoundError):
                os.rename(f"{place}{ending}", f"{aside}{ending}")
        settle(place.parent)
        fresh.replace(place)
        settle(place.parent)
    return f"De database die er stond, was beschadigd; die staat nu in {aside}. Haal hem weg als u hem niet nodig hebt."


def _give(path: Path, like: os.stat_result) -> None:
    """To whom the old one was of: the command may be run by another than the server."""
    path.chmod(like.st_mode & 0o777)
    if (path.stat().st_uid, path.stat().st_gid) != (like.st_uid, like.st_gid):
        os.chown(path, like.st_uid, like.st_gid)


def _settle_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
