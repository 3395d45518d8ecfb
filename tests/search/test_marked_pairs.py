"""Against the pairs of fictional letters of which the right pairing is marked: the bar, and what is reached."""

import pytest

from agenda_tracker.search.pairing import pair
from agenda_tracker.search.said import Said

measure = pytest.importorskip("tests.search.pairs.measure", reason="the marked pairs are not there")
gold = pytest.importorskip("tests.search.pairs.gold", reason="the marked pairs are not there")
BAR = 0.90


def pairing(earlier, later):
    """The pairing of the site, in the words of the measure."""
    return [
        (key_at(one.earlier, earlier), key_at(one.later, later), one.verdict.value)
        for one in pair([as_compared(one) for one in earlier], [as_compared(one) for one in later])
    ]


def key_at(place, letter):
    return None if place is None else letter[place].key


def as_compared(said):
    return Said(said.text, said.item, frozenset(said.topics), said.kind, said.stance, said.amount)


@pytest.mark.parametrize("letters", ["working_set", "held_out"])
def test_pairs_reach_the_bar(letters, record_property):
    measured = measure.measure(pairing, getattr(gold, letters)())
    record_property("measured", f"what changed, {letters}: {measured.figures()}")
    assert measured.pairs.f1 >= BAR
