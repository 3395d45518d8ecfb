"""gunicorn's worker with threads, where nobody waits long for one, and which goes when its memory ran out.

Use it with `--worker-class agenda_tracker.worker.Worker`.
"""

import math
import resource
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from .threads import LONG, LedThreads

# Threads that do nothing but refuse: as soon as the first in line waited too long, whoever comes after.
REFUSERS = 4
# Seconds in line after which a connection is closed with its answer, and at least between two that are: the next one goes
# to whichever process has time. Visitors who all came at once may all have come to one.
WAITED_LONG, APART = 0.002, 0.02

Application = Callable[..., Iterable[bytes]]


class Worker(ThreadWorker):
    alive: bool
    tpool: LedThreads
    wsgi: Application

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_hand = threading.local()
        self.longest = math.inf
        # When those who wait for a thread came, the first in front.
        self.line: deque[float] = deque()
        self.parted = 0.0

    def init_process(self) -> None:
        self.refusers = ThreadPoolExecutor(REFUSERS)
        super().init_process()

    def get_thread_pool(self) -> LedThreads:
        return LedThreads(self.cfg.threads)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(min(timeout, LONG) if self.tpool.waiting else timeout)
        self.tpool.help()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        from django.conf import settings

        self.longest = settings.LONGEST_WAIT or math.inf
        most = settings.WORKER_MEGABYTES * 1024 * 1024
        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
        self.wsgi = partial(self.answer, self.wsgi)

    def enqueue_req(self, conn: Any) -> None:
        now = time.monotonic()
        if self.line and now - self.line[0] > self.longest:
            done = self.refusers.submit(self.refuse, conn)
            done.add_done_callback(lambda future: self.method_queue.defer(self.finish_request, conn, future))
            return
        self.line.append(now)
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        self.at_hand.waited = time.monotonic() - self.line.popleft()
        return super().handle(conn)

    def refuse(self, conn: Any) -> Any:
        """As if it had waited for ever; what needs no waiting, a style sheet for instance, is answered all the same."""
        self.at_hand.waited = math.inf
        return super().handle(conn)

    def may_part(self) -> bool:
        """Whether there is another process, and the last connection was not closed just now."""
        now = time.monotonic()
        if self.cfg.workers < 2 or now - self.parted < APART:
            return False
        self.parted = now
        return True

    def answer(self, application: Application, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        from agenda_tracker.web.unavailable import SPENT, WAITED

        environ[WAITED] = self.at_hand.waited
        if self.at_hand.waited > WAITED_LONG and self.may_part():
            start_response.__self__.force_close()
        try:
            found = application(environ, start_response)
            return Pieces(found, self.end) if getattr(found, "streaming", False) else found
        except MemoryError:
            environ[SPENT] = True
            raise
        finally:
            if environ.get(SPENT):
                self.end()

    def end(self) -> None:
        """Memory ran out: take nothing more."""
        if self.alive:
            self.log.error("Memory ran out: this worker finishes what it has at hand and is replaced.")
            self.alive = False


class Pieces:
    """An answer that is made while it goes out; `spent` is called when memory runs out meanwhile."""

    def __init__(self, answer: Any, spent: Callable[[], None]) -> None:
        self.answer = answer
        self.spent = spent

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.answer
        except MemoryError:
            self.spent()
            raise

    def close(self) -> None:
        self.answer.close()
