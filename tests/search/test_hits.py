"""Marks in the rows of a list: the words that the index found, wherever they stand and whatever stands around them."""

import random

import pytest

from agenda_tracker.search.compounds import Vocabulary
from agenda_tracker.search.hits import Hits
from agenda_tracker.search.wanted import read_words
from agenda_tracker.search.words import tokens

VOCABULARY = Vocabulary(["drone", "aanval", "droneaanval", "sanctie", "sanctiepakket", "pakket", "thema"])


def hits(asked: str) -> Hits:
    return Hits(read_words(asked), VOCABULARY)


def marked(asked: str, text: str) -> str:
    return "".join(f"[{run}]" if is_hit else run for run, is_hit in hits(asked).runs(text))


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("sanctie", "De sancties (het sanctiepakket) en Sanctie.", "De [sancties] (het [sanctiepakket]) en [Sanctie]."),
        ("drone", "Een drone-aanval, een droneaanval; “drones”?", "Een [drone]-aanval, een [droneaanval]; “[drones]”?"),
        ("thema", "Thema’s: het thema's, themá", "[Thema’s]: het [thema's], [themá]"),
        ("EU", "In de E.U. en de EU-lidstaten", "In de [E.U.] en de [EU]-lidstaten"),
        ("1100", "Met 1.100 euro, geen 1100,5.", "Met [1.100] euro, geen 1100,5."),
        (
            '"het pakket"',
            "Het pakket en het\npakket, niet het sanctiepakket",
            "[Het pakket] en [het\npakket], niet het sanctiepakket",
        ),
        ("sanctie", "", ""),
    ],
)
def test_the_words_themselves_are_marked_and_nothing_around_them(asked, text, expected):
    assert marked(asked, text) == expected


def test_cutting_a_text_at_blanks_first_loses_no_hit():
    chance = random.Random(7)
    words = [
        "drone",
        "Drones",
        "sanctie",
        "thema’s",
        "E.U.",
        "EU",
        "1.100",
        "e-mail",
        "m.b.t.",
        "F-35",
        "é",
        "ﬁets",
        "x_drone",
        "²",
    ]
    marks = ["", " ", "  ", "\n", "\u00a0", "\u200b", ",", ".", "-", "(", "”", "'", "’", "/", "\x00", "_"]
    for asked in ("drone", "sanctie", "eu", "thema", "35", "1100", "mail", "é"):
        found = hits(asked)
        for _number in range(200):
            text = "".join(chance.choice(words) + chance.choice(marks) for _ in range(12))
            whole = [(one.start, one.end) for one in tokens(text) if found._is_hit(one.text)]
            assert found.spans(text) == whole, text
