"""A database that is damaged gives way to a back-up: that is what one is made for."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from agenda_tracker.backup import sqlite as sqlite_engine

from .sites import Site, another_site, this_site
from .test_backup import make_backup, site  # noqa: F401

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on("sqlite"),
]
WRITTEN_ASIDE = "-beschadigd-"


def database_of(other: Site) -> Path:
    return Path(other.url.removeprefix("sqlite:///"))


def cut_off(path: Path) -> None:
    os.truncate(path, 5_000)


def of_noise(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\x5a" * 4096)


def noise_inside(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\x5a" * 40 * 4096)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES: list[tuple[Callable[[Path], None], bool]] = [
    (cut_off, True),
    (of_noise, True),
    (noise_inside, False),
    (emptied, False),
]


@pytest.fixture
def other(site: Site, tmp_path: Path) -> Iterator[Site]:  # noqa: F811
    """A site that was put back once."""
    make_backup(tmp_path / "good.tar")
    with another_site(tmp_path / "other") as other:
        assert other.run("restore", str(tmp_path / "good.tar")).returncode == 0
        yield other


def test_a_damaged_database_is_replaced_and_one_that_sqlite_cannot_use_is_set_aside(other, tmp_path):
    path = database_of(other)
    for damage, is_set_aside in DAMAGES:
        damage(path)
        damaged = path.read_bytes()
        done = other.run("restore", str(tmp_path / "good.tar"), "--force")
        assert done.returncode == 0, (damage.__name__, done.stderr)
        assert other.rows() == this_site().rows(), damage.__name__
        aside = sorted(path.parent.glob(f"*{WRITTEN_ASIDE}*"))
        assert bool(aside) == is_set_aside, damage.__name__
        if is_set_aside:
            assert [one.read_bytes() for one in aside] == [damaged]
            assert f"was beschadigd; die staat nu in {aside[0]}." in done.stdout.splitlines()[-1]
        for one in aside:
            one.unlink()
        assert other.run("check_integrity").stdout.startswith("Alles klopt.")


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a file to another")
def test_the_one_that_takes_its_place_is_of_the_same_owner(tmp_path, monkeypatch):
    place, copy = tmp_path / "site.sqlite3", tmp_path / "copy"
    place.write_text("damaged")
    copy.write_text("new")
    os.chown(place, 12_345, 12_346)
    place.chmod(0o640)
    monkeypatch.setattr(sqlite_engine, "_place", lambda: str(place))
    sqlite_engine._replace(copy)
    found = place.stat()
    assert (place.read_text(), found.st_uid, found.st_gid, found.st_mode & 0o777) == ("new", 12_345, 12_346, 0o640)


def test_without_force_it_says_that_the_back_up_can_take_its_place(other, tmp_path):
    of_noise(database_of(other))
    done = other.run("restore", str(tmp_path / "good.tar"))
    assert done.returncode == 1
    assert "is niet te lezen (file is not a database). Is hij beschadigd, dan komt met --force" in done.stderr


def test_a_page_size_of_another_kind_goes_both_ways(site, tmp_path):  # noqa: F811
    make_backup(tmp_path / "small.tar")
    with another_site(tmp_path / "other") as other:
        assert other.run("restore", str(tmp_path / "small.tar")).returncode == 0
        with closing(sqlite3.connect(database_of(other))) as database:
            database.executescript("PRAGMA journal_mode = DELETE; PRAGMA page_size = 8192; VACUUM;")
        done = other.run("backup", str(tmp_path / "large.tar"))
        assert done.returncode == 0, done.stderr
        done = other.run("restore", str(tmp_path / "small.tar"), "--force")
        assert done.returncode == 0, done.stderr
        done = other.run("restore", str(tmp_path / "large.tar"), "--force")
        assert done.returncode == 0, done.stderr
        assert other.rows() == site.rows()
    with another_site(tmp_path / "third") as third:
        done = third.run("restore", str(tmp_path / "large.tar"))
        assert done.returncode == 0, done.stderr
        assert third.rows() == site.rows()


# Puts one file in the place of another, each time killed one call later; says each time how far it came.
KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from agenda_tracker.backup import sqlite
place = Path(sqlite._place())
left = 0
def deadly(function):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return call
for name in ("link", "rename", "fsync", "replace"):
    setattr(os, name, deadly(getattr(os, name)))
ended = signal.SIGKILL
step = 0
while ended == signal.SIGKILL:
    step += 1
    place.write_text("damaged")
    Path(f"{place}-wal").write_text("of damaged")
    child = os.fork()
    if child == 0:
        left = step
        sqlite._replace(Path(sys.argv[1]))
        os._exit(0)
    ended = os.WTERMSIG(os.waitpid(child, 0)[1])
    print(place.read_text(), os.path.exists(f"{place}-wal"))
    for aside in place.parent.glob("*-beschadigd-*"):
        aside.unlink()
"""


def test_killed_at_any_step_of_the_replacing_it_leaves_the_damaged_or_the_new_one(tmp_path):
    (tmp_path / "copy").write_text("new")
    environment = os.environ | {
        "AGENDAVOLGER_MODE": "local",
        "AGENDAVOLGER_DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "agenda_tracker.settings",
    }
    command = [sys.executable, "-c", KILLED, str(tmp_path / "copy")]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = done.stdout.splitlines()
    assert sorted(set(seen)) == ["damaged False", "damaged True", "new False"]
    assert seen == sorted(seen, key=["damaged True", "damaged False", "new False"].index)
