"""A dump of the test database, and what is in its files."""

import io
import json
import sqlite3
import zipfile
from pathlib import Path

from django.core.management import call_command

from agenda_tracker.feeds.dump.shelf import Dump, dumps


def dump(**options) -> str:
    """What the command printed."""
    said = io.StringIO()
    call_command("dump_public_data", stdout=said, **options)
    return said.getvalue()


def newest(shelf: Path) -> Dump:
    return dumps(shelf)[0]


def archive(shelf: Path, kind: str) -> zipfile.ZipFile:
    made = newest(shelf)
    return zipfile.ZipFile(shelf / made.stem / f"{made.stem}-{kind}.zip")


def json_rows(shelf: Path) -> dict[str, list[dict]]:
    """By file."""
    with archive(shelf, "jsonl") as packed:
        names = [name for name in packed.namelist() if name.endswith(".jsonl")]
        return {name: [json.loads(line) for line in packed.read(name).splitlines()] for name in names}


def database(shelf: Path, place: Path) -> sqlite3.Connection:
    with archive(shelf, "sqlite") as packed:
        packed.extract("agendavolger.sqlite3", place)
    opened = sqlite3.connect(place / "agendavolger.sqlite3")
    opened.row_factory = sqlite3.Row
    return opened


def everything(shelf: Path) -> bytes:
    """All bytes of what is in the files of the newest dump."""
    found = b""
    for kind in ("jsonl", "sqlite"):
        with archive(shelf, kind) as packed:
            found += b"\n".join(packed.read(name) for name in packed.namelist())
    return found
