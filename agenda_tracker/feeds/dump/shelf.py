"""Which dumps there are, and which of them must no longer be given away."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from agenda_tracker.models import PublicChange, seen_head
from agenda_tracker.search.numbers import decimals, thousands

HIDDEN, MANIFEST = ".part-", "dump.json"
STEM = re.compile(r"agendavolger-\d{8}-\d{6}-\d{1,19}", re.ASCII)
# What has text of its own that may have to go; a merged topic is no reason to take a dump away.
TEXTS = ("letter", "position")


@dataclass(frozen=True)
class File:
    name: str
    size: int
    sha256: str

    @property
    def is_sqlite(self) -> bool:
        return self.name.endswith("-sqlite.zip")

    @property
    def in_words(self) -> str:
        """`75,1 MB`, `12 kB`."""
        if self.size < 1_000_000:
            return f"{thousands(-(-self.size // 1000))}\u00a0kB"
        return f"{decimals(Decimal(self.size / 1_000_000).quantize(Decimal('0.1')))}\u00a0MB"


@dataclass(frozen=True)
class Dump:
    """What the folder of a dump says is in it; `journal_at` in ISO 8601, "" while nothing was ever public."""

    stem: str
    made_at: datetime
    site: str
    journal_number: int
    journal_at: str
    files: list[File]
    rows: dict[str, int]

    def as_json(self) -> str:
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1) + "\n"

    @property
    def day(self) -> date:
        return timezone.localdate(self.made_at)

    @property
    def journal_day(self) -> date | None:
        return timezone.localdate(datetime.fromisoformat(self.journal_at)) if self.journal_at else None


def shelf_folder() -> Path:
    return Path(settings.DUMP_DIR)


def dumps(shelf: Path) -> list[Dump]:
    """The newest first; a folder that is no dump, or no longer a whole one, is passed over."""
    folders = shelf.glob("agendavolger-*") if shelf.is_dir() else []
    found = [dump for dump in map(read_dump, folders) if dump is not None]
    return sorted(found, key=lambda dump: (dump.made_at, dump.journal_number), reverse=True)


def read_dump(folder: Path) -> Dump | None:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told["made_at"] = datetime.fromisoformat(told["made_at"])
        told["files"] = [File(**one) for one in told["files"]]
        dump = Dump(**told)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return dump if dump.stem == folder.name and STEM.fullmatch(dump.stem) else None


def withheld(there: Iterable[Dump]) -> set[str]:
    """Those made before a letter or position ceased to be public, and those of another journal. Two queries at most."""
    there = list(there)
    head = seen_head()
    number, site = (head.number, head.site) if head else (0, "")
    ours = [dump for dump in there if dump.site in (site, "") and dump.journal_number <= number]
    stale = {dump.stem for dump in there} - {dump.stem for dump in ours}
    if ours:
        last = _last_ceased(min(dump.journal_number for dump in ours))
        stale |= {dump.stem for dump in ours if dump.journal_number < last}
    return stale


def _last_ceased(after: int) -> int:
    since = PublicChange.objects.filter(number__gt=after, change=PublicChange.Change.CEASED, kind__in=TEXTS)
    return since.aggregate(last=Max("number"))["last"] or 0
