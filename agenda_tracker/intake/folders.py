"""The files in folders, one at a time and always in the same order; whatever is passed over is told."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# `~$` is how Word marks a document that is open.
HIDDEN = (".", "~$")


@dataclass(frozen=True)
class Found:
    """A file to read (`size` in bytes), or, with `skipped`, something else and the reason in a Dutch phrase."""

    path: Path
    shown: str
    size: int = 0
    skipped: str = ""


def find_files(start: Path) -> Iterator[Found]:
    """The file `start`, or the files in the folder `start` and below, by name; hidden ones are left out.

    Links to files are followed, links to folders are not: they could lead round in a circle.
    """
    if not start.is_dir():
        yield _look(start, start.name)
        return
    waiting = [start]
    while waiting:
        path = waiting.pop()
        shown = _printable(path.relative_to(start).as_posix())
        try:
            folder = path.is_dir() and (path == start or not path.is_symlink())
            inside = sorted(os.listdir(path), reverse=True) if folder else []
        except OSError as error:
            yield Found(path, shown, skipped=f"de map kan niet worden geopend ({error.strerror})")
            continue
        waiting += [path / name for name in inside if not name.startswith(HIDDEN)]
        if not folder:
            yield _look(path, shown)


def _look(path: Path, shown: str) -> Found:
    try:
        status = path.stat()
    except OSError as error:
        reason = "de verwijzing leidt nergens heen" if path.is_symlink() else f"niet te openen ({error.strerror})"
        return Found(path, shown, skipped=reason)
    if stat.S_ISREG(status.st_mode):
        return Found(path, shown, size=status.st_size)
    if stat.S_ISDIR(status.st_mode):
        return Found(path, shown, skipped="een verwijzing naar een map; noem die map zelf als zij erbij hoort")
    return Found(path, shown, skipped="geen gewoon bestand")


def _printable(name: str) -> str:
    """A name on disk may be in another encoding, and may hold line breaks."""
    return "".join(char if char.isprintable() else "?" for char in name)
