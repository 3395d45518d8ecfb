"""Which database answers a visitor: the replica when it is as far as the primary, and when the primary is gone."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connections
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from agenda_tracker.models import Head, read_head
from agenda_tracker.models.reading import PRIMARY, REPLICA, place, primary_answers, reading_from

PRIVATE = ("/beheer/", "/voorvertoning/")
# A database that failed is tried again after so many seconds.
PAUSE = 2.0
# So long may a replica be behind before the log says so.
LONG = 5.0
# What PostgreSQL says of a statement that took longer than the limit: the primary would need as long.
TOOK_TOO_LONG = "57014"

logger = logging.getLogger(__name__)


class Gone(DatabaseError):
    """The database failed a moment ago, and was not asked."""


class Asked:
    """The head of the journal as one database has it. One that failed is tried by a thread now and then; no visitor waits."""

    def __init__(self, alias: str, name: str) -> None:
        self.alias, self.name = alias, name
        self.is_well = True
        self.until = 0.0

    def head(self) -> Head | None:
        """Raises DatabaseError when it does not answer."""
        if self.is_well:
            return self._ask()
        if time.monotonic() > self.until:
            self.until = time.monotonic() + PAUSE
            threading.Thread(target=self._try, name=f"{self.name}-again", daemon=True).start()
        raise Gone(self.name)

    def _ask(self) -> Head | None:
        try:
            with reading_from(self.alias):
                return read_head()
        except DatabaseError as error:
            self.failed(error)
            raise

    def _try(self) -> None:
        try:
            self._ask()
        except DatabaseError:
            return
        finally:
            connections.close_all()
        self.is_well = True
        logger.warning("the %s answers again", self.name)

    def failed(self, error: BaseException) -> None:
        if self.is_well:
            logger.warning("the %s does not answer: %s", self.name, error)
        self.is_well, self.until = False, time.monotonic() + PAUSE


class Watch:
    """Compares the replica with the primary for every request, so that no answer is older than one from the primary.

    The replica is asked first: what the primary had when the request came is then in both, or they differ.
    """

    def __init__(self) -> None:
        self.replica, self.primary = Asked(REPLICA, "replica"), Asked(PRIMARY, "primary")
        self.last: Head | None = None
        self.behind_since: float | None = None
        self.was_told = False

    def may_read(self) -> bool:
        """Whether this request may read at the replica."""
        try:
            ours = self.replica.head()
        except DatabaseError:
            return False
        try:
            self.last = self.primary.head()
        except DatabaseError:
            primary_answers(False)
            return self._stands_in(ours)
        primary_answers(True)
        self._tell(level := ours == self.last)
        return level

    def _stands_in(self, ours: Head | None) -> bool:
        """Without the primary the replica answers, unless this process has seen more of the journal than it has."""
        if self.last is None:
            return True
        return ours is not None and ours.site == self.last.site and ours.number >= self.last.number

    def _tell(self, level: bool) -> None:
        """Only of a replica that stays behind: for a moment it always is, after each publication."""
        if level:
            self.behind_since = None
            if self.was_told:
                self.was_told = False
                logger.warning("the replica has caught up")
            return
        now = time.monotonic()
        self.behind_since = self.behind_since or now
        if not self.was_told and now - self.behind_since > LONG:
            self.was_told = True
            logger.warning("the replica is behind for %d seconds; the primary answers", now - self.behind_since)


class ReadFromReplica:
    """Middleware, before everything that reads rows. Unused without AGENDAVOLGER_REPLICA_URL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.watch = Watch()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not reads_in_public(request) or not self.watch.may_read():
            return self.get_response(request)
        with reading_from(REPLICA):
            response = self.get_response(request)
            ended_at = place()
        if getattr(response, "replica_failed", False):
            return self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            pieces = cast(Iterable[bytes], response.streaming_content)
            response.streaming_content = _read_at(ended_at, pieces)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A replica that fails halfway: the request begins again, at the primary."""
        if place() != REPLICA or not isinstance(exception, DatabaseError):
            return None
        if getattr(exception.__cause__, "sqlstate", None) == TOOK_TOO_LONG:
            return None
        self.watch.replica.failed(exception)
        response = HttpResponse(status=503)
        response.replica_failed = True  # type: ignore[attr-defined]
        return response


def reads_in_public(request: HttpRequest) -> bool:
    """Whether a request of nobody in particular asks for something and changes nothing."""
    anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return request.method in ("GET", "HEAD") and anonymous and not request.path.startswith(PRIVATE)


def _read_at(alias: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A table is made while it is sent, after the middleware is done."""
    with reading_from(alias):
        yield from pieces
