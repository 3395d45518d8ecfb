"""Choices that are one click: periods that people ask for, and the order of a list."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from .describe import address
from .filters import AgendaFilter


@dataclass(frozen=True)
class Choice:
    """A link to the same list with one thing different; `current` when it is so already."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both included."""

    name: str
    start: date
    end: date


def months_away(day: date, months: int) -> date:
    """The same day of another month, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4)
def periods(today: date, *, ahead: bool) -> list[Period]:
    """The periods to offer; `ahead` for lists that also hold what is still to come."""
    found = [
        Period(_("dit jaar"), date(today.year, 1, 1), date(today.year, 12, 31)),
        Period(_("laatste 12 maanden"), months_away(today, -12) + timedelta(days=1), today),
        Period(_("laatste 4 weken"), today - timedelta(days=27), today),
    ]
    return [*found, Period(_("komende 3 maanden"), today, months_away(today, 3))] if ahead else found


def period_links(selection: AgendaFilter, today: date) -> list[Choice]:
    """The same selection in each period; a year that was chosen gives way, and so does the page."""
    asked = (selection.chosen.get("date_from"), selection.chosen.get("date_to"))
    return [
        Choice(
            period.name,
            address(
                selection.data,
                without={"year", "page"},
                date_from=period.start.isoformat(),
                date_to=period.end.isoformat(),
            ),
            asked == (period.start, period.end),
        )
        for period in periods(today, ahead=selection.looks_ahead)
    ]


def sort_links(selection: AgendaFilter) -> list[Choice]:
    """The orders of this list; the usual one has no parameter. By relevance only for words that the index knows."""
    found = []
    for option in selection.form.fields["sort"].options.values():
        if option.slug == "relevance" and ("q" not in selection.chosen or selection.answer is None):
            continue
        usual = option.slug == selection.unsaid_sort
        changed = {} if usual else {"sort": option.slug}
        url = address(selection.data, without={"sort", "page"}, **changed)
        found.append(Choice(option.name, url, option.slug == selection.sorted_by))
    return found
