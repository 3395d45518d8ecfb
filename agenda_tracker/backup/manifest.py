"""What a back-up says of itself: what is in it, of which moment, and the checksum of every file."""

import json
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "agendavolger-backup-1"


class Refused(Exception):
    """It is not done, and no record was touched; the message says why in Dutch."""


@dataclass(frozen=True)
class Member:
    """A file in the archive: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`migrations` are `app.name`, applied; `tables` hold rows by table; `created` is ISO 8601 with its offset."""

    version: str
    created: str
    engine: str
    site: str
    migrations: list[str]
    tables: dict[str, int]
    files: dict[str, Member]

    def as_bytes(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode("ascii")

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def read_manifest(data: bytes) -> Manifest:
    """Raises Refused when these bytes are no manifest that this release knows."""
    try:
        told: dict[str, Any] = json.loads(data)
        if told.pop("format") != FORMAT:
            raise Refused("Deze back-up heeft een indeling die deze versie van Agendavolger niet kent.")
        told["files"] = {name: Member(**member) for name, member in told["files"].items()}
        manifest = Manifest(**told)
        if not _is_sound(manifest):
            raise ValueError
        return manifest
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("De inhoudsopgave van deze back-up is beschadigd.") from error


def _is_sound(manifest: Manifest) -> bool:
    """Whether everything in it is of the kind that it must be: a seal says only that nobody altered it by accident."""
    texts = [manifest.version, manifest.created, manifest.engine, manifest.site, *manifest.migrations, *manifest.tables]
    numbers = [*manifest.tables.values(), *(member.size for member in manifest.files.values())]
    lists = isinstance(manifest.migrations, list) and isinstance(manifest.tables, dict)
    return lists and all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)
