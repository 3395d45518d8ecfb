"""The process in which files are read: it forks for every file, and the fork bounds itself before it looks inside.

On stdin per file: a line of JSON (``name``, ``formations`` or null, ``seconds``, ``size``), then ``size`` bytes. On
stdout per file: a line with the answer, a JSON object with one key, ``reading``, ``unreadable`` (a Dutch sentence) or
``fault`` (a traceback), then a line of JSON about the end of the fork: ``exit``, ``signal`` (0 when it ended by itself)
and ``peak`` (kB of memory).
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from typing import Any

from .bounds import MEMORY, OUT_OF_MEMORY
from .codec import from_plain, to_plain
from .document import UnreadableLetter
from .extract import extract, prepare
from .formations import find_formations, known_formations
from .reading import read_letter
from .records import FormationData

OPEN_FILES = 32
LONGEST_FAULT = 4000  # characters of a traceback

Formations = tuple[FormationData, ...]


def main() -> None:
    """Answer until stdin ends."""
    answers = _own_stdout()
    _bound(resource.RLIMIT_AS, MEMORY)
    _bound(resource.RLIMIT_CORE, 0)
    bodies = _Bodies()
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        data = sys.stdin.buffer.read(order["size"])
        formations = bodies.of(order["formations"])
        with suppress(ImportError):  # the fork meets it again, and tells
            prepare(data)
        _write(answers, _in_fork(answers, data, order, formations))


def _own_stdout() -> int:
    """The way to the parent, out of reach of libraries that print."""
    answers = os.dup(1)
    os.dup2(2, 1)
    return answers


class _Bodies:
    """The formations of the last order, with the index of their names made once for all forks."""

    def __init__(self) -> None:
        self._given: Any = None
        self._known: Formations = ()

    def of(self, given: list[Any] | None) -> Formations:
        if not self._known or given != self._given:
            self._given = given
            self._known = (
                known_formations() if given is None else tuple(from_plain(FormationData, one) for one in given)
            )
            find_formations("", self._known)
        return self._known


def _in_fork(answers: int, data: bytes, order: dict[str, Any], formations: Formations) -> str:
    """Let a fork answer; how it ended."""
    child = os.fork()
    if not child:
        try:
            limit(order["seconds"])
            _write(answers, json.dumps(_answer(data, order["name"], formations)))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    end = json.dumps({"exit": max(code, 0), "signal": max(-code, 0), "peak": usage.ru_maxrss})
    return end if code == 0 else f"\n{end}"


def limit(seconds: float) -> None:
    """Bound this process in memory and time, and let it write, start and dump nothing; the kernel ends what goes beyond.

    The alarm ends a fork whose parent was killed and can no longer watch the time.
    """
    _bound(resource.RLIMIT_AS, MEMORY)
    _bound(resource.RLIMIT_CPU, int(seconds) + 1, int(seconds) + 2)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_NOFILE, OPEN_FILES)
    _bound(resource.RLIMIT_NPROC, 0)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    os.nice(5)  # visitors of the site go first


def _bound(what: int, soft: int, hard: int | None = None) -> None:
    """A limit that is lower already stays."""
    most = resource.getrlimit(what)[1]
    wanted = soft if hard is None else hard
    bounded = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(what, (min(soft, bounded), bounded))


def _answer(data: bytes, name: str, formations: Formations) -> dict[str, Any]:
    try:
        return {"reading": to_plain(read_letter(extract(data, name), formations=formations))}
    except UnreadableLetter as refusal:
        return {"unreadable": str(refusal)}
    except MemoryError:
        raise
    except Exception:
        # Imported here: only a fault of our own needs it, and it makes every start slower.
        import traceback

        return {"fault": traceback.format_exc()[-LONGEST_FAULT:]}


def _write(answers: int, line: str) -> None:
    left = memoryview(f"{line}\n".encode("ascii"))
    while left:
        left = left[os.write(answers, left) :]


if __name__ == "__main__":
    main()
