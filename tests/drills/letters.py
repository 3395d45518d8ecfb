"""Fictional letters for the drills: as many as are asked for, each of its own words and its own meeting."""

import datetime
import random

from agenda_tracker.models.dates import long_date

FIRST = datetime.date(2030, 1, 7)
WORDS = [
    "boom", "bos", "beek", "dijk", "duin", "gras", "heide", "kade", "kust", "plas", "polder", "rivier", "sloot",
    "strand", "terp", "tuin", "veen", "veld", "weide", "wilg", "akker", "berm", "brug", "greppel", "haven", "meer",
]  # fmt: skip
PARTS = ["Natuurherstel", "Waterkwaliteit", "Emissiehandel"]


def letter_text(number: int) -> str:
    """Three parts of a position, prose, a citation and a footnote; the meeting is another one for each number."""
    chance = random.Random(number)
    day = FIRST + datetime.timedelta(days=7 * number)
    parts = "\n\n".join(_part(title, chance) for title in PARTS)
    return f"""Fictieve brief.

Aan de voorzitter van de Tweede Kamer der Staten-Generaal

Datum {long_date(day)}
Betreft Geannoteerde agenda Milieuraad van {long_date(day + datetime.timedelta(days=14))}

Geachte voorzitter,

Hierbij stuur ik u de geannoteerde agenda van de Milieuraad op {long_date(day + datetime.timedelta(days=14))} in Brussel.

{parts}

Hoogachtend,

DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT

A.B. Naam

[1] Kamerstuk 27 625, nr. {chance.randrange(100, 900)}.
"""


def _part(title: str, chance: random.Random) -> str:
    mark = "[1]" if title == PARTS[0] else ""
    return f"""{title}

{_prose(chance)} Zie Kamerstuk 21 501-08, nr. {chance.randrange(100, 900)}.{mark}

Inzet Nederland

Nederland zet in op {" ".join(chance.choices(WORDS, k=4))}. {_prose(chance)}

Het kabinet steunt {" ".join(chance.choices(WORDS, k=4))}. {_prose(chance)}"""


def _prose(chance: random.Random) -> str:
    return f"{' '.join(chance.choices(WORDS, k=25))}.".capitalize()
