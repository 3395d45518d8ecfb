"""Statements of which PostgreSQL keeps the plan: to make one takes it longer than to answer most of ours.

A connection prepares what it was asked a few times (`AGENDAVOLGER_DB_PREPARE`), by its text and the types of its values. Django
puts the values into the text, so that hardly a statement is ever asked twice; here they go beside it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import NotSupportedError, connections
from django.db.backends.signals import connection_created
from psycopg import Cursor
from psycopg.types.numeric import Int8

# So many plans a connection keeps; the public pages have more than the hundred that psycopg keeps by itself.
MOST_PLANS = 300
FORGET = "DEALLOCATE ALL"
# How whole numbers are handed over: psycopg would take the smallest type that holds each, and a plan is made for types.
WHOLE = {"postgresql": Int8}


def fetched(alias: str, sql: str, params: Sequence[Any]) -> list[Any]:
    """All rows of a statement with these values."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In its own wrapper, so that errors, time limits and logs are as for any other statement.
            cursor.cursor = Cursor(cursor.connection)
        try:
            cursor.execute(sql, params)
        except NotSupportedError:
            # The columns were altered since the plan was made.
            if connection.vendor != "postgresql" or connection.in_atomic_block:
                raise
            cursor.execute(FORGET)
            cursor.execute(sql, params)
        return cursor.fetchall()


def keep_more_plans(connection: Any, **_of_signal: Any) -> None:
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST_PLANS


connection_created.connect(keep_more_plans)
