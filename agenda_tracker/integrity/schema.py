"""The schema: every table, column, index and condition that this release asks for is there, and is what it asks for.

What it asks for is made anew, empty, where it harms nothing: in memory, or as temporary tables that are rolled back.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.apps.registry import Apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .finding import Finding

MIGRATE = "Een migratie is niet afgemaakt of iets wijzigde dit: vergelijk met een nieuwe, lege database"
APP = "agenda_tracker"


class Part(NamedTuple):
    """Of a table: a column, an index, a key or a condition. Two with the same meaning are the same, whatever their names."""

    table: str
    kind: str
    meaning: str


Named = dict[Part, str]


def find() -> Iterator[Finding]:
    yield from _missing()
    yield from _triggers()
    yield from _behind()
    yield from _newer()


def _missing() -> Iterator[Finding]:
    here, asked = HERE[connection.vendor](), _asked()
    tables = {part.table for part in here}
    by_table = defaultdict(list)
    for part, name in asked.items():
        by_table[part.table].append((part, name))
    for table, parts in sorted(by_table.items()):
        if table not in tables:
            yield Finding("database-missing", f"tabel {table}", "ontbreekt", MIGRATE)
            continue
        for part, name in parts:
            if part not in here:
                wrong = f"{part.kind} {name} ontbreekt of is anders"
                yield Finding("database-missing", f"tabel {table}", wrong, MIGRATE)


@cache
def _asked() -> Named:
    """What this release asks for, made once: while this process runs it is the same."""
    return _without_more(ASKED[connection.vendor]())


@cache
def _models() -> list[type[models.Model]]:
    """As the migrations leave them, which is not in all things as the code has them."""
    every = MigrationLoader(connection).project_state().apps.get_models(include_auto_created=True)
    managed = [model for model in every if model._meta.managed]
    return [*managed, MigrationRecorder.Migration, CacheTable]


class CacheTable(models.Model):
    """What `createcachetable` makes, apart from its indexes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        apps = Apps()
        app_label = APP
        db_table = str(settings.CACHES["default"]["LOCATION"])

    def __str__(self) -> str:
        return self.cache_key


def _made(link: Any) -> None:
    """Tables of many-to-many ties come along with their model."""
    with link.schema_editor(atomic=False) as editor:
        for model in _models():
            if not model._meta.auto_created:
                editor.create_model(model)


def _without_more(asked: Named) -> Named:
    """The other command makes other indexes for its table than a model has."""
    cache = CacheTable._meta.db_table
    return {part: name for part, name in asked.items() if part.table != cache or part.kind == "kolom"}


# SQLite

COLUMNS = """
    SELECT m.name, c.name, c.name || ' ' || lower(c.type) || ' ' || c."notnull" || ' ' || c.pk
      FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'
"""
KEYS = """
    SELECT m.name, k."from", k."from" || ' ' || k."table" || ' ' || coalesce(k."to", '')
      FROM sqlite_master AS m JOIN pragma_foreign_key_list(m.name) AS k WHERE m.type = 'table'
"""
INDEXES = """
    SELECT m.name, i.name, i."unique", coalesce(s.sql, ''),
           (SELECT group_concat(name) FROM pragma_index_info(i.name))
      FROM sqlite_master AS m JOIN pragma_index_list(m.name) AS i
      LEFT JOIN sqlite_master AS s ON s.type = 'index' AND s.name = i.name WHERE m.type = 'table'
"""
CREATED = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL"
CHECK = re.compile(r'(?:CONSTRAINT "(?P<name>[^"]+)" )?CHECK \(')
STRING = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|[()]")


def _asked_in_sqlite() -> Named:
    scratch = connection.copy("scratch")
    scratch.settings_dict |= {"NAME": ":memory:", "OPTIONS": {}}
    try:
        _made(scratch)
        return _parts_in_sqlite(scratch)
    finally:
        scratch.connection.close()


def _parts_in_sqlite(link: Any) -> Named:
    with link.cursor() as cursor:
        found = {Part(table, "kolom", told): name for table, name, told in cursor.execute(COLUMNS).fetchall()}
        found |= {Part(table, "verwijzing", told): name for table, name, told in cursor.execute(KEYS).fetchall()}
        for table, name, unique, sql, columns in cursor.execute(INDEXES).fetchall():
            on = sql.partition(" ON ")[2].partition("(")[2] if sql else f"{columns})"
            found[Part(table, "index", f"{unique} {_plain(on)}")] = name
        for table, sql in cursor.execute(CREATED).fetchall():
            found |= {Part(table, "voorwaarde", _plain(told)): name for name, told in _checks(sql)}
    return found


def _plain(sql: str) -> str:
    """Without quotes and white space, which may be written or not."""
    return re.sub(r'["`\s]', "", sql).lower()


def _checks(sql: str) -> Iterator[tuple[str, str]]:
    """The conditions in the text of a table: the name, and what stands between the brackets."""
    for match in CHECK.finditer(sql):
        depth, at = 1, match.end()
        while depth and (found := STRING.search(sql, at)):
            depth += {"(": 1, ")": -1}.get(found[0], 0)
            at = found.end()
        yield match["name"] or "zonder naam", sql[match.end() : at - 1]


# PostgreSQL

PARTS = """
    SELECT c.relname, 'kolom', a.attname,
           concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, k.collname)
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid LEFT JOIN pg_collation AS k ON k.oid = attcollation
     WHERE c.relnamespace = {0} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT c.relname, 'index', i.relname,
           concat_ws(' ', x.indisunique, regexp_replace(pg_get_indexdef(x.indexrelid), '^.*? USING ', ''))
      FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS c ON c.oid = x.indrelid
     WHERE c.relnamespace = {0}
    UNION ALL
    SELECT c.relname, CASE contype WHEN 'f' THEN 'verwijzing' ELSE 'voorwaarde' END, conname,
           replace(pg_get_constraintdef(k.oid), ' NOT VALID', '')
      FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
     WHERE c.relnamespace = {0} AND contype IN ('c', 'f')
"""
IN_SCHEMA, IN_SCRATCH = "current_schema()::regnamespace", "pg_my_temp_schema()"


def _here_in_postgresql() -> Named:
    with connection.cursor() as cursor:
        return _parts_in_postgresql(cursor, IN_SCHEMA)


def _asked_in_postgresql() -> Named:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', 'pg_temp, ' || current_setting('search_path'), true)")
        _made(connection)
        asked = _parts_in_postgresql(cursor, IN_SCRATCH)
        transaction.set_rollback(True)
    return asked


def _parts_in_postgresql(cursor: Any, schema: str) -> Named:
    cursor.execute(PARTS.format(schema))
    return {
        Part(table, kind, _without_casts(told) if kind in WRITTEN_OTHERWISE else told): name
        for table, kind, name, told in cursor.fetchall()
    }


# PostgreSQL says a condition otherwise once it was dumped and put back: with other casts, and brackets around them.
WRITTEN_OTHERWISE = ("index", "voorwaarde")
CAST = re.compile(r"::[a-z ]+(?:\(\d+(?:,\d+)?\))?(?:\[\])?")


def _without_casts(condition: str) -> str:
    return re.sub(r"[()\s]", "", CAST.sub("", condition))


HERE: dict[str, Callable[[], Named]] = {
    "sqlite": lambda: _parts_in_sqlite(connection),
    "postgresql": _here_in_postgresql,
}
ASKED = {"sqlite": _asked_in_sqlite, "postgresql": _asked_in_postgresql}

# What a schema must not have, and what moves along with its rows

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY 1",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace ORDER BY 1"
    ),
}


def _triggers() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        for name, table in cursor.fetchall():
            wrong = f"staat op tabel {table}, maar hoort niet bij Agendavolger"
            yield Finding("database-trigger", f"trigger {name}", wrong, "Haal hem weg met DROP TRIGGER")


def _behind() -> Iterator[Finding]:
    for model in _models_behind():
        wrong = "het volgende nummer is al gebruikt, zodat niets kan worden toegevoegd"
        yield Finding("database-sequence", f"tabel {model._meta.db_table}", wrong, "Draai met --repair", 0)


# Their only row always has the number 1, whatever comes next.
ONE_ROW = {"agenda_tracker_journalhead", "agenda_tracker_alertcursor"}


def _models_behind() -> list[type[models.Model]]:
    """Those of which the next number is not after the highest; SQLite looks at the highest itself."""
    if connection.vendor != "postgresql":
        return []
    there = set(connection.introspection.table_names()) - ONE_ROW
    return [model for model in _models() if model._meta.db_table in there and _is_behind(model)]


def _is_behind(model: type[models.Model]) -> bool:
    pk, table = model._meta.pk, connection.ops.quote_name(model._meta.db_table)
    if not isinstance(pk, models.AutoField):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, pk.column])
        (sequence,) = cursor.fetchone()
        if sequence is None:  # told above
            return False
        column = connection.ops.quote_name(str(pk.column))
        cursor.execute(
            f"SELECT coalesce((SELECT max({column}) FROM {table}), 0) >= last_value + is_called::int FROM {sequence}"  # noqa: S608
        )
        return bool(cursor.fetchone()[0])


def repair_sequences(_pks: list[int]) -> int:
    behind = _models_behind()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), behind):
            cursor.execute(statement)
    return len(behind)


def _newer() -> Iterator[Finding]:
    known = MigrationLoader(connection).disk_migrations
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        if app == APP and (app, name) not in known:
            wrong = "is uitgevoerd, maar deze versie van Agendavolger kent haar niet"
            yield Finding(
                "migration-unknown", f"migratie {name}", wrong, "Installeer de versie die deze migratie heeft"
            )


REPAIRS = {"database-sequence": repair_sequences}
