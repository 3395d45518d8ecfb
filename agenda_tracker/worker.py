"""gunicorn's worker with threads, which tells how long a request waited for one, and goes when its memory ran out.

Use it with `--worker-class agenda_tracker.worker.Worker`.
"""

import resource
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

Application = Callable[..., Iterable[bytes]]


class Worker(ThreadWorker):
    alive: bool
    wsgi: Application

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_hand = threading.local()

    def load_wsgi(self) -> None:
        super().load_wsgi()
        from django.conf import settings

        most = settings.WORKER_MEGABYTES * 1024 * 1024
        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
        self.wsgi = partial(self.answer, self.wsgi)

    def enqueue_req(self, conn: Any) -> None:
        conn.queued = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        self.at_hand.waited = time.monotonic() - conn.queued
        return super().handle(conn)

    def answer(self, application: Application, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        from agenda_tracker.web.unavailable import SPENT, WAITED

        environ[WAITED] = self.at_hand.waited
        try:
            return application(environ, start_response)
        except MemoryError:
            environ[SPENT] = True
            raise
        finally:
            if environ.get(SPENT) and self.alive:
                self.log.error("Memory ran out: this worker finishes what it has at hand and is replaced.")
                self.alive = False
