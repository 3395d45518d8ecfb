"""Answers kept on disk with what their source said of them, to ask next time only whether they changed."""

import hashlib
import json
import logging
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer, with the marks (`ETag`, `Last-Modified`; empty when not given) by which it is asked about."""

    address: str
    media_type: str
    etag: str
    modified: str
    data: bytes

    @property
    def conditions(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Shelf:
    """One file per address: a line of JSON, then the bytes. At most `most` files and `most_bytes`; the longest unused go."""

    def __init__(self, folder: Path, most: int = 300, most_bytes: int = 200 * 1024 * 1024) -> None:
        self.folder, self.most, self.most_bytes = folder, most, most_bytes

    def find(self, address: str) -> Kept | None:
        """What is kept of this address; None for nothing, or for a file that is damaged."""
        path = self._path(address)
        try:
            head, _newline, data = path.read_bytes().partition(b"\n")
            told = json.loads(head)
            kept = Kept(told["address"], told["media_type"], told["etag"], told["modified"], data)
            sound = kept.address == address and told["sha256"] == hashlib.sha256(data).hexdigest()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not sound:
            return None
        with suppress(OSError):
            os.utime(path)
        return kept

    def keep(self, kept: Kept) -> None:
        """Only what can be asked about; written beside and moved, so that no half a file ever stands here."""
        if not kept.conditions:
            return
        told = {
            "address": kept.address,
            "media_type": kept.media_type,
            "etag": kept.etag,
            "modified": kept.modified,
            "sha256": hashlib.sha256(kept.data).hexdigest(),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(self._path(kept.address), json.dumps(told).encode() + b"\n" + kept.data)
            self._tidy()
        except OSError as error:
            logger.warning("an answer could not be kept: %s", error)

    def _path(self, address: str) -> Path:
        return self.folder / (hashlib.sha256(address.encode()).hexdigest() + ".answer")

    def _write(self, path: Path, data: bytes) -> None:
        handle, beside = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(beside, path)
        except OSError:
            with suppress(OSError):
                os.unlink(beside)
            raise

    def _tidy(self) -> None:
        found = [(path.stat().st_mtime, path.stat().st_size, path) for path in self.folder.glob("*.answer")]
        total = 0
        for place, (_used, size, path) in enumerate(sorted(found, reverse=True)):
            total += size
            if place >= self.most or total > self.most_bytes:
                path.unlink(missing_ok=True)
