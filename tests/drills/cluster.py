"""A PostgreSQL server of a test's own, to be stopped and started; without one of the machine's own, tests skip."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from .server import free_port

# PostgreSQL does not run as root; Debian's packages make this user.
USER = "postgres" if os.geteuid() == 0 else None


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else pytest.skip("PostgreSQL's own programs are missing; install postgresql")


class Cluster:
    def __init__(self) -> None:
        self.bin, self.port, self.count = binaries(), free_port(), 0
        self.folder = Path(tempfile.mkdtemp(prefix="agendavolger-cluster-"))
        if USER:
            shutil.chown(self.folder, USER)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

    def url(self, name: str = "postgres") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def new_database(self) -> str:
        """Makes an empty one, and returns its address."""
        self.count += 1
        name = f"empty_{self.count}"
        with psycopg.connect(self.url(), autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def copy(self, source: str, target: str) -> None:
        """Everything of the database at one address into the empty one at another."""
        with subprocess.Popen([self.bin / "pg_dump", source], stdout=subprocess.PIPE) as dump:
            command = [self.bin / "psql", "--quiet", "--set=ON_ERROR_STOP=1", target]
            subprocess.run(command, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
        assert dump.returncode == 0

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "--wait", "--silent", f"--log={self.folder}/log", f"--options={options}", "start")

    def stop(self) -> None:
        """As a crash of the database ends it: nobody is told, nothing is finished."""
        self._run("pg_ctl", "--wait", "--silent", "--mode=immediate", "stop")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), f"--pgdata={self.folder / 'db'}", *arguments]
        subprocess.run(command, check=True, user=USER, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
