"""Making a back-up: the database first, then the originals, which are stored before a row speaks of them."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from agenda_tracker.integrity.files import shown, stored

from . import postgresql, sqlite
from .archive import UPLOADS, Writer, verified, workplace, writing
from .manifest import Manifest, Refused
from .snapshot import Snapshot

ENGINES: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}
Say = Callable[[str], None]


def destination(told: str) -> Path:
    """A folder gets a file named for the moment. Raises Refused when there is no such folder, or it is the storage's."""
    path = Path(told)
    folder = path if path.is_dir() or told.endswith("/") else path.parent
    if not folder.is_dir():
        raise Refused(f"De map {folder} bestaat niet.")
    if _is_in_storage(folder):
        raise Refused(f"De map {folder} is van de originelen, en komt zelf in elke back-up; kies een map daarbuiten.")
    return path / f"agendavolger-{timezone.localtime():%Y%m%d-%H%M%S}.tar" if path.is_dir() else path


def _is_in_storage(folder: Path) -> bool:
    try:
        root = Path(default_storage.path(""))
    except NotImplementedError:  # no file system
        return False
    return folder.resolve().is_relative_to(root.resolve())


def make_backup(path: Path, say: Say, *, force: bool = False) -> tuple[Manifest, list[str]]:
    """Writes the archive, reads it back, and returns what is in it, with what was amiss already in sentences.

    Raises Refused or OSError; then there is no archive, nor half of one.
    """
    if path.exists() and not force:
        raise Refused(f"{path} bestaat al; kies een andere naam, of gebruik --force.")
    engine = ENGINES[connection.vendor]
    _refuse_without_site(engine)
    with workplace(path.parent) as place:
        say("database")
        with engine.copied(place) as snapshot, writing(place, path, force=force) as writer:
            with snapshot.path.open("rb") as copy:
                writer.add(snapshot.member, copy, snapshot.path.stat().st_size)
            snapshot.path.unlink()
            say("originelen")
            amiss = _add_originals(writer, snapshot)
            writer.close(_manifest(snapshot, writer))
    say("nalezen")
    return verified(path), amiss


def _refuse_without_site(engine: Any) -> None:
    """Looked at first, since SQLite makes a database of any name that it is given."""
    if not engine.is_there() or "django_migrations" not in connection.introspection.table_names():
        raise Refused(
            f"Er is geen site in de database {connection.settings_dict['NAME']}: kijk naar AGENDAVOLGER_DATA_DIR en "
            "DATABASE_URL, of draai migrate. Er is geen back-up gemaakt."
        )


def _add_originals(writer: Writer, snapshot: Snapshot) -> list[str]:
    """Every plain file in the storage, wherever that is; returns in sentences what is amiss there."""
    wrong, odd = dict(snapshot.originals), []
    for name, why in stored(default_storage):
        if why:
            odd.append(f"{shown(name)} ({why})")
            continue
        with default_storage.open(name) as file:
            member = writer.add(UPLOADS + name, file, default_storage.size(name))
        if wrong.get(name) == member.sha256:
            del wrong[name]
    told = (("ontbraken al of waren al anders", sorted(map(shown, wrong))), ("komen niet in een back-up", odd))
    return [f"Let op: {what}: {', '.join(some[:5])} ({len(some)})." for what, some in told if some]


def _manifest(snapshot: Snapshot, writer: Writer) -> Manifest:
    return Manifest(
        version=version("agendavolger"),
        created=timezone.localtime().isoformat(timespec="seconds"),
        engine=connection.vendor,
        site=snapshot.site,
        migrations=snapshot.migrations,
        tables=snapshot.tables,
        files=writer.files,
    )
