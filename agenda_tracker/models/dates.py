"""Dates in Dutch words."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Of what this site is about; a year outside these is a slip of the pen.
YEARS = range(1945, 2101)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905


def in_these_years(day: date) -> None:
    """Raises ValidationError for a day that a clerk cannot have meant: of the year 24, or 2924."""
    if day.year not in YEARS:
        raise ValidationError(
            _("Het jaar %(year)d kan niet kloppen. Schrijf een jaar van %(first)d tot en met %(last)d."),
            params={"year": day.year, "first": YEARS[0], "last": YEARS[-1]},
        )


def long_date(day: date) -> str:
    """`17 oktober 2024`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_span(start: date, end: date) -> str:
    """One day or several in words: `17 en 18 oktober 2024`, `30 november t/m 2 december 2024`."""
    if start == end:
        return long_date(start)
    joiner = "en" if (end - start).days == 1 else "t/m"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} {joiner} {long_date(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} {joiner} {long_date(end)}"
    return f"{long_date(start)} {joiner} {long_date(end)}"
