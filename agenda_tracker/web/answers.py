"""Whole answers, kept in the memory of a process for as long as their ETag holds."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.http import HttpResponse
from django.http.response import HttpResponseBase

# What an answer takes beside its content, about; and the part of the bound that one answer may take.
BESIDE, LARGEST = 1_500, 8


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes
    headers: dict[str, str]

    @property
    def size(self) -> int:
        return len(self.content) + BESIDE


class Answers:
    """The answers that were asked for last, in at most `bound` bytes; 0 keeps none."""

    def __init__(self, bound: int) -> None:
        self.bound, self.size = bound, 0
        self._kept: OrderedDict[str, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> HttpResponse | None:
        """A fresh copy of the answer with this ETag."""
        with self._lock:
            known = self._kept.get(tag)
            if known is None:
                return None
            self._kept.move_to_end(tag)
        return HttpResponse(known.content, headers=known.headers)

    def keep(self, tag: str, response: HttpResponseBase) -> None:
        """Remember a finished answer, unless it is streamed, gives a cookie, or is too large."""
        if not isinstance(response, HttpResponse) or response.cookies:
            return
        answer = _Answer(response.content, dict(response.headers))
        if answer.size * LARGEST <= self.bound:
            with self._lock:
                self._put(tag, answer)

    def _put(self, tag: str, answer: _Answer) -> None:
        before = self._kept.pop(tag, None)
        self._kept[tag] = answer
        self.size += answer.size - (before.size if before else 0)
        while self.size > self.bound:
            self.size -= self._kept.popitem(last=False)[1].size
