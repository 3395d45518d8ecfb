"""Rows on their way to a table, written in bulk through the driver; both databases get the same ones."""

import json
from collections.abc import Callable, Iterable
from itertools import count
from operator import itemgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from agenda_tracker.models.fields import FoldedField, fold


class Table:
    """Collects rows for one table. Columns that a row does not name get the model's default; folded ones are derived."""

    def __init__(self, model: type[models.Model], names: str) -> None:
        self.model, self.rows, self.written = model, list[dict[str, Any]](), 0
        self.first = (model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1
        self.ids = count(self.first)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        named = [fields.pop(name) for name in names.split()]
        folded = [field for field in fields.values() if isinstance(field, FoldedField)]
        left = [field for field in fields.values() if not isinstance(field, FoldedField)]
        self._columns = [field.column for field in (*named, *left, *folded)]
        self._get = itemgetter(*names.split())
        self._defaults = [_stored(field)(field.get_default()) for field in left]
        self._sources = [field.sources for field in folded]
        self._prepared = [(at, _stored(field)) for at, field in enumerate(named) if _needs_work(field)]

    def add(self, **row: Any) -> None:
        self.rows.append(row)

    def flush(self) -> None:
        """Write what was collected, inside the transaction of the caller."""
        rows, self.rows = self.rows, []
        if rows:
            _write(self.model._meta.db_table, self._columns, map(self._values, rows))
            self.written += len(rows)

    def _values(self, row: dict[str, Any]) -> list[Any]:
        values = list(self._get(row))
        for at, stored in self._prepared:
            values[at] = stored(values[at])
        values += self._defaults
        values += [fold(" ".join(str(row[name] or "") for name in names)) for names in self._sources]
        return values


def _needs_work(field: Any) -> bool:
    """Whether what the driver takes is not simply the value."""
    if connection.vendor == "postgresql":
        return isinstance(field, models.JSONField)
    return isinstance(field, (models.JSONField, models.DateField, models.DecimalField))


def _stored(field: Any) -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField):
        return json.dumps
    return lambda value: field.get_db_prep_save(value, connection)


def _write(table: str, columns: list[str], rows: Iterable[list[Any]]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows)  # noqa: S608


def finish(tables: list[Table]) -> None:
    """Let the database number on after the rows given, and count them for its plans."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
