"""The parliamentary year (vergaderjaar): from Prinsjesdag to Prinsjesdag."""

import datetime
import re
from typing import Final

_YEAR_PAIR: Final = re.compile(r"((?:1[89]|20)[0-9]{2}) ?(?:/-|/|-) ?'?((?:1[89]|20)[0-9]{2}|[0-9]{2})")


def session_start(year: int) -> datetime.date:
    """Prinsjesdag: the third Tuesday of September."""
    first = datetime.date(year, 9, 1)
    return first + datetime.timedelta(days=(1 - first.weekday()) % 7 + 14)


def session_year_of(date: datetime.date) -> str:
    """The parliamentary year a date falls in, as "20242025"; Prinsjesdag itself opens the new year."""
    day = datetime.date(date.year, date.month, date.day)
    first = date.year if day >= session_start(date.year) else date.year - 1
    return f"{first:04}{first + 1:04}"


def is_session_year(value: str) -> bool:
    """Eight digits, two consecutive years."""
    return re.fullmatch("[0-9]{8}", value) is not None and int(value[:4]) + 1 == int(value[4:])


def session_year_from(written: str) -> str:
    """ "2023/24", "2023-2024", "1985/- 86" as "20232024"; "" when the years do not follow each other."""
    match = _YEAR_PAIR.search(" ".join(written.split()))
    if match is None:
        return ""
    first, second = match.groups()
    if len(second) == 2:
        second = str((int(first) + 1) // 100) + second
    return first + second if is_session_year(first + second) else ""


def short_session_year(session_year: str) -> str:
    """ "20232024" as the citation rules write it: "2023/24" (Aanwijzing 3.43)."""
    return f"{session_year[:4]}/{session_year[6:]}" if session_year else ""
