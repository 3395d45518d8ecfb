"""When a promise to Parliament falls due: the words of the letter, and the last day they can mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from agenda_tracker.letters.dates import MONTHS

# A recess moves by a few days each year; its eve is approximated by one fixed day (month, day).
EVES = {
    "kerst": (12, 20), "winter": (12, 20), "voorjaar": (2, 15), "krokus": (2, 15), "mei": (4, 25),
    "zomer": (7, 4), "herfst": (10, 15),
}  # fmt: skip
# The last day of what people call a season.
SEASONS = {
    "voorjaar": (6, 20), "lente": (6, 20), "zomer": (9, 20), "najaar": (12, 20), "herfst": (12, 20), "winter": (3, 20),
}  # fmt: skip
COUNTS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "twaalf": 12, "enkele": 0, "een paar": 0,
}  # fmt: skip
QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
MONTH_OF = {name: number for number, name in enumerate(MONTHS, 1)}

_M = "(?P<month>" + "|".join(MONTHS) + ")"
_Y = r"(?P<year>20\d\d)"
_BY = (
    r"(?P<by>(?:nog )?(?:vóór|voor)|(?:nog )?uiterlijk(?: op| in| per| vóór| voor)?|op|per|tegen|rond|tijdens|in"
    r"|na|voorafgaand aan)"
)
_COUNT = r"(?P<count>" + "|".join(COUNTS) + r"|\d{1,2})"
_RECESS = "kerst|winter|voorjaars?|krokus|mei|zomer|herfst"


class Due(NamedTuple):
    """``text[start:end]`` says when; ``day`` is None when no day can honestly be named."""

    start: int
    end: int
    day: date | None


def find_due(text: str, letter_date: date | None = None, meeting_end: date | None = None) -> Due | None:
    """The first deadline in a promise that has a day, else the first.

    Relative ones count from the letter's date, those *na afloop* from the end of the meeting.
    """
    start, end = _promise(text)
    found = [
        found
        for pattern, read in _FORMS
        if (found := _read(pattern, read, text[:end], start, letter_date, meeting_end))
    ]
    return min(found, key=lambda due: (due.day is None, due.start, due.start - due.end), default=None)


_HISTORY = re.compile(
    r"^(?:Zoals|Conform|Ter uitvoering|Naar aanleiding|In reactie|In vervolg|In lijn met"
    r"|Met het oog)\b.{0,300}?\b(?=(?:zal|zullen|wordt|informeer|stuur|ontvang|kom|streef"
    r"|verwacht|zend)\w{0,3}\b)"
)


_ASKED = re.compile(
    r",? (?:zoals|conform)\b[^.;]{0,40}\b(?:toegezegd|gevraagd|verzocht|motie|toezegging)\b", re.IGNORECASE
)


def _promise(text: str) -> tuple[int, int]:
    """Where the promise itself begins and ends: without ``Zoals toegezegd in het debat van 1 september`` around it."""
    history = _HISTORY.match(text)
    start = history.end() if history else 0
    asked = _ASKED.search(text, start + 20)
    return start, asked.start() if asked else len(text)


def _read(
    pattern: re.Pattern[str], read: _Reader, text: str, start: int, letter: date | None, meeting: date | None
) -> Due | None:
    match = pattern.search(text, start)
    if match is None:
        return None
    return Due(match.start(), match.end(), read(match, letter, meeting))


def _before(match: re.Match[str]) -> bool:
    """Whether the words mean the day before: ``vóór 1 juni``, ``voorafgaand aan de Raad van 3 juni``."""
    by = (match.groupdict().get("by") or "").lower()
    return by.endswith(("vóór", "voor")) or by == "voorafgaand aan"


def _year(match: re.Match[str], month: int, day: int, letter: date | None) -> date | None:
    """The day in the year that is written, else its first occurrence on or after the letter."""
    year = match.groupdict().get("year")
    if year:
        return _safe(int(year), month, day)
    if letter is None:
        return None
    this = _safe(letter.year, month, day)
    return this if this and this >= letter else _safe(letter.year + 1, month, day)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, min(day, calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError, OverflowError):
        return None


def _plus(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _eve(day: date | None, match: re.Match[str]) -> date | None:
    return _plus(day, -1) if day and _before(match) else day


def _on_day(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    number = int(match["day"])
    day = None if _after(match) else _year(match, MONTH_OF[match["month"].lower()], number, letter)
    return _eve(day, match) if day and day.day == number else None


def _after(match: re.Match[str]) -> bool:
    """*After* a day has no end: no honest date."""
    return (match.groupdict().get("by") or "").lower() == "na"


_PARTS_OF_MONTH = {"begin": 10, "medio": 15, "half": 15, "midden": 15, "eind": 31}


def _in_month(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """``in maart`` and ``eind maart`` end with the month, ``begin`` on the 10th, ``medio`` on the 15th."""
    month = MONTH_OF[match["month"].lower()]
    part = (match["part"] or "").split()[0].lower() if match["part"] else ""
    if _after(match):
        return None
    if _before(match):
        first = {"eind": 21, "medio": 11, "half": 11}.get(part, 1)
        return _eve(_year(match, month, first, letter), match)
    return _year(match, month, _PARTS_OF_MONTH.get(part, 31), letter)


def _recess(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """The approximated eve of a recess; *after* it has no end."""
    if not _before(match) and "uiterlijk" not in match["by"].lower():
        return None
    name = (match["recess"] or "zomer").lower()
    return _year(match, *EVES["voorjaar" if name.startswith("voorjaar") else name], letter)


def _before_season(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """``voor de zomer`` is before the summer recess; ``voor de kerst`` likewise."""
    if not _before(match):
        return None
    return _year(match, *EVES[match["season"].lower()], letter)


def _in_season(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    month, day = SEASONS[match["season"].lower()]
    if match["season"].lower() == "winter" and match["year"]:
        return _safe(int(match["year"]) + 1, month, day)
    return _year(match, month, day, letter)


def _end_of_year(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """``voor het einde van het jaar``, ``eind 2031``, ``begin volgend jaar``: end 31 December, middle 30 June, begin 31 March."""
    year = _which_year(match, letter)
    month, day = {"begin": (3, 31), "medio": (6, 30), "midden": (6, 30)}.get(
        (match["part"] or "").split(" ")[0].lower(), (12, 31)
    )
    return _safe(year, month, day) if year else None


def _which_year(match: re.Match[str], letter: date | None) -> int:
    if match["year"]:
        return int(match["year"])
    if letter is None:
        return 0
    return letter.year + ("volgend" in match[0].lower() or "komend" in match[0].lower())


def _quarter(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """A quarter or half ends with its last month; without a year it is the next one to end."""
    number = QUARTERS[match["number"].lower()]
    month = number * (3 if match["unit"].lower() == "kwartaal" else 6)
    if month > 12:
        month = 12
    if not match["year"] and "volgend" in match[0].lower():
        return _safe(letter.year + 1, month, 31) if letter else None
    return _year(match, month, 31, letter)


def _within(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """``binnen zes weken`` from the letter; ``… na afloop van de Raad`` from the end of the meeting."""
    count = COUNTS.get(match["count"].lower(), 0) or (int(match["count"]) if match["count"].isdigit() else 0)
    base = meeting if match["after"] else letter
    if (
        base is None
        or not count
        or (
            match["after"]
            and not re.search(r"afloop|\b(?:Raad|bijeenkomst|vergadering|top|Eurogroep)\b", match["after"])
        )
    ):
        return None
    unit = match["unit"].lower()
    if unit.startswith("maand"):
        months = base.month - 1 + count
        return _safe(base.year + months // 12, months % 12 + 1, base.day)
    return _plus(base, count * (7 if unit.startswith("we") else 1))


def _next(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """``deze week``, ``volgende maand``: its last day."""
    if letter is None:
        return None
    step = 0 if match["which"].lower() in ("deze", "dit") else 1
    if match["unit"].lower() == "week":
        return _plus(letter, 6 - letter.weekday() + 7 * step)
    if match["unit"].lower() == "maand":
        months = letter.month - 1 + step
        return _safe(letter.year + months // 12, months % 12 + 1, 31)
    return _safe(letter.year + step, 12, 31)


def _budget_day(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    """Prinsjesdag: the third Tuesday of September."""
    years = [int(match["year"])] if match["year"] else [letter.year, letter.year + 1] if letter else []
    days = [_third_tuesday(year) for year in years]
    day = next((day for day in days if match["year"] or (letter and day >= letter)), None)
    return None if _after(match) else _eve(day, match)


def _third_tuesday(year: int) -> date:
    first = date(year, 9, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 14)


def _undated(match: re.Match[str], letter: date | None, meeting: date | None) -> date | None:
    return None


_Reader = Callable[["re.Match[str]", "date | None", "date | None"], "date | None"]
_EVENT = r"(?:(?:de|het|een) (?:[\w-]+ ){0,3}?[\w-]+ (?:van |op |d\.d\. )?(?:(?:maan|dins|woens|donder|vrij)dag )?)?"


def _form(pattern: str, read: _Reader) -> tuple[re.Pattern[str], _Reader]:
    return re.compile(pattern, re.IGNORECASE), read


# Each form of a deadline with its reader; of several in one sentence the first written wins, of two on one place the longer.
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    _form(rf"\b{_BY} {_EVENT}(?P<day>\d{{1,2}}) {_M}(?:,? {_Y})?\b(?! ?(?:jl|j\.l|jongstleden))", _on_day),
    _form(rf"\b(?:{_BY} )?(?P<part>begin|medio|half|midden|eind|het einde van"
          rf"|het eind van)(?: van)? {_M}(?:,? {_Y})?\b", _in_month),
    _form(rf"\b{_BY} (?:de maand )?(?P<part>){_M}(?:,? {_Y})?\b", _in_month),
    _form(rf"\b{_BY} (?:het |de )?(?:komende |aanstaande )?(?P<recess>{_RECESS})?reces(?: van)?(?: {_Y})?\b", _recess),
    _form(rf"\b{_BY} (?:de )?(?P<season>zomer|kerst)(?:periode|vakantie|dagen)?(?: van)?(?: {_Y})?\b", _before_season),
    _form(rf"\b(?:nog )?(?:in|dit|deze|later dit|later in|in de loop van|gedurende|komend|komende)(?: het"
          rf"| de)?(?: komende?)? (?P<season>voorjaar|lente|zomer|najaar|herfst|winter)(?: van)?(?: {_Y})?\b", _in_season),
    _form(rf"\b(?:{_BY} )?(?P<part>begin|medio|midden|eind|het eind(?:e)? van)(?: van)? (?:{_Y}|(?:het|dit|volgend"
          rf"|komend) (?:jaar|kalenderjaar))\b", _end_of_year),
    _form(rf"\b(?:{_BY}|in de loop van|gedurende|later) (?P<part>)(?:het jaareinde|{_Y}|(?:dit|volgend"
          rf"|komend) jaar)\b", _end_of_year),
    _form(rf"\b(?:in|voor|vóór|eind|uiterlijk in|in de loop van)(?: het einde van)?(?: het| de)? (?P<number>eerste"
          rf"|tweede|derde|vierde|laatste) (?P<unit>kwartaal|helft)(?: van)?(?: het jaar| dit jaar"
          rf"| volgend jaar)?(?: {_Y})?\b", _quarter),
    _form(rf"\b(?:uiterlijk )?(?:binnen|over) {_COUNT} (?P<unit>dagen|weken|week|maanden|maand"
          rf"|werkdagen)(?P<after> na (?:afloop(?: van (?:de|het) [\w-]+)?|(?:de|het) [\w-]+))?\b", _within),
    _form(r"\b(?:in de loop van |nog |in )?(?P<which>deze|volgende|komende|aanstaande|dit|volgend"
          r"|komend) (?P<unit>week|maand|jaar)\b", _next),
    _form(rf"\b{_BY} Prinsjesdag(?: {_Y})?\b", _budget_day),
    _form(r"\b(?:nog )?(?:vóór|voor|bij|tijdens|voorafgaand aan|in aanloop naar|na|na afloop van|kort na) (?:de|het"
          r"|een) (?:[\w-]+ )?(?:begrotingsbehandeling|behandeling van de begroting|(?:commissie|plenaire )?debat"
          r"|Raad|bijeenkomst|voorjaarsnota|miljoenennota|begroting|jaarverslag|verslag van de Raad|top)\b", _undated),
    _form(r"\bzodra [^,.;:()]{3,100}", _undated),
    _form(r"\b(?:zo spoedig mogelijk|zo snel mogelijk|op (?:de )?korte(?:re)? termijn|binnenkort|onverwijld|spoedig"
          r"|te zijner tijd|tijdig|binnen afzienbare tijd|in de komende (?:weken|maanden)|de komende (?:weken"
          r"|maanden))\b", _undated),
)  # fmt: skip
