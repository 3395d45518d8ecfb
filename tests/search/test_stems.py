"""Forms of one word share a stem, other words do not: the golden table, and what must hold for any word."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_tracker.search.stems import stem
from agenda_tracker.search.words import tokens

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "stems.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def stem_of(written: str) -> str:
    [token] = tokens(written)
    return stem(token.text)


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len({row for row in ROWS if row[0] == "="}) >= 400
    assert len({row for row in ROWS if row[0] == "!="}) >= 170


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] == "="], ids=lambda row: row[1])
def test_forms_of_one_word_share_a_stem(row: tuple[str, ...]) -> None:
    assert {form: stem_of(form) for form in row[1:]} == {form: stem_of(row[1]) for form in row[1:]}


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] == "!="], ids=lambda row: "-".join(row[1:]))
def test_other_words_stay_apart(row: tuple[str, ...]) -> None:
    assert len({stem_of(word) for word in row[1:]}) == len(row) - 1


@pytest.mark.parametrize("word", ["eu", "vn", "f", "2024", "1,5", "x" * 61, ""])
def test_numbers_and_short_words_are_their_own_stem(word: str) -> None:
    assert stem(word) == word


def test_short_words_on_the_list_have_the_stem_of_their_plural() -> None:
    assert [stem(word) for word in ("leden", "wegen", "eieren", "wil")] == ["lid", "weg", "ei", "wil"]


def test_many_threads_get_the_same_stems() -> None:
    words = [row[1] for row in ROWS] * 5
    alone = [stem_of(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem_of, words)) == alone


@given(st.text(max_size=80))
def test_any_text_has_a_stem_no_longer_than_itself_by_much(text: str) -> None:
    assert bool(stem(text)) == bool(text)
    assert len(stem(text)) <= len(text) + 4
