"""The archive: a tar file that appears under its name when it is whole, and is looked through before it is believed."""

import hashlib
import io
import os
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from agenda_tracker.on_disk import settle

from .manifest import Manifest, Member, Refused, read_manifest

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
DATABASES = ("database.sqlite3.gz", "database.pgdump")
UPLOADS = "uploads/"
MOST_MANIFEST = 1 << 28
PIECE = 1 << 20


class Hashed(io.RawIOBase):
    """A stream that is read once, with the SHA-256 of what was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.found = stream, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.found.update(piece)
        return piece


class Writer:
    """Puts files into the archive one after the other, and remembers their checksums."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self.archive = archive
        self.files: dict[str, Member] = {}

    def add(self, name: str, stream: IO[bytes], size: int) -> Member:
        """Raises OSError when there is no room, or when the stream has less than was said."""
        hashed: Any = Hashed(stream)
        self.archive.addfile(_info(name, size), hashed)
        member = self.files[name] = Member(size, hashed.found.hexdigest())
        return member

    def close(self, manifest: Manifest) -> None:
        data = manifest.as_bytes()
        seal = hashlib.sha256(data).hexdigest().encode("ascii")
        for name, content in ((MANIFEST, data), (SEAL, seal)):
            self.archive.addfile(_info(name, len(content)), io.BytesIO(content))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    return info


@contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """A hidden folder in that one, on its disk, that is gone afterwards with everything in it."""
    with tempfile.TemporaryDirectory(prefix=".agendavolger-", dir=beside) as folder:
        yield Path(folder)


@contextmanager
def writing(place: Path, path: Path, *, force: bool) -> Iterator[Writer]:
    """What is written appears as `path` when the block ends well, and not at all otherwise.

    Raises Refused when there is something under that name, unless with `force`.
    """
    part = place / "archive.part"
    with part.open("xb") as file:
        os.chmod(part, 0o600)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            yield Writer(archive)
        file.flush()
        os.fsync(file.fileno())
    _appear(part, path, force=force)


def _appear(part: Path, path: Path, *, force: bool) -> None:
    if force:
        part.replace(path)
    else:
        try:
            os.link(part, path)  # unlike a rename it never takes the place of something
        except FileExistsError:
            raise Refused(f"{path} bestaat al; kies een andere naam, of gebruik --force.") from None
    settle(path.parent)


def verified(path: Path) -> Manifest:
    """Reads all of it, and raises Refused unless every file is there as it was written, and nothing else is."""
    found: dict[str, Member] = {}
    kept: dict[str, bytes] = {}
    with _troubles_in_words(path):
        for name, stream, size in _members(path):
            if not found and name not in DATABASES:
                raise Refused(f"{path} is geen back-up van Agendavolger.")
            if name in found or name in kept:
                raise Refused(f"De back-up is beschadigd: {name} zit er twee keer in.")
            if name in (MANIFEST, SEAL):
                kept[name] = stream.read(min(size, MOST_MANIFEST))
            else:
                found[name] = _measured(stream, size)
    if set(kept) != {MANIFEST, SEAL}:
        told = "is afgebroken: het einde ontbreekt" if found else "is geen back-up van Agendavolger"
        raise Refused(f"{path} {told}.")
    if hashlib.sha256(kept[MANIFEST]).hexdigest().encode("ascii") != kept[SEAL]:
        raise Refused("De inhoudsopgave van deze back-up is beschadigd.")
    manifest = read_manifest(kept[MANIFEST])
    _compare(manifest, found)
    return manifest


def _compare(manifest: Manifest, found: dict[str, Member]) -> None:
    for name in sorted(manifest.files.keys() | found.keys()):
        if name not in found:
            raise Refused(f"De back-up is beschadigd: {name} ontbreekt.")
        if name not in manifest.files:
            raise Refused(f"De back-up is beschadigd: {name} hoort er niet in.")
        if found[name] != manifest.files[name]:
            raise Refused(f"De back-up is beschadigd: {name} is niet meer zoals het werd geschreven.")


def _measured(stream: IO[bytes], size: int) -> Member:
    hashed = Hashed(stream)
    while hashed.read(PIECE):
        pass
    return Member(size, hashed.found.hexdigest())


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and contents of every file in it, in order; call `verified` before."""
    for name, stream, _size in _members(path):
        yield name, stream


def _members(path: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    """Plain files with plain names only: no links, no devices, nothing outside of where it belongs."""
    with tarfile.open(path, "r:") as archive:
        for info in archive:
            if not info.isreg() or not _is_plain(info.name):
                raise Refused(f"{path} is geen back-up van Agendavolger: {info.name[:80]!r} hoort er niet in.")
            stream = archive.extractfile(info)
            assert stream is not None  # it is a regular file
            yield info.name, stream, info.size


@contextmanager
def _troubles_in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise Refused(f"{path} bestaat niet.") from None
    except tarfile.ReadError as error:
        ended = "unexpected end" in str(error)
        told = "is afgebroken: het einde ontbreekt" if ended else "is geen back-up van Agendavolger"
        raise Refused(f"{path} {told}.") from error
    except tarfile.TarError as error:
        raise Refused(f"{path} is beschadigd ({error}).") from error


def _is_plain(name: str) -> bool:
    parts = PurePosixPath(name).parts
    known = name in (MANIFEST, SEAL, *DATABASES) or name.startswith(UPLOADS)
    return known and not name.startswith("/") and ".." not in parts and "\x00" not in name
