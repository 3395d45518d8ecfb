"""The lines of the journal that the sample would have written had it been published letter by letter."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from agenda_tracker.models import JournalHead, PublicChange

from .rows import Rows

BECAME, CEASED = PublicChange.Change.BECAME, PublicChange.Change.CEASED
Line = tuple[datetime, str, int, PublicChange.Change, int | None]


def begin(at: datetime) -> None:
    """What the journal told already is from that moment at the latest, so that lines of long ago can follow it."""
    PublicChange.objects.filter(at__gt=at).update(at=at)


class Journal:
    """Holds lines back until nothing earlier can follow, and numbers them in the order of their time."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        JournalHead.objects.get_or_create(pk=1)
        self.number = JournalHead.objects.get(pk=1).number
        self._shown: dict[str, set[int]] = defaultdict(set)
        self._waiting: list[Line] = []

    def became(self, at: datetime, kind: str, pks: Iterable[int], letter: int | None = None) -> None:
        """These are public from then on."""
        self._waiting += [(at, kind, pk, BECAME, letter) for pk in pks]

    def once(self, at: datetime, kind: str, pks: Iterable[int], letter: int | None = None) -> None:
        """These are public from then on, unless they were so already."""
        new = [pk for pk in pks if pk not in self._shown[kind]]
        self._shown[kind].update(new)
        self.became(at, kind, new, letter)

    def passing(self, at: datetime, kind: str, pks: Iterable[int], letter: int) -> None:
        """These were public for a month, until their letter was withdrawn."""
        for pk in pks:
            self._waiting.append((at, kind, pk, BECAME, letter))
            self._waiting.append((at + timedelta(days=30), kind, pk, CEASED, letter))

    def meeting_is_done(self) -> None:
        """No other letter treats it or its items."""
        self._shown["meeting"].clear()
        self._shown["item"].clear()

    def release(self, before: datetime | None = None) -> None:
        """Give numbers to the lines from before a moment, or to all that wait."""
        self._waiting.sort(key=lambda line: line[0])
        ready = [line for line in self._waiting if before is None or line[0] < before]
        del self._waiting[: len(ready)]
        for at, kind, pk, change, letter in ready:
            self.number += 1
            self.rows.changes.add(number=self.number, kind=kind, object_id=pk, change=change, letter_id=letter, at=at)

    def keep_head(self) -> None:
        """Note the last number given, in the transaction that writes the lines."""
        JournalHead.objects.filter(pk=1).update(number=self.number)
