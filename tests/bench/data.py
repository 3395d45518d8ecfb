"""The data of a comparison: made when they are missing, in SQLite and, where there is a server, in PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from .servers import ROOT

# Bytes that are read at a time.
PIECE = 16_000_000
BUILD = ROOT / "build" / "bench"
SETTINGS = {"AGENDAVOLGER_MODE": "local", "DJANGO_SETTINGS_MODULE": "tests.drills.settings"}
STEPS = (["migrate", "--verbosity", "0"], ["load_fixtures"], ["make_sample_data", "--letters"])


@dataclass(frozen=True)
class Site:
    """One database with its index: what tells the site where they are."""

    folder: Path
    postgres: str = ""
    search: Path | None = None

    @property
    def database(self) -> Path:
        return self.folder / "agendavolger.sqlite3"

    @property
    def name(self) -> str:
        """What its data are called: of our own making by how many letters they are."""
        return self.folder.parent.name if self.folder.name in ("sqlite", "postgres") else self.folder.name

    @property
    def env(self) -> dict[str, str]:
        return SETTINGS | {
            "AGENDAVOLGER_DATA_DIR": str(self.folder),
            "AGENDAVOLGER_SEARCH_DIR": str(self.search or self.folder / "search"),
            "DATABASE_URL": self.postgres or f"sqlite:///{self.database}",
        }

    def manage(self, *arguments: str) -> None:
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=os.environ | self.env, check=True)


def sqlite_site(letters: int) -> Site:
    """So many letters in a database of our own, made when it is not there."""
    site = Site(BUILD / f"{letters}-letters" / "sqlite")
    if not (site.folder / "made").exists():
        site.folder.mkdir(parents=True, exist_ok=True)
        for leftover in site.folder.glob("agendavolger.sqlite3*"):
            leftover.unlink()
        fill(site, letters)
        (site.folder / "made").touch()
    return ready(site)


def postgres_site(letters: int, server: str) -> Site:
    """The same in PostgreSQL: a database of its own beside the one that `server` names, which is left alone."""
    name = f"agendavolger_bench_{letters}"
    site = Site(BUILD / f"{letters}-letters" / "postgres", urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
    if not (site.folder / "made").exists() or not has_database(server, name):
        site.folder.mkdir(parents=True, exist_ok=True)
        create(server, name)
        fill(site, letters)
        (site.folder / "made").touch()
    return ready(site)


def fill(site: Site, letters: int) -> None:
    for step in STEPS:
        site.manage(*step, *([str(letters)] if step[0] == "make_sample_data" else []))


def ready(site: Site) -> Site:
    """With its tables and its index as this release wants them."""
    site.manage("migrate", "--verbosity", "0")
    site.manage("rebuild_search", "--if-needed")
    return site


def read_through(site: Site) -> None:
    """All files once, so that the system has them at hand: it is not the disk that is compared."""
    for path in site.folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(PIECE):
                    pass


def has_database(server: str, name: str) -> bool:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def create(server: str, name: str) -> None:
    """Make it anew; a half-made one of before is thrown away."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
