"""The database itself: its own checks, keys that lead somewhere, and every condition true."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models
from django.db.models import Exists, OuterRef

from .finding import Finding, kind_and_key

RESTORE = "Stop de server en zet een back-up terug"
MOST_SHOWN = 50


def find() -> Iterator[Finding]:
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()
    there = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model._meta.db_table in there:
            yield from _keys(model)
            yield from _conditions(model)


def _rows(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _sqlite() -> Iterator[Finding]:
    """Its own check of pages, rows and indexes; foreign keys and conditions are looked at below, in words."""
    for told in _told_by_sqlite():
        if told != "ok" and not told.startswith(("CHECK constraint failed", "NULL value in")):
            yield Finding("database-pages", "database", told.replace("\n", " "), RESTORE)


def _told_by_sqlite() -> Iterator[str]:
    """Line by line, since a damaged page can end its check: that is the last line, then."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"PRAGMA integrity_check({MOST_SHOWN})")
            for (told,) in cursor:
                yield told
        except DatabaseError as error:
            yield f"de eigen controle van SQLite kon niet verder ({error})"


def _postgresql() -> Iterator[Finding]:
    """What PostgreSQL was told to believe without looking, and indexes that were not finished."""
    believed = (
        "SELECT conname FROM pg_constraint WHERE NOT convalidated "
        "AND connamespace = current_schema()::regnamespace ORDER BY 1"
    )
    for (name,) in _rows(believed):
        yield Finding(
            "database-not-valid", f"constraint {name}", "is niet nagekeken", "Draai ALTER TABLE … VALIDATE CONSTRAINT"
        )
    unfinished = (
        "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid "
        "WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema()::regnamespace ORDER BY 1"
    )
    for (name,) in _rows(unfinished):
        yield Finding("database-index", f"index {name}", "is niet af", "Draai REINDEX INDEX")


def _keys(model: type[models.Model]) -> Iterator[Finding]:
    """Rows that point at a row that is not there. The database forbids it, unless somebody went around it."""
    for field in model._meta.concrete_fields:
        if not (field.is_relation and field.db_constraint):  # type: ignore[attr-defined]
            continue
        there = field.related_model._base_manager.filter(pk=OuterRef(field.attname))  # type: ignore[union-attr]
        loose = model._base_manager.exclude(**{field.attname: None}).exclude(Exists(there))
        for pk, target in loose.order_by("pk").values_list("pk", field.attname):
            wrong = f"{field.verbose_name} wijst naar {target}, dat er niet is"
            yield Finding("foreign-key", kind_and_key(model, pk), wrong, "Zet wat ontbreekt terug uit een back-up")


def _conditions(model: type[models.Model]) -> Iterator[Finding]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            for pk in model._base_manager.exclude(constraint.condition).order_by("pk").values_list("pk", flat=True):
                wrong = str(constraint.violation_error_message).rstrip(".")
                yield Finding("condition", kind_and_key(model, pk), wrong, "Herstel dit aan het bureau")


REPAIRS: dict[str, Any] = {}
