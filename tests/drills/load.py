"""Load on the server, by `wrk`: what it serves at a time, where more visitors no longer give more, and what it needs."""

import json
import os
import random
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from threading import Event, Thread

from .browsing import Browser
from .server import Server

SCRIPT = Path(__file__).with_name("load.lua")
# Seconds after which wrk takes an answer for lost; a visitor is told long before that to come back.
LATE = 15
# A concurrency that gives this share of the most that was seen is the knee.
ENOUGH = 0.95
LOC = re.compile(r"<loc>([^<]+)</loc>")
WORDS = ["nederland", "kabinet", "steun", "europese", "steunt+defensie"]
YEARS = range(2000, 2026, 3)
MOST = 2000
ONLY = re.compile(os.environ.get("AGENDAVOLGER_DRILLS_PAGES", ""))


@dataclass(frozen=True)
class Load:
    """What became of the requests of so many visitors at a time; times in milliseconds."""

    visitors: int
    fine: int
    refused: int
    wrong: int
    statuses: str
    cut_off: int
    late: int
    seconds: float
    p50: float
    p99: float
    longest: float

    @property
    def rate(self) -> float:
        """Pages per second."""
        return self.fine / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.visitors:5} at a time: {self.rate:7.1f} pages/s, {self.refused} refused, {self.wrong} wrong, "
            f"{self.cut_off} cut off, {self.late} late, p50 {self.p50:.0f} ms, p99 {self.p99:.0f} ms"
        )


def addresses(server: Server) -> list[str]:
    """What visitors look at: pages of every kind, as the sitemap has them, and lists with filters and words."""
    chance = random.Random(20)
    pages = [page for part in _places(server, "/sitemap.xml") for page in _places(server, part)]
    lists = ["/", "/standpunten/", "/brieven/", "/vergaderingen/", "/themas/", "/kamerstukken/", "/cijfers/"]
    lists += [f"/brieven/?year={year}&q={word}" for year in YEARS for word in WORDS]
    lists += [f"/standpunten/?q={word}&page={page}" for word in WORDS for page in (1, 2, 7)]
    lists += [f"/standpunten/?year={year}&chamber={chamber}" for year in YEARS for chamber in ("TK", "EK")]
    found = chance.sample(pages, min(len(pages), MOST)) + lists * 4
    chance.shuffle(found)
    return [page for page in found if ONLY.match(page)]


def _places(server: Server, page: str) -> list[str]:
    browser = Browser()
    browser.port = server.port
    answer = browser.get(page)
    assert answer.status == 200, f"{page}: {answer.status}"
    host = f"http://127.0.0.1:{server.port}"
    return [unescape(place).removeprefix(host) for place in LOC.findall(answer.text)]


def load(server: Server, places: Path, visitors: int, seconds: float) -> Load:
    """So many visitors, each asking as soon as the last answer is there, for so many seconds."""
    command = ["wrk", "--threads=1", f"--connections={visitors}", f"--duration={int(seconds)}s", f"--timeout={LATE}s"]
    command += [f"--script={SCRIPT}", f"http://127.0.0.1:{server.port}", "--", str(places), str(visitors)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = json.loads(said.partition("FIGURES ")[2].splitlines()[0])
    return Load(visitors=visitors, **figures)


def knee_of(loads: list[Load]) -> Load:
    """The first that gives nearly all that was ever given: more visitors only wait longer."""
    most = max(one.rate for one in loads)
    return next(one for one in loads if one.rate >= ENOUGH * most)


@contextmanager
def memory_watched(server: Server, every: float = 1.0) -> Iterator[list[int]]:
    """Kilobytes that its processes take together, again and again until the block ends."""
    seen: list[int] = []
    ended = Event()

    def watch() -> None:
        while not ended.wait(every):
            seen.append(sum(_kilobytes(pid) for pid in server.workers()))

    watcher = Thread(target=watch)
    watcher.start()
    yield seen
    ended.set()
    watcher.join()


def _kilobytes(pid: int) -> int:
    """What this process alone takes, and its part of what it shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))


def warm_up(server: Server, places: Path) -> None:
    load(server, places, 8, 10)
    time.sleep(1)
