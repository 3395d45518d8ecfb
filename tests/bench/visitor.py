"""One visitor who asks one address after the other: how long each answer takes, and nothing besides.

`wrk` adds to its percentiles what could not be asked while a slow answer was awaited. That is right for a load of so many
requests a second; of one visitor it makes a few slow addresses weigh as much as all others.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlsplit

from .tables import p95

PATIENCE = 120.0
# Answers on either side that are waited for, however long they take.
FEW = 20


class Visitor:
    """Asks one server, over a connection that stays open; `times` are in milliseconds."""

    def __init__(self, site: str, paths: Sequence[str]) -> None:
        self.connection = HTTPConnection(urlsplit(site).netloc, timeout=PATIENCE)
        self.paths = paths
        self.times: list[float] = []

    def ask(self) -> None:
        """The next address. Raises RuntimeError where the answer is none."""
        path = self.paths[len(self.times) % len(self.paths)]
        begin = time.perf_counter()
        self.connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = self.connection.getresponse()
        answer.read()
        self.times.append(1000 * (time.perf_counter() - begin))
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")

    @property
    def p95(self) -> float:
        return p95(self.times)


def by_turn(one: Visitor, other: Visitor, seconds: float) -> None:
    """Ask either in turn, so that whatever slows the machine down slows both: each address once, or for so many seconds.

    Where there are few addresses they are asked again.
    """
    most, end = max(len(one.paths), len(other.paths), 5 * FEW), time.monotonic() + seconds
    with closing(one.connection), closing(other.connection):
        for number in count(1):
            one.ask()
            other.ask()
            if number >= most or (number >= FEW and time.monotonic() > end):
                return
