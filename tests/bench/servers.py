"""The servers that are compared, each as its makers would run it on this machine."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE, A_TRIFLE = 60, 0.03  # seconds


@dataclass
class Server:
    """A started server; `name` is what the tables call it."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    health: str = "/"
    port: int = field(default_factory=lambda: free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        command = [part.replace("$(PORT)", str(self.port)) for part in self.command]
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | self.env, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()
        return self

    def _wait(self) -> None:
        assert self.process is not None
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as visit:
                visit.request("GET", self.health)
                if visit.getresponse().status == 200:
                    return
            time.sleep(0.1)
        self.stop()
        sys.exit(f"{self.name} did not start; see {self.log}")

    def stop(self) -> None:
        """End its processes, which are a group of their own."""
        if self.process is None:
            return
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, sign)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
                break
        self.process = None

    def settle(self) -> None:
        """Wait until it has done with what is no longer waited for: a load ends in the middle of its last requests."""
        end, before = time.monotonic() + PATIENCE, -1.0
        while (now := self.processor_time()) - before > A_TRIFLE and time.monotonic() < end:
            before = now
            time.sleep(0.25)

    def processor_time(self) -> float:
        """Seconds that its processes have worked so far."""
        stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split() for pid in self.processes())
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")

    def processes(self) -> list[int]:
        """The ids of its processes, the first one's children included."""
        assert self.process is not None
        first = self.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]


def free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return int(plug.getsockname()[1])


def gunicorn(application: str) -> list[str]:
    """gunicorn as `make run` starts it, with another application."""
    line = re.search(r"gunicorn agenda_tracker\.wsgi (.+)", (ROOT / "Makefile").read_text())
    assert line, "`make run` no longer starts gunicorn"
    return [sys.executable, "-m", "gunicorn", application, *shlex.split(line[1])]


def site(name: str, env: dict[str, str], logs: Path, *, keep_answers: bool) -> Server:
    """This site on one database; without kept answers every page is made anew."""
    answers = {} if keep_answers else {"AGENDAVOLGER_ANSWERS_MB": "0"}
    log = logs / f"{name.replace(' ', '-')}.log"
    return Server(name, gunicorn("agenda_tracker.wsgi"), {**env, **answers}, log, health="/healthz")


def datasette(python: Path, folder: Path, logs: Path, processes: int) -> Server:
    """Datasette as `datasette serve` runs it, in one process; in several, which its documentation does not know of."""
    command = [str(python), "-m", "uvicorn", "--factory", "datasette_app:make", "--app-dir", str(Path(__file__).parent)]
    options = ["--workers", str(processes), "--port", "$(PORT)", "--log-level", "warning"]
    env = {"BENCH_PUBLIC": str(folder)}
    return Server("Datasette", [*command, *options], env, logs / "datasette.log", health="/public.json")


def constant(page: Path, logs: Path) -> Server:
    """A page that is always the same, from the framework alone; `/large` has the bytes of `page`."""
    env = {"BENCH_CONSTANT": str(page), "AGENDAVOLGER_MODE": "local"}
    return Server("constant page", gunicorn("tests.bench.constant"), env, logs / "constant.log")
