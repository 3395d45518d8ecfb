"""A process of the server is killed, runs out of memory, or has more to do than it can: the others serve on."""

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from threading import Event, Thread

import pytest

from .browsing import Browser
from .clerks import GONE
from .server import Server

pytestmark = pytest.mark.django_db(transaction=True)

BUSY = "<h1>Het is nu erg druk</h1>"
FAULTS = "tests.drills.fault_settings"
NO_MEMORY = "<h1>Dit lukt nu niet</h1>"
PATIENCE = 30  # seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory, django_db_setup, django_db_blocker):
    """One for all that it survives; the last test kills its master."""
    bounds = {"AGENDAVOLGER_LONGEST_WAIT": "1", "AGENDAVOLGER_WORKER_MB": "1200"}
    with django_db_blocker.unblock():
        server = Server(tmp_path_factory.mktemp("site"), DJANGO_SETTINGS_MODULE=FAULTS, **bounds)
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.kill()


def get(server, page):
    browser = Browser()
    browser.port = server.port
    return browser.get(page)


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it does not come right by itself"
        time.sleep(0.05)


@contextmanager
def visitors(server, many):
    """They read one page after the other until the block ends; what became of their requests is counted."""
    ended, counts = Event(), Counter()

    def read():
        while not ended.is_set():
            try:
                counts[get(server, "/standpunten/").status] += 1
            except GONE:
                counts["cut off"] += 1

    threads = [Thread(target=read) for _number in range(many)]
    for thread in threads:
        thread.start()
    yield counts
    ended.set()
    for thread in threads:
        thread.join()


def test_visitors_who_are_slow_to_ask_hold_up_nobody(server):
    """Each keeps a thread that waits for the rest of what is asked; a process has four."""
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _number in range(3)]
    try:
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1")
        time.sleep(0.5)
        for _number in range(20):
            begin = time.monotonic()
            assert get(server, "/standpunten/").status == 200
            assert time.monotonic() - begin < 3
        slow[0].sendall(b"\r\n\r\n")
        assert slow[0].recv(15) == b"HTTP/1.1 200 OK"
    finally:
        for connection in slow:
            connection.close()


def test_killed_worker_is_replaced_while_the_other_serves(server):
    before = server.workers()
    victim = min(before)
    with visitors(server, 4) as counts:
        wait_until(lambda: counts[200] > 10)
        os.kill(victim, signal.SIGKILL)
        served = counts[200]
        wait_until(lambda: counts[200] > served + 10 and len(server.workers() - {victim}) == 2)
    assert set(counts) <= {200, 503, "cut off"}  # a slow machine may refuse some
    assert counts["cut off"] <= 4  # what each visitor had asked of the victim at that moment
    assert len(server.workers() & before) == 1


def test_request_that_takes_all_memory_is_refused_and_its_worker_replaced(server):
    before = server.workers()
    with visitors(server, 2) as counts:
        wait_until(lambda: counts[200] > 2)
        greedy = get(server, "/gulzig/")
        wait_until(lambda: len(server.workers() & before) == 1 and len(server.workers()) == 2)
        served = counts[200]
        wait_until(lambda: counts[200] > served)
    assert (greedy.status, greedy.again, NO_MEMORY in greedy.text) == (503, "30", True)
    assert set(counts) <= {200, 503}
    assert get(server, "/standpunten/").status == 200


def test_table_that_takes_all_memory_ends_and_its_worker_is_replaced(server):
    before = server.workers()
    with visitors(server, 2) as counts:
        wait_until(lambda: counts[200] > 2)
        with suppress(*GONE):
            get(server, "/gulzige-tabel/")
        wait_until(lambda: len(server.workers() & before) == 1 and len(server.workers()) == 2)
    assert set(counts) <= {200, 503}
    assert get(server, "/standpunten/").status == 200


def test_more_than_it_can_serve_is_refused_in_words_and_nobody_is_cut_off(server):
    with ThreadPoolExecutor(60) as crowd:
        answers = list(crowd.map(lambda _number: get(server, "/traag/"), range(60)))
    refused = [answer for answer in answers if answer.status == 503]
    assert [(answer.again, BUSY in answer.text) for answer in refused] == [("5", True)] * len(refused)
    assert len(refused) > 5
    assert len([answer for answer in answers if answer.status == 200]) == 60 - len(refused) > 5
    assert get(server, "/standpunten/").status == 200


def test_visitors_who_all_came_to_one_process_spread_over_both(server):
    """Their connections stay open; those who have to wait are let go with their answer, and come to who has time."""
    held, taker = server.workers()
    os.kill(held, signal.SIGSTOP)
    try:
        links = [HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE) for _number in range(8)]
        first = {read(link, "/proces/") for link in links}
    finally:
        os.kill(held, signal.SIGCONT)

    seen, end = set(first), time.monotonic() + PATIENCE

    def stay(link):
        with closing(link):
            while len(seen) < 2 and time.monotonic() < end:
                assert read(link, "/traag/") == "klaar"
                seen.add(read(link, "/proces/"))

    with ThreadPoolExecutor(len(links)) as crowd:
        list(crowd.map(stay, links))
    assert first == {str(taker)}
    assert seen == {str(taker), str(held)}


def read(link, page):
    """Over the connection as it is, or a new one where the server closed it."""
    link.request("GET", page)
    with link.getresponse() as answer:
        return answer.read().decode()


def test_workers_whose_master_is_killed_go_and_make_room_for_the_next(server):
    workers = server.workers()
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not any(is_alive(pid) for pid in workers))
    with socket.socket() as next_one:
        next_one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        next_one.bind(("127.0.0.1", server.port))


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
