"""One thread does what is soon done; others help while it is long at one piece."""

import threading
import time
from concurrent.futures import wait

import pytest

from agenda_tracker.threads import LONG, LedThreads

PATIENCE = 20


@pytest.fixture
def threads():
    started = LedThreads(4)
    yield started
    started.shutdown()


def helped_until(threads, futures):
    """What a worker's main thread does, until all this is done."""
    end = time.monotonic() + PATIENCE
    while not all(future.done() for future in futures):
        assert time.monotonic() < end
        threads.help()
        time.sleep(LONG)


def test_what_is_soon_done_is_done_by_one_thread_in_its_order(threads):
    done = []
    futures = [threads.submit(lambda at=at: done.append((at, threading.get_ident()))) for at in range(200)]
    wait(futures, PATIENCE)
    assert [at for at, _thread in done] == list(range(200))
    assert len({thread for _at, thread in done}) == 1


def test_others_help_while_the_first_is_long_at_one_piece(threads):
    go_on = threading.Event()
    long = threads.submit(go_on.wait, PATIENCE)
    short = [threads.submit(threading.get_ident) for _ in range(50)]
    helped_until(threads, short)
    assert not long.done()
    go_on.set()
    assert long.result(PATIENCE) is True
    first = threads.submit(threading.get_ident).result(PATIENCE)
    assert first not in {one.result() for one in short}


def test_no_more_help_than_there_are_threads(threads):
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def long():
        begun.release()
        return go_on.wait(PATIENCE)

    futures = [threads.submit(long) for _ in range(10)]
    for _ in range(20):
        threads.help()
        time.sleep(LONG)
    assert sum(begun.acquire(blocking=False) for _ in range(10)) == 4
    assert len(threads.waiting) == 6
    go_on.set()
    helped_until(threads, futures)
    assert all(future.result() for future in futures)


def test_a_single_thread_does_all_alone():
    threads = LedThreads(1)
    go_on = threading.Event()
    futures = [threads.submit(go_on.wait, PATIENCE), threads.submit(lambda: "done")]
    time.sleep(3 * LONG)
    threads.help()
    time.sleep(3 * LONG)
    assert not futures[1].done()
    go_on.set()
    assert futures[1].result(PATIENCE) == "done"
    threads.shutdown()


def test_what_goes_wrong_is_told_to_who_asked(threads):
    def broken():
        raise MemoryError("no more")

    with pytest.raises(MemoryError, match="no more"):
        threads.submit(broken).result(PATIENCE)
    given_up = threads.submit(time.sleep, 0)
    assert given_up.exception(PATIENCE) is None
    assert threads.submit(lambda: "next").result(PATIENCE) == "next"
