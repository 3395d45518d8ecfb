"""The originals: every file that is on record is in the storage as it was received, and nothing else is."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage, default_storage
from django.db import models
from django.utils import timezone

from agenda_tracker.models import LetterSource

from .finding import CHUNK, Finding, each, named, stamp

FOLDER = "originals"
# A file is stored before it is on record: what is so young may still be on its way.
ON_ITS_WAY = timedelta(minutes=15)
FROM_BACKUP = "Zet het bestand terug uit een back-up, of lever het opnieuw aan"


def find() -> Iterator[Finding]:
    for source in each(LetterSource.objects.exclude(file="", sha256="")):
        yield from _of_one(source)
    yield from _orphans()


def _of_one(source: LetterSource) -> Iterator[Finding]:
    if not source.file or not source.sha256:
        yield Finding("file-record", named(source), "heeft een bestand of een SHA-256, niet beide", FROM_BACKUP)
        return
    try:
        digest, size = measure(source.file.storage, source.file.name or "")
    except OSError as error:
        wrong = f"het bestand {source.file.name} is niet te lezen ({error.strerror or error})"
        yield Finding("file-missing", named(source), wrong, FROM_BACKUP)
        return
    if digest != source.sha256:
        yield Finding(
            "file-hash", named(source), f"het bestand {source.file.name} is niet meer zoals ontvangen", FROM_BACKUP
        )
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


def stored_names(storage: Storage, folder: str = FOLDER) -> Iterator[str]:
    """Every file below a folder of the storage, in order of name; "" stands for all of it."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    before = f"{folder}/" if folder else ""
    yield from (before + name for name in sorted(files))
    for name in sorted(folders):
        yield from stored_names(storage, before + name)


def _orphans() -> Iterator[Finding]:
    """Files of which nothing on record speaks, not even the history by which a deleted source comes back."""
    names: list[str] = []
    for name in stored_names(default_storage):
        names.append(name)
        if len(names) == CHUNK:
            yield from _unknown(names)
            names = []
    yield from _unknown(names)


def _unknown(names: list[str]) -> Iterator[Finding]:
    known: set[str] = set()
    history: type[models.Model] = LetterSource.history.model
    for model in (LetterSource, history):
        known |= set(model._default_manager.filter(file__in=names).values_list("file", flat=True))
    for name in names:
        if name not in known and not _is_new(name):
            advice = "Lees het in met import_letters, of haal het zelf weg"
            yield Finding("file-orphan", f"bestand {name}", "hoort bij geen ontvangen bestand", advice)


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
