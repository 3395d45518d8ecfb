"""SQLite will not write: another process holds it, or its disk is full. Reading goes on, and what is sent is told unsaved."""

import sqlite3

import pytest
from django.db import connection

from .full_disk import fill, small_disk
from .server import Server
from .site import NOT_SAVED, TOPICS, add_topic, clerk, empty_form, furnish, try_log_in, visitor

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on("sqlite"),
]


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", "12m") as disk:
        yield disk


@pytest.fixture
def file(disk):
    """A copy of the database of this test, on the small disk."""
    furnish()
    file = disk / "agendavolger.sqlite3"
    with sqlite3.connect(connection.settings_dict["NAME"]) as here:
        here.backup(sqlite3.connect(file))
    return file


@pytest.fixture
def server(file, tmp_path):
    server = Server(tmp_path, f"sqlite:///{file}", DJANGO_SETTINGS_MODULE="tests.drills.fault_settings")
    server.wait_until_ready()
    yield server
    server.kill()


def test_pages_are_read_and_forms_told_unsaved_while_sqlite_cannot_write(server, disk, file):
    people, griffier = visitor(server), clerk(server)
    form = empty_form(griffier)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert people.get("/standpunten/").status == 200
        held = add_topic(griffier, form, "Onderwerp achter een slot")
        entry = try_log_in(server)
        other.execute("ROLLBACK")
    assert (held.status, NOT_SAVED in held.text, "niet bereikbaar</h1>" in held.text) == (503, True, True)
    assert (entry.status, NOT_SAVED in entry.text, "niet bereikbaar</h1>" in entry.text) == (503, True, True)
    ballast = fill(disk)
    full = add_topic(griffier, form, "Onderwerp op een volle schijf", "woord\n" * 20_000)
    assert (full.status, NOT_SAVED in full.text, "geen ruimte meer</h1>" in full.text) == (503, True, True)
    assert people.get("/standpunten/").status == 200
    ballast.unlink()
    assert add_topic(griffier, form, "Onderwerp na de storing").status == 302
    names = griffier.get(TOPICS).text
    assert "achter een slot" not in names
    assert "op een volle schijf" not in names  # nor as a message that it was added
    assert "na de storing" in names
