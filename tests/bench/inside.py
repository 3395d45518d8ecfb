"""How long public pages are inside the database and the index, against the same calls through the bare driver.

Run by `compare` in a process of its own, with the environment of the site: addresses by kind of page as JSON on standard
input, and as JSON on standard output by kind of page [milliseconds inside, milliseconds bare, calls] of every address.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

ROUNDS = 3
FETCHES = ("fetchone", "fetchmany", "fetchall")
Measured = dict[str, list[tuple[float, float, int]]]
# Asks a statement with its values, of a cursor of this kind.
Bare = Callable[[str, Any, Any], list[Any]]


@dataclass
class Record:
    """What one request asked, as it can be asked again, and how long it waited for the answers."""

    seconds: float = 0.0
    # With its values, and the driver's kind of cursor that was asked.
    statements: list[tuple[str, Any, Any]] = field(default_factory=list)
    questions: list[tuple[Any, str, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)

    @contextmanager
    def clock(self) -> Iterator[None]:
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begin


_now = Record()


class TimedSearcher:
    """A searcher of the index whose every call is timed and kept."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if not callable(found):
            return found

        def timed(*args: Any, **kwargs: Any) -> Any:
            _now.questions.append((self._real, name, args, kwargs))
            with _now.clock():
                return found(*args, **kwargs)

        return timed


class SearcherPlace:
    """Stands in for the field of `Opened` that holds the searcher."""

    def __set__(self, opened: Any, real: Any) -> None:
        opened.__dict__["searcher"] = TimedSearcher(real)

    def __get__(self, opened: Any, _owner: Any = None) -> Any:
        return self if opened is None else opened.__dict__["searcher"]


def timed_cursor() -> Any:
    from django.db.backends.utils import CursorWrapper

    class TimedCursor(CursorWrapper):
        def execute(self, sql: Any, params: Any = None) -> Any:
            _now.statements.append((str(sql), params, type(self.cursor)))
            with _now.clock():
                return super().execute(sql, params)

        def __getattr__(self, name: str) -> Any:
            found = super().__getattr__(name)
            return timed_fetch(found) if name in FETCHES else found

        def __iter__(self) -> Iterator[Any]:
            while rows := self.fetchmany(100):
                yield from rows

    return TimedCursor


def timed_fetch(fetch: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*args: Any) -> Any:
        with _now.clock():
            return fetch(*args)

    return timed


def listen() -> None:
    """From now on every cursor and every searcher is timed."""
    from django.db import connection

    from agenda_tracker.search.index import Opened

    cursor = timed_cursor()
    connection.make_cursor = lambda raw: cursor(raw, connection)  # type: ignore[method-assign]
    Opened.searcher = SearcherPlace()  # type: ignore[assignment,misc]


def bare_driver() -> Bare:
    """Executes a statement that Django made, and fetches all its rows, with nothing between."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return bare_sqlite(str(connection.settings_dict["NAME"]))
    import psycopg

    from agenda_tracker.models.on_server import MOST_PLANS

    values = connection.settings_dict
    known = {"host": values["HOST"], "port": values["PORT"], "user": values["USER"], "password": values["PASSWORD"]}
    bare = psycopg.connect(dbname=values["NAME"], autocommit=True, **known)
    bare.prepare_threshold, bare.prepared_max = values["OPTIONS"]["prepare_threshold"], MOST_PLANS
    return lambda sql, params, kind: kind(bare).execute(sql.encode(), params).fetchall()


def bare_sqlite(name: str) -> Bare:
    import sqlite3

    from django.db.backends.sqlite3._functions import register

    bare = sqlite3.connect(name, isolation_level=None)
    register(bare)

    def run(sql: str, params: Any, _kind: Any) -> list[Any]:
        plain = re.sub("(?<!%)%s", "?", sql).replace("%%", "%") if params is not None else sql
        return bare.execute(plain, params or ()).fetchall()

    return run


def measure(pages: dict[str, list[str]]) -> Measured:
    """Every address a few times; the quickest of these counts, on either side: the others the machine held up."""
    from django.test import Client

    listen()
    client, bare = Client(SERVER_NAME="localhost"), bare_driver()
    found: Measured = {}
    for kind, paths in pages.items():
        visit(client, paths[0])
        found[kind] = [compared(client, bare, path) for path in paths]
    return found


def compared(client: Any, bare: Bare, path: str) -> tuple[float, float, int]:
    visit(client, path)
    inside, outside, calls = [], [], 0
    for _round in range(ROUNDS):
        record = visit(client, path)
        inside.append(1000 * record.seconds)
        outside.append(1000 * replayed(record, bare))
        calls = len(record.statements) + len(record.questions)
    return min(inside), min(outside), calls


def visit(client: Any, path: str) -> Record:
    global _now
    _now = Record()
    answer = client.get(path)
    _body = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code in (200, 301, 302), f"{path}: {answer.status_code}"
    return _now


def replayed(record: Record, bare: Bare) -> float:
    """Seconds for the same statements and the same questions to the index."""
    asked = [(getattr(real, name), args, kwargs) for real, name, args, kwargs in record.questions]
    reading = [one for one in record.statements if one[0].lstrip("( ").upper().startswith(("SELECT", "WITH"))]
    begin = time.perf_counter()
    for statement in reading:
        bare(*statement)
    for call, args, kwargs in asked:
        call(*args, **kwargs)
    return time.perf_counter() - begin


def ask(env: dict[str, str], pages: dict[str, list[str]]) -> Measured:
    """Measure in a process of its own with this environment."""
    command = [sys.executable, "-m", "tests.bench.inside"]
    env = os.environ | env | {"AGENDAVOLGER_ANSWERS_MB": "0"}
    done = subprocess.run(command, input=json.dumps(pages), capture_output=True, text=True, env=env, check=False)
    if done.returncode:
        sys.exit(f"the pages could not be measured from inside:\n{done.stderr[-3000:]}")
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(measure(json.load(sys.stdin))) + "\n")
