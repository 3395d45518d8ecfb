"""The threads of a worker: one does the work while it keeps up, and the others help while it is long at one piece."""

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import Any

# Seconds at one piece of work after which others go on with what waits. Most pages take less; what waits for a visitor, a file
# or another machine takes more.
LONG = 0.005


class LedThreads(Executor):
    """So many threads, of which the first takes all work that is soon done.

    Only one thread of a process computes at any moment. When several do so by turns, each with its own connection to the
    database, a page takes a tenth more processor time than when one does.
    """

    def __init__(self, threads: int) -> None:
        self.leader = ThreadPoolExecutor(1)
        self.helpers = ThreadPoolExecutor(max(1, threads - 1))
        self.idle = threading.Semaphore(threads - 1)
        self.waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        # When the first thread began what it is at.
        self.began = math.inf

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, partial(work, *args, **named)))
        self.leader.submit(self._lead)
        return future

    def help(self) -> None:
        """Hand what waits to threads that are idle, if the first has been long at one piece; to be called again and again."""
        while self.waiting and time.monotonic() - self.began > LONG and self.idle.acquire(blocking=False):
            self.helpers.submit(self._next).add_done_callback(lambda _done: self.idle.release())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in (self.leader, self.helpers):
            pool.shutdown(wait, cancel_futures=cancel_futures)

    def _lead(self) -> None:
        self.began = time.monotonic()
        try:
            self._next()
        finally:
            self.began = math.inf

    def _next(self) -> None:
        """Do what waits longest; nothing when others were quicker."""
        try:
            future, work = self.waiting.popleft()
        except IndexError:
            return
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)
