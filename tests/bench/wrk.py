"""Loads a server with wrk: requests per second and how long they took, over a list of addresses."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".lua")
# How often each is asked beforehand, unless that takes longer than so many seconds.
TIMES, WARMING = 6, 30.0


@dataclass(frozen=True)
class Load:
    """What one run did; `p50` and `p95` in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p95: float
    refused: int = 0
    broken: int = 0
    # Seconds that the server's processes worked for all of it.
    worked: float = 0.0

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0

    @property
    def work(self) -> float:
        """Milliseconds of processor time for one answer: hardly depends on what else the machine does."""
        return 1000 * self.worked / self.requests if self.requests else 0.0

    @property
    def is_clean(self) -> bool:
        """Whether every answer was one, and of status 2xx or 3xx."""
        return self.requests > 0 and not (self.refused or self.broken)


def check_installed() -> None:
    if shutil.which("wrk") is None:
        sys.exit("make bench needs wrk (Debian: apt-get install wrk)")


def warm_up(site: str, paths: Sequence[str], connections: int) -> None:
    """Ask them all a few times, so that every process has read its templates, opened its files and kept what it may.

    Not where nobody is answered in two seconds: what is asked in vain holds up what is measured after it.
    """
    asked, begin = 0, time.monotonic()
    while asked < TIMES * len(paths) and time.monotonic() - begin < WARMING:
        came = load(site, paths, 2, connections).requests
        if came < connections:
            return
        asked += came


def load(site: str, paths: Sequence[str], seconds: float, connections: int) -> Load:
    """Ask these paths in turn for so long, so many at the same time."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="ascii") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        options = ["--threads", "1", "--connections", str(connections), "--duration", f"{max(1, round(seconds))}s"]
        command = ["wrk", *options, "--timeout", "120s", "--script", str(SCRIPT), site, "--", file.name]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(out.strip().splitlines()[-1])
    return Load(
        told["requests"], told["seconds"], told["p50"], told["p95"], told["refused"], told["broken"] + told["late"]
    )
