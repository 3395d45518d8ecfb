"""Politeness: between two requests to one host some time passes, whichever process asks."""

import fcntl
import logging
import os
import re
import time
from pathlib import Path

from .trouble import Busy

logger = logging.getLogger(__name__)

# Nobody is left alone longer than this, whatever the source asked or the clock did.
LONGEST = 24 * 3600.0


class Turns:
    """Who may ask when: per host a small file with the moment of the next turn, shared by all processes of a server."""

    def __init__(self, folder: Path, interval: float) -> None:
        self.folder, self.interval = folder, interval

    def wait(self, host: str, patience: float) -> None:
        """Sleep until it is our turn. Raises Busy when that takes longer than `patience` seconds."""
        pause = self._take(host, patience)
        if pause > 0:
            time.sleep(pause)

    def leave_alone(self, host: str, seconds: float) -> None:
        """The source asked not to be called for so long."""
        try:
            with self._locked(host) as turn:
                _write(turn, time.time() + min(seconds, LONGEST))
        except OSError as error:
            logger.warning("the turn of %s could not be kept: %s", host, error)

    def _take(self, host: str, patience: float) -> float:
        try:
            with self._locked(host) as turn:
                now = time.time()
                following = _read(turn)
                start = following if now < following <= now + LONGEST else now
                if start - now > patience:
                    raise Busy(host, start - now, f"the next turn with {host} is in {start - now:.0f} s")
                _write(turn, start + self.interval)
                return start - now
        except OSError as error:  # a folder that cannot be written keeps nobody from asking
            logger.warning("the turn of %s could not be kept: %s", host, error)
            return self.interval

    def _locked(self, host: str) -> "_Turn":
        self.folder.mkdir(parents=True, exist_ok=True)
        return _Turn(self.folder / (re.sub(r"[^\w.-]", "_", host) + ".turn"))


class _Turn:
    """The open file of a host, locked until it is left."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> int:
        self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self.file, fcntl.LOCK_EX)
        return self.file

    def __exit__(self, *problem: object) -> None:
        os.close(self.file)


def _read(turn: int) -> float:
    try:
        return float(os.pread(turn, 40, 0) or 0)
    except ValueError:
        return 0.0


def _write(turn: int, moment: float) -> None:
    os.pwrite(turn, f"{moment:020.3f}".encode(), 0)
