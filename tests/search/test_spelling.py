"""Did you mean: the golden table of slips, slips made at random, and what gets no suggestion."""

import random
from pathlib import Path

from agenda_tracker.search.compounds import Vocabulary
from agenda_tracker.search.nouns import base_nouns
from agenda_tracker.search.spelling import suggest
from agenda_tracker.search.stems import stem
from agenda_tracker.search.words import tokens

HERE = Path(__file__).parent


def folded(written: str) -> str:
    return tokens(written)[0].text


def read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def pairs(part: str) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in part.splitlines() if line and not line.startswith("#")]
    return [(folded(typed), folded(meant)) for typed, meant in rows]


KNOWN, LACKING = (pairs(part) for part in read("misspellings.tsv").split("# Compounds that the corpus lacks."))
FORMS = {folded(form) for line in read("stems.tsv").splitlines() if line[0] == "=" for form in line.split("\t")[1:]}
WORDS = dict.fromkeys(
    {*base_nouns(), *FORMS, *(meant for _typed, meant in KNOWN)} - {meant for _typed, meant in LACKING}, 3
)
CORPUS = Vocabulary(WORDS, WORDS)


def share(rows: list[tuple[str, str]], first: int) -> float:
    """How many of the slips lead to the word meant (or a form of it: the search finds all) among the first suggestions."""
    right = [meant for typed, meant in rows if stem(meant) in {stem(word) for word in suggest(typed, CORPUS)[:first]}]
    return len(right) / len(rows)


def slip(word: str, chance: random.Random) -> str:
    at, char = chance.randrange(1, len(word)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + char + word[at:],
            word[:at] + char + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        ]
    )


def test_slips_of_the_pen_lead_to_the_word_meant() -> None:
    assert len(KNOWN) >= 180
    assert share(KNOWN, 1) >= 0.97
    assert share(KNOWN, 3) >= 0.97


def test_a_misspelt_part_of_a_compound_that_the_corpus_lacks_is_mended() -> None:
    needed = [(typed, meant) for typed, meant in LACKING if stem(typed) != stem(meant)]
    assert share(needed, 1) >= 0.9


def test_random_slips_lead_to_the_word_meant() -> None:
    chance = random.Random(2024)
    words = [word for word in sorted(WORDS) if len(word) > 5]
    made = [(slip(word, chance), word) for word in chance.choices(words, k=400)]
    rows = [(typed, meant) for typed, meant in made if typed not in CORPUS]
    assert len(rows) > 350
    assert share(rows, 1) >= 0.95
    assert share(rows, 3) >= 0.98


def test_the_likelier_slip_and_the_more_frequent_word_come_first() -> None:
    often = {"markt": 90, "mark": 2, "marke": 2, "migratie": 50, "migraties": 1}
    corpus = Vocabulary(often, often)
    assert suggest("markk", corpus) == ["mark", "markt", "marke"]
    assert suggest("migrtie", corpus, limit=1) == ["migratie"]


def test_two_slips_are_a_last_resort_for_long_words() -> None:
    corpus = Vocabulary(["onderhandelingen", "raad"])
    assert suggest("onderhandlinggen", corpus) == ["onderhandelingen"]
    assert suggest("rrdd", corpus) == []


def test_known_short_and_numbered_words_and_sound_compounds_get_no_suggestion() -> None:
    assert [
        suggest(word, CORPUS) for word in ("raad", "eui", "f35", "1,5", "", "x" * 200, "handelsraad", "qzxqzxqzx")
    ] == [[]] * 8
