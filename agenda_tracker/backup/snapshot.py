"""What must be known of a database at the moment of its copy."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ask = Callable[[str], Iterable[Any]]


@dataclass(frozen=True)
class Snapshot:
    """A copy of the database in a file, and what is in it: rows by table, migrations, originals with their SHA-256."""

    path: Path
    member: str
    site: str
    migrations: list[str]
    tables: dict[str, int]
    originals: dict[str, str]


def described(path: Path, member: str, tables: Iterable[str], ask: Ask) -> Snapshot:
    """`ask` answers a query with rows, all as of the moment of the copy."""
    names = sorted(tables)
    migrations = sorted(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations"))
    is_named = "agenda_tracker.0009_journal_of_a_site" in migrations  # not when it is made before an upgrade migrates
    heads = list(ask("SELECT site FROM agenda_tracker_journalhead WHERE id = 1")) if is_named else []
    originals = "SELECT file, sha256 FROM agenda_tracker_lettersource WHERE file <> ''"
    return Snapshot(
        path,
        member,
        str(heads[0][0]) if heads else "",
        migrations,
        counted(names, ask),
        dict(ask(originals)) if _has(names, "lettersource") else {},
    )


def _has(names: list[str], model: str) -> bool:
    return f"agenda_tracker_{model}" in names


def counted(tables: Iterable[str], ask: Ask) -> dict[str, int]:
    return {name: next(iter(ask(f'SELECT count(*) FROM "{name}"')))[0] for name in tables}  # noqa: S608
