"""PostgreSQL servers of a test's own, to be stopped and started: alone, or with a replica that follows by streaming."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from .server import free_port

# PostgreSQL refuses to run as root; Debian's packages make this user.
AS_POSTGRES: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "shared_buffers": "16MB",
    "wal_retrieve_retry_interval": "100ms",
}
INITDB = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]


def program(name: str) -> str:
    """Where one of PostgreSQL's own programs is; without them, tests skip."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(found[-1]) if found else pytest.skip("PostgreSQL's own programs are missing; install postgresql")


def run(name: str, *arguments: str) -> None:
    """One of those programs, by the user who owns the data."""
    subprocess.run([program(name), *arguments], check=True, cwd="/", stdout=subprocess.DEVNULL, **AS_POSTGRES)


class Cluster:
    """One server and its data folder; with `listening` it logs every statement."""

    def __init__(self, folder: Path, *, listening: bool = False) -> None:
        self.folder, self.port, self.read, self.count = folder, free_port(), 0, 0
        self.log = Path(f"{folder}.log")
        self.settings = SETTINGS | {"port": self.port, "log_statement": "all" if listening else "none"}

    def url(self, name: str = "agendavolger") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def begin(self) -> None:
        """Start it for the first time, without databases."""
        run("initdb", f"--pgdata={self.folder}", *INITDB)
        self.start()

    def follow(self, primary: "Cluster") -> None:
        """Start it for the first time as a copy of another, kept up to date from now on."""
        source = f"--dbname={primary.url('postgres')}"
        run(
            "pg_basebackup",
            source,
            f"--pgdata={self.folder}",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync",
        )
        self.start()

    def start(self) -> None:
        values = " ".join(f"-c {name}={value or repr('')}" for name, value in self.settings.items())
        run("pg_ctl", "start", "--wait", f"--pgdata={self.folder}", f"--log={self.log}", f"--options={values}")

    def stop(self) -> None:
        """As a crash of the database ends it: nobody is told, nothing is finished."""
        run("pg_ctl", "stop", "--wait", f"--pgdata={self.folder}", "--mode=immediate")

    def new_database(self, name: str = "") -> str:
        """Makes an empty one, and returns its address."""
        self.count += 1
        name = name or f"empty_{self.count}"
        self.tell(f"CREATE DATABASE {name}", "postgres")
        return self.url(name)

    def tell(self, statement: str, database: str = "agendavolger") -> Any:
        """The first value of the answer, if there is one."""
        with psycopg.connect(self.url(database), autocommit=True) as link:
            cursor = link.execute(statement)  # type: ignore[arg-type]
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    @contextmanager
    def holding(self, statement: str) -> Iterator[None]:
        """In a transaction that did this, and is undone."""
        with psycopg.connect(self.url()) as link:
            link.execute(statement)  # type: ignore[call-overload]
            yield
            link.rollback()

    def fresh_log(self) -> str:
        """What was logged, statements included, since this was asked last."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        fresh, self.read = text[self.read :], len(text)
        return fresh


@contextmanager
def clusters(*names: str, listening: bool = False) -> Iterator[list[Cluster]]:
    """Servers that have still to begin, in a folder of their own; stopped and gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="agendavolger-postgres-"))
    if AS_POSTGRES:
        root.chmod(0o755)
        shutil.chown(root, "postgres", "postgres")
    found = [Cluster(root / name, listening=listening) for name in names]
    try:
        yield found
    finally:
        for cluster in reversed(found):
            if (cluster.folder / "postmaster.pid").exists():
                cluster.stop()
        shutil.rmtree(root)


def copy(source: str, target: str) -> None:
    """Everything of the database at one address into the empty one at another."""
    with subprocess.Popen([program("pg_dump"), source], stdout=subprocess.PIPE) as dump:
        command = [program("psql"), "--quiet", "--set=ON_ERROR_STOP=1", target]
        subprocess.run(command, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
    assert dump.returncode == 0
