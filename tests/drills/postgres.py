"""PostgreSQL servers of a test's own: a primary, and a replica that follows it by streaming."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from .server import free_port

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
# PostgreSQL refuses to run as root.
AS_POSTGRES: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "shared_buffers": "16MB",
    "log_statement": "all",
    "wal_retrieve_retry_interval": "100ms",
}


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs."""
    command = [str(BINARIES[-1] / program), *arguments]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, **AS_POSTGRES)


class Cluster:
    """One server and its data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.read = folder, free_port(), 0

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/agendavolger"

    @property
    def log(self) -> Path:
        return Path(f"{self.folder}.log")

    def start(self) -> None:
        values = " ".join(f"-c {name}={value or repr('')}" for name, value in {**SETTINGS, "port": self.port}.items())
        run("pg_ctl", "start", "--wait", f"--pgdata={self.folder}", f"--log={self.log}", f"--options={values}")

    def stop(self) -> None:
        run("pg_ctl", "stop", "--wait", f"--pgdata={self.folder}", "--mode=immediate")

    def tell(self, statement: str, database: str = "agendavolger") -> Any:
        """The first value of the answer, if there is one."""
        with psycopg.connect(f"postgres://postgres@127.0.0.1:{self.port}/{database}", autocommit=True) as link:
            cursor = link.execute(statement)  # type: ignore[arg-type]
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    @contextmanager
    def holding(self, statement: str) -> Iterator[None]:
        """In a transaction that did this, and is undone."""
        with psycopg.connect(self.url) as link:
            link.execute(statement)  # type: ignore[call-overload]
            yield
            link.rollback()

    def fresh_log(self) -> str:
        """What was logged, statements included, since this was asked last."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        fresh, self.read = text[self.read :], len(text)
        return fresh


@contextmanager
def two_servers() -> Iterator[tuple[Cluster, Cluster]]:
    """A primary with an empty database, and what becomes its replica once `follow` is called; gone afterwards."""
    root = Path(tempfile.mkdtemp(prefix="agendavolger-postgres-"))
    root.chmod(0o755)
    if AS_POSTGRES:
        shutil.chown(root, "postgres", "postgres")
    primary, replica = Cluster(root / "primary"), Cluster(root / "replica")
    try:
        run(
            "initdb",
            f"--pgdata={primary.folder}",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--no-sync",
        )
        primary.start()
        primary.tell("CREATE DATABASE agendavolger", "postgres")
        yield primary, replica
    finally:
        for cluster in (replica, primary):
            if (cluster.folder / "postmaster.pid").exists():
                cluster.stop()
        shutil.rmtree(root)


def follow(primary: Cluster, replica: Cluster) -> None:
    """Copy the primary, and keep the copy up to date from now on."""
    run(
        "pg_basebackup",
        f"--dbname=postgres://postgres@127.0.0.1:{primary.port}/postgres",
        f"--pgdata={replica.folder}",
        "--write-recovery-conf",
        "--checkpoint=fast",
        "--no-sync",
    )
    replica.start()
