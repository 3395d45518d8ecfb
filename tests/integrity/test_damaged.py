"""Pages of an SQLite file that hold anything but what was written: that is told, and the command ends in order."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.backup.sites import Site
from tests.basis import put_basis

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.only_on("sqlite")]
NOISE = b"\xa5"


def copied(path: Path) -> Site:
    """A site with a copy of this database, in a file that nobody has open."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as here, closing(sqlite3.connect(path)) as copy:
        here.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    return Site(f"sqlite:///{path}", path.parent)


def overwritten(path: Path, name: str) -> None:
    """The first page of this table or index, which holds its rows or leads to them."""
    with closing(sqlite3.connect(path)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(NOISE * size)


def beginning(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(NOISE * 4096)


def page_of(name: str) -> Callable[[Path], None]:
    return lambda path: overwritten(path, name)


@pytest.mark.parametrize(
    ("damage", "code", "told"),
    [
        (page_of("letter_by_status_and_date"), 1, "Stop de server en zet een back-up terug."),
        (page_of("agenda_tracker_topic"), 1, "Stop de server en zet een back-up terug."),
        (page_of("django_migrations"), 2, "Er kon niet (verder) worden gekeken: database disk image is malformed"),
        (beginning, 2, "Er kon niet (verder) worden gekeken: file is not a database"),
    ],
    ids=["index", "table", "migrations", "beginning"],
)
def test_a_damaged_page_is_told_and_the_command_ends_in_order(tmp_path, damage, code, told):
    put_basis()
    path = tmp_path / "copy.sqlite3"
    site = copied(path)
    damage(path)
    done = site.run("check_integrity")
    assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done
    assert "Traceback" not in done.stderr
    if code == 1:  # the checks that can be done are done
        assert "] zoekindex\n" in done.stderr
        assert done.stdout.splitlines()[-1].split(" (")[0].endswith("met --repair te herstellen.")
