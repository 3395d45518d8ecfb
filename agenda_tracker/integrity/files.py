"""The originals: every file that is on record is in the storage as it was received, and nothing else is."""

import hashlib
import os
import re
import stat
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, default_storage
from django.db import models
from django.utils import timezone

from agenda_tracker.models import LetterSource

from .finding import CHUNK, Finding, each, named, stamp

FOLDER = "originals"
# A file is stored before it is on record: what is so young may still be on its way.
ON_ITS_WAY = timedelta(minutes=15)
# Characters that no name here has: what a name with them means differs by system, storage and database.
ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
FROM_BACKUP = "Zet het bestand terug uit een back-up, of lever het opnieuw aan"


def find() -> Iterator[Finding]:
    for source in each(LetterSource.objects.exclude(file="", sha256="")):
        yield from _of_one(source)
    yield from _orphans()


def _of_one(source: LetterSource) -> Iterator[Finding]:
    if not source.file or not source.sha256:
        yield Finding("file-record", named(source), "heeft een bestand of een SHA-256, niet beide", FROM_BACKUP)
        return
    name = source.file.name or ""
    if odd := why_odd(source.file.storage, name):
        yield Finding("file-odd", named(source), f"het bestand {shown(name)} {odd}", FROM_BACKUP)
        return
    try:
        digest, size = measure(source.file.storage, name)
    except OSError as error:
        wrong = f"het bestand {name} is niet te lezen ({error.strerror or error})"
        yield Finding("file-missing", named(source), wrong, FROM_BACKUP)
        return
    if digest != source.sha256:
        yield Finding("file-hash", named(source), f"het bestand {name} is niet meer zoals ontvangen", FROM_BACKUP)
    elif size != source.size:
        wrong = f"de grootte is {size} bytes en niet {source.size}"
        yield Finding("file-size", named(source), wrong, "Draai met --repair", source.pk)


def measure(storage: Storage, name: str) -> tuple[str, int]:
    """SHA-256 and size of a stored file, read piece by piece. Raises OSError when it cannot be read."""
    found, size = hashlib.sha256(), 0
    with storage.open(name) as stored:
        while piece := stored.read(1 << 20):
            found.update(piece)
            size += len(piece)
    return found.hexdigest(), size


def stored(storage: Storage, folder: str = "") -> Iterator[tuple[str, str]]:
    """All that lies below a folder of the storage, in order of name, each with why it is no plain file, or ""."""
    before = f"{folder}/" if folder else ""
    try:
        folders, files = _listed(storage, folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield before + name, why_odd(storage, before + name)
    for name in sorted(folders):
        yield from stored(storage, before + name)


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    """Folders and the rest. A link is no folder, for it may lead anywhere.

    That of the originals may be one: so an operator keeps them on another disk.
    """
    try:
        path, linked = Path(storage.path(folder)), Path(storage.path(FOLDER))
    except NotImplementedError:  # no file system
        return storage.listdir(folder)
    names = set(os.listdir(path))
    folders = {name for name in names if os.path.isdir(path / name)}
    links = {name for name in folders if os.path.islink(path / name) and path / name != linked}
    return sorted(folders - links), sorted(names - folders | links)


def why_odd(storage: Storage, name: str) -> str:
    """What keeps this from being a plain file of the storage, in Dutch; "" when nothing does, or it is not there."""
    if ODD.search(name):
        return "heeft een naam met tekens die niet overal te bewaren zijn"
    try:
        mode = os.lstat(storage.path(name)).st_mode
    except NotImplementedError:
        return ""
    except SuspiciousFileOperation:
        return "ligt buiten de opslag"
    except OSError:
        return ""
    return "" if stat.S_ISREG(mode) else "is geen gewoon bestand"


def shown(name: str) -> str:
    """A name on one line, in characters that every terminal takes."""
    return ODD.sub(lambda odd: ascii(odd[0])[1:-1], name)


def _orphans() -> Iterator[Finding]:
    """Files of which nothing on record speaks, not even the history by which a deleted source comes back."""
    things: dict[str, str] = {}
    for name, odd in stored(default_storage):
        things[name] = odd
        if len(things) == CHUNK:
            yield from _unknown(things)
            things = {}
    yield from _unknown(things)


def _unknown(things: dict[str, str]) -> Iterator[Finding]:
    names = [name for name in things if not ODD.search(name)]
    history: type[models.Model] = LetterSource.history.model
    on_record, once = _spoken_of(LetterSource, names), _spoken_of(history, names)
    for name, odd in things.items():
        if name in on_record:
            continue
        if odd:
            advice = "Het komt in geen back-up; haal het zelf weg"
            yield Finding("file-odd", f"bestand {shown(name)}", odd, advice)
        elif name not in once and not _is_new(name):
            advice = "Lees het in met import_letters, of haal het zelf weg"
            yield Finding("file-orphan", f"bestand {name}", "hoort bij geen ontvangen bestand", advice)


def _spoken_of(model: type[models.Model], names: Collection[str]) -> set[str]:
    return set(model._default_manager.filter(file__in=names).values_list("file", flat=True))


def _is_new(name: str) -> bool:
    try:
        changed: datetime = default_storage.get_modified_time(name)
    except (OSError, NotImplementedError):
        return False
    return timezone.now() - changed < ON_ITS_WAY


def repair_size(pks: list[int]) -> int:
    for source in LetterSource.objects.filter(pk__in=pks):
        source.size = measure(source.file.storage, source.file.name or "")[1]
        stamp(source)
        source.save(update_fields=["size"])
    return len(pks)


REPAIRS = {"file-size": repair_size}
