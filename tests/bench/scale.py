"""The same site with ten times the data: how much slower each kind of page is, and which page is the slower one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from . import tables, wrk
from .addresses import Address, Task
from .servers import Server
from .tables import Bar
from .visitor import Visitor, by_turn

# Tasks whose selections hold more than one row in a hundred; the site may answer them once for each state of the journal.
# Of topics there are both.
TOPIC, WIDE_TOPIC = "topic, newest", "wide topic, newest"
WIDE = ("wide list, facets", "common word, facets", "deep page", WIDE_TOPIC)
ONE_IN = 100
# Of the time of a load, as one visitor asks much less.
VISITS = 6


def by_width(tasks: Sequence[Task], public: Path) -> Iterator[Task]:
    """The tasks, with the wide topics apart; `public` has the rows that they select from."""
    with closing(sqlite3.connect(f"file:{public}?immutable=1", uri=True)) as rows:
        [[every]] = rows.execute("SELECT count(*) FROM standpunten")
        for task in tasks:
            if task.name != TOPIC:
                yield task
                continue
            wide = [one for one in task.addresses if _count(rows, one) * ONE_IN > every]
            yield replace(task, addresses=[one for one in task.addresses if one not in wide])
            yield Task(WIDE_TOPIC, wide)


def _count(rows: sqlite3.Connection, one: Address) -> int:
    [[count]] = rows.execute(f"SELECT count(*) FROM {one.table} WHERE {one.where}", one.params)
    return int(count)


@dataclass(frozen=True)
class Pair:
    """One visitor on either scale."""

    task: str
    small: Visitor
    large: Visitor

    @property
    def ratio(self) -> float:
        return self.large.p95 / self.small.p95


def measure(small: tuple[Server, Sequence[Task]], large: tuple[Server, Sequence[Task]], seconds: float) -> list[Pair]:
    """Each task on both by turn, one request at a time."""
    found = []
    others = {task.name: task for task in large[1]}
    for task in small[1]:
        visitors = []
        for server, one in ((small[0], task), (large[0], others[task.name])):
            paths = [address.site for address in one.addresses]
            wrk.warm_up(server.url, paths[-10:], 4)
            server.settle()
            visitors.append(Visitor(server.url, paths))
        by_turn(*visitors, VISITS * seconds)
        found.append(Pair(task.name, *visitors))
    return found


def table(pairs: Sequence[Pair]) -> str:
    rows = [[one.task, tables.ms(one.small.p95), tables.ms(one.large.p95), tables.times(one.ratio)] for one in pairs]
    return tables.table(["task", "p95 national, ms", "p95 stress, ms", "ratio"], rows)


def bars(pairs: Sequence[Pair]) -> list[Bar]:
    found = [
        Bar(
            f"{one.task}, p95 at stress against national scale", one.ratio, 8 if one.task in WIDE else 2, at_least=False
        )
        for one in pairs
    ]
    large = {one.task: one.large.p95 for one in pairs}
    for one, other in (("Kamerstuk lookup", "home"), (TOPIC, "letter"), (WIDE_TOPIC, "letter")):
        if one in large and other in large:
            what = f"{one} against {other} at stress scale, p95"
            found.append(Bar(what, large[one] / large[other], 1.5, at_least=False))
    return found
