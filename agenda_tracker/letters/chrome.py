"""What web pages print around a letter: menus, lists of persons and debates, the table of an official publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import parse_date
from .document import Line
from .records import ReadSignatory
from .signatures import is_office, looks_like_name, tidy_office

REACH = 160  # lines from the top in which a page may still talk about itself
_MARKS = re.compile(
    r"(?:Nummer:? \d{4}[DZ]\d+|\d{4}D\d{5}\b|Onderdeel van (?:het )?(?:kamerstukdossier|zaak|dossier)|Bijlage bij:"
    r"|offici[eë]le (?:HTML|PDF)|(?:[-*•·]\s*)?(?:Eerste|Mede|Tweede) ondertekenaar:|(?:[-*•·]\s*)?Indiener:)",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"\[[^\]]{1,80}\](?:\s*\[[^\]]{1,80}\])*(?:\s*\(.{1,40}\))?"
    r"|Brief regering|Nummer:.*|Onderdeel van .*|offici[eë]le .{0,20}versie.*|Bijlagen?:.*"
    r"|Bijlage bij:.*|(?:Gepubliceerd|Geplaatst|Bijgewerkt|Datum):? \d.*|Download.*|Origine(?:el|le) (?:bron)?document.*"
    r"|(?:[-*•·]\s*)?(?:Eerste|Mede|Tweede) ondertekenaar:.*"
    r"|(?:[-*•·]\s*)?(?:Indiener|Gericht aan|Voortouwcommissie|Volgcommissie):.*"
    r"|(?:[-*•·]\s*)?\d{4}-\d{2}-\d{2}\b.*|Preview.*|Gerelateerd.*|Zaaknummer:.*",
    re.IGNORECASE,
)
# Where the document itself begins, whatever stood above it.
_BEGINS = re.compile(
    r"(?:Tweede|Eerste) Kamer der Staten-Generaal(?: [12])?|Vergaderjaar .*|.{0,60}BRIEF VAN (?:DE|HET|EEN)\b.*"
    r"|(?:Zeer )?Geachte .*|(?:Den Haag|['’]s-Gravenhage), .*|Aan de [Vv]oorzitter.*|> ?Retouradres.*"
)
_TITLED = re.compile(r"Brief regering\s?:\s?(.+)|(?:Kamerbrief|Brief)\s?:\s(.+)")
_ANNEX = re.compile(r"Bijlage bij:\s*(.+?)(?:\s*\(\d{4}[DZ]\d+\))?\s*\.?$")
_PERSON = re.compile(r"(?:[-*•·]\s*)?(?:Eerste|Mede|Tweede) ondertekenaar:\s*(.+)", re.IGNORECASE)
_STAMP = re.compile(r"\bdatum:? (\d{4})-(\d{2})-(\d{2})|\bdatum:? (\d{1,2} \w+ \d{4})", re.IGNORECASE)
_TABLE = re.compile(r"(?:Datum publicatie.*|Organisatie|Vergaderjaar|Dossier- en ondernummer)", re.IGNORECASE)
_ROW = re.compile(
    r"(?:.*\b(?P<chamber>Tweede|Eerste) Kamer der Staten-Generaal)?.*?\d{4}-\d{4}[\s|]*"
    r"(?P<number>\d{5}(?:-(?:\d{2}|[IVXL]{1,6}|[A-Z]))?,? nr\.? ?(?:\d{1,5}|[A-Z]{1,2}))[\s|]*"
)
_CELL = re.compile(
    r"Dossier- en ondernummer\s{2,}(?P<number>\S.{4,40})|Organisatie\s{2,}(?P<chamber>Tweede|Eerste) Kamer.*"
)


@dataclass(frozen=True)
class Chrome:
    """What the page says of the letter; ``numbers`` are stretches of text in which its own number stands."""

    title: str = ""
    parent: str = ""
    numbers: tuple[str, ...] = ()
    persons: tuple[ReadSignatory, ...] = ()
    day: date | None = None
    chamber: str = ""


def peel(lines: Sequence[Line]) -> tuple[list[Line], Chrome]:
    """The lines without what the page printed around them, and what it said."""
    rest, table = _take_table(list(lines))
    end = _page_end(rest)
    top = [line.text for line in rest[:end]]
    kept = [line for line in rest[end:] if line.text not in ("Naar boven", "↑ Naar boven", "Terug naar boven")]
    title, used = _title(top, kept)
    return kept[used:], Chrome(
        title=title,
        parent=next((match[1] for text in top if (match := _ANNEX.match(text))), ""),
        numbers=(*table.numbers, *(text for text in top if re.match(r"Onderdeel van kamer|offici", text, re.I))),
        persons=tuple(person for text in top if (person := _person(text))),
        day=next((day for text in top if (day := _stamp(text))), None),
        chamber=table.chamber,
    )


def _page_end(lines: Sequence[Line]) -> int:
    """Index of the first line that is no longer about the page; 0 when nothing at the top is."""
    if not any(_MARKS.match(line.text) for line in lines[:REACH]):
        return 0
    last = 0
    for index, line in enumerate(lines[:REACH]):
        if _BEGINS.fullmatch(line.text):
            break
        if _CHROME.fullmatch(line.text):
            last = index + 1
    while last < len(lines) and re.match(r"[-*•·]\s", lines[last].text):
        last += 1
    return last


def _title(top: Sequence[str], below: Sequence[Line]) -> tuple[str, int]:
    """The page's title, and how many lines of the document it took."""
    for index, line in enumerate(below[:6]):
        match = _TITLED.match(line.text)
        if match:
            more = _wrapped(below[index + 1 :], match[1] or match[2])
            return " ".join([match[1] or match[2], *more]), index + 1 + len(more)
    for text in top:
        match = _TITLED.match(text)
        if match or (text and not _CHROME.fullmatch(text)):
            return (match[1] or match[2] if match else text), 0
    return "", 0


def _wrapped(below: Sequence[Line], first: str) -> list[str]:
    """A title longer than the page is wide goes on below, until the dossier or another landmark."""
    if len(first) < 60:
        return []
    rest: list[str] = []
    for line in below[:2]:
        if not line.text or re.match(r"\d{2}[ .]?\d{3}|Nr\b", line.text) or _BEGINS.fullmatch(line.text):
            break
        rest.append(line.text)
    return rest


def _person(text: str) -> ReadSignatory | None:
    """``- Eerste ondertekenaar: A.B. Naam, minister van Proeven``."""
    match = _PERSON.match(text)
    if not match:
        return None
    name, comma, office = match[1].partition(",")
    if comma and looks_like_name(name) and is_office(office.strip()):
        return ReadSignatory(tidy_office(office.strip()), name.strip())
    return None


def _stamp(text: str) -> date | None:
    match = _STAMP.search(text[:300])
    if not match:
        return None
    if match[4]:
        return parse_date(match[4])
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _take_table(lines: list[Line]) -> tuple[list[Line], Chrome]:
    """The table of officielebekendmakingen.nl, with or without separators: out of the lines, into facts."""
    if not any("ondernummer" in line.text for line in lines[:REACH]):
        return lines, Chrome()
    numbers: list[str] = []
    chamber = ""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        match = (_ROW.fullmatch(line.text) or _CELL.fullmatch(line.text)) if index < REACH else None
        if match:
            numbers.extend([match["number"]] if match["number"] else [])
            chamber = chamber or {"Tweede": "TK", "Eerste": "EK"}.get(match["chamber"] or "", "")
        elif index < REACH and (_TABLE.match(line.text.lstrip("| ")) or re.fullmatch(r"[|\s:-]{3,}", line.text)):
            continue
        else:
            kept.append(line)
    if numbers and kept:
        kept = [line for index, line in enumerate(kept) if index > 3 or line.text not in ("Kamerstuk", "| Kamerstuk |")]
    return kept, Chrome(numbers=tuple(numbers), chamber=chamber)
