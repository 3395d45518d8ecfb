"""Search and export are limited per address: who asks too much reads when to come back; everything else goes on."""

import math
import multiprocessing
import os

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import journalled
from agenda_tracker.web import errors, limits
from agenda_tracker.web.limits import PLACES, PROBED, ROW, Table, caller
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_table(settings, tmp_path):
    settings.SEARCHES_A_MINUTE, settings.FILES_A_MINUTE = 3, 2
    settings.DATA_DIR = tmp_path
    limits.table.cache_clear()
    yield
    limits.table.cache_clear()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of the limits, which stands still until a test moves it."""
    moment = [1_000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: moment[0])
    return moment


def statuses(client, address, times, **about):
    return [client.get(address, **about).status_code for _time in range(times)]


def test_who_searches_too_often_reads_when_to_come_back(client, clock):
    assert statuses(client, "/standpunten/?q=nederland", 4) == [200, 200, 200, 429]
    refused = client.get("/standpunten/?q=nederland")
    assert (refused["Retry-After"], "no-store" in refused["Cache-Control"], "ETag" in refused) == ("20", True, False)
    text = refused.content.decode()
    assert "<h1>Er wordt te veel gezocht vanaf uw adres</h1>" in text
    assert "Zoek over 20 seconden opnieuw" in text
    clock[0] += 20
    assert statuses(client, "/standpunten/?q=nederland", 2) == [200, 429]
    clock[0] += 60
    assert statuses(client, "/standpunten/?q=nederland", 4) == [200, 200, 200, 429]


def test_files_have_a_limit_of_their_own(client):
    assert statuses(client, "/standpunten/?format=csv", 3) == [200, 200, 429]
    refused = client.get("/brieven/?format=xlsx")
    assert "<h1>Er worden te veel bestanden gevraagd vanaf uw adres</h1>" in refused.content.decode()
    assert refused["Retry-After"] == "30"
    assert client.get("/standpunten/?q=nederland").status_code == 200


@pytest.mark.parametrize("address", ["/zoeken/?q=x", "/brieven/?q=x&page=2", "/feeds/brieven.atom?q=x", "/?q=x"])
def test_words_are_counted_on_every_page(client, address):
    assert statuses(client, address, 4)[-1] == 429


def test_pasted_texts_are_counted(client):
    assert [client.post("/zoeken/tekst/", {"tekst": "x"}).status_code for _time in range(4)] == [200, 200, 200, 429]


@pytest.mark.parametrize(
    "address", ["/", "/standpunten/?year=2024", "/zoeken/?q=", "/themas/", "/robots.txt", "/beheer/?q=x"]
)
def test_nothing_else_is_limited(client, address):
    assert 429 not in statuses(client, address, 8)


def test_what_did_not_change_is_not_counted(client):
    with journalled(make.make_position().letter):
        pass
    tag = client.get("/standpunten/?q=nederland")["ETag"]
    assert statuses(client, "/standpunten/?q=nederland", 8, headers={"if-none-match": tag}) == [304] * 8


def test_another_address_is_not_hindered_and_a_network_is_one(client, settings):
    def asked(address):
        return statuses(client, "/standpunten/?q=x", 1, REMOTE_ADDR=address)[0]

    assert [asked("192.0.2.1") for _time in range(4)] == [200, 200, 200, 429]
    assert asked("192.0.2.2") == 200
    assert [asked(f"2001:db8:0:1::{number}") for number in range(4)] == [200, 200, 200, 429]
    assert asked("2001:db8:0:2::1") == 200
    assert [asked(f"::ffff:192.0.2.{number}") for number in range(10, 14)] == [200] * 4


def test_header_of_a_visitor_counts_only_behind_a_proxy_and_then_the_last(client, settings):
    def asked(forwarded):
        return statuses(client, "/standpunten/?q=x", 1, headers={"x-forwarded-for": forwarded})[0]

    assert [asked(f"192.0.2.{number}") for number in range(4)] == [200, 200, 200, 429]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [asked(f"192.0.2.{number}, 198.51.100.1") for number in range(4)] == [200, 200, 200, 429]
    assert asked("198.51.100.1, 198.51.100.2") == 200


def test_nought_switches_off(client, settings):
    settings.SEARCHES_A_MINUTE = settings.FILES_A_MINUTE = 0
    assert 429 not in statuses(client, "/standpunten/?q=x", 8) + statuses(client, "/standpunten/?format=csv", 8)
    assert not (settings.DATA_DIR / "limits").exists()


def test_counting_asks_the_database_nothing(client, settings):
    address = "/standpunten/?q=nederland"
    with CaptureQueriesContext(connection) as limited:
        client.get(address)
    settings.SEARCHES_A_MINUTE = 0
    with CaptureQueriesContext(connection) as free:
        client.get(address)
    assert len(limited) == len(free)
    settings.SEARCHES_A_MINUTE = 1
    client.get(address)
    with CaptureQueriesContext(connection) as refused:
        assert client.get(address).status_code == 429
    assert len(refused) == 1  # whether the page is known already


def search_three_times(path, results):
    shared = Table(path)
    results.put([shared.wait(caller("search", "192.0.2.1"), 4, 1_000.0) == 0 for _time in range(3)])


def test_processes_of_a_server_count_together(tmp_path):
    fork = multiprocessing.get_context("fork")
    results = fork.SimpleQueue()
    for _process in range(2):
        one = fork.Process(target=search_three_times, args=(tmp_path / "limits", results))
        one.start()
        one.join()
    assert sorted(results.get() + results.get()) == [False, False, True, True, True, True]


def test_table_stays_as_large_as_it_is_and_forgets_whom_it_may(tmp_path):
    shared = Table(tmp_path / "limits")
    for number in range(5_000):
        shared.wait(caller("search", f"visitor {number}"), 10, 1_000.0 + number / 1_000)
    assert (tmp_path / "limits").stat().st_size == len(shared.rows) == PLACES * ROW.size
    crowd = [7 + PLACES * number for number in range(PROBED + 1)]  # all want the same rows
    assert [shared.wait(one, 1, 2_000.0) for one in crowd] == [0.0] * len(crowd)
    assert shared.wait(crowd[-1], 1, 2_000.0) == 60


@pytest.mark.parametrize("used", [math.nan, math.inf, -math.inf, -1.0, 9e9])
def test_moments_of_before_a_restart_or_damage_count_for_nothing(tmp_path, used):
    shared, who = Table(tmp_path / "limits"), caller("search", "192.0.2.1")
    ROW.pack_into(shared.rows, who % PLACES * ROW.size, who, used)
    assert [shared.wait(who, 1, 1_000.0), shared.wait(who, 1, 1_000.0)] == [0.0, 60.0]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "denied")])
def test_without_room_each_process_counts_by_itself(client, monkeypatch, caplog, error):
    def refused(*args):
        raise error

    monkeypatch.setattr(os, "posix_fallocate", refused)
    assert statuses(client, "/standpunten/?q=x", 4) == [200, 200, 200, 429]
    assert "limits are counted per process" in caplog.text


def test_addresses_are_not_kept(tmp_path):
    shared = Table(tmp_path / "limits")
    shared.wait(caller("search", "192.0.2.1"), 10, 1_000.0)
    assert b"192.0.2.1" not in (tmp_path / "limits").read_bytes()
    assert caller("search", "192.0.2.1") != caller("file", "192.0.2.1")


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "1 seconde"), (119, "119 seconden"), (121, "3 minuten"), (600, "10 minuten")]
)
def test_waiting_is_said_in_words(seconds, said):
    assert errors.in_words(seconds) == said


def test_log_in_that_is_limited_says_when_in_the_header_too(rf):
    refused = errors.too_many(rf.get("/beheer/login/"))
    assert refused["Retry-After"] == "600"
    assert "Probeer het over 10 minuten opnieuw." in refused.content.decode()


def test_refusal_is_the_same_for_everyone_without_an_account(client):
    assert statuses(Client(), "/standpunten/?q=x", 4)[-1] == statuses(client, "/standpunten/?q=x", 1)[0] == 429
