"""Dumping a PostgreSQL database with its own tools, and putting a dump back in one transaction."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

from agenda_tracker.models.fields import BYTEWISE
from agenda_tracker.models.moment import one_moment

from .manifest import Manifest, Refused
from .snapshot import Snapshot, described

MEMBER = "database.pgdump"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
# A line of pg_restore's list: numbers, the kind, the schema, the name. Only what is part of a table.
KINDS = (
    "TABLE DATA", "TABLE ATTACH", "TABLE", "SEQUENCE OWNED BY", "SEQUENCE SET", "SEQUENCE", "DEFAULT", "CHECK CONSTRAINT",
    "FK CONSTRAINT", "CONSTRAINT", "INDEX ATTACH", "INDEX", "STATISTICS", "TRIGGER",
)  # fmt: skip
ENTRY = re.compile(rf"\d+; \d+ \d+ ({'|'.join(KINDS)}) (\S+) (\S+)")
COPY = re.compile(rb'COPY \w+\."?(\w+)"? \(.*\) FROM stdin;$')
# Longer than any visitor's query; a server that still runs keeps the tables for good.
WAIT_FOR_LOCK = "30s"
# What a program of another version understands, too; the driver's own library can be newer.
LOGIN = {"host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"}
PACKAGE = "Installeer de hulpprogramma's van PostgreSQL (postgresql-client), van de versie van de server of nieuwer."


def _ask(query: str) -> Iterable[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _schema() -> str:
    """Where the site's tables are. Raises Refused when there is no such schema."""
    [(schema,)] = _ask("SELECT current_schema()")
    if schema is None:
        raise Refused("Het schema uit DATABASE_URL (search_path) bestaat niet; maak het eerst met CREATE SCHEMA.")
    return str(schema)


def program(name: str) -> str:
    """Raises Refused when it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise Refused(f"{name} is er niet. {PACKAGE}")
    return found


@contextmanager
def _login(folder: Path) -> Iterator[str]:
    """How this process reached the database, for another program; the password goes through a file of our own."""
    connection.ensure_connection()
    info = connection.connection.info
    passwords = folder / "pgpass"
    passwords.touch(mode=0o600)
    secret = info.password.replace("\\", "\\\\").replace(":", "\\:")
    passwords.write_text(f"*:*:*:*:{secret}\n")
    try:
        known = {name: value for name, value in info.get_parameters().items() if name in LOGIN}
        yield make_conninfo(**known, passfile=str(passwords))
    finally:
        passwords.unlink()


@contextmanager
def copied(folder: Path) -> Iterator[Snapshot]:
    """One moment of it: pg_dump looks through the same view of the database in which the rows are counted.

    Only the tables of the site's own schema: what else somebody keeps in this database is theirs to save.
    """
    packed, pg_dump = folder / MEMBER, program("pg_dump")
    with _login(folder) as login, one_moment():
        [(moment,)] = _ask("SELECT pg_export_snapshot()")
        schema, tables = _schema(), [name for (name,) in _ask(TABLES)]
        snapshot = described(packed, MEMBER, tables, _ask)
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
        options += [f'--table="{schema}"."{name}"' for name in tables]
        _run([pg_dump, *options, f"--file={packed}", f"--dbname={login}"])
    yield snapshot


def _run(command: list[str]) -> str:
    """What it says. Raises Refused when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused(_why(command[0], done.stderr))
    return done.stdout


def _why(name: str, said: str) -> str:
    lines = [line for line in said.strip().splitlines() if line]
    wrong = next((line for line in lines if "error" in line.lower()), lines[0] if lines else "zonder uitleg")
    return f"{Path(name).name} is mislukt: {wrong[:300]}"


def is_there() -> bool:
    """A database is there, or connecting says that it is not."""
    return True


def prepared(stored: Path, folder: Path, manifest: Manifest) -> Path:
    """The dump as statements. Raises Refused when it has not the rows that the manifest says; nothing is touched yet."""
    pg_restore, script, chosen = program("pg_restore"), folder / "dump.sql", folder / "chosen.list"
    lines = _run([pg_restore, "--list", str(stored)]).splitlines()
    chosen.write_text("\n".join(_own(lines, _schema())), encoding="utf-8")
    _run([pg_restore, "--no-owner", "--no-privileges", f"--use-list={chosen}", f"--file={script}", str(stored)])
    found = _rows_in(script)
    for name, rows in sorted(manifest.tables.items()):
        if found.get(name) != rows:
            raise Refused(
                f"De database in de back-up heeft in {name} {found.get(name, 0)} rijen, en de inhoudsopgave noemt er {rows}. "
                "Er is niets gewijzigd."
            )
    return script


def _own(lines: list[str], schema: str) -> list[str]:
    """Of the contents of a dump what belongs to tables of that schema; older back-ups hold the rest of the database, too."""
    entries = [(entry, line) for line in lines if (entry := ENTRY.match(line))]
    of = {entry[2] for entry, _line in entries if entry[1] == "TABLE" and entry[3] == "django_migrations"}
    if of and schema not in of:
        raise Refused(
            f"Deze back-up is van een site in het schema {', '.join(sorted(of))}; deze site gebruikt {schema}. "
            "Geef in DATABASE_URL hetzelfde schema (search_path). Er is niets gewijzigd."
        )
    return [line for entry, line in entries if entry[2] == schema]


def _rows_in(script: Path) -> dict[str, int]:
    """Rows by table: what follows a COPY, one to a line, up to a line with an end mark."""
    found: dict[str, int] = {}
    table = None
    with script.open("rb") as lines:
        for line in lines:
            if table is None:
                if begun := COPY.match(line):
                    table = begun[1].decode()
                    found[table] = 0
            elif line == b"\\.\n":
                table = None
            else:
                found[table] += 1
    return found


def put_back(script: Path, folder: Path, manifest: Manifest) -> list[str]:
    """Everything that is there goes and everything of the dump comes, in one transaction, or nothing happens.

    Raises Refused; then the database is as it was.
    """
    psql = program("psql")
    before, after = folder / "before.sql", folder / "after.sql"
    schema = _schema()
    before.write_text(_emptying(schema), encoding="utf-8")
    after.write_text(_counting(manifest, schema), encoding="utf-8")
    with _login(folder) as login:
        connection.close()
        files = [option for path in (before, script, after) for option in ("--file", str(path))]
        quiet = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        _run([psql, *quiet, f"--dbname={login}", *files])
    return []


def _emptying(schema: str) -> str:
    """Drops every table, and sees to the collation that the first migration makes, on which something else may rest."""
    tables = ", ".join(f'"{schema}"."{name}"' for (name,) in _ask(TABLES))
    drop = f"DROP TABLE IF EXISTS {tables} CASCADE;" if tables else ""
    collation = f'CREATE COLLATION IF NOT EXISTS "{schema}"."{BYTEWISE}" (LOCALE = \'C\');'
    return f"SET client_min_messages = error; SET lock_timeout = '{WAIT_FOR_LOCK}'; {drop} {collation}"


def _counting(manifest: Manifest, schema: str) -> str:
    """Ends the transaction with an error when a table has another number of rows than it had."""
    checks = [
        f'IF (SELECT count(*) FROM "{schema}"."{name}") <> {int(rows)} THEN RAISE EXCEPTION \'rows of {name}\'; END IF;'  # noqa: S608
        for name, rows in sorted(manifest.tables.items())
        if name.replace("_", "").isalnum()
    ]
    return f"DO $check$ BEGIN {' '.join(checks)} END $check$;"
