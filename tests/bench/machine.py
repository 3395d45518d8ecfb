"""On what the figures were measured, in one line."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def told(python: Path, postgres: str) -> str:
    """Day, processor, memory and the versions of what was compared; `python` is that of Datasette's environment."""
    parts = [f"{datetime.now(UTC):%Y-%m-%d}", f"{os.cpu_count()} × {processor()}", f"{memory():.0f} GB"]
    parts += [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}", f"Django {version('django')}"]
    parts += [server(postgres)] if postgres else []
    return ", ".join([*parts, datasette(python), f"load {os.getloadavg()[0]:.1f} at the start"])


def processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return re.sub(r"\(\w+\)", "", found[1]).strip() if found else platform.machine()


def memory() -> float:
    found = re.search(r"MemTotal:\s*(\d+) kB", Path("/proc/meminfo").read_text())
    return int(found[1]) / 1e6 if found else 0.0


def datasette(python: Path) -> str:
    command = [str(python), "-m", "datasette", "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "Datasette " + said.split()[-1]


def server(url: str) -> str:
    import psycopg

    with psycopg.connect(url) as connection:
        return "PostgreSQL " + str(connection.execute("SHOW server_version").fetchone()).strip("(),'").split()[0]
