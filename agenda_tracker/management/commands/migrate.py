"""Django's `migrate`, one at a time, and safe to kill: a migration and the note that it was done are one transaction."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from agenda_tracker.management.command import lack_in_words
from agenda_tracker.sqlite_file import is_memory

# PostgreSQL's number for the lock; any number that nothing else uses.
MIGRATING = 20_260_302
WAITS = "Er loopt al een migratie; deze begint als die klaar is."


class NotedAtOnce(MigrationExecutor):
    """Django itself makes indexes and notes a migration after its transaction: killed there, the next run stumbles."""

    def apply_migration(self, state: Any, migration: Any, *args: Any, **kwargs: Any) -> Any:
        with _in_one(self.connection) if migration.atomic else nullcontext():
            return super().apply_migration(state, migration, *args, **kwargs)


@contextmanager
def _in_one(connection: Any) -> Iterator[None]:
    """SQLite changes tables only where foreign keys are not checked, which is decided before a transaction begins."""
    if connection.vendor != "sqlite":
        with transaction.atomic(using=connection.alias):
            yield
        return
    with connection.constraint_checks_disabled(), transaction.atomic(using=connection.alias):
        yield


# The command knows no other way to be given an executor.
migrate.MigrationExecutor = NotedAtOnce  # type: ignore[attr-defined]


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        connection = connections[options["database"]]
        with lack_in_words(), one_at_a_time(connection, lambda: self.stderr.write(WAITS)):
            return super().execute(*args, **options)


@contextmanager
def one_at_a_time(connection: Any, tell: Any) -> Iterator[None]:
    """Among all processes. `tell` is called when another one is at it; the lock of who is killed is free at once."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        with _session_lock(connection, tell):
            yield
    elif is_memory(name):
        yield
    else:
        Path(name).touch()
        with _file_lock(Path(f"{name}-migrating"), tell):
            yield


@contextmanager
def _session_lock(connection: Any, tell: Any) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [MIGRATING])
        if not cursor.fetchone()[0]:
            tell()
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


@contextmanager
def _file_lock(path: Path, tell: Any) -> Iterator[None]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
