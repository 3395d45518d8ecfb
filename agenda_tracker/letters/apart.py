"""Reading a letter in a process of its own, so that no file can hurt the one that asks."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .bounds import MEMORY, OUT_OF_MEMORY
from .codec import from_plain, to_plain
from .document import UnreadableLetter
from .extract import PASTE, TOO_LONG, in_words
from .records import FormationData, LetterReading

logger = logging.getLogger(__name__)

SECONDS = 8.0  # from asking to answer, starting the process and waiting for a turn included
LONGEST_WAIT = 4.0  # seconds for a turn; the rest is for reading
AT_ONCE = 2  # files that one process of the server has read at the same time, each within `MEMORY`
MOST_OUTPUT = 20 * 1024 * 1024  # bytes
PIECE = 1 << 16

ROOT = str(Path(__file__).resolve().parents[2])
START = "import sys; sys.path[:0] = sys.argv[1:]; from agenda_tracker.letters.worker import main; main()"

SLOW = f"kan niet binnen {SECONDS:.0f} seconden worden gelezen; {PASTE}"
LARGE = f"vraagt te veel geheugen om te worden gelezen; {PASTE}"
BROKEN = f"is beschadigd of zo ongewoon dat het lezen ervan vastloopt; {PASTE}"
FAULT = f"is door een fout in Agendavolger niet gelezen; meld dit aan de beheerder, of {PASTE}"
BUSY = "is nog niet gelezen, omdat er te veel bestanden tegelijk worden gelezen; probeer het over een minuut opnieuw."

_turns = threading.BoundedSemaphore(AT_ONCE)


class _Failed(Exception):
    """The child gave no answer; ``sentence`` tells the user, the exception's own text the operator."""

    def __init__(self, sentence: str, cause: str) -> None:
        super().__init__(cause)
        self.sentence = sentence


def read_apart(data: bytes, name: str = "", *, formations: Sequence[FormationData] | None = None) -> LetterReading:
    """What ``read_letter`` reads in a file of any carrier: see ``Reader.read``."""
    with Reader() as reader:
        return reader.read(data, name, formations=formations)


class Reader:
    """A child process that reads one file after another, each in a fork of its own; for one thread at a time.

    Starting the child takes a fifth of a second, a fork a few milliseconds. A child that failed is replaced.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, data: bytes, name: str = "", *, formations: Sequence[FormationData] | None = None) -> LetterReading:
        """The reading of a file of any carrier, within ten seconds; nothing in the file can harm the caller.

        Raises UnreadableLetter with a Dutch sentence for whatever prevents reading.
        """
        end = time.monotonic() + SECONDS
        if not _turns.acquire(timeout=LONGEST_WAIT):
            raise UnreadableLetter(f"{in_words(name)} {BUSY}")
        try:
            return _reading(self._exchange(_order(data, name, formations), data, end))
        except _Failed as failure:
            logger.warning("%s was not read: %s", in_words(name), failure)
            raise UnreadableLetter(f"{in_words(name)} {failure.sentence}") from failure
        finally:
            _turns.release()

    def close(self) -> None:
        """End the child and its fork, whatever they are doing."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()

    def _exchange(self, order: bytes, data: bytes, end: float) -> list[bytes]:
        """The two lines with which the child answers; after any failure the child is out of step and ended."""
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _start()
        try:
            return _talk(self._child, [order, data], end)
        except BaseException:
            self.close()
            raise


def _start() -> subprocess.Popen[bytes]:
    """A Python that has this package and its libraries, and nothing else of this process: no files, no environment."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-S", "-c", START, ROOT, *(place for place in sys.path if os.path.isabs(place))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd="/",
        env={},
        start_new_session=True,
    )


def _order(data: bytes, name: str, formations: Sequence[FormationData] | None) -> bytes:
    bodies = None if formations is None else [to_plain(one) for one in formations]
    order = {"name": name, "formations": bodies, "seconds": SECONDS, "size": len(data)}
    return json.dumps(order).encode("ascii") + b"\n"


def _talk(child: subprocess.Popen[bytes], parts: list[bytes], end: float) -> list[bytes]:
    """Write all parts and read two lines, whichever the child is ready for."""
    assert child.stdin is not None
    assert child.stdout is not None
    os.set_blocking(child.stdin.fileno(), False)
    received = bytearray()
    lines = 0
    unsent = [memoryview(part) for part in parts if part]
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdin, selectors.EVENT_WRITE)
        selector.register(child.stdout, selectors.EVENT_READ)
        while lines < 2:
            ready = _ready(selector, end)
            if child.stdin in ready and not _send(child.stdin.fileno(), unsent):
                selector.unregister(child.stdin)
            if child.stdout in ready:
                piece = os.read(child.stdout.fileno(), PIECE)
                received += piece
                lines += _lines_in(piece, len(received))
    return bytes(received).split(b"\n")[:2]


def _ready(selector: selectors.BaseSelector, end: float) -> set[Any]:
    """The pipes that can go on; a child that trickles is out of time as much as a silent one."""
    left = end - time.monotonic()
    ready = {key.fileobj for key, _ in selector.select(left)} if left > 0 else set()
    if not ready:
        raise _Failed(SLOW, "time is up")
    return ready


def _send(pipe: int, unsent: list[memoryview]) -> bool:
    """Write what the pipe takes; whether there is more."""
    try:
        unsent[0] = unsent[0][os.write(pipe, unsent[0][:PIECE]) :]
    except BrokenPipeError as error:
        raise _Failed(BROKEN, "the reader ended before it had the file") from error
    if not unsent[0]:
        del unsent[0]
    return bool(unsent)


def _lines_in(piece: bytes, received: int) -> int:
    if not piece:
        raise _Failed(BROKEN, "the reader ended without an answer")
    if received > MOST_OUTPUT:
        raise _Failed(TOO_LONG, f"more than {MOST_OUTPUT} bytes came out")
    return piece.count(b"\n")


def _reading(lines: list[bytes]) -> LetterReading:
    """The reading in the answer; raises _Failed, or UnreadableLetter with the child's own sentence."""
    try:
        end: dict[str, int] = json.loads(lines[1])
        # A library that gets no memory may go on with half a file, so what it then says is not believed.
        if end["exit"] or end["signal"] or end["peak"] * 1024 * 4 > MEMORY * 3:
            raise _ended(end)
        answer: dict[str, Any] = json.loads(lines[0])
        if "reading" in answer:
            return from_plain(LetterReading, answer["reading"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _Failed(FAULT, f"the answer cannot be understood: {error!r}") from error
    if "unreadable" in answer:
        raise UnreadableLetter(str(answer["unreadable"]))
    raise _Failed(FAULT, str(answer.get("fault")))


def _ended(end: dict[str, int]) -> _Failed:
    """Why a fork ended before its time; a library that gets no memory often just aborts."""
    cause = f"exit {end['exit']}, signal {end['signal']}, {end['peak']} kB"
    if end["signal"] in (signal.SIGXCPU, signal.SIGALRM):
        return _Failed(SLOW, cause)
    if end["exit"] == OUT_OF_MEMORY or end["peak"] * 1024 * 2 > MEMORY:
        return _Failed(LARGE, cause)
    return _Failed(BROKEN, cause)
