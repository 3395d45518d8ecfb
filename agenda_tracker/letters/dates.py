"""Meeting dates in Dutch phrases: single days, ranges, lost dashes, missing years."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT_MONTHS = {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
                "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12}  # fmt: skip
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | SHORT_MONTHS

_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:ochtend|middag|avond)?\s{1,3})?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:" + "|".join(MONTHS) + r"|(?:" + "|".join(sorted(SHORT_MONTHS, key=len, reverse=True)) + r")\b\.?)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_AFTER = r"(?P<hint>\s{1,3}(?:a\.s\.|aanstaande|jl\.?|j\.l\.|jongstleden))?"
_JOIN = r"(?:\s{1,3}(?:tot\s{1,3}en\s{1,3}met|t/m|tot|en)\s{1,3}|\s?[-–—/]\s?)"

_RANGE = re.compile(
    rf"(?<![\w.,]){_WEEKDAY}(?P<d1>{_DAY})(?:\s{{1,3}}(?P<m1>{_MONTH}))?(?:\s{{1,3}}(?P<y1>{_YEAR}))?"
    rf"(?:(?P<join>{_JOIN})|\s(?={_DAY}\s{{1,3}}{_MONTH})){_WEEKDAY}"
    rf"(?P<d2>{_DAY})-?\s{{1,3}}(?P<m2>{_MONTH})(?:,?\s{{1,3}}(?P<y2>{_YEAR}))?{_AFTER}",
    re.IGNORECASE,
)
_THREE = re.compile(
    rf"(?<![\w.,]){_WEEKDAY}(?P<d1>{_DAY}),\s{{1,3}}{_DAY}\s{{1,3}}en\s{{1,3}}{_WEEKDAY}"
    rf"(?P<d2>{_DAY})\s{{1,3}}(?P<m2>{_MONTH})(?:\s{{1,3}}(?P<y2>{_YEAR}))?{_AFTER}",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<![\w.,]){_WEEKDAY}(?P<d2>{_DAY})\s{{0,3}}(?P<m2>{_MONTH})(?:,?\s{{1,3}}(?P<y2>{_YEAR}))?{_AFTER}",
    re.IGNORECASE,
)
_NUMERIC = re.compile(rf"(?<![\w.,/-])(?P<d2>{_DAY})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<y2>{_YEAR})")
_SLASH = re.compile(rf"(?<=\bop )(?P<d2>{_DAY})/(?P<m>0?[1-9]|1[0-2])(?![\d/])(?!\s{{1,3}}{_MONTH})", re.IGNORECASE)
_DEZER = re.compile(rf"(?<![\w.,])(?P<d2>{_DAY})\s{{1,3}}dezer\b", re.IGNORECASE)


@dataclass(frozen=True)
class DateSpan:
    """One phrase: ``text[start:end]`` (code points) means the days ``first`` up to and including ``last``."""

    start: int
    end: int
    first: date
    last: date
    year_given: bool
    rule: str


def find_dates(text: str, letter_date: date | None = None) -> list[DateSpan]:
    """All date phrases in reading order; a year that is not written comes from the letter's date, else no result."""
    spans: list[DateSpan] = []
    claimed = bytearray(len(text))
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            span = None if any(claimed[match.start() : match.end()]) else read(match, letter_date)
            if span:
                spans.append(span)
                claimed[span.start : span.end] = b"\x01" * (span.end - span.start)
    return sorted(spans, key=lambda span: span.start)


_DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_NAMED = re.compile(rf"({'|'.join(_DAY_NAMES)})\w{{0,6}}\s{{1,3}}({_DAY})(?!\d)", re.IGNORECASE)


def wrong_weekdays(text: str, spans: Sequence[DateSpan]) -> list[tuple[str, date]]:
    """Days that do not fall on the weekday written before them, as (weekday as written, day)."""
    wrong: list[tuple[str, date]] = []
    for span in spans:
        for named in _NAMED.finditer(text, max(0, span.start - 20), span.end):
            for day in (span.first, span.last):
                if day.day == int(named[2]) and day.weekday() != _DAY_NAMES.index(named[1].lower()):
                    wrong.append((named[1].lower(), day))
                    break
    return wrong


def parse_date(text: str) -> date | None:
    """The first single day with a year in ``text``: the date of a letter."""
    found = [span for span in find_dates(text[:400]) if span.year_given]
    return found[0].first if found else None


def _read_range(match: re.Match[str], letter_date: date | None) -> DateSpan | None:
    parts = match.groupdict()
    last = _day(parts["d2"], _month(parts["m2"]), parts["y2"], letter_date, parts["hint"])
    if last is None:
        return None
    first = _first_day(parts, last)
    if first is None or first > last:
        return None
    lost = parts.get("join") is None and "," not in match[0]
    if lost and not 0 < (last - first).days <= 3:
        return None
    return DateSpan(match.start(), match.end(), first, last, bool(parts["y2"]), "lost_dash" if lost else "range")


def _first_day(parts: dict[str, str | None], last: date) -> date | None:
    """First day of a range: its own month and year when written, else those of the last day."""
    month = _month(parts["m1"]) if parts.get("m1") else last.month
    year = int(parts["y1"] or 0) if parts.get("y1") else last.year - (month > last.month)
    return _safe(year, month, int(parts["d1"] or 0))


def _read_single(match: re.Match[str], letter_date: date | None) -> DateSpan | None:
    parts = match.groupdict()
    day = _day(parts["d2"], _month(parts["m2"]), parts["y2"], letter_date, parts["hint"])
    return DateSpan(match.start(), match.end(), day, day, bool(parts["y2"]), "day") if day else None


def _read_numeric(match: re.Match[str], letter_date: date | None) -> DateSpan | None:
    parts = match.groupdict()
    day = _day(parts["d2"], int(parts["m"]), parts.get("y2"), letter_date, None)
    return DateSpan(match.start(), match.end(), day, day, bool(parts.get("y2")), "numeric") if day else None


def _read_dezer(match: re.Match[str], letter_date: date | None) -> DateSpan | None:
    day = _safe(letter_date.year, letter_date.month, int(match["d2"])) if letter_date else None
    return DateSpan(match.start(), match.end(), day, day, False, "this_month") if day else None


def _month(word: str | None) -> int:
    return MONTH_NUMBERS[(word or "").lower().rstrip(".")]


def _day(day: str | None, month: int, year: str | None, letter_date: date | None, hint: str | None) -> date | None:
    if year:
        return _safe(int(year), month, int(day or 0))
    return nearest_year(int(day or 0), month, letter_date, hint or "") if letter_date else None


def nearest_year(day: int, month: int, letter_date: date, hint: str = "") -> date | None:
    """The day in the year that lies nearest to the letter; ``a.s.`` looks forward only, ``jl.`` back only."""
    options = [_safe(letter_date.year + step, month, day) for step in (-1, 0, 1)]
    known = [option for option in options if option]
    if "a" in hint and "jong" not in hint:  # a.s., aanstaande
        known = [option for option in known if option >= letter_date]
    elif "j" in hint:
        known = [option for option in known if option <= letter_date]
    return min(known, key=lambda option: abs((option - letter_date).days), default=None)


def _safe(year: int, month: int, day: int) -> date | None:
    if not MINYEAR <= year <= MAXYEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


_Reader = Callable[["re.Match[str]", "date | None"], "DateSpan | None"]
# Longest form first: what it claims, a shorter form leaves alone.
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_THREE, _read_range),
    (_RANGE, _read_range),
    (_SINGLE, _read_single),
    (_NUMERIC, _read_numeric),
    (_SLASH, _read_numeric),
    (_DEZER, _read_dezer),
)
