"""What a run found, as Markdown: a table cold, a table warm, and the bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from . import tables
from .addresses import Task
from .inside import Measured
from .memory import Held
from .tables import Bar, p95
from .wrk import Load

COLD, WARM, COLD_PG, WARM_PG, DATASETTE = "cold", "warm", "cold pg", "warm pg", "datasette"
FACETED = "facets"


@dataclass
class Result:
    """What was measured of one task, by the name of the server or driver."""

    task: Task
    cold: dict[str, Load] = field(default_factory=dict)
    warm: dict[str, Load] = field(default_factory=dict)
    floors: dict[str, Load | None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def cold_table(results: Sequence[Result], *, with_postgres: bool) -> str:
    head = ["task", "site, SQLite", "site, PostgreSQL", "Datasette", "× Datasette", "sqlite3 alone", "psycopg alone"]
    rows = []
    for one in results:
        site, other = one.cold[COLD], one.cold.get(DATASETTE)
        loads = [site, one.cold.get(COLD_PG), other]
        floors = [one.floors.get("sqlite3"), one.floors.get("psycopg")]
        cells = [*map(tables.load, loads), tables.ratio(site, other), *map(tables.load, floors)]
        rows.append([one.task.name, *cells])
    return tables.table(*without_postgres(head, rows, with_postgres))


def warm_table(results: Sequence[Result], *, with_postgres: bool) -> str:
    head = ["task", "site, SQLite", "site, PostgreSQL", "Datasette", "× Datasette"]
    rows = []
    for one in results:
        site, other = one.warm[WARM], one.warm.get(DATASETTE)
        loads = [site, one.warm.get(WARM_PG), other]
        rows.append([one.task.name, *map(tables.load, loads), tables.ratio(site, other)])
    return tables.table(*without_postgres(head, rows, with_postgres))


def work_table(results: Sequence[Result], *, with_postgres: bool) -> str:
    head = ["task", "site, SQLite, cold", "site, PostgreSQL", "Datasette", "site, SQLite, warm"]
    rows = []
    for one in results:
        loads = [one.cold[COLD], one.cold.get(COLD_PG), one.cold.get(DATASETTE), one.warm[WARM]]
        rows.append([one.task.name, *("–" if load is None else tables.ms(load.work) for load in loads)])
    return tables.table(*without_postgres(head, rows, with_postgres))


def without_postgres(head: list[str], rows: list[list[str]], with_postgres: bool) -> tuple[list[str], list[list[str]]]:
    if with_postgres:
        return head, rows
    kept = [at for at, name in enumerate(head) if name not in ("site, PostgreSQL", "psycopg alone")]
    return [head[at] for at in kept], [[row[at] for at in kept] for row in rows]


def floors_table(floors: dict[str, Load]) -> str:
    return tables.table(
        ["constant page", "requests per second"], [[name, tables.load(one)] for name, one in floors.items()]
    )


def bars_of(results: Sequence[Result], floors: dict[str, Load]) -> list[Bar]:
    """Against Datasette, task by task, and against the constant page."""
    found = []
    for one in results:
        cold = tables.ratio_of(one.cold[COLD], one.cold.get(DATASETTE))
        warm = tables.ratio_of(one.warm[WARM], one.warm.get(DATASETTE))
        if cold is not None:
            must = 60 if FACETED in one.task.name else 4
            found.append(Bar(f"{one.task.name}, cold, against Datasette", cold, must, at_least=True))
        if warm is not None:
            found.append(Bar(f"{one.task.name}, warm, against Datasette", warm, 20, at_least=True))
    lists = next((one for one in results if one.task.name.startswith("filtered")), None)
    return found + (against_constant(lists, floors) if lists else [])


def against_constant(lists: Result, floors: dict[str, Load]) -> list[Bar]:
    found = []
    for name, floor in floors.items():
        for state, load, must in (("cold", lists.cold[COLD], 1 / 12), ("warm", lists.warm[WARM], 1 / 2)):
            ratio = tables.ratio_of(load, floor) or 0.0
            found.append(Bar(f"filtered list, {state}, against a constant page of {name}", ratio, must, at_least=True))
    return found


def inside_table(measured: dict[str, Measured]) -> str:
    """By database and kind of page: calls, p95 inside and bare, and their ratio."""
    head, rows = ["page", "database", "calls", "p95 inside, ms", "p95 bare, ms", "ratio"], []
    for database, pages in measured.items():
        for kind, found in pages.items():
            inside, bare = p95([one[0] for one in found]), p95([one[1] for one in found])
            calls = str(max(one[2] for one in found))
            rows.append([kind, database, calls, tables.ms(inside), tables.ms(bare), tables.times(inside / bare)])
    return tables.table(head, rows)


def inside_bars(measured: dict[str, Measured]) -> list[Bar]:
    """The worst kind of page of each database."""
    found = []
    for database, pages in measured.items():
        ratios = {kind: p95([a for a, _b, _c in one]) / p95([b for _a, b, _c in one]) for kind, one in pages.items()}
        worst = max(ratios, key=lambda kind: ratios[kind])
        what = f"time inside {database} and index against bare calls, p95, worst kind of page ({worst})"
        found.append(Bar(what, ratios[worst], 2, at_least=False))
    return found


def memory_table(first: Held, last: Held) -> str:
    rows = [[f"{one.requests:,}", f"{one.own:.0f} MB", f"{one.resident:.0f} MB"] for one in (first, last)]
    return tables.table(["after requests", "own memory", "with mapped files"], rows)


def memory_bar(first: Held, last: Held) -> Bar:
    what = f"memory after {last.requests:,} requests against after {first.requests:,}"
    return Bar(what, last.own / first.own, 1.05, at_least=False)
