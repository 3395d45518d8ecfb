"""The memory of the server after many requests against after a few."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import wrk
from .addresses import Task
from .servers import Server

SLICE = 4.0  # seconds
# Addresses of each task: more than are kept, few enough for a hundred thousand requests in some minutes.
EACH = 200


@dataclass(frozen=True)
class Held:
    """Megabytes of all processes of a server: what is their own, and with what they share of mapped files."""

    requests: int
    own: float
    resident: float


def held(server: Server, requests: int) -> Held:
    own = resident = 0
    for pid in server.processes():
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _colon, value = line.partition(":")
            if name == "Anonymous":
                own += int(value.split()[0])
            elif name == "Rss":
                resident += int(value.split()[0])
    return Held(requests, own / 1000, resident / 1000)


def grown(server: Server, tasks: Sequence[Task], most: int, connections: int) -> tuple[Held, Held]:
    """After a fifth of `most` requests, and after all of them; all kinds of page but the large files, mixed by chance."""
    paths = [one.site for task in tasks if not task.is_file for one in task.addresses[:EACH]]
    random.Random(1).shuffle(paths)
    asked, first = 0, None
    while asked < most:
        start = asked % len(paths)
        asked += wrk.load(server.url, paths[start:] + paths[:start], SLICE, connections).requests
        if first is None and asked >= most // 5:
            first = held(server, asked)
    assert first is not None
    return first, held(server, asked)
