"""What the commands of this site have in common: they begin soon, and say in one sentence what the machine lacks."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, OperationalError

# PostgreSQL's codes.
NO_TABLE, NO_COLUMN, READ_ONLY = "42P01", "42703", "25006"


class SiteCommand(BaseCommand):
    """Starts in half the time: `manage.py check` looks at the code as a whole, which a command that a timer runs need not."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with lack_in_words(), old_tables_in_words():
            return super().execute(*args, **{**options, "skip_checks": True})


@contextmanager
def lack_in_words() -> Iterator[None]:
    """A database that is away or refuses, and a file or folder that does, are no error in the code.

    Raises CommandError; with `--traceback` it is shown in full.
    """
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        if not _is_lack(error):
            raise
        raise CommandError(
            f"De database is niet bereikbaar of weigert: {_on_one_line(error)}. Kijk of zij draait, of DATABASE_URL en "
            "AGENDAVOLGER_DATA_DIR kloppen en of er ruimte is op de schijf, en voer de opdracht opnieuw uit."
        ) from error
    except OSError as error:
        raise CommandError(
            f"Een bestand of map is niet te lezen of te schrijven: {_on_one_line(error)}. Kijk of het pad klopt, of deze "
            "gebruiker er rechten op heeft en of er ruimte is op de schijf, en voer de opdracht opnieuw uit."
        ) from error


@contextmanager
def old_tables_in_words() -> Iterator[None]:
    """Raises CommandError when the database has not the tables of this version."""
    try:
        yield
    except DatabaseError as error:
        if _code(error) not in (NO_TABLE, NO_COLUMN) and not str(error).startswith("no such "):
            raise
        raise CommandError(
            f"De database heeft niet de tabellen van deze versie: {_on_one_line(error)}. Voer eerst `migrate` uit."
        ) from error


def _is_lack(error: Exception) -> bool:
    """SQLite gives a mistake in a statement the same class as a file that cannot be opened."""
    if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return False
    return isinstance(error, OperationalError | InterfaceError) or _code(error) == READ_ONLY


def _code(error: Exception) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def _on_one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")
