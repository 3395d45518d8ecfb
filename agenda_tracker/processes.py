"""Work that several processes share. Each has a Django and connections of its own, and none outlives the one that asks."""

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import django
from django.utils.module_loading import import_string

# Parts that wait in a process: one that it works on, and one that it need not ask for.
WAITING = 2

_context = get_context("spawn")


class Ended(Exception):
    """A process of those that share the work ended before it was done."""


def shared(work: str, parts: Iterable[Any], processes: int) -> Iterator[Any]:
    """What a function makes of every part, in their order; `work` is its dotted name, parts and results can be pickled.

    Raises what the function raised, or Ended.
    """
    parts = iter(parts)
    with ExitStack() as stack:
        workers = [stack.enter_context(_worker(work)) for _ in range(processes)]
        asked = 0
        for worker, part in zip(cycle(workers), islice(parts, WAITING * processes), strict=False):
            worker.send(part)
            asked += 1
        for number, worker in enumerate(cycle(workers)):
            if number == asked:
                return
            result = _received(worker)
            for part in islice(parts, 1):
                worker.send(part)
                asked += 1
            yield result


@contextmanager
def _worker(work: str) -> Iterator[Connection]:
    """A process that works while the other end of its connection is open."""
    ours, theirs = _context.Pipe()
    process = _context.Process(target=_work, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _received(worker: Connection) -> Any:
    try:
        result = worker.recv()
    except (EOFError, OSError) as error:
        raise Ended from error
    if isinstance(result, Exception):
        raise result
    return result


def _work(connection: Connection, work: str) -> None:
    """The process itself. It ends with the one that asks, and leaves it to that one to be interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    function = import_string(work)
    # What is loaded stays, and need not be looked through for garbage again and again.
    gc.freeze()
    with suppress(EOFError, OSError):
        while True:
            connection.send(_done(function, connection.recv()))


def _done(function: Callable[[Any], Any], part: Any) -> Any:
    try:
        return function(part)
    except Exception as error:
        return error
