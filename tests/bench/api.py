"""How long the API takes for 100 positions, against the floor of the same request: `python -m tests.bench.api --data DIR`.

DIR is the data folder of a site with its index; nothing is written there. No answer is remembered. Each address is asked
through the whole application, with no row kept, and with the rows kept as a process that served them keeps them. The floor
is what the first of these asks, through the bare driver with all rows fetched: its statements and its calls of the index;
and, without an index, all its statements. Medians; where the database is in the process (SQLite) of the time that the
processor worked, so that what else the machine does is left out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from . import inside

ADDRESSES = [
    *(f"size=100&page={page}" for page in (1, 2, 5, 8)),
    "size=100&topic=defensie",
    "size=100&topic=oekraine&year=2023",
    "size=100&organisation=eu&kind=aim",
    "size=100&q=luchtverdediging",
]


class Measured(NamedTuple):
    """Milliseconds, medians."""

    query: str
    whole: float
    kept: float
    floor: float
    by_database: float


def floor_of(client: Any, path: str) -> inside.Record:
    """What a request asks of database and index when no row is kept."""
    from agenda_tracker.api import positions

    positions.ROWS.at_host.cache_clear()
    return inside.visit(client, path)


def measure(client: Any, bare: Any, query: str, repeats: int) -> Measured:
    from django.conf import settings
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    path = f"/api/v1/positions?{query}"

    def median(work: Callable[[], Any], times: int = repeats) -> float:
        taken = []
        for _repeat in range(times):
            begin = clock()
            work()
            taken.append(1000 * (clock() - begin))
        return statistics.median(taken)

    client.get(path)
    beside_index = floor_of(client, path)
    place, settings.SEARCH_DIR = settings.SEARCH_DIR, None
    by_database = floor_of(client, path)
    settings.SEARCH_DIR = place
    whole = median(lambda: floor_of(client, path))
    kept = median(lambda: inside.visit(client, path))
    floors = median(lambda: inside.replayed(beside_index, bare)), median(lambda: inside.replayed(by_database, bare), 5)
    return Measured(query, whole, kept, *floors)


def report(rows: list[Measured]) -> None:
    head = (
        "request",
        "no row kept",
        "rows kept",
        "floor",
        "no row kept × floor",
        "rows kept × floor",
        "floor without index",
    )
    lines = [head, ("---",) * len(head)]
    for one in rows:
        times = [
            f"{value:.2f}" for value in (one.whole, one.kept, one.floor, one.whole / one.floor, one.kept / one.floor)
        ]
        lines.append((f"`{one.query}`", *times, f"{one.by_database:.1f}"))
    whole, kept, floor, by_database = (sum(row[column] for row in rows) for column in (1, 2, 3, 4))
    print("\n".join(f"| {' | '.join(line)} |" for line in lines))  # noqa: T201
    print(  # noqa: T201
        f"\nAPI list of 100 positions: {kept / floor:.2f} × its floor, {whole / floor:.2f} × when no row is kept; "
        f"{kept / by_database:.2f} × and {whole / by_database:.2f} × the floor without an index"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="the data folder of a site")
    parser.add_argument("--repeats", type=int, default=40)
    asked = parser.parse_args()
    os.environ |= {"AGENDAVOLGER_MODE": "local", "AGENDAVOLGER_DATA_DIR": asked.data, "AGENDAVOLGER_ANSWERS_MB": "0"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda_tracker.settings")
    import django

    django.setup()
    from django.test import Client

    inside.listen()
    client, bare = Client(SERVER_NAME="localhost"), inside.bare_driver()
    report([measure(client, bare, query, asked.repeats) for query in ADDRESSES])


if __name__ == "__main__":
    main()
