"""When the server lacks what it needs for an answer: 503, what is wrong in words, and when to try again."""

import errno
import logging
import time
from collections import Counter
from collections.abc import Callable
from enum import Enum

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from psycopg_pool import PoolTimeout

from agenda_tracker.temporary import NoFolder

# `request.META` of a request for which there was no memory: the worker that served it is to be replaced.
SPENT = "agendavolger.spent"
# How many seconds a request waited for a thread.
WAITED = "agendavolger.waited"
# PostgreSQL's codes.
DISK_FULL, READ_ONLY = "53100", "25006"
# Seconds between two lines in the log about the same lack: it may hit every request of a busy hour.
QUIET = 10.0
# Seconds after nobody could get a connection in which nobody else waits for one.
GONE = 3.0

logger = logging.getLogger(__name__)


class Lack(Enum):
    """What is missing: the heading, what is wrong, and after how many seconds to try again."""

    DATABASE = "De gegevens zijn even niet bereikbaar", "De database antwoordt nu niet.", 30
    SPACE = "De server heeft geen ruimte meer", "De schijf van de server is vol; de beheerder moet ruimte maken.", 120
    DISK = "De server kan nu niet bij zijn schijf", "De schijf weigert; de beheerder moet ernaar kijken.", 120
    FOLDER = (
        "De server kan dit bestand nu niet maken",
        "De map voor tijdelijke bestanden ontbreekt of weigert; de beheerder moet haar herstellen.",
        120,
    )
    MEMORY = "Dit lukt nu niet", "De server had te weinig geheugen voor dit verzoek.", 30
    ROOM = "Het is nu erg druk", "Er zijn op dit moment meer verzoeken dan de server aankan.", 5

    def __init__(self, heading: str, what: str, wait: int) -> None:
        self.heading, self.what, self.wait = heading, what, wait


# What an OSError with this number says.
LACKING = {
    errno.ENOSPC: Lack.SPACE,
    errno.EDQUOT: Lack.SPACE,
    errno.EROFS: Lack.DISK,
    errno.EIO: Lack.DISK,
    errno.EMFILE: Lack.ROOM,
    errno.ENFILE: Lack.ROOM,
}


def lack_behind(error: BaseException | None) -> Lack | None:
    """What the server lacked when this was raised; None for every other error."""
    if isinstance(error, MemoryError):
        return Lack.MEMORY
    if isinstance(error, NoFolder):
        return Lack.FOLDER
    if isinstance(error, OSError):
        return LACKING.get(error.errno or 0)
    if isinstance(error, OperationalError | InterfaceError):
        return Lack.SPACE if _is_full(error) else Lack.DATABASE
    return Lack.DATABASE if _is_read_only(error) else None


def _is_full(error: Exception) -> bool:
    return _code(error) == DISK_FULL or "disk is full" in str(error)


def _is_read_only(error: BaseException | None) -> bool:
    """Whether PostgreSQL answers but takes no change: it was told so, or another server took over from it."""
    return isinstance(error, DatabaseError) and _code(error) == READ_ONLY


def _code(error: Exception) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


class _Told:
    """When this process last said what it lacks, and how many requests it did not mention since."""

    def __init__(self) -> None:
        self.next: dict[Lack, float] = {}
        self.left_out: Counter[Lack] = Counter()

    def tell(self, request: HttpRequest, lack: Lack, error: BaseException | None) -> None:
        now = time.monotonic()
        if now < self.next.get(lack, 0):
            self.left_out[lack] += 1
            return
        self.next[lack] = now + QUIET
        why, more = error if error is not None else lack.what, self.left_out.pop(lack, 0)
        logger.error("503 (%s) for %s, and %d before it: %s", lack.name.lower(), request.path, more, why)


_told = _Told()


def unavailable(request: HttpRequest, lack: Lack, error: BaseException | None = None) -> HttpResponse:
    """Made without database, session or context, so that it comes whatever is broken."""
    _told.tell(request, lack, error)
    context = {
        "heading": lack.heading,
        "what": lack.what,
        "wait": lack.wait,
        "sent": request.method == "POST",
        "here": request.get_full_path(),
    }
    page = loader.get_template("503.html").render(context)
    answer = HttpResponse(page, status=503, headers={"Retry-After": str(lack.wait), "Cache-Control": "no-store"})
    answer._has_been_logged = True  # type: ignore[attr-defined]  # so that Django adds no line for each request
    return answer


def mend_pools(error: BaseException | None) -> None:
    """Throw away connections that broke while they lay ready, so that nobody else gets one.

    To SQLite too: its file may be another one now. All of them when the database could not be written: a connection
    stays as it was when it was made.
    """
    for connection in connections.all(initialized_only=True):
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            connection.close()
        pool = getattr(connection, "pool", None)
        if pool is not None and not pool.closed:
            pool.drain() if _is_read_only(error) else pool.check()


def waited_in_vain(error: BaseException | None) -> bool:
    """Whether no connection came in time: another try in the same request would wait as long once more."""
    return error is not None and isinstance(error.__cause__, PoolTimeout)


class _Database:
    """Whether this process waited in vain for a connection a moment ago."""

    def __init__(self) -> None:
        self.gone_until = 0.0

    def seen_gone(self, error: BaseException | None) -> None:
        """Only for who waited for a connection: that SQLite is locked for one says nothing about the next."""
        if waited_in_vain(error):
            self.gone_until = time.monotonic() + GONE

    def seen(self) -> None:
        self.gone_until = 0.0

    @property
    def is_gone(self) -> bool:
        return time.monotonic() < self.gone_until


database = _Database()


class QuickRefusal:
    """Middleware: who waited too long for a thread hears so at once, instead of making everybody behind wait longer.

    So does everyone for some seconds after the database did not answer, or all threads would wait for it in vain.

    Static files, which come before it, and the question whether the site is well are answered all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        waited: float = request.META.get(WAITED, 0)
        if request.path == "/healthz":
            return self.get_response(request)
        if 0 < settings.LONGEST_WAIT < waited:
            return unavailable(request, Lack.ROOM)
        if database.is_gone:
            return unavailable(request, Lack.DATABASE)
        return self.get_response(request)
