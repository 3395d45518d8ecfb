"""Conditional and remembered answers: what an anonymous visitor sees changes with the journal, the day and the release."""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from agenda_tracker.models import Head, read_head, reading_at
from agenda_tracker.models.paths import under_one_prefix

from .answers import Answers
from .unavailable import waited_in_vain

# What is never the same for everybody, what asks the database nothing, and feeds and files of all data, which say themselves
# how old they are.
NOT_HERE = re.compile(
    r"/(beheer|voorvertoning|feeds|gegevens|sitemap|\.well-known|healthz|robots\.txt|opensearch\.xml)|.*\.ics\Z"
)
# Settings that pages print, by how their names begin.
SHOWN = (
    "ACCESSIBILITY_",
    "API_A_MINUTE",
    "CONTACT",
    "DATA_TERMS",
    "DAYS_BEFORE",
    "KEEP_MISSED_SEARCHES",
    "ORGANISATION",
)
PARTS = (("agenda_tracker", "*.py"), ("templates", "*"), ("static", "*"))


@lru_cache(maxsize=1)
def release() -> str:
    """What this site is made of, so that a new release makes every page new: code, templates, styles and settings."""
    found = hashlib.sha256()
    for part in _contents():
        found.update(part)
    return found.hexdigest()[:12]


def _contents() -> Iterator[bytes]:
    for folder, pattern in PARTS:
        for path in sorted(Path(settings.BASE_DIR / folder).rglob(pattern)):
            if path.is_file():
                yield str(path.relative_to(settings.BASE_DIR)).encode()
                yield path.read_bytes()
    yield repr([(name, getattr(settings, name)) for name in sorted(dir(settings)) if name.startswith(SHOWN)]).encode()


class ConditionalPages:
    """Middleware: an ETag on every public page, 304 when the visitor has it already, and whole answers from memory.

    Either costs one query, for the head of the journal. It is read before the rows, so that a page never claims to be
    newer than it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.answers = Answers(settings.ANSWERS_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.is_shared(request):
            return self.get_response(request)
        try:
            head = read_head()
        except DatabaseError as error:
            if waited_in_vain(error):
                raise
            # A page that needs no database must still come.
            return self.get_response(request)
        tag = self.tag(request, head)
        known = get_conditional_response(request, etag=tag)
        if known is not None:
            return self.labelled(known, tag)
        return self.answers.get(tag) or self.made(request, head, tag)

    def is_shared(self, request: HttpRequest) -> bool:
        """Whether everybody without a session gets the same answer."""
        # The API knows no sessions.
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES or request.path.startswith("/api/v")
        return request.method in ("GET", "HEAD") and anonymous and not NOT_HERE.match(request.path)

    def tag(self, request: HttpRequest, head: Head | None) -> str:
        """One for each state of the site, day, release and address."""
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        address = hashlib.sha256(f"{head} {address}".encode()).hexdigest()[:16]
        return f'W/"{head.number if head else 0}-{timezone.localdate():%Y%m%d}-{release()}-{address}"'

    def made(self, request: HttpRequest, head: Head | None, tag: str) -> HttpResponseBase:
        with reading_at(head), under_one_prefix():
            response = self.get_response(request)
        if not self.may_be_kept(response):
            # What is not there, or lies elsewhere, may be here tomorrow.
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, no_cache=True)
            return response
        self.labelled(response, tag)
        if request.method == "GET" and head and head.number and not connection.in_atomic_block:
            self.answers.keep(tag, response, lambda: read_head() == head)
        return response

    def may_be_kept(self, response: HttpResponseBase) -> bool:
        return response.status_code == 200 and "no-store" not in response.headers.get("Cache-Control", "")

    def labelled(self, response: HttpResponse | HttpResponseBase, tag: str) -> HttpResponseBase:
        """Caches may keep it, and ask each time whether it is still so."""
        response.headers.setdefault("ETag", tag)
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ("Cookie",))
        return response
