"""Whole letters: the real one (outside the repository) and fictional ones, compared fact by fact."""

import re

import pytest

from agenda_tracker.letters import extract
from tests.shared import shared

from .gold import SAMPLES, compare, letter_of
from .golden import as_text, reading_file, sample_letters

FICTIONAL = sorted(SAMPLES.glob("*.gold.json"))
REAL = "letters/2024-10-03-geannoteerde-agenda-navo-dmm"
# What the reader still gets wrong in the sample letters, as (letter, fact): mended by a rule, taken out of this list.
KNOWN_DIFFERENCES: frozenset[tuple[str, str]] = frozenset()


def name_of(path):
    return path.name.removesuffix(".gold.json")


@pytest.mark.parametrize("gold", FICTIONAL, ids=name_of)
def test_fictional_letter_reads_as_a_clerk_would(gold):
    score = compare(letter_of(gold), gold)
    differ = {fact for fact, wanted, got in score.facts if wanted != got}
    assert differ == {fact for letter, fact in KNOWN_DIFFERENCES if letter == name_of(gold)}, score.differences


@pytest.mark.parametrize("letter", list(sample_letters()), ids=lambda path: path.name)
def test_reading_is_the_one_on_file(letter):
    """A change of rules shows itself here; `make golden` writes the new readings, and the diff tells what they changed."""
    assert as_text(letter) == reading_file(letter).read_text(encoding="utf-8")


def test_positions_of_all_sample_letters_together():
    scores = [compare(letter_of(gold), gold) for gold in FICTIONAL]
    found, wanted, false = (
        sum(column) for column in zip(*((s.found, s.wanted, len(s.false)) for s in scores), strict=True)
    )
    assert (found >= 0.9 * wanted, found >= 0.85 * (found + false)) == (True, True), (found, wanted, false)


def test_real_letter_reads_as_the_clerk_did():
    score = compare(shared(f"{REAL}.txt"), shared(f"{REAL}.gold.json"))
    assert (score.differences, score.missed, score.false) == ([], [], [])


def test_no_reading_holds_a_telephone_number_or_an_address_of_mail():
    private = re.compile(
        r"(?<![\w-])(?:\+31|0\d{1,3})[\s-]\d[\d\s]{5,9}(?!\w)|\S+@\S+\.\w+|Contactpersoon|Doorkiesnummer", re.IGNORECASE
    )
    texts = {letter.name: reading_file(letter).read_text(encoding="utf-8") for letter in sample_letters()}
    assert {name: private.findall(text) for name, text in texts.items() if private.search(text)} == {}


def test_there_are_enough_sample_letters_of_every_carrier():
    carriers = [letter.suffix for letter in sample_letters()]
    assert len(carriers) >= 24
    assert sorted(set(carriers)) == [".docx", ".html", ".pdf", ".txt", ".xml"]


@pytest.mark.parametrize("letter", list(sample_letters()), ids=lambda path: path.name)
def test_every_sample_says_that_it_is_fictional(letter):
    document = extract(letter.read_bytes(), letter.name)
    top = [*(line.text for line in document.lines[:80]), *document.beside]
    plain = letter.read_bytes()[:600].decode("utf-8", "ignore")
    assert "fictie" in " ".join([plain, *top]).lower()
