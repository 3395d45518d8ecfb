"""Putting a back-up back: everything is looked at before anything is touched, and the index is made to build itself anew."""

import shutil
import uuid
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from agenda_tracker.integrity.files import ODD, measure, shown, stored, why_odd
from agenda_tracker.models import JournalHead

from .archive import DATABASES, UPLOADS, members, verified, workplace
from .making import ENGINES, Say
from .manifest import Manifest, Member, Refused

# A site that was only set up has rows here; they come back with the back-up.
SET_UP = {"agenda_tracker_cache"}
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(path: Path, say: Say, *, force: bool = False) -> tuple[Manifest, list[str]]:
    """Makes this site what the back-up says; returns its manifest, and in sentences what is left to do.

    Raises Refused, or OSError when the disk fails; then the database is as it was. All that can be known of an archive is
    looked at before anything is touched. Originals come first, since a row must have its file; the database follows in one step.
    """
    say("controleren")
    manifest = verified(path)
    refuse_unfit(manifest)
    if not force:
        refuse_when_in_use()
    engine = ENGINES[connection.vendor]
    with workplace(Path(settings.DATA_DIR)) as place:
        ready = engine.prepared(_unpacked(path, place), place, manifest)
        say("originelen")
        notes = _put_files_back(path, manifest)
        say("database")
        notes += engine.put_back(ready, place, manifest)
    say("migraties")
    call_command("migrate", verbosity=0, interactive=False)
    _call_it_another_site()
    return manifest, notes + _left_over(manifest)


def examined(path: Path) -> Manifest:
    """All that `restore` looks at before it touches anything. Raises Refused when the archive cannot be put back here."""
    manifest = verified(path)
    refuse_unfit(manifest)
    with workplace(Path(settings.DATA_DIR)) as place:
        ENGINES[connection.vendor].prepared(_unpacked(path, place), place, manifest)
    return manifest


def refuse_unfit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        of, here = NAMES.get(manifest.engine, manifest.engine), NAMES[connection.vendor]
        raise Refused(f"Deze back-up is van een site op {of}; deze site gebruikt {here}. Er is niets gewijzigd.")
    if [name for name in DATABASES if name in manifest.files] != [ENGINES[connection.vendor].MEMBER]:
        raise Refused("De back-up is beschadigd: de database erin is niet van het soort dat de inhoudsopgave noemt.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}}
    mine = {app.split(".")[0] for app in known}
    newer = sorted(name for name in manifest.migrations if name.split(".")[0] in mine and name not in known)
    if newer:
        raise Refused(
            f"Deze back-up is gemaakt met een nieuwere versie van Agendavolger ({newer[-1]}). Installeer die eerst; "
            "er is niets gewijzigd."
        )


def refuse_when_in_use() -> None:
    if not ENGINES[connection.vendor].is_there():
        return
    try:
        full = [name for name in connection.introspection.table_names() if _is_used(name)]
    except DatabaseError as error:
        raise Refused(
            f"De database van deze site is niet te lezen ({error}). Is hij beschadigd, dan komt met --force de back-up "
            "ervoor in de plaats. Er is niets gewijzigd."
        ) from error
    if full:
        raise Refused(
            f"Deze site is niet leeg ({', '.join(sorted(full)[:3])}); wat er staat, zou verdwijnen. Maak eerst een back-up "
            "en gebruik dan --force. Er is niets gewijzigd."
        )


def _is_used(table: str) -> bool:
    if table in SET_UP or not (table.startswith("agenda_tracker_") or table == "auth_user"):
        return False
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608
        return cursor.fetchone() is not None


def _unpacked(path: Path, place: Path) -> Path:
    """The database of an archive, which is the first file in it."""
    inside = members(path)
    name, stream = next(inside)
    with (place / name).open("wb") as file:
        shutil.copyfileobj(stream, file, 1 << 20)
    return place / name


def _put_files_back(path: Path, manifest: Manifest) -> list[str]:
    """Returns in sentences what of the archive no storage takes: a name that a file system knows and an address does not.

    Raises Refused when what is stored is not what the manifest says, also when that happens on the way.
    """
    notes = []
    for member, stream in members(path):
        if not member.startswith(UPLOADS):
            continue
        name = member.removeprefix(UPLOADS)
        if ODD.search(name):
            notes.append(
                f"Niet teruggezet, want de naam kan hier niet: {shown(name)}. Haal het zo nodig met tar uit {path}."
            )
        else:
            _store(name, stream, manifest.files[member])
    return notes


def _store(name: str, stream: IO[bytes], member: Member) -> None:
    """A file that is there already as it must be is left alone; one of the same name that is otherwise is replaced."""
    if default_storage.exists(name):
        if not why_odd(default_storage, name) and measure(default_storage, name) == (member.sha256, member.size):
            return
        default_storage.delete(name)
    kept = default_storage.save(name, File(stream, name=PurePosixPath(name).name))
    if kept != name or measure(default_storage, kept) != (member.sha256, member.size):
        raise Refused(f"Het origineel {name} kwam niet goed in de opslag. De database is niet gewijzigd.")


def _left_over(manifest: Manifest) -> list[str]:
    """Nothing is removed: who put back the wrong archive wants them back, and the storage may hold more than originals."""
    others = [shown(name) for name, _why in stored(default_storage) if UPLOADS + name not in manifest.files]
    if not others:
        return []
    return [
        f"In de opslag staat nog wat niet in deze back-up zit: {', '.join(others[:3])} ({len(others)}). "
        "check_integrity noemt alles wat nergens bij hoort; haal dat zelf weg."
    ]


def _call_it_another_site() -> None:
    """The journal may have gone back in time: what was derived from its later lines belongs to a site of another name."""
    JournalHead.objects.filter(pk=1).update(site=uuid.uuid4())
