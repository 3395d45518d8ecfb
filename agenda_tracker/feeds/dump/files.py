"""The two files of a dump: JSON Lines and SQLite, each packed as it is written."""

import json
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from .columns import Column, Kind, Table, number
from .rows import AT_ONCE

PIECE = 1 << 20
# Of a ZIP: the first moment it can tell. The moment of the dump is told inside, so that equal data give equal bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)
QUICK = 6


@contextmanager
def zipped(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP whose bytes are on the disk when the block ends."""
    with path.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
            yield archive
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    with archive.open(info, "w", force_zip64=True) as file:
        yield file


def add_text(archive: zipfile.ZipFile, name: str, text: str) -> None:
    with member(archive, name) as file:
        file.write(text.encode())


def add_file(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    with member(archive, name) as file, path.open("rb") as plain:
        while piece := plain.read(PIECE):
            file.write(piece)


def json_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


class JsonLines:
    """A file of JSON objects, one a line, for each table."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    @contextmanager
    def table(self, table: Table) -> Iterator["JsonTable"]:
        with member(self.archive, table.file) as file:
            yield JsonTable(table, file)


class JsonTable:
    def __init__(self, table: Table, file: IO[bytes]) -> None:
        self.file = file
        self.names = [column.in_json for column in table.columns]
        self.change = _changing(table, {Kind.AMOUNT: "{:.2f}".format})

    def add(self, rows: list[list[Any]]) -> None:
        lines = [json_line(dict(zip(self.names, self.change(row), strict=True))) for row in rows]
        self.file.write("".join(lines).encode())


class Sqlite:
    """A database with a table for each; keys, foreign keys and indexes in place, text as in the JSON."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        # The file is thrown away unless all of it is written: nothing needs to survive a fall of the machine halfway.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8';")

    def facts(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """A small table of what is said of the dump itself."""
        self.database.execute(f'CREATE TABLE "{name}" ({_quoted(columns)})')
        self.database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)  # noqa: S608

    @contextmanager
    def table(self, table: Table) -> Iterator["SqliteTable"]:
        self.database.execute(definition(table))
        yield SqliteTable(table, self.database)
        for column in table.columns:
            if column.to and table.key[0] != column.name:
                name = f"{table.name}_{column.name}"
                self.database.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')
        self.database.commit()

    def finish(self) -> None:
        """Raises sqlite3.DatabaseError when a row points at one that is not there, or the file is not sound."""
        loose = self.database.execute("PRAGMA foreign_key_check").fetchone()
        if loose:
            raise sqlite3.DatabaseError(f"a row of {loose[0]} points at one of {loose[2]} that is not there")
        self.database.execute("ANALYZE")
        self.database.commit()
        [(told,)] = self.database.execute("PRAGMA integrity_check(1)")
        if told != "ok":
            raise sqlite3.DatabaseError(told)


class SqliteTable:
    def __init__(self, table: Table, database: sqlite3.Connection) -> None:
        self.database = database
        self.change = _changing(table, {Kind.LINES: "\n".join, Kind.AMOUNT: number})
        places = ", ".join("?" * len(table.columns))
        self.insert = f'INSERT INTO "{table.name}" VALUES ({places})'  # noqa: S608

    def add(self, rows: list[list[Any]]) -> None:
        self.database.executemany(self.insert, map(self.change, rows))


def _changing(table: Table, by_kind: dict[Kind, Callable[[Any], Any]]) -> Callable[[list[Any]], list[Any]]:
    """What makes of a row one with the values of these kinds changed; what is empty stays so."""
    places = [(index, by_kind[one.kind]) for index, one in enumerate(table.columns) if one.kind in by_kind]

    def changed(row: list[Any]) -> list[Any]:
        row = list(row)
        for index, change in places:
            row[index] = None if row[index] is None else change(row[index])
        return row

    return changed if places else lambda row: row


def definition(table: Table) -> str:
    """The statement that makes it."""
    lines = [_column(table, column) for column in table.columns]
    if len(table.key) > 1:
        lines.append(f"PRIMARY KEY ({_quoted(table.key)})")
    rest = "" if table.key == ("id",) else " WITHOUT ROWID"
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)}){rest}'


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _column(table: Table, column: Column) -> str:
    is_key = table.key == (column.name,)
    parts = [f'"{column.name}" {column.kind.in_sqlite}', "PRIMARY KEY" if is_key else ""]
    parts += ["NOT NULL" if column.needed else "", f'REFERENCES "{column.to}" ("id")' if column.to else ""]
    return " ".join(part for part in parts if part)


@contextmanager
def opened(path: Path) -> Iterator[Sqlite]:
    with closing(sqlite3.connect(path)) as database:
        yield Sqlite(database)


def batches(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    rows = iter(rows)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
