"""Another site beside that of the test: an own database on the same engine, an own folder for its files."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from tests.drills.server import database_url

Rows = dict[str, list[Any]]
SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


class Site:
    """A database by its address, and the folder of its files."""

    def __init__(self, url: str, data: Path) -> None:
        self.url, self.data = url, data

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A management command of that site, in a process of its own."""
        environment = os.environ | {
            "AGENDAVOLGER_MODE": "local",
            "AGENDAVOLGER_DATA_DIR": str(self.data),
            "DATABASE_URL": self.url,
        }
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self) -> Rows:
        """Every row of every table, in order; the one thing left out is the name of the site, which a restore renews."""
        if self.url.startswith("sqlite:"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as database:
                tables = [name for (name,) in database.execute(SQLITE_TABLES)]
                found = {name: list(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in tables}
        else:
            with psycopg.connect(self.url) as database:
                tables = [name for (name,) in database.execute(TABLES)]
                found = {
                    name: [text for (text,) in database.execute(f'SELECT t::text FROM "{name}" t')] for name in tables
                }
        found["agenda_tracker_journalhead"] = [str(self.number())]
        return {name: sorted(rows) for name, rows in found.items()}

    def number(self) -> int:
        return self.asked("SELECT number FROM agenda_tracker_journalhead")

    def statistics(self) -> int:
        """How many lines the database knows by heart of its table of letters, by which it plans queries."""
        if self.url.startswith("sqlite:"):
            return self.asked("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'agenda_tracker_letter'")
        return self.asked("SELECT count(*) FROM pg_stats WHERE tablename = 'agenda_tracker_letter'")

    def asked(self, query: str) -> int:
        if self.url.startswith("sqlite:"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as database:
                return int(database.execute(query).fetchone()[0])
        with psycopg.connect(self.url) as database:
            return int(database.execute(query).fetchone()[0])

    def files(self) -> dict[str, bytes]:
        uploads = self.data / "uploads"
        return {str(path.relative_to(uploads)): path.read_bytes() for path in uploads.rglob("*") if path.is_file()}


def this_site() -> Site:
    return Site(database_url(), Path(settings.MEDIA_ROOT).parent)


@contextmanager
def another_site(data: Path) -> Iterator[Site]:
    """With nothing in it, not even tables."""
    data.mkdir()
    if connection.vendor == "sqlite":
        yield Site(f"sqlite:///{data / 'other.sqlite3'}", data)
        return
    here = database_url()
    name = f"{connection.settings_dict['NAME']}_other"
    with psycopg.connect(here.rsplit("/", 1)[0] + "/postgres", autocommit=True) as database:
        database.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        database.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Site(f"{here.rsplit('/', 1)[0]}/{name}", data)
        finally:
            database.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
