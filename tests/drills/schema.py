"""What a database is made of, to compare two that must be equal."""

import sqlite3

import psycopg
from django.db import connection

IN_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
IN_POSTGRESQL = """
    SELECT table_name, column_name, data_type || is_nullable || coalesce(column_default, '')
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    ORDER BY 1, 2, 3
"""
NOTED = "SELECT app, name FROM django_migrations ORDER BY 1, 2"


def schema_at(url: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Tables, columns, indexes and constraints; and which migrations are noted, each as often as it is."""
    if url.startswith("sqlite"):
        link = sqlite3.connect(url.removeprefix("sqlite:///"))
        return link.execute(IN_SQLITE).fetchall(), link.execute(NOTED).fetchall()
    with psycopg.connect(url) as other:
        return other.execute(IN_POSTGRESQL.encode()).fetchall(), other.execute(NOTED.encode()).fetchall()


def schema_here() -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The same of the database of this test, whose migrations nothing disturbed."""
    every = IN_SQLITE if connection.vendor == "sqlite" else IN_POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(every)
        made = cursor.fetchall()
        cursor.execute(NOTED)
        return made, cursor.fetchall()
