"""What is asked: for every task addresses drawn from the data itself, the same ones for everybody who draws with a seed."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

SIZE = 25
CSV_ROWS = 10_000
THEMED = "id IN (SELECT standpunt FROM standpunten_themas WHERE thema = ?)"
MATCHING = "id IN (SELECT rowid FROM standpunten_fts WHERE standpunten_fts MATCH ?)"


@dataclass(frozen=True)
class Address:
    """One question: how the site and how Datasette are asked it, and which public rows are the answer.

    `where` selects rows of `table` in the published file; `asked` holds the plain values for hand-written SQL.
    """

    site: str
    datasette: str
    table: str = "standpunten"
    where: str = "1"
    params: tuple[Any, ...] = ()
    asked: tuple[tuple[str, Any], ...] = ()

    def value(self, name: str) -> Any:
        return dict(self.asked).get(name)


@dataclass(frozen=True)
class Task:
    """A kind of page. `exact`: the site must find just the rows of `where`; words in other forms may add to them."""

    name: str
    addresses: list[Address]
    exact: bool = True

    @property
    def is_file(self) -> bool:
        return self.name.startswith("CSV")


@dataclass
class Source:
    """The published file to draw from, and chance with a seed."""

    rows: sqlite3.Connection
    chance: random.Random
    most: int
    joint: frozenset[str] = frozenset()

    def all(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        return self.rows.execute(sql, params).fetchall()

    def draw(self, found: Iterable[Any]) -> list[Any]:
        """At most `most` of them, each once, in a chance order."""
        pool = list(dict.fromkeys(found))
        return self.chance.sample(pool, min(self.most, len(pool)))

    @property
    def count(self) -> int:
        return int(self.all("SELECT count(*) FROM standpunten")[0][0])


def positions(**asked: Any) -> Address:
    """A list of positions with these filters, by the names that the site gives them."""
    columns = {"formation": "gremium", "kind": "aard", "stance": "houding", "year": "jaar"}
    known = {name: value for name, value in asked.items() if name in columns}
    wheres, params = [f"{columns[name]} = ?" for name in known], list(known.values())
    query: dict[str, Any] = {columns[name]: value for name, value in known.items()}
    if "topic" in asked:
        query |= themed(asked["topic"], alone=not known)
        wheres.append(THEMED)
        params.append(asked["topic"])
    site = f"/standpunten/?{urlencode(asked)}"
    where = " AND ".join(wheres) or "1"
    return Address(
        site, f"/public/standpunten?{urlencode(query)}", "standpunten", where, tuple(params), tuple(asked.items())
    )


def themed(theme: str, *, alone: bool) -> dict[str, str]:
    """How Datasette is asked for a theme: through the other table, quickest; beside a filter that gives no rows (0.65)."""
    if not alone:
        return {"themas__arraycontains": theme}
    return {"_through": json.dumps({"table": "standpunten_themas", "column": "thema", "value": theme})}


def home(source: Source) -> list[Address]:
    return [Address("/", "/", "brieven")]


def topics(source: Source) -> list[Address]:
    """Every theme, and then themes in one year."""
    themes = source.all("SELECT DISTINCT thema, NULL FROM standpunten_themas ORDER BY thema")
    years = source.all("SELECT DISTINCT thema, jaar FROM standpunten_themas ORDER BY thema, jaar")
    chosen = [*source.draw(themes), *source.draw(years)][: source.most]
    return [topic(*one) for one in chosen]


def topic(theme: str, year: int | None) -> Address:
    site = f"/themas/{theme}/" + (f"?year={year}" if year else "")
    query = {"thema": theme, **({"jaar": year} if year else {})}
    where = "thema = ?" + (" AND jaar = ?" if year else "")
    asked = (("topic", theme), *((("year", year),) if year else ()))
    params = (theme, year) if year else (theme,)
    return Address(site, f"/public/standpunten_themas?{urlencode(query)}", "standpunten_themas", where, params, asked)


def filtered(source: Source) -> list[Address]:
    """Two or three filters that go together somewhere: a body, a theme, a year, a kind, a stance."""
    known = "FROM standpunten WHERE houding != '' ORDER BY 1, 2, 3"
    bodies = [
        row for row in source.all(f"SELECT DISTINCT gremium, aard, houding {known}") if row[0] not in source.joint
    ]
    years = [row for row in source.all(f"SELECT DISTINCT gremium, jaar, aard {known}") if row[0] not in source.joint]
    themes = source.all("SELECT DISTINCT thema, jaar FROM standpunten_themas ORDER BY 1, 2")
    found = [positions(formation=one, kind=two, stance=three) for one, two, three in source.draw(bodies)]
    found += [positions(formation=one, year=two, kind=three) for one, two, three in source.draw(years)]
    found += [positions(topic=one, year=two) for one, two in source.draw(themes)]
    return source.draw(found)


def wide(source: Source) -> list[Address]:
    """One filter that many rows satisfy, more than one in a hundred."""
    least = source.count // 100
    columns = {"formation": "gremium", "kind": "aard", "stance": "houding", "year": "jaar"}
    found = []
    for name, column in columns.items():
        rows = source.all(f"SELECT {column} FROM standpunten GROUP BY 1 HAVING count(*) > ? ORDER BY 1", least)
        found += [positions(**{name: value}) for (value,) in rows if value and value not in source.joint]
    pairs = source.all("SELECT aard, jaar FROM standpunten GROUP BY 1, 2 HAVING count(*) > ? ORDER BY 1, 2", least)
    themes = source.all("SELECT thema FROM standpunten_themas GROUP BY 1 HAVING count(*) > ? ORDER BY 1", least)
    found += [positions(kind=kind, year=year) for kind, year in pairs]
    found += [positions(topic=theme) for (theme,) in themes]
    return source.draw(found)


def words(text: str) -> Address:
    asked = (("q", text),)
    return Address(
        f"/standpunten/?{urlencode({'q': text})}",
        f"/public/standpunten?{urlencode({'_search': text})}",
        "standpunten",
        MATCHING,
        (match(text),),
        asked,
    )


def match(text: str) -> str:
    """The words as FTS5 understands them: a phrase stays one."""
    return text if text.startswith('"') else " ".join(f'"{word}"' for word in text.split())


def vocabulary(source: Source, least: float, most: float) -> list[str]:
    """Words of letters only that stand in so many rows."""
    source.rows.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, standpunten_fts, row)")
    rows = source.all(
        "SELECT term FROM temp.words WHERE doc BETWEEN ? AND ? AND length(term) > 4 ORDER BY term", least, most
    )
    return [word for (word,) in rows if word.isascii() and word.isalpha()]


def rare_words(source: Source) -> list[Address]:
    return [words(word) for word in source.draw(vocabulary(source, 2, max(5, source.count // 4000)))]


def common_words(source: Source) -> list[Address]:
    """Words in more than one of thirty rows; pairs of them when there are too few."""
    known = vocabulary(source, source.count / 30, source.count)
    pairs = [f"{one} {other}" for one in known for other in known if one < other]
    return [words(text) for text in [*source.draw(known), *source.draw(pairs)][: source.most]]


def phrases(source: Source) -> list[Address]:
    """Two words that stand side by side in a wording."""
    known = [pk for (pk,) in source.all("SELECT id FROM standpunten ORDER BY id")]
    ids = source.chance.sample(known, min(len(known), 5 * source.most))
    found = []
    for (text,) in [row for pk in ids for row in source.all("SELECT standpunt FROM standpunten WHERE id = ?", pk)]:
        pairs = [
            pair for pair in zip(text.split(), text.split()[1:], strict=False) if all(is_plain(word) for word in pair)
        ]
        found += [words('"{} {}"'.format(*pair)) for pair in pairs[:1]]
    return source.draw(found)


def is_plain(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower() and len(word) > 3


def numbers(source: Source) -> list[Address]:
    """Kamerstukken that are cited, those often cited more often."""
    rows = source.all("SELECT kamerstuk FROM verwijzingen ORDER BY id")
    plain = [normal for (normal,) in rows if normal.replace("-", "").isdigit()]
    drawn = source.chance.sample(plain, min(len(plain), 5 * source.most))
    return [number(normal) for normal in list(dict.fromkeys(drawn))[: source.most]]


def number(normal: str) -> Address:
    query = urlencode({"kamerstuk": normal})
    site, datasette = f"/kamerstukken/{normal}/", f"/public/verwijzingen?{query}"
    return Address(site, datasette, "verwijzingen", "kamerstuk = ?", (normal,), (("kamerstuk", normal),))


def deep_pages(source: Source) -> list[Address]:
    """Pages beyond the tenth part of the whole list; Datasette is given the key from which it goes on."""
    order = source.all("SELECT datum, id FROM standpunten ORDER BY datum DESC, id")
    last = len(order) // SIZE
    pages = source.draw(range(max(2, last // 10), last))
    found = []
    for page in pages:
        day, pk = order[(page - 1) * SIZE - 1]
        query = urlencode({"_sort_desc": "datum", "_next": f"{day},{pk}"})
        found.append(Address(f"/standpunten/?page={page}", f"/public/standpunten?{query}", asked=(("page", page),)))
    return found


def letters(source: Source) -> list[Address]:
    return [letter(slug) for (slug,) in source.draw(source.all("SELECT DISTINCT brief FROM alineas ORDER BY 1"))]


def letter(slug: str) -> Address:
    query = urlencode({"brief": slug, "_size": "max"})
    return Address(
        f"/brieven/{slug}/", f"/public/alineas?{query}", "alineas", "brief = ?", (slug,), (("letter", slug),)
    )


def tables(source: Source) -> list[Address]:
    """A period with ten thousand positions, or a little more, as a file."""
    days = source.all("SELECT datum, count(*) FROM standpunten GROUP BY 1 ORDER BY 1")
    want, found, end, held = min(CSV_ROWS, source.count // 2), [], 0, 0
    for start, (first, count) in enumerate(days):
        while held < want and end < len(days):
            held += days[end][1]
            end += 1
        if held >= want:
            found.append(table(first, days[end - 1][0]))
        held -= count
        assert start < end
    return source.draw(found)


def table(first: str, last: str) -> Address:
    site = urlencode({"date_from": first, "date_to": last, "format": "csv"})
    query = urlencode({"datum__gte": first, "datum__lte": last, "_stream": "on"})
    asked = (("first", first), ("last", last))
    where = "datum BETWEEN ? AND ?"
    return Address(
        f"/standpunten/?{site}", f"/public/standpunten.csv?{query}", "standpunten", where, (first, last), asked
    )


DRAWN: dict[str, tuple[Callable[[Source], list[Address]], bool]] = {
    "home": (home, True),
    "topic, newest": (topics, True),
    "filtered list, facets": (filtered, True),
    "wide list, facets": (wide, True),
    "rare word": (rare_words, False),
    "common word, facets": (common_words, False),
    "phrase": (phrases, True),
    "Kamerstuk lookup": (numbers, True),
    "deep page": (deep_pages, True),
    "letter": (letters, True),
    "CSV of 10,000 rows": (tables, True),
}


def draw(public: Path, site: Path, seed: int, most: int = 1000) -> list[Task]:
    """The tasks with at most `most` distinct addresses each."""
    rows = sqlite3.connect(f"file:{public}?immutable=1", uri=True)
    try:
        source = Source(rows, random.Random(seed), most, joint_bodies(site))
        return [Task(name, maker(source), exact) for name, (maker, exact) in DRAWN.items()]
    finally:
        rows.close()


def joint_bodies(site: Path) -> frozenset[str]:
    """Bodies that sat in with another: the flat table that Datasette gets knows one body for each position."""
    sql = """SELECT DISTINCT formation.slug FROM agenda_tracker_ministerialmeeting_also_with tie
        JOIN agenda_tracker_formation formation ON formation.id = tie.formation_id"""
    rows = sqlite3.connect(f"file:{site}?mode=ro", uri=True)
    try:
        return frozenset(slug for (slug,) in rows.execute(sql))
    finally:
        rows.close()
