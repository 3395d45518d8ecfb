"""What Datasette gets to publish: a SQLite file with the public rows, words and indexes, and Datasette's own settings."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "publish.sql"
PINNED = HERE / "datasette-requirements.txt"
# Beside each list the site counts the same eight; `topic` and `ministry` can have several values in a row.
FACETS = [
    "aard",
    "houding",
    "organisatie",
    "gremium",
    "brief_soort",
    "jaar",
    {"array": "themas"},
    {"array": "ministeries"},
]
METADATA = {
    "databases": {
        "public": {
            "tables": {
                "standpunten": {
                    "facets": FACETS,
                    "facet_size": 30,
                    "size": 25,
                    "sort_desc": "datum",
                    "fts_table": "standpunten_fts",
                    "fts_pk": "id",
                },
                "standpunten_themas": {"size": 25, "sort_desc": "datum"},
                "verwijzingen": {"size": 25, "sort_desc": "datum"},
                "alineas": {"sort": "volgorde"},
            }
        }
    }
}
# As its documentation advises for a file that never changes; the limits so wide that every count is made in full.
SETTINGS = {
    "sql_time_limit_ms": 120_000,
    "facet_time_limit_ms": 120_000,
    "suggest_facets": False,
    "max_csv_mb": 0,
    "max_returned_rows": 1_000,
    "num_sql_threads": 3,
    "default_facet_size": 30,
    "cache_size_kb": 65_536,
}


def install(folder: Path) -> Path:
    """Datasette in an environment of its own; returns its Python."""
    python = folder / "bin" / "python"
    mark = folder / PINNED.name
    if not mark.exists() or mark.read_text() != PINNED.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", str(PINNED)], check=True)
        mark.write_text(PINNED.read_text())
    return python


def publish(site: Path, folder: Path, python: Path) -> Path:
    """Write `public.db` with its counts and settings into `folder`, unless it is there for this state of the site."""
    folder.mkdir(parents=True, exist_ok=True)
    public, mark = folder / "public.db", folder / "made-of"
    state = state_of(site)
    if not mark.exists() or mark.read_text() != state:
        write(site, public)
        _count(public, folder / "inspect.json", python)
        mark.write_text(state)
    (folder / "config.json").write_text(json.dumps({"metadata": METADATA, "settings": SETTINGS}))
    return public


def state_of(site: Path) -> str:
    """Whose journal it is and how far it has come, and how the public file is made of it."""
    rows = sqlite3.connect(f"file:{site}?mode=ro", uri=True)
    try:
        head = rows.execute("SELECT site, number FROM agenda_tracker_journalhead").fetchone()
    finally:
        rows.close()
    return f"{head} {hashlib.sha256(SCRIPT.read_bytes()).hexdigest()}"


def write(site: Path, public: Path) -> None:
    """The public rows of the site's database as a file of its own."""
    beside = public.with_suffix(".new")
    beside.unlink(missing_ok=True)
    connection = sqlite3.connect(f"file:{beside}", uri=True)
    try:
        connection.execute("ATTACH DATABASE ? AS site", [f"file:{site}?mode=ro"])
        connection.executescript(SCRIPT.read_text())
        connection.commit()
    finally:
        connection.close()
    beside.rename(public)


def _count(public: Path, target: Path, python: Path) -> None:
    inspect = [str(python), "-m", "datasette", "inspect", str(public), "--inspect-file", str(target)]
    subprocess.run(inspect, check=True, stdout=subprocess.DEVNULL)


def said(public: Path) -> str:
    """The size of the data in words."""
    rows = sqlite3.connect(f"file:{public}?immutable=1", uri=True)
    try:
        names = {
            "letters": "brieven",
            "positions": "standpunten",
            "references": "verwijzingen",
            "paragraphs": "alineas",
        }
        counts = {what: rows.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for what, name in names.items()}
    finally:
        rows.close()
    return ", ".join(f"{count:,} {what}" for what, count in counts.items())
