"""The production server as `make run` starts it, on the database of a test, to be killed at any moment."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

# By which the server's connections are known to PostgreSQL.
NAME = "agendavolger-drill"
PATIENCE = 30  # seconds


def database_url() -> str:
    """The database of this test, as another process is told of it."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    login = f"{quote(values['USER'], safe='')}:{quote(values['PASSWORD'], safe='')}"
    return f"postgres://{login}@{quote(values['HOST'], safe='')}:{values['PORT']}/{values['NAME']}"


def free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return plug.getsockname()[1]


def command(port: int) -> list[str]:
    """What the Makefile runs, on this port."""
    line = re.search(r"gunicorn (agenda_tracker\.wsgi .+)", (settings.BASE_DIR / "Makefile").read_text())
    assert line, "`make run` no longer starts gunicorn"
    return [sys.executable, "-m", "gunicorn", *shlex.split(line[1].replace("$(PORT)", str(port)))]


class Server:
    """gunicorn and its workers, in a process group of their own."""

    def __init__(self, data: Path, database: str = "", name: str = NAME, **environment: str) -> None:
        """On the database of this test, or another; `environment` is told to it besides."""
        self.port, self.name, self.is_on_test_database = free_port(), name, not database
        self.log = (data / "server.log").open("ab")
        self.process = subprocess.Popen(
            command(self.port),
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "AGENDAVOLGER_MODE": "local",
                "AGENDAVOLGER_DATA_DIR": str(data),
                "DATABASE_URL": database or database_url(),
                "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
                "PGAPPNAME": name,
                **environment,
            },
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def wait_until_ready(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", self.port)) as visit:
                visit.request("GET", "/healthz")
                with visit.getresponse() as answer:
                    assert answer.status == 200
                    return
            time.sleep(0.02)
        raise AssertionError(f"the server did not start; see {self.log.name}")

    def workers(self) -> set[int]:
        """The processes that serve, by their numbers."""
        pid = self.process.pid
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}

    def kill(self) -> None:
        """SIGKILL to all its processes; returns when what the database had of them is settled."""
        with suppress(ProcessLookupError):  # gone already, after a check that failed
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()
        _wait_while(self._listens, "a killed server still listens")
        if self.is_on_test_database:
            _wait_while(self._is_at_work, "PostgreSQL still works for a killed server")

    def _listens(self) -> bool:
        with socket.socket() as plug:
            return plug.connect_ex(("127.0.0.1", self.port)) == 0

    def _is_at_work(self) -> bool:
        """PostgreSQL ends the work of a client that is gone by itself, a moment later: committed or rolled back."""
        if connection.vendor != "postgresql":
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [self.name])
            return cursor.fetchone()[0] > 0


def _wait_while(holds: Callable[[], bool], complaint: str) -> None:
    end = time.monotonic() + PATIENCE
    while holds():
        assert time.monotonic() < end, complaint
        time.sleep(0.01)
