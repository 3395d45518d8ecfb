"""Who signed the public letters: a surname in the search box leads to the letters of that office and time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.utils.translation import gettext as _

from agenda_tracker.models import Letter, Signatory
from agenda_tracker.models.dates import long_date
from agenda_tracker.models.prepared import Prepared

from .addresses import address
from .kept import once_per_head
from .numbers import counted
from .words import tokens

# Letters of a surname; initials have fewer.
SHORTEST = 3
MOST = 5


@dataclass(frozen=True)
class Signer:
    """One person in one office: how many public letters, of which days, and for meetings of which days."""

    name: str
    office: str
    ministry: str
    slug: str
    count: int
    letters: tuple[date, date]
    meetings: tuple[date, date] | None

    @property
    def told(self) -> str:
        """`Ondertekende 12 brieven, van 3 oktober 2024 tot en met 5 mei 2025.`"""
        first, last = map(long_date, self.letters)
        when = f"{_('op')} {first}" if first == last else f"{_('van')} {first} {_('tot en met')} {last}"
        return f"{_('Ondertekende')} {counted(self.count, _('brief'), _('brieven'))}, {when}."

    @property
    def query_of_letters(self) -> str:
        """The list of letters of that ministry in that time; the list knows no persons."""
        return self._query(self.letters)

    @property
    def query_of_positions(self) -> str:
        """As `query_of_letters`, by the days of the meetings; "" for letters about no meeting."""
        return self._query(self.meetings) if self.meetings else ""

    def _query(self, period: tuple[date, date]) -> str:
        first, last = (day.isoformat() for day in period)
        return address({"ministry": self.slug, "date_from": first, "date_to": last}, without=())


def signers(text: str) -> list[Signer]:
    """Those whose surname is among these words, the last to sign first; no query for words that are nobody's name."""
    known = _by_surname()
    printed = {name for token in tokens(text) for name in known.get(token.text, ())}
    found = [_signer(*row) for row in _SIGNED(sorted(printed))] if printed else []
    return sorted(found, key=lambda one: one.letters[1], reverse=True)[:MOST]


@once_per_head
def _by_surname() -> dict[str, set[str]]:
    """Surname → names as printed; also of letters that are not public, which `signers` leaves out."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in Signatory.objects.exclude(name_as_printed="").order_by().values_list("name_as_printed").distinct():
        for surname in _surnames(name[0]):
            found[surname].add(name[0])
    return dict(found)


def _surnames(name: str) -> Iterable[str]:
    """The words of the last part: `vries` of `A. de Vries`, both of `B. Visser-Jansen`."""
    last = name.split()[-1:]
    return [token.text for part in last for token in tokens(part) if len(token.text) >= SHORTEST]


def _signed(names: list[str]) -> "QuerySet[Signatory, Any]":
    who = ("name_as_printed", "office__name", "office__ministry__name", "office__ministry__slug")
    rows = Signatory.objects.filter(Letter.objects.public().of(), name_as_printed__in=names, office__isnull=False)
    meeting = "letter__treatments__meeting__start_date"
    days = (Min("letter__date"), Max("letter__date"), Min(meeting), Max(meeting))
    return rows.order_by().values_list(*who).annotate(Count("letter", distinct=True), *days)


_SIGNED: Prepared[Any] = Prepared(_signed)


def _signer(*row: Any) -> Signer:
    name, office, ministry, slug, count, first, last, first_meeting, last_meeting = row
    meetings = (first_meeting, last_meeting) if first_meeting else None
    return Signer(name, office, ministry, slug, count, (first, last), meetings)
