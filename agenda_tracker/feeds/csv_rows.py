"""A table as CSV (RFC 4180) that Excel reads as UTF-8 and that runs nothing when it is opened."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from .texts import clean

BOM = "\ufeff"
ROWS_AT_ONCE = 200
# A cell that begins so is a formula to some spreadsheet (OWASP, CSV injection); full-width signs are read as these.
STARTS_A_FORMULA = set("=+-@\t\r\n|%")


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: with an apostrophe before what would begin one."""
    text = clean(text)
    if not text:
        return text
    visible = text.lstrip(" \u00a0\ufeff\u200b\u200c\u200d\u2060\u00ad")
    first = unicodedata.normalize("NFKC", visible[:1])
    return f"'{text}" if text[0] in STARTS_A_FORMULA or first[:1] in STARTS_A_FORMULA else text


def cell(value: str | int | Decimal | date | None) -> str:
    """Dates as `2024-10-17`, numbers plain with a point, text made safe."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    return str(value) if isinstance(value, int) else safe(value)


def plain(number: Decimal) -> str:
    """`300000000`, `12.50`."""
    whole = number.to_integral_value()
    return f"{whole:f}" if whole == number else f"{number:f}"


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def lines(header: Sequence[str], rows: Iterable[Sequence[str | int | Decimal | date | None]]) -> Iterator[str]:
    """The file in pieces of some hundreds of rows, so that its length does not matter."""
    writer = csv.writer(_Echo())
    piece = [BOM, writer.writerow(header)]
    for row in rows:
        piece.append(writer.writerow([cell(value) for value in row]))
        if len(piece) >= ROWS_AT_ONCE:
            yield "".join(piece)
            piece = []
    yield "".join(piece)
