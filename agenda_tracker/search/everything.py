"""The search over everything: positions, letters, meetings, topics and papers in one list, the best first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import GovernmentPosition

from .filters import AgendaFilter
from .lines import PositionLine, still_public
from .ranking import Found
from .schema import KINDS

# How a kind is called in the plural, and the list that has only that kind; topics and papers have no list with words.
NAMES = {
    "position": (_("standpunten"), "positions"),
    "letter": (_("brieven"), "letters"),
    "meeting": (_("vergaderingen"), "meetings"),
    "topic": (_("thema’s"), ""),
    "kamerstuk": (_("Kamerstukken"), ""),
    "dossier": (_("dossiers"), ""),
}


Source = Callable[[list[int]], dict[int, Any]]


@dataclass(frozen=True)
class Result:
    """One row of the search: what it is, and the record."""

    kind: str
    record: Any


@dataclass(frozen=True)
class Tab:
    """How many results are of one kind; `listing` names the list page that shows them all, "" when there is none."""

    kind: str
    name: str
    count: int
    listing: str


class EverythingFilter(AgendaFilter):
    """All kinds at once. Only the index can answer it, which has the lines of positions; `sources` gives the public rows of
    every other kind by their ids.
    """

    documents = KINDS

    def __init__(self, data: Any, sources: dict[str, Source]) -> None:
        self.sources = sources
        super().__init__(data, queryset=GovernmentPosition.objects.none())

    def conditions(self) -> list[models.Q]:
        """None: the database has no answer to this."""
        return []

    @property
    def prints_lines(self) -> bool:
        return True

    def rows_of(self, found: list[Found], lines: dict[int, PositionLine]) -> list[Any]:
        rows: dict[Found, Any] = {("position", pk): line for pk, line in still_public(lines).items()}
        for kind in {kind for kind, _pk in found} - {"position"}:
            pks = [pk for one, pk in found if one == kind]
            rows |= {(kind, pk): row for pk, row in self.sources[kind](pks).items()}
        return [Result(name[0], rows[name]) for name in found if name in rows]

    @property
    def tabs(self) -> list[Tab]:
        """One for every kind that has results, in a fixed order."""
        counts: Mapping[str, int] = self.by_index(lambda answer: answer.kinds()) or {}
        return [
            Tab(kind, str(name), counts[kind], listing) for kind, (name, listing) in NAMES.items() if counts.get(kind)
        ]
