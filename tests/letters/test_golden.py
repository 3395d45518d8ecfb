"""Whole letters: the real one (outside the repository) and fictional ones, compared fact by fact."""

import pytest

from tests.shared import shared

from .gold import SAMPLES, compare

FICTIONAL = sorted(SAMPLES.glob("*.gold.json"))
REAL = "letters/2024-10-03-geannoteerde-agenda-navo-dmm"


@pytest.mark.parametrize("gold", FICTIONAL, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_fictional_letter_reads_as_a_clerk_would(gold):
    score = compare(gold.with_name(gold.name.replace(".gold.json", ".txt")), gold)
    assert (score.differences, score.missed, score.false) == ([], [], [])


def test_real_letter_reads_as_the_clerk_did():
    score = compare(shared(f"{REAL}.txt"), shared(f"{REAL}.gold.json"))
    assert (score.differences, score.missed, score.false) == ([], [], [])


def test_every_sample_says_that_it_is_fictional():
    texts = [gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text() for gold in FICTIONAL]
    assert [("fictie" in text[:300].lower()) for text in texts] == [True] * len(texts)
