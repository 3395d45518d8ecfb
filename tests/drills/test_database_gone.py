"""The database goes away and comes back: visitors and clerks are told so in words, and the same processes go on."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .server import Server
from .site import NOT_SAVED, TOPICS, add_topic, clerk, empty_form, furnish, try_log_in, visitor

pytestmark = pytest.mark.django_db(transaction=True)

GONE = "<h1>De gegevens zijn even niet bereikbaar</h1>"
PAGES = ["/", "/standpunten/", "/standpunten/?q=drones", "/brieven/", "/kamerstukken/28676-464/"]
PATIENCE = 60  # seconds


@pytest.fixture
def server(twin, tmp_path):
    """Its database can be broken without harm to that of the test."""
    furnish()
    server = Server(tmp_path, twin(), DJANGO_SETTINGS_MODULE="tests.drills.fault_settings")
    server.wait_until_ready()
    yield server
    server.kill()


@pytest.fixture
def database(cluster, empty):
    """How to take it away and put it back."""
    if cluster is not None:
        return cluster.stop, cluster.start
    file = Path(empty.removeprefix("sqlite:///"))
    away = file.with_name("elsewhere")
    return lambda: file.rename(away), lambda: put_back(away, file)


def put_back(away, file):
    assert not file.exists(), "somebody made an empty database in its place"
    away.rename(file)


def until_well(server):
    """By itself. Both processes must see it, and visitors one after another may all come to the same."""
    end = time.monotonic() + PATIENCE
    while workers_that_answer(server) != server.workers():
        assert time.monotonic() < end, "the site does not see that the database is back"
        time.sleep(0.1)


def workers_that_answer(server):
    """Of 40 visitors, eight at a time; none when one of them was sent away."""
    with ThreadPoolExecutor(8) as visitors:
        answers = list(visitors.map(lambda _number: visitor(server).get("/proces/"), range(40)))
    return {int(answer.text) for answer in answers} if all(answer.status == 200 for answer in answers) else set()


def test_database_that_went_away_is_told_in_words_and_found_again(server, database):
    take_away, bring_back = database
    people, griffier, before = visitor(server), clerk(server), server.workers()
    form = empty_form(griffier)
    assert [people.get(page).status for page in PAGES] == [200, 200, 200, 200, 404]
    take_away()
    try:
        told = [people.get(page) for page in PAGES]
        health = people.get("/healthz")
        refused = add_topic(griffier, form, "Onderwerp in de storing")
    finally:
        bring_back()
    assert [(one.status, one.again, GONE in one.text) for one in told] == [(503, "30", True)] * len(PAGES)
    assert [one for one in told if "Traceback" in one.text or 'lang="nl"' not in one.text] == []
    assert (health.status, health.text) == (503, "de database antwoordt niet")
    assert (refused.status, NOT_SAVED in refused.text) == (503, True)
    until_well(server)
    with ThreadPoolExecutor(8) as visitors:
        statuses = list(visitors.map(lambda _number: visitor(server).get("/standpunten/").status, range(40)))
    assert statuses == [200] * 40
    assert "Onderwerp in de storing" not in griffier.get(TOPICS).text
    assert add_topic(griffier, form, "Onderwerp na de storing").status == 302
    assert "Onderwerp na de storing" in griffier.get(TOPICS).text
    assert server.workers() == before


@pytest.mark.only_on("postgresql")
def test_database_that_may_not_be_written_is_told_in_words_and_written_again_later(server, cluster, empty):
    people, griffier, name = visitor(server), clerk(server), empty.rpartition("/")[2]
    form = empty_form(griffier)
    read_only(cluster, name, "on")
    until_well(server)
    assert people.get("/standpunten/").status == 200
    refused = [add_topic(griffier, form, "Onderwerp voor later") for _attempt in range(4)]
    refused.append(try_log_in(server))
    assert [(one.status, one.again, NOT_SAVED in one.text) for one in refused] == [(503, "30", True)] * 5
    cluster.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = off", "postgres")
    # Connections that were made meanwhile cannot write either; whoever meets one throws them all away.
    statuses = [add_topic(griffier, form, f"Onderwerp {number}").status for number in range(12)]
    assert set(statuses) <= {503, 302}
    assert statuses[-4:] == [302] * 4
    assert "Traceback" not in Path(server.log.name).read_text(encoding="utf-8")


def read_only(cluster, name, value):
    cluster.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}", "postgres")
    cluster.tell(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'", "postgres")
