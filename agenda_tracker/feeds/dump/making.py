"""Making a dump: one moment of the database, written beside what is there, and shown when all of it is on the disk."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from agenda_tracker.models import read_head
from agenda_tracker.models.fields import camel
from agenda_tracker.models.moment import one_moment
from agenda_tracker.on_disk import failing_as_files_do, settle

from .about import About, described, readme
from .files import JsonLines, Sqlite, add_file, add_text, batches, json_line, opened, zipped
from .rows import Reading
from .shelf import HIDDEN, MANIFEST, Dump, File, dumps, withheld
from .tables import TABLES

DATABASE, README = "agendavolger.sqlite3", "LEESMIJ.txt"


class Busy(Exception):
    """Another process is making a dump here."""


def make_dump(shelf: Path, keep: int) -> tuple[Dump, list[str]]:
    """Makes one, and takes away all but the newest `keep`, and what holds things that are public no longer.

    Returns it with the names of those that were taken away. Raises Busy, or OSError: then all is as it was.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    with _alone(shelf), failing_as_files_do():
        _sweep(shelf)
        with tempfile.TemporaryDirectory(prefix=HIDDEN, dir=shelf) as place:
            made = _written(Path(place))
            _appear(Path(place) / made.stem, shelf)
        return made, _tidied(shelf, keep)


@contextmanager
def _alone(shelf: Path) -> Iterator[None]:
    """The lock goes with the process, however that ends."""
    with (shelf / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


def _sweep(shelf: Path) -> None:
    """What a process that was killed left behind."""
    for left in shelf.glob(f"{HIDDEN}*"):
        shutil.rmtree(left, ignore_errors=True)


def _written(place: Path) -> Dump:
    """The folder of the dump, in that place."""
    with one_moment():
        about = _unlike(place.parent, About.of(read_head(), timezone.now().replace(microsecond=0)))
        folder = place / about.stem
        folder.mkdir()
        jsonl, sqlite = folder / f"{about.stem}-jsonl.zip", folder / f"{about.stem}-sqlite.zip"
        with zipped(jsonl) as archive, opened(place / DATABASE) as database:
            _add_about(archive, database, about)
            rows = _add_tables(JsonLines(archive), database)
            database.finish()
    with zipped(sqlite) as archive:
        add_text(archive, README, readme(about))
        add_file(archive, DATABASE, place / DATABASE)
    files = [_described(path) for path in (jsonl, sqlite)]
    made = Dump(about.stem, about.made_at, about.site, about.journal_number, about.journal_at, files, rows)
    _write_through(folder / MANIFEST, made.as_json())
    return made


def _unlike(shelf: Path, about: About) -> About:
    """The same, or as of a second later, where one of that second is there already: each has a name of its own."""
    while (shelf / about.stem).exists():
        about = replace(about, made_at=about.made_at + timedelta(seconds=1))
    return about


def _add_about(archive: Any, database: Sqlite, about: About) -> None:
    add_text(archive, README, readme(about))
    add_text(archive, "about.json", json_line({camel(name): value for name, value in about.values().items()}))
    names = ("table", "column", "json", "kind", "points_at", "meaning")
    rows = [row for _table, columns in described() for row in columns]
    add_text(
        archive, "columns.jsonl", "".join(json_line(dict(zip(map(camel, names), row, strict=True))) for row in rows)
    )
    database.facts("about", ("name", "value"), list(about.values().items()))
    database.facts("columns", names, rows)


def _add_tables(lines: JsonLines, database: Sqlite) -> dict[str, int]:
    """How many rows each has."""
    counts: dict[str, int] = {}
    reading = Reading()
    for table in TABLES:
        with lines.table(table) as in_json, database.table(table) as in_sqlite:
            counts[table.name] = 0
            for batch in batches(reading.rows(table)):
                in_json.add(batch)
                in_sqlite.add(batch)
                counts[table.name] += len(batch)
    return counts


def _described(path: Path) -> File:
    with path.open("rb") as file:
        return File(path.name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def _write_through(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _appear(folder: Path, shelf: Path) -> None:
    """All files at once. Raises OSError when one of that second is there already."""
    settle(folder)
    folder.rename(shelf / folder.name)
    settle(shelf)


def _tidied(shelf: Path, keep: int) -> list[str]:
    there = dumps(shelf)
    stale = withheld(there)
    gone = [dump.stem for index, dump in enumerate(there) if index >= keep or dump.stem in stale]
    for stem in gone:
        # Out of sight first: nobody meets half of one.
        hidden = shelf / f"{HIDDEN}{stem}"
        (shelf / stem).rename(hidden)
        shutil.rmtree(hidden)
    return gone
