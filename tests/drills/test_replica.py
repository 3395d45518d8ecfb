"""Two real PostgreSQL servers, primary and replica: who answers what, with a replica that lags, one that is gone, and alone.

With AGENDAVOLGER_DRILLS=full also statements that take too long, and a primary that goes before the replica has everything.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.conf import settings

from tests.run import FULL

from .browsing import Answer, Browser
from .postgres import Cluster, clusters
from .server import Server

# Whatever database the run is with, the servers are its own: once is enough.
pytestmark = [] if FULL else [pytest.mark.only_on("sqlite")]

# Rows of pages; the head of the journal and the limits are asked for apart from them.
ROWS = re.compile(r'FROM "agenda_tracker_(?!journalhead|publicchange|cache)')
PATIENCE = 20.0

FILL = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("load_fixtures")
call_command("ensure_clerk")
"""


class Site:
    """One server process with a primary and a replica, a visitor, and a clerk."""

    def __init__(self, data, primary: Cluster, replica: Cluster) -> None:
        self.data, self.primary, self.replica = data, primary, replica
        self.server = Server(
            data,
            primary.url(),
            AGENDAVOLGER_REPLICA_URL=replica.url(),
            AGENDAVOLGER_WORKERS="1",
            AGENDAVOLGER_STATEMENT_SECONDS="2",
            AGENDAVOLGER_ANSWERS_MB="0",  # every answer is read, none remembered
            DJANGO_SETTINGS_MODULE="tests.drills.behind_primary",
        )
        self.visitor, self.clerk = Browser(), Browser()
        self.visitor.port = self.clerk.port = self.server.port

    def begin(self, password: str) -> None:
        self.server.wait_until_ready()
        self.clerk.log_in("griffie", password)
        rows = re.findall(r'href="(/brieven/[a-z0-9-]+/)"', self.visitor.get("/brieven/").text)
        self.letter = rows[0]
        self.desk = "/beheer/agenda_tracker/letter/1/"

    def withdraw(self) -> None:
        assert self.clerk.post(f"{self.desk}intrekken/", {"note": "Ingetrokken voor de proef."}).status == 302

    def publish(self) -> None:
        assert self.clerk.post(f"{self.desk}publiceren/", {}).status == 302

    def look(self, path: str) -> tuple[int, str]:
        """Status of the answer, and which servers read rows for it."""
        self.asked()
        answer = self.visitor.get(path)
        return answer.status, self.asked()

    def asked(self) -> str:
        both = {"primary": self.primary, "replica": self.replica}
        return " ".join(name for name, cluster in both.items() if ROWS.search(cluster.fresh_log()))

    def said(self, words: str) -> bool:
        return words in (self.data / "server.log").read_text()

    def listed(self) -> int:
        """Letters in the list, by the total it gives; 0 when it is empty."""
        answer: Answer = self.visitor.get("/brieven/")
        return len(set(re.findall(r'href="(/brieven/[a-z0-9-]+/)"', answer.text)))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def site(tmp_path):
    with clusters("primary", "replica", listening=True) as (primary, replica):
        primary.begin()
        primary.new_database("agendavolger")
        password = fill(tmp_path, primary)
        replica.follow(primary)
        site = Site(tmp_path, primary, replica)
        try:
            site.begin(password)
            yield site
        finally:
            site.server.kill()


def fill(data, primary: Cluster) -> str:
    """Tables, one published letter, and a clerk, whose password is returned."""
    values = os.environ | {
        "AGENDAVOLGER_MODE": "local",
        "AGENDAVOLGER_DATA_DIR": str(data),
        "DATABASE_URL": primary.url(),
        "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", FILL], cwd=settings.BASE_DIR, env=values, capture_output=True, text=True, check=True
    )
    found = re.search(r"wachtwoord: (\w+)", done.stdout)
    assert found, done.stdout
    return found[1]


def test_site_with_a_replica(site):
    visitors_read_at_the_replica_and_clerks_at_the_primary(site)
    nobody_sees_what_a_replica_that_lags_still_shows(site)
    the_primary_answers_when_the_replica_is_gone(site)
    the_replica_answers_when_the_primary_is_gone(site)
    if FULL:
        what_takes_too_long_is_ended_and_not_begun_again_elsewhere(site)
        a_replica_that_misses_what_was_seen_does_not_stand_in(site)


def visitors_read_at_the_replica_and_clerks_at_the_primary(site):
    for path in (site.letter, "/brieven/", "/standpunten/?q=drones", "/", "/standpunten/?format=csv"):
        assert site.look(path) == (200, "replica")
    assert site.visitor.post("/zoeken/tekst/", {"tekst": "28 676, nr. 464"}).status == 200
    assert site.asked() == "primary"
    assert site.clerk.get(site.letter).status == 200
    assert site.asked() == "primary"


def nobody_sees_what_a_replica_that_lags_still_shows(site):
    site.replica.tell("SELECT pg_wal_replay_pause()")
    site.withdraw()
    assert site.look(site.letter) == (410, "primary")
    assert (site.look("/standpunten/"), site.listed()) == ((200, "primary"), 0)
    site.publish()
    assert site.look(site.letter) == (200, "primary")
    assert (site.look("/standpunten/"), site.listed()) == ((200, "primary"), 1)
    site.replica.tell("SELECT pg_wal_replay_resume()")
    until(lambda: site.look(site.letter) == (200, "replica"))
    assert (site.look("/brieven/?q=drones"), site.listed()) == ((200, "replica"), 1)
    assert not site.said("search index is behind")  # nor was it taken for that of another database


def the_primary_answers_when_the_replica_is_gone(site):
    site.replica.stop()
    assert site.look("/brieven/") == (200, "primary")
    assert site.said("the replica does not answer")
    assert (site.look("/healthz")[0], site.look(site.letter)) == (200, (200, "primary"))
    site.replica.start()
    until(lambda: site.look(site.letter) == (200, "replica"))
    assert site.said("the replica answers again")


def the_replica_answers_when_the_primary_is_gone(site):
    site.primary.stop()
    for path in (site.letter, "/brieven/", "/brieven/?q=drones"):
        assert site.look(path) == (200, "replica")
    assert (site.look("/healthz")[0], site.listed()) == (200, 1)
    assert site.said("the primary does not answer")
    assert site.clerk.get("/beheer/").status >= 500
    site.primary.start()
    until(lambda: site.clerk.get("/beheer/").status == 200)
    until(lambda: site.visitor.get("/brieven/").status == 200 and site.said("the primary answers again"))


def what_takes_too_long_is_ended_and_not_begun_again_elsewhere(site):
    until(lambda: site.look(site.letter) == (200, "replica"))
    with site.primary.holding("LOCK TABLE agenda_tracker_letter"):
        site.primary.tell("SELECT pg_create_restore_point('locked')")  # writes out the log of changes, with the lock
        until(lambda: site.replica.tell("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'") > 0)
        status, asked = site.look(site.letter)
        assert (status >= 500, asked) == (True, "replica")
        assert site.clerk.get(site.letter).status >= 500
    until(lambda: site.look(site.letter) == (200, "replica"))


def a_replica_that_misses_what_was_seen_does_not_stand_in(site):
    site.replica.tell("SELECT pg_wal_replay_pause()")
    site.withdraw()
    assert site.look(site.letter) == (410, "primary")
    site.primary.stop()
    assert site.visitor.get(site.letter).status >= 500
