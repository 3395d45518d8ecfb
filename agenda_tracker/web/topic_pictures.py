"""The pictures of a topic page, as shapes to be drawn: the timeline, stances by year, amounts.

Horizontal places are per cents of the width, so that a picture fits any screen and its letters keep their size; vertical
ones are pixels. What there are many of, marks and bars, is written here: a template takes longer over each.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.models.dates import long_date
from agenda_tracker.search import counted
from agenda_tracker.search.through_time import Amount, ByMeeting, Lane, clusters

from .printed import escape

# Of the timeline: the height of the years above, of a lane, of the line in it; how many marks at most, how near at least.
YEARS, LANE, LINE = 24, 58, 38
MOST_MARKS, APART = 42, 0.066
MOST_YEARS = 9
# Of the bars.
ROW = 28
# So many years are drawn; all are in the table.
MOST_BARS = 10
WIDEST = 66.0
AMOUNTS_FROM = 33
STANCES = ("supportive", "conditional", "", "reserved", "critical", "opposed")


# Where on the site a meeting is shown, by its place among all.
AddressOf = Callable[[int], str]


@dataclass(frozen=True)
class DrawnLane:
    """The line of one body or organisation; `marks` are links, each with how many positions and a title."""

    name: str
    name_y: int
    line_y: int
    marks: SafeString


@dataclass(frozen=True)
class Timeline:
    lanes: list[DrawnLane]
    years: list[tuple[str, int]]
    height: int


def timeline(found: ByMeeting, lanes: Sequence[Lane], address_of: AddressOf) -> Timeline | None:
    """None when there are not two meetings to set apart in time."""
    if len(found.days) < 2:
        return None
    first, last = (date.fromordinal(day).year for day in (found.days[-1], found.days[0]))
    mark = _Marks(found, date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal(), address_of)
    groups = _groups([lane.days for lane in lanes], APART * (mark.end - mark.start))
    drawn = [
        DrawnLane(lane.name, top + 18, top + LINE, mark_safe("".join(mark(lane, *group) for group in groups[place])))  # noqa: S308
        for place, (lane, top) in enumerate(zip(lanes, range(YEARS, YEARS + LANE * len(lanes), LANE), strict=True))
    ]
    return Timeline(drawn, list(mark.years(first, last)), YEARS + LANE * len(lanes))


def _groups(days: Sequence[Sequence[int]], apart: float) -> list[list[tuple[int, int]]]:
    """Of each lane, at least so many days apart, and more where there would be too many together."""
    found: list[list[tuple[int, int]]] = []
    for some in days:
        found.append(list(clusters(some, apart)))
        if sum(map(len, found)) > MOST_MARKS:
            return _groups(days, apart * 1.25)
    return found


class _Marks:
    """Writes marks: one meeting, or some that lie close together, which leads to the newest of them.

    `start` and `end` are the days, as ordinal numbers, at both edges.
    """

    def __init__(self, found: ByMeeting, start: int, end: int, address_of: AddressOf) -> None:
        self.found, self.start, self.end, self.address_of = found, start, end, address_of
        self.positions = _("standpunt"), _("standpunten")
        self.meetings = _("vergadering"), _("vergaderingen")
        self.at = _("bij")

    def __call__(self, lane: Lane, first: int, following: int) -> str:
        places = lane.places[first:following]
        count = sum(map(self.found.positions.__getitem__, places))
        oldest, newest = lane.days[first], lane.days[following - 1]
        when, many = _when(date.fromordinal(oldest), date.fromordinal(newest)), ""
        if len(places) > 1:
            many = f" {self.at} {counted(len(places), *self.meetings)}"
        x = _across((self._share(oldest) + self._share(newest)) / 2)
        label = escape(f"{lane.name}, {when}: {counted(count, *self.positions)}{many}")
        return (
            f'<a href="{escape(self.address_of(places[-1]))}"><title>{label}</title>'
            f'<circle cx="{x}" r="{12 if count < 100 else 15 if count < 1000 else 18}"/><text x="{x}" y="5">{count}</text></a>'
        )

    def _share(self, day: int) -> float:
        """Where a day lies between the edges, from 0 to 1."""
        return (day - self.start) / max(1, self.end - self.start)

    def years(self, first: int, last: int) -> Iterator[tuple[str, int]]:
        """Where a year begins, for so many years as can be read."""
        every = range(first, last + 1)
        step = -(-len(every) // MOST_YEARS)
        return ((_across(self._share(date(year, 1, 1).toordinal())), year) for year in every[::step])


def _when(oldest: date, newest: date) -> str:
    """A day, from day to day, or over many years from year to year."""
    if newest.year - oldest.year > 1:
        return f"{oldest.year} – {newest.year}"
    return long_date(newest) if oldest == newest else f"{long_date(oldest)} – {long_date(newest)}"


def _across(part: float) -> str:
    """Room is left at both edges for half a mark."""
    return f"{3 + 94 * part:.1f}%"


@dataclass(frozen=True)
class StanceChart:
    """Bars of the newest years, the newest first; `columns` are the stances that occur, in the order of the bars.

    `segments` are the bars, by the stance that they are drawn for; `rows` all years as numbers.
    """

    bars: list[tuple[int, int, str, int]]
    segments: list[tuple[str, SafeString]]
    columns: list[tuple[str, str]]
    rows: list[tuple[int, list[int], int]]
    height: int


def stance_chart(years: Sequence[tuple[int, Counter[str]]]) -> StanceChart | None:
    """None when no stance is known, or there is one year only."""
    occurring = [one for one in STANCES if any(counts[one] for _year, counts in years)]
    if len(years) < 2 or occurring in ([], [""]):
        return None
    labels = dict(GovernmentPosition.Stance.choices)
    columns = [(one, str(labels[one])) for one in occurring]
    rows = [(year, [counts[one] for one in occurring], counts.total()) for year, counts in years]
    drawn = rows[:MOST_BARS]
    unit = WIDEST / max(total for _year, _counts, total in drawn)
    bars = [
        (year, ROW * place + 18, f"{15 + unit * total:.1f}%", total) for place, (year, _c, total) in enumerate(drawn)
    ]
    segments = [(code or "none", _segments(place, name, drawn, unit)) for place, (code, name) in enumerate(columns)]
    return StanceChart(bars, segments, columns, rows, ROW * len(drawn))


def _segments(place: int, name: str, rows: Sequence[tuple[int, list[int], int]], unit: float) -> SafeString:
    """What is drawn for one stance, in all years."""
    title = escape(name)
    found = []
    for row, (_year, counts, _total) in enumerate(rows):
        if count := counts[place]:
            x = 15 + unit * sum(counts[:place])
            found.append(
                f'<rect x="{x:.1f}%" y="{ROW * row + 4}" width="{unit * count:.1f}%">'
                f"<title>{title}: {count}</title></rect>"
            )
    return mark_safe("".join(found))  # noqa: S308 (numbers, and a name that is escaped)


@dataclass(frozen=True)
class AmountBar:
    amount: Amount
    when: str
    y: int
    text_y: int
    width: str
    end: str


@dataclass(frozen=True)
class AmountChart:
    bars: list[AmountBar]
    height: int


def amount_chart(amounts: Sequence[Amount]) -> AmountChart | None:
    """None when there are not two amounts to set beside each other."""
    most = max((one.value for one in amounts), default=0)
    if len(amounts) < 2 or most <= 0:
        return None
    return AmountChart([_amount_bar(one, ROW * place, most) for place, one in enumerate(amounts)], ROW * len(amounts))


def _amount_bar(one: Amount, top: int, most: Any) -> AmountBar:
    width = 0.0 if one.value < 0 else 30.0 * float(one.value / most)
    when = f"{one.day.day}-{one.day.month}-{one.day.year}"
    return AmountBar(one, when, top + 4, top + 18, f"{max(width, 0.4):.2f}%", f"{AMOUNTS_FROM + width:.2f}%")
