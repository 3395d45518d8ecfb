"""Addresses of the site's other kinds of page, for which there is nothing elsewhere to compare with."""

from __future__ import annotations

import random
import sqlite3
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from .addresses import Source, vocabulary

DRAWN = {
    "position": "SELECT '/standpunten/' || id || '/' FROM standpunten ORDER BY id",
    "meeting": "SELECT '/vergaderingen/' || slug || '/' FROM vergaderingen ORDER BY slug",
    "dossier": "SELECT DISTINCT '/kamerstukken/' || dossier || '/' FROM kamerstukken "
    "WHERE dossier NOT GLOB '*[^0-9]*' ORDER BY 1",
    "letters, filtered": "SELECT DISTINCT '/brieven/?year=' || jaar || '&formation=' || gremium FROM standpunten ORDER BY 1",
    "meetings, filtered": "SELECT DISTINCT '/vergaderingen/?year=' || jaar || '&formation=' || gremium "
    "FROM standpunten ORDER BY 1",
}
FIXED = {"themes": ["/themas/"], "dossiers": ["/kamerstukken/"], "figures": ["/cijfers/"], "about": ["/over/"]}


def other_pages(public: Path, seed: int, most: int) -> dict[str, list[str]]:
    """By kind of page at most so many addresses."""
    rows = sqlite3.connect(f"file:{public}?immutable=1", uri=True)
    try:
        source = Source(rows, random.Random(seed), most)
        found = {name: source.draw(address for (address,) in source.all(sql)) for name, sql in DRAWN.items()}
        words = source.draw(vocabulary(source, 2, source.count / 20))
        ids = source.draw(pk for (pk,) in source.all("SELECT id FROM standpunten ORDER BY id"))
    finally:
        rows.close()
    found["search"] = [f"/zoeken/?{urlencode({'q': word})}" for word in words]
    found["comparison"] = [f"/standpunten/vergelijk/?a={one}&b={other}" for one, other in pairwise(ids)]
    return {**FIXED, **found}
