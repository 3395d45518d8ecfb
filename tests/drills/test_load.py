"""Part of `make drills`: twice as many visitors as the server can use, for twenty minutes, and a rush far beyond that.

AGENDAVOLGER_DRILLS_MINUTES is how long; AGENDAVOLGER_DRILLS_DATA a data folder to serve (its database and search index)
instead of sample data made here; AGENDAVOLGER_DRILLS_PAGES a pattern that the addresses must begin
with. Needs `wrk`; skips without it.
"""

import os
import shutil
import sys
from pathlib import Path
from statistics import mean

import pytest
from django.core.management import call_command
from django.db import connection

from tests.basis import put_basis

from .load import addresses, knee_of, load, memory_watched, warm_up
from .server import Server

pytestmark = pytest.mark.django_db(transaction=True)

MINUTES = float(os.environ.get("AGENDAVOLGER_DRILLS_MINUTES", "20"))
DATA = os.environ.get("AGENDAVOLGER_DRILLS_DATA", "")
STEPS = [1, 2, 4, 8, 16, 32, 64]
STEP = 8  # seconds
RUSH, RUSH_SECONDS = 1000, 20
LETTERS = 1000
# Memory at the end against that after a fifth of the time.
LEVEL = 1.05


@pytest.fixture
def server(tmp_path):
    """With a national amount of letters, or a thousand."""
    if not shutil.which("wrk"):
        pytest.skip("wrk is missing; install Debian's package wrk")
    if DATA and connection.vendor != "sqlite":
        pytest.skip("AGENDAVOLGER_DRILLS_DATA holds an SQLite database")
    if not DATA:
        # Another drill may have emptied the database behind it.
        put_basis()
        call_command("make_sample_data", letters=LETTERS)
    server = Server(Path(DATA or tmp_path), f"sqlite:///{DATA}/agendavolger.sqlite3" if DATA else "")
    server.wait_until_ready()
    yield server
    server.kill()


@pytest.fixture
def say(capsys):
    """Prints a line at once: the drill takes long."""

    def print_line(line):
        with capsys.disabled():
            sys.stdout.write(f"\n  {line}")
            sys.stdout.flush()

    return print_line


def test_more_visitors_than_it_can_serve_get_pages_or_an_honest_refusal(server, tmp_path, say):
    places, before = tmp_path / "places", server.workers()
    places.write_text("\n".join(addresses(server)))
    warm_up(server, places)
    steps = [load(server, places, visitors, STEP) for visitors in STEPS]
    for step in steps:
        say(step)
    knee = knee_of(steps)
    with memory_watched(server) as taken:
        doubled = load(server, places, 2 * knee.visitors, 60 * MINUTES)
    fifth = max(1, len(taken) // 5)
    early, late = mean(taken[:fifth]), mean(taken[-fifth:])
    say(f"{doubled}, for {MINUTES:.0f} minutes; memory {early / 1024:.0f} MB, at the end {late / 1024:.0f} MB")
    rush = load(server, places, RUSH, RUSH_SECONDS)
    say(rush)
    for one in (*steps, doubled, rush):
        assert (one.wrong, one.cut_off, one.late, one.fine > 0) == (0, 0, 0, True), one
    assert server.workers() == before
    assert late <= LEVEL * early
