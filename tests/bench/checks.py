"""Whether the answers are right: status 200, the number of rows that SQL counts, and no row that does not belong."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from .addresses import Address, Task

PATIENCE = 120  # seconds


@dataclass
class Verdict:
    """What was checked of one task on one server; `found` adds up the rows that the server says there are."""

    checked: int = 0
    found: int = 0
    expected: int = 0
    faults: list[str] = field(default_factory=list)


class Asking(Protocol):
    """Gets a page: its status and its text."""

    def get(self, path: str) -> tuple[int, str]: ...


class Visitor:
    """Asks a server, one address after the other."""

    def __init__(self, url: str) -> None:
        self.at = urlsplit(url)

    def get(self, path: str) -> tuple[int, str]:
        visit = HTTPConnection(self.at.hostname or "", self.at.port, timeout=PATIENCE)
        try:
            visit.request("GET", path)
            answer = visit.getresponse()
            return answer.status, answer.read().decode()
        finally:
            visit.close()


def expected(public: Path, address: Address) -> set[str]:
    """The keys of the rows of the published file that are the answer."""
    key = {"standpunten": "id", "standpunten_themas": "standpunt", "alineas": "nummer", "brieven": "slug"}
    column = key.get(address.table, "brief")
    rows = sqlite3.connect(f"file:{public}?immutable=1", uri=True)
    try:
        sql = f"SELECT DISTINCT {column} FROM {address.table} WHERE {address.where}"
        return {str(value) for (value,) in rows.execute(sql, address.params)}
    finally:
        rows.close()


def check_site(visitor: Asking, task: Task, public: Path, sample: list[Address]) -> Verdict:
    verdict = Verdict()
    for address in sample:
        right = expected(public, address)
        status, text = visitor.get(address.site)
        count, shown = READERS.get(address.table, positions_shown)(text, address)
        fault = fault_of(status, count, len(right), exact=task.exact)
        if not fault and task.exact and not shown <= right:
            fault = f"shows {sorted(shown - right)[:3]}, which do not belong"
        if not fault and count and not shown and address.table not in COUNTED:
            fault = "shows no rows"
        note(verdict, address.site, count, len(right), fault)
    return verdict


def check_datasette(visitor: Asking, public: Path, sample: list[Address]) -> Verdict:
    verdict = Verdict()
    for address in sample:
        right = rows_of(public, address)
        status, text = visitor.get(address.datasette)
        if address.table == "brieven":  # its front page names the file; how many letters there are it does not say
            count = right if ">public<" in text else 0
        else:
            count = datasette_count(text, address)
        note(verdict, address.datasette, count, right, fault_of(status, count, right, exact=True))
    return verdict


def rows_of(public: Path, address: Address) -> int:
    rows = sqlite3.connect(f"file:{public}?immutable=1", uri=True)
    try:
        sql = f"SELECT count(*) FROM {address.table} WHERE {address.where}"
        return int(rows.execute(sql, address.params).fetchone()[0])
    finally:
        rows.close()


def note(verdict: Verdict, path: str, count: int, right: int, fault: str) -> None:
    verdict.checked += 1
    verdict.found += count
    verdict.expected += right
    if fault:
        verdict.faults.append(f"{path}: {fault}")


def fault_of(status: int, count: int, right: int, *, exact: bool) -> str:
    """Why the answer is wrong; nothing when it is right."""
    if status != 200:
        return f"status {status}"
    wrong = count != right if exact else count < right
    return f"{count} rows, SQL counts {right}" if wrong else ""


# How the site's pages say how many there are, and which they show


def positions_shown(text: str, address: Address) -> tuple[int, set[str]]:
    if "format=csv" in address.site:
        return table_shown(text)
    said = re.search(r"(\d[\d.]*)\s+standpunt(?:en)?\b", plain(said_by(text, address)))
    shown = set(re.findall(r'class="row-title[^>]*><a href="/standpunten/(\d+)/', text))
    return number(said), shown


def theme_shown(text: str, address: Address) -> tuple[int, set[str]]:
    """Beside its own positions the page shows those of the time before, so which they are is not compared."""
    count, _shown = positions_shown(text, address)
    return (count if re.search(r'href="/standpunten/\d+/', text) else 0), set()


def table_shown(text: str) -> tuple[int, set[str]]:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
    return len(rows), {row[0].rstrip("/").rpartition("/")[2] for row in rows}


def citations_shown(text: str, address: Address) -> tuple[int, set[str]]:
    cited = text.partition('id="aangehaald')[2]
    said = re.search(r"(\d[\d.]*)\s+brie(?:f|ven)\b", plain(cited))
    return number(said), set(re.findall(r'class="row-title"><a href="/brieven/([^/"]+)/', cited))


def paragraphs_shown(text: str, address: Address) -> tuple[int, set[str]]:
    shown = set(re.findall(r'class="alinea" id="p([^"]+)"', text))
    return len(shown), shown


def home_shown(text: str, address: Address) -> tuple[int, set[str]]:
    said = re.search(r"(\d[\d.]*)\s+brie(?:f|ven) op de site", plain(text))
    return number(said), set()


# Of these only the number is compared.
COUNTED = ("brieven", "standpunten_themas")
READERS = {
    "standpunten_themas": theme_shown,
    "brieven": home_shown,
    "verwijzingen": citations_shown,
    "alineas": paragraphs_shown,
}


def said_by(text: str, address: Address) -> str:
    """From where a list or the page of a theme says how many it has."""
    place = 'class="lead"' if address.table == "standpunten_themas" else 'class="sentence"'
    return text.partition(place)[2]


def plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", "<" + text))


def number(said: re.Match[str] | None) -> int:
    return int(next(group for group in said.groups() if group).replace(".", "")) if said else 0


def datasette_count(text: str, address: Address) -> int:
    """How many rows Datasette says there are, or gives in a file."""
    if address.datasette.split("?")[0].endswith(".csv"):
        return len(list(csv.reader(io.StringIO(text)))) - 1
    said = re.search(r"([\d,]+) rows?\b", plain(text.partition("<main")[2] or text.partition("<body")[2]))
    return int(said[1].replace(",", "")) if said else 0
