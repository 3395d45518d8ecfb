"""Requests as an attacker sends them, and what is wrong with the answers: a fault, a leak, or slowness."""

import heapq
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.attack.odd import Pairs
from tests.web.test_random_states import text_of

SECONDS = 2.0
WSGI = {"Content-Type": "CONTENT_TYPE", "Content-Length": "CONTENT_LENGTH"}


@dataclass(frozen=True)
class Asked:
    """One request; `query` and `body` as pairs, or as they go over the line."""

    path: str
    method: str = "GET"
    query: Pairs | str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: Pairs | bytes = b""
    content_type: str = "application/x-www-form-urlencoded"

    @property
    def query_string(self) -> str:
        return self.query if isinstance(self.query, str) else encoded(self.query)

    @property
    def typed(self) -> str:
        """All that was sent along, which an answer may repeat."""
        sent = f"{self.path} {self.query_string} {self.body!r} {self.headers}"
        return unquote_to_bytes(sent.encode("utf-8", "surrogatepass")).decode("utf-8", "replace").lower()

    def __str__(self) -> str:
        said = f"{self.method} {quoted(self.path)}?{self.query_string[:300]} {self.headers or ''}"
        return f"{said} {str(self.body)[:600]}" if self.body else said


def encoded(pairs: Pairs) -> str:
    return urlencode(pairs, encoding="utf-8", errors="surrogatepass")


def quoted(path: str) -> str:
    return quote(path, safe="/%", encoding="utf-8", errors="surrogatepass")


def send(client: Client, asked: Asked) -> Any:
    """The answer; exceptions of the site are kept in it."""
    client.raise_request_exception = False
    body = asked.body if isinstance(asked.body, bytes) else encoded(asked.body).encode()
    named = {WSGI.get(name, "HTTP_" + name.upper().replace("-", "_")): text for name, text in asked.headers.items()}
    path = unquote_to_bytes(quoted(asked.path)).decode("latin-1")
    about = {"PATH_INFO": path, "QUERY_STRING": asked.query_string, **named}
    return client.generic(asked.method, "/", body, about.pop("CONTENT_TYPE", asked.content_type), **about)


@dataclass
class Findings:
    """What a run of requests brought to light: each fault once, with the request that showed it."""

    count: int = 0
    wrong: dict[str, str] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    slow: list[tuple[Client, Asked]] = field(default_factory=list)

    def ask(self, client: Client, asked: Asked, leak: Callable[[str, Asked], str] = lambda text, asked: "") -> Any:
        """Send it, read the answer to its end, and write down what is wrong with it."""
        start = time.perf_counter()
        try:
            answer = send(client, asked)
            text = text_of(answer)
        except Exception as error:  # what comes out while an answer is streamed, or past the error page
            self.wrong.setdefault(place_of(error), str(asked))
            return None
        self._time(client, asked, time.perf_counter() - start)
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        if answer.status_code >= 500:
            self.wrong.setdefault(place_of(answer.exc_info[1]) if answer.exc_info else "5xx", str(asked))
        if told := leak(text, asked):
            self.wrong.setdefault(f"leak: {told}", str(asked))
        return answer

    def _time(self, client: Client, asked: Asked, seconds: float) -> None:
        self.count += 1
        heapq.heappush(self.slowest, (seconds, str(asked)))
        del self.slowest[: max(0, len(self.slowest) - 5)]
        heapq.heapify(self.slowest)
        if seconds > SECONDS:
            self.slow.append((client, asked))

    def still_slow(self) -> list[str]:
        """What took too long and takes too long again, alone: the machine may have been busy with something else."""
        return [str(asked) for client, asked in self.slow if min(timed(client, asked) for _ in range(3)) > SECONDS]

    @property
    def told(self) -> str:
        """Every fault with the request that showed it, a line each; "" when there is none."""
        return "".join(f"{fault}\n    {asked}\n" for fault, asked in self.wrong.items())

    def __str__(self) -> str:
        worst = max(self.slowest, default=(0.0, ""))
        statuses = ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        return f"{self.count} requests ({statuses}), slowest {worst[0]:.2f} s: {worst[1][:160]}"


def timed(client: Client, asked: Asked) -> float:
    start = time.perf_counter()
    text_of(send(client, asked))
    return time.perf_counter() - start


def place_of(error: BaseException) -> str:
    """Of which kind it is and where in the project it came from: one fault, one line."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/agenda_tracker/" in frame.filename] or frames
    where = f"{ours[-1].filename.rpartition('/agenda_tracker/')[2]}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} at {where} ({frames[-1].name if frames else ''}): {str(error)[:200]}"


def drawn(strategy: SearchStrategy[Any], examples: int, number: int, act: Callable[[Any], None]) -> None:
    """Act on so many examples, the same for the same seed. Nothing is shrunk: the run goes on after a fault."""

    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )  # fmt: skip
    @given(strategy)
    def each(example: Any) -> None:
        act(example)

    each()
