"""This site beside Datasette, bare SQL and the bare framework, on the same data and machine, in one run.

One task after the other, and within a task one server after the other, so that whatever slows the machine down slows all.
`docs/performance.md` tells what is compared and what came of it.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path

from . import (
    addresses,
    checks,
    data,
    floor,
    inside,
    machine,
    memory,
    pages,
    publish,
    report,
    scale,
    servers,
    tables,
    wrk,
)
from .addresses import Task
from .data import BUILD, Site
from .report import COLD, COLD_PG, DATASETTE, WARM, WARM_PG, Result
from .servers import Server
from .wrk import Load

LOGS = BUILD / "logs"
PAGE = servers.ROOT / "docs" / "performance.md"
# Addresses of a warm run; addresses of each kind of page that are measured from inside.
FEW, INSIDE = 10, 30
# Fewer answers say little; then each measurement takes so many times as long.
ENOUGH, LONGER = 12, (4, 16)


@dataclass
class Run:
    """What is compared, and how long each measurement takes."""

    site: Site
    postgres: Site | None
    public: Path
    python: Path
    tasks: list[Task]
    seconds: float
    connections: int
    checked: int
    datasettes: int


@contextmanager
def started(*found: Server) -> Iterator[list[Server]]:
    """The servers, from now until the end of the block, whatever happens in it."""
    with ExitStack() as stack:
        for server in found:
            stack.callback(server.stop)
            server.start()
        yield list(found)


def all_servers(run: Run) -> dict[str, Server]:
    known = {
        COLD: servers.site("site SQLite cold", run.site.env, LOGS, keep_answers=False),
        WARM: servers.site("site SQLite warm", run.site.env, LOGS, keep_answers=True),
        DATASETTE: servers.datasette(run.python, run.public.parent, LOGS, run.datasettes),
    }
    if run.postgres:
        known[COLD_PG] = servers.site("site PostgreSQL cold", run.postgres.env, LOGS, keep_answers=False)
        known[WARM_PG] = servers.site("site PostgreSQL warm", run.postgres.env, LOGS, keep_answers=True)
    return known


def measure(run: Run, task: Task, known: dict[str, Server]) -> Result:
    """One task on every server, after a look at whether their answers are right."""
    result = Result(task)
    check(run, task, known, result)
    for name in (COLD, DATASETTE, COLD_PG):
        if name in known:
            result.cold[name] = load(run, known[name], paths_of(task, name))
    for name in (WARM, DATASETTE, WARM_PG):
        if name in known:
            result.warm[name] = load(run, known[name], paths_of(task, name)[:FEW])
    for driver in drivers(run):
        result.floors[driver.name] = floor.measure(driver, task, task.addresses, run.seconds / 2)
        driver.close()
    for state, loads in (("cold", result.cold), ("warm", result.warm)):
        told = ", ".join(
            f"{known[name].name} {tables.load(one)}, {tables.ms(one.work)} ms" for name, one in loads.items()
        )
        say(f"  {state}: {told}")
    return result


def paths_of(task: Task, name: str) -> list[str]:
    return [one.datasette if name == DATASETTE else one.site for one in task.addresses]


def load(run: Run, server: Server, paths: list[str]) -> Load:
    """Warmed up first; where few answers come, asked for longer, and for longer still where none does."""
    wrk.warm_up(server.url, paths[-FEW:], run.connections)
    found, enough = load_alone(run, server, paths, run.seconds), ENOUGH
    for times in LONGER:
        if found.requests >= enough:
            break
        found, enough = load_alone(run, server, paths, times * run.seconds), 1
    server.settle()
    return found


def load_alone(run: Run, server: Server, paths: list[str], seconds: float) -> Load:
    """Once the server has done with what it was asked before."""
    server.settle()
    before = server.processor_time()
    found = wrk.load(server.url, paths, seconds, run.connections)
    return replace(found, worked=server.processor_time() - before)


def drivers(run: Run) -> list[floor.Driver]:
    found = [floor.sqlite_driver(run.site.database, run.public)]
    return [*found, floor.postgres_driver(run.postgres.postgres)] if run.postgres else found


def check(run: Run, task: Task, known: dict[str, Server], result: Result) -> None:
    """Ask some of the addresses on every server, and say what is wrong with the answers."""
    step = max(1, len(task.addresses) // run.checked)
    sample = task.addresses[::step][: run.checked]
    counts = []
    for name, server in known.items():
        if name == DATASETTE:
            verdict = checks.check_datasette(checks.Visitor(server.url), run.public, sample)
        else:
            verdict = checks.check_site(checks.Visitor(server.url), task, run.public, sample)
        result.faults += [f"{server.name}: {fault}" for fault in verdict.faults]
        counts.append(f"{server.name} {verdict.found} of {verdict.expected}")
    say(f"{task.name}: {len(task.addresses):,} addresses; rows of {len(sample)} against SQL: {', '.join(counts)}")
    for fault in result.faults[:5]:
        say(f"  WRONG: {fault}")


def constants(run: Run) -> dict[str, Load]:
    """The framework alone: a small page, and one with the bytes of the site's list."""
    cold = servers.site("site SQLite cold", run.site.env, LOGS, keep_answers=False)
    page = LOGS / "list.html"
    with started(cold):
        page.write_bytes(fetch(cold, "/standpunten/"))
    with started(servers.constant(page, LOGS)) as [server]:
        large = f"{page.stat().st_size / 1000:.0f} kB"
        return {"1 kB": load(run, server, ["/"] * FEW), large: load(run, server, ["/large"] * FEW)}


def fetch(server: Server, path: str) -> bytes:
    visit = HTTPConnection("127.0.0.1", server.port, timeout=60)
    visit.request("GET", path)
    return visit.getresponse().read()


def compared(run: Run) -> tuple[list[str], list[Result], dict[str, Load]]:
    """The tables beside Datasette, and what they are made of."""
    with ExitStack() as stack:
        known = all_servers(run)
        stack.enter_context(started(*known.values()))
        results = [measure(run, task, known) for task in run.tasks]
    floors = constants(run)
    both = run.postgres is not None
    most = max(len(one.addresses) for one in run.tasks)
    return [
        f"*Cold*: up to {most:,} distinct addresses for each task, no kept answers; *alone* is one process without a server. "
        "Requests per second (p50 / p95 in ms).",
        report.cold_table(results, with_postgres=both),
        f"*Warm*: {FEW} addresses again and again, answers kept.",
        report.warm_table(results, with_postgres=both),
        "Processor time for one answer, in ms: it hardly depends on what else the machine does.",
        report.work_table(results, with_postgres=both),
        report.floors_table(floors),
    ], results, floors  # fmt: skip


def from_inside(run: Run, seed: int) -> dict[str, inside.Measured]:
    asked = {task.name: paths_of(task, COLD)[:INSIDE] for task in run.tasks if not task.is_file}
    asked |= pages.other_pages(run.public, seed, INSIDE)
    found = {"SQLite": inside.ask(run.site.env, asked)}
    return found | ({"PostgreSQL": inside.ask(run.postgres.env, asked)} if run.postgres else {})


def over_time(run: Run, most: int) -> tuple[memory.Held, memory.Held]:
    with started(servers.site("site SQLite memory", run.site.env, LOGS, keep_answers=True)) as [server]:
        return memory.grown(server, run.tasks, most, run.connections)


def at_scale(run: Run, folder: Path, seed: int) -> list[scale.Pair]:
    stress = data.ready(Site(folder))
    public = publish.publish(stress.database, BUILD / f"public-{folder.name}", run.python)
    more = addresses.draw(public, stress.database, seed)
    for site in (run.site, stress):
        data.read_through(site)
    small = servers.site("site national", run.site.env, LOGS, keep_answers=False)
    large = servers.site("site stress", stress.env, LOGS, keep_answers=False)
    with started(small, large):
        tasks = [list(scale.by_width(some, file)) for some, file in ((run.tasks, run.public), (more, public))]
        return scale.measure((small, tasks[0]), (large, tasks[1]), run.seconds)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--letters", type=int, default=10_000, help="how many letters to make when there are no data")
    parser.add_argument("--data", type=Path, help="data folder of a site on SQLite, instead of making one")
    parser.add_argument("--postgres", default="", help="address of a PostgreSQL database with the same data as --data")
    parser.add_argument("--postgres-search", type=Path, help="folder of its index, when not in the data folder")
    parser.add_argument("--stress", type=Path, help="data folder of a site on SQLite with ten times the data")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each measurement takes")
    parser.add_argument("--connections", type=int, default=8, help="how many ask at the same time")
    parser.add_argument("--datasette-processes", type=int, default=1, help="its documentation knows one")
    parser.add_argument(
        "--memory", type=int, default=100_000, help="requests for the figure of memory; 0: leave it out"
    )
    parser.add_argument("--seed", type=int, default=1, help="by which the addresses are drawn")
    parser.add_argument("--checked", type=int, default=5, help="addresses of each task whose answers are checked")
    parser.add_argument("--only", default="", help="the tasks with this in their name")
    parser.add_argument("--parts", default="servers,inside,memory,scale", help="which parts, separated by commas")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    return parser.parse_args()


def prepared(asked: argparse.Namespace) -> Run:
    server = os.environ.pop("DATABASE_URL", "").strip()
    postgres: Site | None = None
    if asked.data:
        site = data.ready(Site(asked.data.resolve()))
        if asked.postgres:
            postgres = data.ready(Site(asked.data.resolve(), asked.postgres, asked.postgres_search))
    else:
        site = data.sqlite_site(asked.letters)
        postgres = data.postgres_site(asked.letters, server) if server.startswith("postgres") else None
    python = publish.install(BUILD / "datasette")
    public = publish.publish(site.database, BUILD / f"public-{site.name}", python)
    drawn = addresses.draw(public, site.database, asked.seed)
    tasks = [one for one in drawn if asked.only in one.name and one.addresses]
    return Run(
        site,
        postgres,
        public,
        python,
        tasks,
        asked.seconds,
        asked.connections,
        asked.checked,
        asked.datasette_processes,
    )


def main() -> None:
    asked = options()
    wrk.check_installed()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that the servers are ended, too
    run, parts = prepared(asked), asked.parts.split(",")
    postgres = run.postgres.postgres if run.postgres else ""
    lines, bars, faults = [f"{publish.said(run.public)}. {machine.told(run.python, postgres)}."], [], []
    say(lines[0])
    if "servers" in parts:
        texts, results, floors = compared(run)
        lines += texts
        bars += report.bars_of(results, floors)
        faults = [fault for result in results for fault in result.faults]
    if "inside" in parts:
        measured = from_inside(run, asked.seed)
        lines.append(report.inside_table(measured))
        bars += report.inside_bars(measured)
    if "memory" in parts and asked.memory:
        first, last = over_time(run, asked.memory)
        lines.append(report.memory_table(first, last))
        bars.append(report.memory_bar(first, last))
    if "scale" in parts and asked.stress:
        pairs = at_scale(run, asked.stress.resolve(), asked.seed)
        lines.append(scale.table(pairs))
        bars += scale.bars(pairs)
    finish("\n\n".join([*lines, tables.bars(bars)]), faults, write=asked.write)


def finish(text: str, faults: Sequence[str], *, write: bool) -> None:
    say("\n" + text)
    for fault in faults:
        say(f"WRONG: {fault}")
    if faults:
        sys.exit(1)
    if write:
        tables.write(PAGE, "comparison", text)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
