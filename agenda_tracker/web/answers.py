"""Whole answers, kept in the memory of a process for as long as their ETag holds."""

import mmap
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock

from django.db import DatabaseError
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

# What an answer takes beside its content, about; and the part of the bound that one answer may take.
BESIDE, LARGEST = 1_500, 8
# What is streamed is a table, most of it the same words again and again: the quickest packing makes a fifth of it.
PACKING, PIECE = 1, 16_384
# Contents of so many bytes or more lie in pages of their own.
LONG = 16_384


def _is_so(still: Callable[[], bool]) -> bool:
    """Whether it is the same still; not when that cannot be told: the visitor has the whole answer already."""
    try:
        return still()
    except DatabaseError:
        return False


@dataclass(frozen=True, slots=True)
class _Answer:
    content: bytes | mmap.mmap
    headers: dict[str, str]
    packed: bool = False

    @property
    def size(self) -> int:
        return len(self.content) + BESIDE

    def response(self) -> HttpResponseBase:
        if self.packed:
            return StreamingHttpResponse(_unpacked(self.content), headers=self.headers)
        return HttpResponse(self.content[:], headers=self.headers)


class Answers:
    """The answers that were asked for last, in at most `bound` bytes; 0 keeps none."""

    def __init__(self, bound: int) -> None:
        self.bound, self.size = bound, 0
        self._kept: OrderedDict[str, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> HttpResponseBase | None:
        """A fresh copy of the answer with this ETag."""
        with self._lock:
            known = self._kept.get(tag)
            if known is None:
                return None
            self._kept.move_to_end(tag)
        return known.response()

    def keep(self, tag: str, response: HttpResponseBase, still: Callable[[], bool]) -> None:
        """Remember an answer, unless it is a file, gives a cookie, or is too large.

        A streamed one is remembered when its last piece has gone out, if it is `still` what the ETag stands for then.
        """
        if response.cookies or not self.bound:
            return
        if isinstance(response, HttpResponse):
            self._remember(tag, response.content, dict(response.headers))
        elif isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            headers, pieces = dict(response.headers), response.streaming_content
            assert isinstance(pieces, Iterator)  # nothing here is asynchronous
            response.streaming_content = self._followed(tag, headers, pieces, still)

    def _followed(
        self, tag: str, headers: dict[str, str], pieces: Iterable[bytes], still: Callable[[], bool]
    ) -> Iterator[bytes]:
        """The pieces; packed meanwhile, as long as that may be kept."""
        packing, packed = zlib.compressobj(PACKING), bytearray()
        for piece in pieces:
            yield piece
            if self._has_room(len(packed)):
                packed += packing.compress(piece)
        packed += packing.flush()
        if self._has_room(len(packed)) and _is_so(still):
            self._remember(tag, bytes(packed), headers, packed=True)

    def _has_room(self, size: int) -> bool:
        return (size + BESIDE) * LARGEST <= self.bound

    def _remember(self, tag: str, content: bytes, headers: dict[str, str], *, packed: bool = False) -> None:
        if self._has_room(len(content)):
            answer = _Answer(_apart(content), headers, packed)
            with self._lock:
                self._put(tag, answer)

    def _put(self, tag: str, answer: _Answer) -> None:
        before = self._kept.pop(tag, None)
        self._kept[tag] = answer
        self.size += answer.size - (before.size if before else 0)
        while self.size > self.bound:
            self.size -= self._kept.popitem(last=False)[1].size


def _apart(content: bytes) -> bytes | mmap.mmap:
    """A long content outside the heap of this process, where one that is dropped would leave a hole that little else fills."""
    if len(content) < LONG:
        return content
    try:
        pages = mmap.mmap(-1, len(content), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    except OSError:
        # As many as there may be.
        return content
    pages[:] = content
    return pages


def _unpacked(content: bytes | mmap.mmap) -> Iterator[bytes]:
    unpacking = zlib.decompressobj()
    for start in range(0, len(content), PIECE):
        yield unpacking.decompress(content[start : start + PIECE])
    yield unpacking.flush()
