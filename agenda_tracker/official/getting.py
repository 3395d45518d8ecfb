"""One request to a source, bounded in time, size, redirects and hosts; anything else than a whole answer is a Trouble."""

import email.utils
import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from .connecting import Line, origin_of
from .reading import media_type_of, read_body
from .shelf import Kept, Shelf
from .trouble import (
    Busy,
    Changed,
    Failing,
    NotThere,
    Redirected,
    Refused,
    TimedOut,
    Trouble,
    WrongType,
)
from .turns import Turns

T = TypeVar("T")
MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, to wait for the next bytes, for one request in all; bytes of an answer, also unpacked; hops."""

    connect: float = 4.0
    read: float = 10.0
    total: float = 30.0
    most_bytes: int = 20 * 1024 * 1024
    redirects: int = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: where it came from in the end, what it says it is, its bytes and marks.

    `kept`: the source said that it had not changed since it was kept.
    """

    address: str
    media_type: str
    data: bytes
    etag: str = ""
    modified: str = ""
    kept: bool = False


@dataclass
class Getter:
    """Asks the configured origins only. `budget`: seconds, from its making, for all requests of this getter together.

    `proxy`: the address of the proxy through which all of them go; "" for none.
    """

    origins: frozenset[str]
    user_agent: str
    limits: Limits = field(default_factory=Limits)
    shelf: Shelf | None = None
    turns: Turns | None = None
    budget: float | None = None
    proxy: str = ""

    def __post_init__(self) -> None:
        self.deadline = None if self.budget is None else time.monotonic() + self.budget

    def may_ask(self, address: str) -> bool:
        return origin_of(address) in self.origins

    def get(self, address: str, accepts: tuple[str, ...], most_bytes: int | None = None) -> Answer:
        """The answer at an address, when it is of one of the accepted media types. Raises Trouble."""
        return self.read(address, accepts, lambda answer: answer, most_bytes)

    def read(
        self, address: str, accepts: tuple[str, ...], reader: Callable[[Answer], T], most_bytes: int | None = None
    ) -> T:
        """What `reader` makes of the answer. It is kept only when that raised no Trouble: half a text would stay half."""
        most = min(most_bytes or self.limits.most_bytes, self.limits.most_bytes)
        kept = self.shelf.find(address) if self.shelf else None
        answer = self._followed(address, accepts, most, kept)
        if answer.media_type not in accepts:
            raise _wrong_type(urlsplit(answer.address).hostname or "", answer)
        value = reader(answer)
        if self.shelf and not answer.kept:
            self.shelf.keep(Kept(address, answer.media_type, answer.etag, answer.modified, answer.data))
        return value

    def _followed(self, address: str, accepts: tuple[str, ...], most: int, kept: Kept | None) -> Answer:
        """The answer at the end of the redirects."""
        seen: list[str] = []
        found: Answer | str = address
        while isinstance(found, str):
            self._check(found, seen)
            seen.append(found)
            found = self._ask(found, accepts, most, kept)
        return found

    def _check(self, address: str, seen: list[str]) -> None:
        host = urlsplit(seen[-1]).hostname or "" if seen else "Agendavolger"
        if not self.may_ask(address):
            raise Redirected(host, _where(address), f"{host}: {address[:200]!r} is at no configured origin")
        if address in seen or len(seen) > self.limits.redirects:
            raise Redirected(host, "zichzelf", f"{host}: redirects go on after {len(seen)}")

    def _left(self, host: str) -> float:
        if self.deadline is None:
            return self.limits.total
        left = min(self.limits.total, self.deadline - time.monotonic())
        if left <= 0:
            raise TimedOut(host, f"the budget of {self.budget} s was spent before {host} was asked")
        return left

    def _ask(self, address: str, accepts: tuple[str, ...], most: int, kept: Kept | None) -> Answer | str:
        """The answer, or the address to which it was moved."""
        place = urlsplit(address)
        host = place.hostname or ""
        if self.turns:
            self.turns.wait(place.netloc, self._left(host))
        with Line(address, self.limits.connect, self.limits.read, self._left(host), self.proxy) as line:
            response = line.send(self._headers(accepts, kept))
            if response.status in MOVED and response.getheader("Location"):
                return urljoin(address, response.getheader("Location") or "")
            if response.status == 304 and kept:
                return Answer(address, kept.media_type, kept.data, kept=True)
            if response.status != 200:
                raise self._refusal(host, place.netloc, response)
            answer = Answer(address, media_type_of(response), b"", *_marks(response))
            if answer.media_type not in accepts:
                return answer
            return replace(answer, data=read_body(response, host, most))

    def _headers(self, accepts: tuple[str, ...], kept: Kept | None) -> dict[str, str]:
        asked = {"User-Agent": self.user_agent, "Accept": ", ".join(accepts), "Accept-Encoding": "gzip"}
        return asked | {"Connection": "close"} | (kept.conditions if kept else {})

    def _refusal(self, host: str, netloc: str, response: http.client.HTTPResponse) -> Trouble:
        status, detail = response.status, f"{host} answered {response.status}"
        wait = _seconds(response.getheader("Retry-After") or "")
        if wait and self.turns:
            self.turns.leave_alone(netloc, wait)
        if status == 429 or (status == 503 and wait):
            return Busy(host, wait, f"{detail}, Retry-After {wait:.0f} s")
        if status in (404, 410):
            return NotThere(host, status, detail)
        if status >= 500:
            return Failing(host, status, detail)
        if 400 <= status < 500:
            return Refused(host, status, detail)
        return Changed(host, f"antwoord {status}", detail)


def _marks(response: http.client.HTTPResponse) -> tuple[str, str]:
    return response.getheader("ETag") or "", response.getheader("Last-Modified") or ""


def _where(address: str) -> str:
    try:
        return urlsplit(address).hostname or "een adres dat niet klopt"
    except ValueError:
        return "een adres dat niet klopt"


def _wrong_type(host: str, answer: Answer) -> WrongType:
    page = answer.media_type in ("text/html", "application/xhtml+xml")
    return WrongType(
        host,
        "een webpagina" if page else answer.media_type[:40] or "iets zonder soort",
        f"{host} sent {answer.media_type!r}",
    )


def _seconds(text: str) -> float:
    """What Retry-After asks, in seconds or as a date (RFC 9110 §10.2.3); 0 for nothing or nonsense."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
        return max(0.0, moment.timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0
