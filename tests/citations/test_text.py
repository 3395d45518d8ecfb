"""Text mode: places and words of the finds, and that no text can stop it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_tracker.citations import Reference, find_references

from . import references

PLACES = [
    ("(zie Kamerstuk 28 676, nr. 464) en", [("Kamerstuk 28 676, nr. 464", "28676-464")]),
    ("Kamerstuk 31125 nr. 130 - zie", [("Kamerstuk 31125 nr. 130", "31125-130")]),
    (
        "Kamerstuk 28 676, nrs. 464, 465 en 470.",
        [("Kamerstuk 28 676, nrs. 464", "28676-464"), ("465", "28676-465"), ("470", "28676-470")],
    ),
    (
        "(Kamerstukken II 2023/24, 28 676, nr. 464; 29 544, nr. 1200)",
        [("Kamerstukken II 2023/24, 28 676, nr. 464", "28676-464"), ("29 544, nr. 1200", "29544-1200")],
    ),
    (
        "Kamerstuk 18764, nrs. 1\u20133.",
        [("Kamerstuk 18764, nrs. 1", "18764-1"), ("3", "18764-2"), ("3", "18764-3")],
    ),
    (
        "(Kamerstuk 28676, nr. 1 en Kamerstuk 29544, nr. 2)",
        [("Kamerstuk 28676, nr. 1", "28676-1"), ("Kamerstuk 29544, nr. 2", "29544-2")],
    ),
    ("Kamerstuk 31728, 30914, nr. 5", [("Kamerstuk 31728", "31728-5"), ("30914", "dossier/30914")]),
    ("Kamerstuk 28\u00a0676, nr.\n\n 464.", [("Kamerstuk 28\u00a0676, nr.\n\n 464", "28676-464")]),
    ("\u00ad\u00adKamer-\nstuk 28\u00ad676-464!", [("Kamer-\nstuk 28\u00ad676-464", "28676-464")]),
    ("Zij krijgt nr. 456 (36800-XVI).", [("nr. 456 (36800-XVI)", "36800-XVI-456")]),
    ("\U0001f642\U0001f642 (36410-111)", [("36410-111", "36410-111")]),
    ("Kamerstuk 36600-A.", [("Kamerstuk 36600-A", "36600-A"), ("Kamerstuk 36600-A", "dossier/36600-A")]),
    ("Kamerstuk 35 099 (R2114).", [("Kamerstuk 35 099 (R2114)", "dossier/35099")]),
    ("(EK 34 568, H)", [("EK 34 568, H", "34568-H")]),
    ("motie (36410-111) van", [("36410-111", "36410-111")]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_find_gives_the_words_as_written(text, expected):
    assert [(found.as_written, found.reference.normal) for found in find_references(text)] == expected


def test_context_can_be_switched_off():
    text = "Het wetsvoorstel (35246); zie Kamerstuk 28 676, nr. 464."
    assert [(found.reference.normal, found.level) for found in find_references(text)] == [
        ("dossier/35246", 2),
        ("28676-464", 1),
    ]
    assert [found.reference.normal for found in find_references(text, context=False)] == ["28676-464"]


def test_unknown_high_dossier_needs_the_highest_to_be_told():
    assert find_references("(40000-12)") == []
    assert find_references("(40000-12)", highest_dossier=40000)[0].reference.normal == "40000-12"


@settings(max_examples=300, deadline=None)
@given(references.papers)
def test_display_form_behind_a_label_is_found(reference):
    text = f"Zie Kamerstuk {reference.display}."
    if references.decided_by_comma(reference) or reference.number in references.NOT_LETTERS:
        return
    if reference.keyed_by_year or (reference.ek_dossier and len(reference.ek_dossier) < 3):
        return
    assert [found.reference for found in find_references(text)] == [reference]


def check(text):
    finds = find_references(text)
    assert [found.as_written for found in finds] == [text[found.start : found.end] for found in finds]
    assert all(found.start < found.end for found in finds)
    places = [(found.start, found.end) for found in finds]
    assert places == sorted(places)
    assert all(one == other or one[1] <= other[0] for one, other in pairwise(places))
    assert all(Reference.parse(found.reference.normal) == found.reference for found in finds)


PIECES = st.sampled_from(
    [
        "Kamerstuk ",
        "Kamerstukken II ",
        "2023/24, ",
        "28 676",
        "36600",
        "21501-02",
        "-",
        ", ",
        "nr. ",
        "nrs. ",
        "464",
        "A",
        "XVI",
        " en ",
        " t/m ",
        "(",
        ")",
        "R2114",
        "\n",
        "\u00ad",
        "\u00a0",
        "; ",
        "p. 3",
        "Handelingen ",
        "item 5",
        "kst-28676-464",
        "2024Z12345",
        "https://zoek.officielebekendmakingen.nl/kst-1-2",
        "wetsvoorstel ",
        "was ",
        "€ ",
        "CXXIV",
        "EK ",
        "TK ",
        "Stb. 2024, ",
        " 3 mei",
        "BRIEF ",
        "Nr. 3 ",
        "e.a.",
        "/",
        " ",
        "0",
        "1",
        ".",
        "a",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_mixture_of_pieces_gives_ordered_places(text):
    check(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_ordered_places(text):
    check(text)


HEAVY = ["1234567890", "28 676, ", "28676-464 ", "nrs. 1, 2, 3, ", " ", "\n", "(", "(28676) ", "Kamerstukken 28 676, "]
HEAVY += [
    "wetsvoorstel (28676) ",
    "\nNr. 1 BRIEF",
    "\u00ad",
    "-",
    "Handelingen II 2010/11, nr. 1, item 2",
    "€ 1",
    "p. 1, ",
]


@pytest.mark.parametrize("seed", HEAVY)
def test_long_monotonous_text_is_read_to_its_end(seed):
    text = seed * (60_000 // len(seed)) + " (zie Kamerstuk 31 125, nr. 130)."
    assert find_references(text)[-1].reference.normal == "31125-130"
