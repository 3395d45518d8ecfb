"""A table as an Excel workbook: written row by row to a temporary file, with every text as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from agenda_tracker.temporary import temporary_file

from .columns import Column
from .texts import clean

# Of the format: rows of a sheet below its header, and characters in a cell.
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree on the calendar
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Told:
    """What the second sheet says of the selection, as pairs of name and value."""

    title: str
    facts: Sequence[tuple[str, str]]


def workbook(columns: Sequence[Column], rows: Iterable[Sequence[Any]], told: Told) -> IO[bytes]:
    """A temporary file that holds the workbook, at its start; gone when it is closed. Memory does not grow with the rows.

    Raises NoFolder (`temporary.py`).
    """
    file = temporary_file()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, **AS_TEXT})
    book.set_properties({"title": clean(told.title), "author": "Agendavolger"})
    _write_table(book, columns, rows, told)
    _write_told(book, told)
    book.close()
    file.seek(0)
    return file


def _write_table(book: Any, columns: Sequence[Column], rows: Iterable[Sequence[Any]], told: Told) -> None:
    sheet = book.add_worksheet(_("Gegevens"))
    bold = book.add_format({"bold": True, "bottom": 1})
    day, money = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "#,##0.00"})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.name, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            _write(sheet, last, number, value, day, money)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Any, row: int, column: int, value: Any, day: Any, money: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), money)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, fitting(value))


def fitting(value: object) -> str:
    """The text, with an ellipsis where it is longer than a cell may be."""
    text = clean(value)
    # Characters beyond the first plane count twice in a spreadsheet.
    while len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        text = text[: min(len(text) - 1, MOST_CHARACTERS) * 9 // 10].rstrip("…") + "…"
    return text


def _write_told(book: Any, told: Told) -> None:
    sheet = book.add_worksheet(_("Selectie"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, clean(told.title), bold)
    for row, (name, value) in enumerate(told.facts, start=2):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, fitting(value))
