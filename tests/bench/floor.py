"""The floor: the rows that a page shows, fetched by hand-written SQL through the bare driver, in one process."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import tables
from .addresses import MATCHING, SIZE, Address, Task
from .wrk import Load

POSITIONS = """
SELECT p.id, p.wording, p.kind, p.stance, p.amount_eur, i.title, m.slug, m.start_date, f.name, l.slug, l.subject, l.kind,
    l.date, l.id
FROM agenda_tracker_governmentposition p
JOIN agenda_tracker_letter l ON l.id = p.letter_id AND l.status = 'published'
JOIN agenda_tracker_agendaitem i ON i.id = p.agenda_item_id
JOIN agenda_tracker_ministerialmeeting m ON m.id = i.meeting_id
JOIN agenda_tracker_formation f ON f.id = m.formation_id
WHERE p.review = 'confirmed' AND {where}
ORDER BY m.start_date DESC, m.id, i."order", p."order", p.id LIMIT {limit} OFFSET {offset}
"""
QUOTES = """
SELECT q.position_id, q.start, q."end", a.number, a.text FROM agenda_tracker_evidence q
JOIN agenda_tracker_paragraph a ON a.id = q.paragraph_id WHERE q.position_id IN ({ids})
"""
TOPICS = """
SELECT x.governmentposition_id, t.slug, t.name FROM agenda_tracker_governmentposition_topics x
JOIN agenda_tracker_topic t ON t.id = x.topic_id AND t.released WHERE x.governmentposition_id IN ({ids})
"""
PAPERS = "SELECT letter_id, normal_form FROM agenda_tracker_kamerstuk WHERE letter_id IN ({ids})"
BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM agenda_tracker_topic WHERE slug = ? UNION
    SELECT t.id FROM agenda_tracker_topic t JOIN below ON t.parent_id = below.id
) SELECT id FROM below
"""
CITED = """
SELECT r.start, r."end", r.as_written, a.number, a.text, n.text, l.slug, l.subject, l.kind, l.date
FROM agenda_tracker_kamerstukreference r
JOIN agenda_tracker_letter l ON l.id = r.letter_id AND l.status = 'published'
LEFT JOIN agenda_tracker_footnote n ON n.id = r.footnote_id
LEFT JOIN agenda_tracker_paragraph a ON a.id = coalesce(r.paragraph_id, n.paragraph_id)
WHERE r.kamerstuk_id = (SELECT id FROM agenda_tracker_kamerstuk WHERE normal_form = ?) ORDER BY l.date DESC, l.id DESC LIMIT 25
"""
OF_LETTER = (
    "SELECT id, subject, kind, date FROM agenda_tracker_letter WHERE slug = ? AND status = 'published'",
    """SELECT a.id, a.number, a.text, s.heading, s.level FROM agenda_tracker_paragraph a
    JOIN agenda_tracker_section s ON s.id = a.section_id
    WHERE a.letter_id = (SELECT id FROM agenda_tracker_letter WHERE slug = ?) ORDER BY a."order" """,
    """SELECT p.id, p.wording, p.kind, q.paragraph_id, q.start, q."end" FROM agenda_tracker_governmentposition p
    LEFT JOIN agenda_tracker_evidence q ON q.position_id = p.id
    WHERE p.review = 'confirmed' AND p.letter_id = (SELECT id FROM agenda_tracker_letter WHERE slug = ?)""",
    """SELECT r.paragraph_id, r.footnote_id, r.start, r."end", r.normal_form FROM agenda_tracker_kamerstukreference r
    WHERE r.letter_id = (SELECT id FROM agenda_tracker_letter WHERE slug = ?)""",
)
MEETINGS = """
SELECT m.slug, m.start_date, m.end_date, m.place, f.name FROM agenda_tracker_ministerialmeeting m
JOIN agenda_tracker_formation f ON f.id = m.formation_id ORDER BY m.start_date DESC, m.id DESC LIMIT 10
"""
WHERES = {
    "formation": "f.slug = ?",
    "kind": "p.kind = ?",
    "stance": "p.stance = ?",
    "first": "m.start_date >= ?",
    "last": "m.start_date <= ?",
}
AT_ONCE = 500


@dataclass
class Driver:
    """A bare connection; SQL is written with `?` and told otherwise where the driver wants `%s`."""

    name: str
    run: Callable[[str, tuple[Any, ...]], list[tuple[Any, ...]]]
    close: Callable[[], None]
    # Whether it has the published file with its words beside it.
    has_words: bool = False


def sqlite_driver(site: Path, public: Path) -> Driver:
    connection = sqlite3.connect(f"file:{site}?mode=ro", uri=True)
    connection.execute("ATTACH DATABASE ? AS public", [f"file:{public}?immutable=1"])
    return Driver(
        "sqlite3", lambda sql, params: connection.execute(sql, params).fetchall(), connection.close, has_words=True
    )


def postgres_driver(url: str) -> Driver:
    import psycopg

    connection = psycopg.connect(url, autocommit=True)

    def run(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return connection.execute(sql.replace("?", "%s").encode(), params).fetchall()

    return Driver("psycopg", run, connection.close)


def fetch(driver: Driver, task: Task, address: Address) -> int:
    """All rows of one page; returns how many."""
    asked = dict(address.asked)
    if "kamerstuk" in asked:
        return len(driver.run(CITED, (asked["kamerstuk"],)))
    if "letter" in asked:
        return sum(len(driver.run(sql, (asked["letter"],))) for sql in OF_LETTER)
    if task.name == "home":
        driver.run("SELECT count(*) FROM agenda_tracker_letter WHERE status = 'published'", ())
        return len(driver.run(MEETINGS, ())) + with_details(driver, "1 = 1", (), 5)
    where, params = conditions(driver, asked)
    whole_file = "first" in asked
    limit = 10**9 if whole_file else 12 if task.name.startswith("topic") else SIZE
    return with_details(driver, where, params, limit, (asked.get("page", 1) - 1) * SIZE)


def conditions(driver: Driver, asked: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    wheres, params = ["1 = 1"], []
    for name, value in asked.items():
        if name in WHERES:
            wheres.append(WHERES[name])
            params.append(value)
    if "year" in asked:
        wheres.append("m.start_date BETWEEN ? AND ?")
        params += [f"{asked['year']}-01-01", f"{asked['year']}-12-31"]
    if "topic" in asked:
        below = [pk for (pk,) in driver.run(BELOW, (asked["topic"],))]
        ids = ", ".join(map(str, below))
        wheres.append(
            "p.id IN (SELECT governmentposition_id FROM agenda_tracker_governmentposition_topics "
            f"WHERE topic_id IN ({ids}))"
        )
    if "q" in asked:
        wheres.append(f"p.{MATCHING}")
        params.append(match_of(asked["q"]))
    return " AND ".join(wheres), tuple(params)


def match_of(text: str) -> str:
    from .addresses import match

    return match(text)


def with_details(driver: Driver, where: str, params: tuple[Any, ...], limit: int, offset: int = 0) -> int:
    rows = driver.run(POSITIONS.format(where=where, limit=limit, offset=offset), params)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        ids, letters = (", ".join(str(row[column]) for row in some) for column in (0, 13))
        for sql in (QUOTES, TOPICS):
            driver.run(sql.format(ids=ids), ())
        driver.run(PAPERS.format(ids=letters), ())
    return len(rows)


def measure(driver: Driver, task: Task, addresses: list[Address], seconds: float) -> Load | None:
    """One page after the other for so long; None where the driver has no words to search."""
    if addresses[0].value("q") and not driver.has_words:
        return None
    taken: list[float] = []
    begin = time.perf_counter()
    while not taken or time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        fetch(driver, task, addresses[len(taken) % len(addresses)])
        taken.append(1000 * (time.perf_counter() - start))
    return Load(len(taken), time.perf_counter() - begin, statistics.median(taken), tables.p95(taken))
