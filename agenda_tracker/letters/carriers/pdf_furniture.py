"""Running heads and page footers of a PDF: told by their words, by coming back, or by standing apart."""

from __future__ import annotations

import re

from .pdf_layout import SMALLER, Layout, Row, fold_numbers

FIGURES = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹")
LONGEST = 240  # characters of such a line
NEAR = 3.0  # points: a running head stands at the same height on every page
APART, FAR = 1.4, 2.4  # of the usual distance of lines; below a heading often stands one blank line
BESIDE = 2  # pages: left and right pages may have heads of their own
EDGE_ROWS = 4  # rows at the top and foot of a page among which running heads and footers are looked for
_FURNITURE = re.compile(
    r"(?:Pagina|Blad|Page|Bladzijde)\s?#(?: ?(?:van|of|/) ?#)?"
    r"|(?:(?:Tweede|Eerste) Kamer|Staten-Generaal), vergaderjaar #[-–]#,.{0,80}|kst-.{1,40}|ISSN #.{0,20}"
    r"|>\s?Retouradres.{0,200}",
    re.IGNORECASE,
)
_OPENS = re.compile(r"[PBTESKI>]", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"#|[-–]\s?#\s?[-–]|#\s?(?:/|van)\s?#")
_RUNNING = re.compile(
    r"(?:Datum|Ons kenmerk|Onze referentie|Uw kenmerk|Kenmerk|Ministerie van|Directie|Directoraat|Tweede Kamer"
    r"|Eerste Kamer|Betreft|Onderwerp)\b",
    re.IGNORECASE,
)


def drop_furniture(layout: Layout) -> None:
    """Drop running heads and footers: what is one by its words, comes back on another page, or stands apart on top."""
    places: dict[str, list[Row]] = {}
    for rows in layout.pages:
        for row in {id(row): row for row in [*rows[:EDGE_ROWS], *rows[-EDGE_ROWS:]]}.values():
            places.setdefault(row.key, []).append(row)
    first = {row.key for row in layout.pages[0]} if layout.pages else set()
    for index, rows in enumerate(layout.pages):
        below = _foot(rows, places)
        above = _head(rows[:below], layout, places, first)
        layout.pages[index] = [row for row in rows[above:below] if not is_furniture(row.text)]


def _foot(rows: list[Row], places: dict[str, list[Row]]) -> int:
    """Where the page footer begins; rows that only come back are one when they stand apart from what is above."""
    below = index = len(rows)
    while index and len(rows) - index < EDGE_ROWS:
        row = rows[index - 1]
        furniture = is_furniture(row.text) or _is_page_number(row)
        if not furniture and (row.text[0] in FIGURES or not _returns(row, places)):
            break
        index -= 1
        if furniture or not index or rows[index - 1].y - row.y > 1.6 * row.size:
            below = index
    return below


def is_furniture(text: str) -> bool:
    """Whether a line is a page number, a page footer of the official publications or the sender's return address."""
    return len(text) < LONGEST and bool(_OPENS.match(text)) and bool(_FURNITURE.fullmatch(fold_numbers(text)))


def _is_page_number(row: Row) -> bool:
    return len(row.text) < 12 and bool(_PAGE_NUMBER.fullmatch(row.key))


def _is_sure(row: Row, places: dict[str, list[Row]]) -> bool:
    return is_furniture(row.text) or _is_page_number(row) or _returns(row, places)


def _returns(row: Row, places: dict[str, list[Row]]) -> bool:
    """Whether the same words stand at the same height on a page nearby, with at most the number of the page changed."""
    numbers = _numbers(row)
    return any(
        0 < abs(other.page - row.page) <= BESIDE
        and abs(other.y - row.y) < NEAR
        and all(
            there - here in (0, other.page - row.page) for here, there in zip(numbers, _numbers(other), strict=True)
        )
        for other in places.get(row.key, ())[:50]
    )


def _numbers(row: Row) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]{1,9}", row.text)]


def _head(rows: list[Row], layout: Layout, places: dict[str, list[Row]], first: set[str]) -> int:
    """How many rows on top are a running head; one that no other page has stands apart, and is small or known."""
    if not rows or rows[0].page == 0:  # the letter head; the same letter may come twice in one file
        return 0
    sure = 0
    while sure < min(len(rows), EDGE_ROWS) and _is_sure(rows[sure], places):
        sure += 1
    stop = sure
    while stop < min(len(rows) - 1, EDGE_ROWS):
        distance = (rows[stop].y - rows[stop + 1].y) / layout.leading
        small = rows[stop].size < SMALLER * layout.size
        if not small and rows[stop].key not in first and not _RUNNING.match(rows[stop].text):
            break
        stop += 1
        if distance > (APART if small else FAR):
            return stop
    return sure
