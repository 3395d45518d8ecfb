"""Work that several processes share: in order, with its errors, and with nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from agenda_tracker.processes import Ended, shared

# Of which each process is asked for parts until the one that asks is killed.
ENDLESS = """
import itertools
from agenda_tracker.processes import shared
for pid in shared("os.getpgid", itertools.repeat(0), 2):
    print("begun", flush=True)
"""


@pytest.mark.parametrize("many", [1, 30])
def test_results_come_in_the_order_of_the_parts(many):
    assert list(shared("math.sqrt", [number**2 for number in range(many)], 2)) == list(range(many))


def test_work_is_done_by_processes_of_their_own():
    pids = set(shared("os.readlink", ["/proc/self"] * 4, 2))
    assert len(pids) == 2
    assert str(os.getpid()) not in pids
    assert children_of(os.getpid(), "spawn_main") == set()


def test_what_the_work_raises_is_raised_where_it_was_asked():
    roots = shared("math.sqrt", [4, -1, 9], 2)
    assert next(roots) == 2
    with pytest.raises(ValueError, match="math domain error"):
        next(roots)


def test_process_that_ends_too_soon_is_told():
    with pytest.raises(Ended):
        list(shared("os._exit", [9], 2))


def test_none_lives_on_when_the_one_that_asks_is_killed():
    asking = subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=settings.BASE_DIR, stdout=subprocess.PIPE)
    assert asking.stdout.readline() == b"begun\n"
    workers = children_of(asking.pid, "spawn_main")
    assert len(workers) == 2
    asking.send_signal(signal.SIGKILL)
    asking.communicate()
    until = time.monotonic() + 20
    while any(alive(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in workers if alive(pid)] == []


def children_of(parent, name):
    """Processes that were started by this one and have the name in their command."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            above = int(path.read_text().rpartition(")")[2].split()[1])
            command = (path.parent / "cmdline").read_text()
        except OSError:
            continue
        if above == parent and name in command:
            found.add(int(path.parent.name))
    return found


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
