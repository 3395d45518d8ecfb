"""How complete the data are: what there is in all, and per body and year how many meetings have their letters."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef

from agenda_tracker.models import Formation, GovernmentPosition, Letter, LetterMeeting, MinisterialMeeting

from .kept import once_per_head

# Columns of the table; what is older is taken together.
YEARS = 6


@dataclass(frozen=True)
class Cell:
    """Of one body in one year: letters on its meetings, and meetings that are over without any."""

    letters: int = 0
    missing: int = 0


@dataclass
class BodyRow:
    formation: Formation
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Completeness:
    """`years` are the columns, the newest first; with `earlier`, one more column holds all years before."""

    letters: int
    positions: int
    meetings: int
    without_meeting: int
    years: list[int]
    earlier: bool
    rows: list[BodyRow]

    @property
    def columns(self) -> int:
        """Of the table, with the name of the body."""
        return 1 + len(self.years) + self.earlier


@once_per_head
def completeness(today: date) -> Completeness:
    """Six queries, however much there is; all of it public."""
    counted = _counted(today)
    newest = sorted({year for _body, year in counted}, reverse=True)
    years, earlier = newest[:YEARS], len(newest) > YEARS
    bodies = Formation.objects.public().in_bulk({body for body, _year in counted})
    ordered = sorted(bodies.values(), key=lambda one: (one.get_organisation_display(), one.name_key))
    public = Letter.objects.public()
    treated = LetterMeeting.objects.filter(letter=OuterRef("pk"))
    return Completeness(
        letters=public.count(),
        positions=GovernmentPosition.objects.public().count(),
        meetings=MinisterialMeeting.objects.public().count(),
        without_meeting=public.filter(~Exists(treated)).count(),
        years=years,
        earlier=earlier,
        rows=[BodyRow(body, _cells(body.pk, counted, years, newest[YEARS:])) for body in ordered],
    )


def _cells(body: int, counted: dict[Any, Cell], years: list[int], older: list[int]) -> list[Cell]:
    cells = [counted.get((body, year), Cell()) for year in years]
    return [*cells, _sum(counted.get((body, year), Cell()) for year in older)] if older else cells


def _sum(cells: Iterable[Cell]) -> Cell:
    found = list(cells)
    return Cell(sum(cell.letters for cell in found), sum(cell.missing for cell in found))


def _counted(today: date) -> dict[tuple[int, int], Cell]:
    """By body and year of the meeting: letters on it, each once, and meetings that ended without one."""
    year, public = "start_date__year", Letter.objects.public()
    treatments = LetterMeeting.objects.filter(public.of()).order_by()
    letters = treatments.values_list("meeting__formation", f"meeting__{year}").annotate(Count("letter", distinct=True))
    silent = ~Exists(LetterMeeting.objects.filter(public.of(), meeting=OuterRef("pk")).order_by())
    held = (
        MinisterialMeeting.objects.public().filter(silent, end_date__lt=today).exclude(state__in=("cancelled", "moved"))
    )
    missing = held.order_by().values_list("formation", year).annotate(Count("pk"))
    found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for body, of_year, number in letters:
        found[body, of_year][0] = number
    for body, of_year, number in missing:
        found[body, of_year][1] = number
    return {key: Cell(*numbers) for key, numbers in found.items()}
