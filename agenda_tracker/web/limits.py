"""How often one address may search and take files away; who asks too much is told when to come back.

Counted per server, for all its processes, in a small file that each of them maps: no query, and no more memory than
that. What is the same for everybody and kept by caches (pages, lists without words, feeds) is not limited.
"""

import hashlib
import ipaddress
import logging
import math
import mmap
import os
import re
import struct
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from agenda_tracker.client_address import client_address

from .errors import too_many

logger = logging.getLogger(__name__)

MINUTE = 60.0
PLACES, PROBED = 32_768, 8  # addresses that are counted at the same time, and where one of them may stand
ROW = struct.Struct("=Qd")  # who, and until when that one's allowance is used up
NOT_HERE = ("/beheer/", "/voorvertoning/")
# Forms that make the site write to an address. What is behind a link in a mail is not limited: a mail program that stops
# an alert for somebody comes from where it stops those of thousands.
MAILS = re.compile(r"/volgen/((standpunten|brieven|vergaderingen)/([-\w]+/)?)?")


class Table:
    """Allowances by caller, in rows that lie where the caller's name says, so that nothing is searched or grows.

    Each row holds one moment (the generic cell rate algorithm): what is asked moves it on by a minute divided by the
    limit, and it may not come to lie more than a minute ahead. Two processes that write a row at once lose one count.
    """

    def __init__(self, path: Path) -> None:
        self.rows = _mapped(path, PLACES * ROW.size)

    def wait(self, caller: int, limit: int, now: float) -> float:
        """Counts one request; 0 when it is allowed, else the seconds until the next one is, and nothing is counted."""
        place, used = self._place_of(caller, now)
        used = max(used, now) + MINUTE / limit
        if used - now > MINUTE + 1e-6:
            return used - now - MINUTE
        ROW.pack_into(self.rows, place, caller, used)
        return 0.0

    def _place_of(self, caller: int, now: float) -> tuple[int, float]:
        """The caller's row, or one whose allowance is whole again, or the one that is so soonest."""
        free = (math.inf, 0)
        for step in range(PROBED):
            place = (caller + step) % PLACES * ROW.size
            who, used = ROW.unpack_from(self.rows, place)
            if not 0 <= used <= now + MINUTE * 2:
                used = 0.0  # of before the last start of this machine, or damaged
            if who == caller:
                return place, used
            free = min(free, (used, place))
        return free[1], 0.0


def _mapped(path: Path, size: int) -> mmap.mmap:
    """The file, with all its room taken beforehand, for all processes; memory of this process when there is no room."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            os.posix_fallocate(file.fileno(), 0, size)
            return mmap.mmap(file.fileno(), size)
    except OSError as error:
        logger.warning("limits are counted per process, because %s cannot be written: %s", path, error)
        return mmap.mmap(-1, size)


@lru_cache(maxsize=2)
def table(name: str = "limits") -> Table:
    return Table(settings.DATA_DIR / name)


def caller(kind: str, address: str) -> int:
    """Whom a row is about; not the address itself. Of IPv6 the network, because one visitor has all of it."""
    try:
        known = ipaddress.ip_address(address)
        if isinstance(known, ipaddress.IPv6Address) and not known.ipv4_mapped:
            address = str(ipaddress.ip_network((int(known), 64), strict=False))
    except ValueError:
        pass
    found = hashlib.blake2b(f"{kind} {address}".encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=8)
    return int.from_bytes(found.digest(), "big") or 1


def kind_of(request: HttpRequest) -> str:
    """`search` for words and pasted texts, `file` for tables and documents, `mail`, `api`, or "" for what is not limited."""
    path = request.path_info
    if path.startswith(NOT_HERE):
        return ""
    if path.startswith("/volgen/") and request.method == "POST":
        return "mail" if MAILS.fullmatch(path) else ""
    if path.startswith("/api/v"):
        return "" if request.method == "OPTIONS" else "api"
    if path.endswith((".docx", ".zip")):
        return "file"
    if request.method == "POST":
        return "search"
    if not request.META.get("QUERY_STRING"):
        return ""
    if request.GET.get("format", "").strip():
        return "file"
    return "search" if request.GET.get("q", "").strip() else ""


class Limits:
    """Middleware behind the one that answers from what is known: what changed nothing costs nothing here either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        most = {
            "search": settings.SEARCHES_A_MINUTE,
            "file": settings.FILES_A_MINUTE,
            "mail": settings.MAILS_AN_HOUR,
            "api": settings.API_A_MINUTE,
        }
        kind = kind_of(request) if any(most.values()) else ""
        limit = most.get(kind, 0)
        if limit:
            # The clock of the machine, the same for all its processes, that nobody sets.
            pace = 60 if kind == "mail" else 1
            known = table("limits-by-hour" if kind == "mail" else "limits")
            wait = known.wait(caller(kind, client_address(request)), limit, time.monotonic() / pace) * pace
            if wait:
                return too_many(request, math.ceil(wait), kind)
        return self.get_response(request)
