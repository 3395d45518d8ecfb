"""The pictures of a topic page, as shapes to be drawn: the timeline, stances by year, amounts.

Horizontal places are per cents of the width, so that a picture fits any screen and its letters keep their size; vertical
ones are pixels. Both are text, so that no template writes a decimal comma into an SVG.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.models.dates import long_date
from agenda_tracker.search import counted
from agenda_tracker.search.through_time import Amount, Lane, MeetingTally, clusters

# Of the timeline: the height of the years above, of a lane, of the line in it; how many marks at most, how near at least.
YEARS, LANE, LINE = 24, 58, 38
MOST_MARKS, APART = 60, 0.066
MOST_YEARS = 9
# Of the bars.
ROW, BAR = 28, 18
WIDEST = 66.0
AMOUNTS_FROM = 33
STANCES = ("supportive", "conditional", "", "reserved", "critical", "opposed")


@dataclass(frozen=True)
class Mark:
    """One meeting, or some that lie close together: `meeting` is the newest of them."""

    x: str
    y: int
    text_y: int
    radius: int
    count: int
    label: str
    meeting: int


@dataclass(frozen=True)
class DrawnLane:
    name: str
    name_y: int
    line_y: int
    marks: list[Mark]


@dataclass(frozen=True)
class Timeline:
    lanes: list[DrawnLane]
    years: list[tuple[str, int]]
    height: int


def timeline(lanes: Sequence[Lane]) -> Timeline | None:
    """None when there are not two meetings to set apart in time."""
    if sum(len(lane.meetings) for lane in lanes) < 2:
        return None
    start = date(min(lane.meetings[0].day for lane in lanes).year, 1, 1)
    end = date(max(lane.meetings[-1].day for lane in lanes).year, 12, 31)
    days = [[tally.day.toordinal() for tally in lane.meetings] for lane in lanes]
    apart = APART * (end - start).days
    while (groups := [list(clusters(some, apart)) for some in days]) and sum(map(len, groups)) > MOST_MARKS:
        apart *= 1.5
    drawn = [_lane(lane, groups[place], YEARS + LANE * place, start, end) for place, lane in enumerate(lanes)]
    return Timeline(drawn, _years(start, end), YEARS + LANE * len(lanes))


def _lane(lane: Lane, groups: Sequence[tuple[int, int]], top: int, start: date, end: date) -> DrawnLane:
    marks = [_mark(lane.name, lane.meetings[one:other], top + LINE, start, end) for one, other in groups]
    return DrawnLane(lane.name, top + 18, top + LINE, marks)


def _mark(name: str, group: Sequence[MeetingTally], y: int, start: date, end: date) -> Mark:
    count = sum(tally.count for tally in group)
    oldest, newest = group[0], group[-1]
    when = long_date(newest.day) if len(group) == 1 else f"{long_date(oldest.day)} – {long_date(newest.day)}"
    many = "" if len(group) == 1 else f" {_('bij')} {counted(len(group), _('vergadering'), _('vergaderingen'))}"
    label = f"{name}, {when}: {counted(count, _('standpunt'), _('standpunten'))}{many}"
    middle = (_share(oldest.day, start, end) + _share(newest.day, start, end)) / 2
    return Mark(_across(middle), y, y + 5, 12 if count < 100 else 15, count, label, newest.meeting)


def _share(day: date, start: date, end: date) -> float:
    """Where a day lies between two others, from 0 to 1."""
    return (day - start).days / max(1, (end - start).days)


def _across(part: float) -> str:
    """Room is left at both edges for half a mark."""
    return f"{3 + 94 * part:.2f}%"


def _years(start: date, end: date) -> list[tuple[str, int]]:
    """Where a year begins, for so many years as can be read."""
    years = range(start.year, end.year + 1)
    step = -(-len(years) // MOST_YEARS)
    return [(_across(_share(date(year, 1, 1), start, end)), year) for year in years[::step]]


@dataclass(frozen=True)
class Segment:
    stance: str
    label: str
    x: str
    width: str
    middle: str
    count: int
    roomy: bool


@dataclass(frozen=True)
class YearBar:
    year: int
    y: int
    text_y: int
    segments: list[Segment]
    count: int
    end: str


@dataclass(frozen=True)
class StanceChart:
    """Bars of the years, the newest first; `columns` are the stances that occur, in the order of the bars."""

    bars: list[YearBar]
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
    most = max(counts.total() for _year, counts in years)
    bars = [_year_bar(year, counts, columns, most, ROW * place) for place, (year, counts) in enumerate(years)]
    rows = [(year, [counts[one] for one in occurring], counts.total()) for year, counts in years]
    return StanceChart(bars, columns, rows, ROW * len(years))


def _year_bar(year: int, counts: Counter[str], columns: Sequence[tuple[str, str]], most: int, top: int) -> YearBar:
    x, segments = 15.0, []
    for stance, label in columns:
        width = WIDEST * counts[stance] / most
        if width:
            middle = f"{x + width / 2:.2f}%"
            segments.append(
                Segment(stance or "none", label, f"{x:.2f}%", f"{width:.2f}%", middle, counts[stance], width >= 6)
            )
        x += width
    return YearBar(year, top + 4, top + 4 + 14, segments, counts.total(), f"{x:.2f}%")


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
