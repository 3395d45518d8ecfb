"""Word by word: what stayed, what went, what came; no confetti."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_tracker.search import Differences


def marked(earlier, later):
    """`=` before what stayed, `-` before what went, `+` before what came."""
    signs = {"same": "=", "gone": "-", "new": "+"}
    return [signs[piece.change] + piece.text.strip() for piece in Differences(earlier, later).pieces]


@pytest.mark.parametrize(
    ("earlier", "later", "pieces"),
    [
        ("Nederland steunt het fonds.", "Nederland steunt het fonds.", ["=Nederland steunt het fonds."]),
        (
            "Nederland levert dit jaar twintig tanks aan Oekraïne.",
            "Nederland levert dit jaar veertig tanks aan Oekraïne.",
            ["=Nederland levert dit jaar", "-twintig", "+veertig", "=tanks aan Oekraïne."],
        ),
        (
            "Nederland steunt het fonds.",
            "Nederland steunt het fonds, mits scholen meedoen.",
            ["=Nederland steunt het fonds", "+, mits scholen meedoen", "=."],
        ),
        (
            "Nederland steunt het fonds voor scholen in krimpgebieden.",
            "Nederland steunt het fonds.",
            ["=Nederland steunt het fonds", "-voor scholen in krimpgebieden", "=."],
        ),
        (
            "De minister zal pleiten voor hogere uitgaven.",
            "Samen met Frankrijk vraagt het kabinet de Commissie om een wet over drones.",
            ["-De minister zal pleiten voor hogere uitgaven.",
             "+Samen met Frankrijk vraagt het kabinet de Commissie om een wet over drones."],
        ),
        ("", "Nederland steunt het fonds.", ["+Nederland steunt het fonds."]),
        ("", "", []),
    ],
)  # fmt: skip
def test_differences_are_marked_in_runs(earlier, later, pieces):
    assert marked(earlier, later) == pieces


def test_single_words_in_common_between_changes_are_taken_in():
    earlier = (
        "Nederland dringt binnen de NAVO aan op hogere uitgaven aan munitie en op betere opleiding van reservisten."
    )
    later = (
        "Nederland dringt binnen de NAVO aan op lagere lasten en minder regels en op betere opleiding van reservisten."
    )
    assert [piece for piece in marked(earlier, later) if piece[0] != "="] == [
        "-hogere uitgaven aan munitie",
        "+lagere lasten en minder regels",
    ]


TEXT = st.text(st.sampled_from("abc ,.é€%1-’"), max_size=60)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_the_sides_give_both_texts_again(earlier, later):
    found = Differences(earlier, later)
    assert bare(found.before) == bare_text(earlier)
    assert bare(found.after) == bare_text(later)


def bare(pieces):
    return "".join(piece.text + piece.gap for piece in pieces).strip()


def bare_text(text):
    return " ".join(text.split())
