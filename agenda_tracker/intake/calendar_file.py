"""A calendar of meetings as a file: from bytes to lines with named cells, and from a cell to a date, a choice or yes and no."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from agenda_tracker.letters.dates import find_dates
from agenda_tracker.models import MinisterialMeeting
from agenda_tracker.models.fields import fold

MOST_BYTES = 1024 * 1024
MOST_LINES = 2000
COLUMNS = ("gremium", "begin", "einde", "plaats", "land", "informeel", "vorm", "stand", "openbaar")
NEEDED = ("gremium", "begin")
SEPARATORS = ";,\t"
YES = {"ja", "j", "x", "1", "waar", "true"}
NO = {"nee", "n", "0", "onwaar", "false"}
EXAMPLE = """\
gremium;begin;einde;plaats;land;informeel;vorm;stand;openbaar
Raad Buitenlandse Zaken;2027-03-18;;Brussel;België;nee;fysiek;gepland;ja
Ecofinraad;18-06-2027;19-06-2027;Luxemburg;Luxemburg;nee;fysiek;gepland;ja
NAVO DMM;7 oktober 2027;8 oktober 2027;Brussel;België;nee;fysiek;gepland;nee
"""


class Unreadable(ValidationError):
    """The file as a whole cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Line:
    """One line of the file: its number there, and its cells by name of the column, stripped."""

    number: int
    cells: dict[str, str]
    surplus: bool = False


@dataclass(frozen=True)
class CalendarFile:
    """The lines, and the columns that nothing is done with."""

    lines: list[Line]
    unused: list[str]


def read_file(data: bytes) -> CalendarFile:
    """Raises Unreadable when it is too large, no text, or has not the columns that are needed."""
    if len(data) > MOST_BYTES:
        raise Unreadable("Het bestand is groter dan 1 MB. Knip het in stukken en lees die na elkaar in.")
    records = _records(_text(data))
    header = next(records, (0, []))[1]
    names = [fold(name) for name in header]
    _refuse_header(names)
    lines = [_line(number, names, row) for number, row in records if any(cell.strip() for cell in row)]
    if not lines:
        raise Unreadable("Onder de kolomnamen staat niets. Zet elke vergadering op een eigen regel.")
    return CalendarFile(lines, [name for name in names if name and name not in COLUMNS])


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise Unreadable("Dit is geen CSV-bestand. Kies in uw rekenblad: opslaan als CSV (UTF-8).")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("De letters van dit bestand zijn niet te lezen. Kies in uw rekenblad: opslaan als CSV (UTF-8).")


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line on which it begins; the first is the header."""
    hint = re.match(r"sep=.\r?\n", text)  # a line for the spreadsheet only
    above, text = (1, text[hint.end() :]) if hint else (0, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begin, count = above + 1, 0
    try:
        for row in reader:
            yield begin, row
            begin, count = above + reader.line_num + 1, count + 1
            if count > MOST_LINES + 1:
                raise Unreadable(f"Het bestand heeft meer dan {MOST_LINES} regels. Knip het in stukken.")
    except csv.Error:
        raise Unreadable(
            f"Vanaf regel {begin} is het bestand niet te lezen: een aanhalingsteken is niet gesloten."
        ) from None


def _separator(text: str) -> str:
    """The one by which the first line falls apart into most known columns."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=lambda mark: len({fold(name.strip('" \r')) for name in first.split(mark)} & {*COLUMNS}))


def _refuse_header(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if missing:
        raise Unreadable(
            f"De eerste regel mist de kolom {' en '.join(missing)}. Bekende kolommen: {', '.join(COLUMNS)}."
        )
    if twice:
        raise Unreadable(f"De kolom {twice[0]} staat er meer dan eens in. Haal er een weg.")


def _line(number: int, names: list[str], row: list[str]) -> Line:
    cells = {name: " ".join(cell.split()) for name, cell in zip(names, row, strict=False)}
    return Line(number, cells, surplus=any(cell.strip() for cell in row[len(names) :]))


def read_date(text: str) -> date:
    """`2027-03-18`, `18-03-2027` or `18 maart 2027`. Raises ValidationError."""
    if re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    found = find_dates(text)
    if len(found) == 1 and found[0].first == found[0].last and text == text[found[0].start : found[0].end]:
        return found[0].first
    raise ValidationError(f"“{text}” is geen datum; schrijf 2027-03-18, 18-03-2027 of 18 maart 2027")


def read_yes(text: str) -> bool:
    if fold(text) not in YES | NO:
        raise ValidationError(f"“{text}” is geen ja of nee; schrijf ja, nee of niets")
    return fold(text) in YES


def read_mode(text: str) -> str:
    short = {"video": "video", "online": "video", "schriftelijk": "written"}
    return _choice(text, MinisterialMeeting.Mode.choices, short)


def read_state(text: str) -> str:
    return _choice(text, MinisterialMeeting.State.choices, {})


def _choice(text: str, choices: Iterable[tuple[str, object]], more: dict[str, str]) -> str:
    labels = {value: str(label) for value, label in choices}
    known = {**{fold(label): value for value, label in labels.items()}, **more}
    if fold(text) not in known:
        raise ValidationError(f"“{text}” is niet bekend; kies uit {', '.join(labels.values())}")
    return known[fold(text)]
