"""What was typed, read into words, phrases, choices and what must not occur; nothing typed makes it fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_tracker.search.wanted import read_words


@pytest.mark.parametrize(
    ("typed", "again"),
    [
        ("drones", "drones"),
        ("drones Oekraïne", "drones oekraine"),
        ('"duurzame vrede" drones', '"duurzame vrede" drones'),
        ("“duurzame vrede”", '"duurzame vrede"'),
        ("drones -sancties", "drones -sancties"),
        ('drones -"bevroren tegoeden"', 'drones -"bevroren tegoeden"'),
        ("drones OR raketten", "drones OR raketten"),
        ("drones OF raketten tanks", "drones OR raketten tanks"),
        ("OR drones OR", "drones"),
        ('"drones', "drones"),
        ("x -", "x"),
        ("a:b", "a b"),
        ("(((drones)))", "drones"),
        ("drones drones", "drones"),
        ("drone-aanval", "drone aanval"),
        ("- --", ""),
        ("!?…", ""),
        ('""', ""),
    ],
)
def test_typed_text_is_read(typed, again):
    assert str(read_words(typed)) == again


@pytest.mark.parametrize(
    ("typed", "firm"),
    [
        ("wat vindt het kabinet van drones", ["drones"]),
        ("wat vindt het kabinet", ["wat", "vindt", "het", "kabinet"]),
        ('"het kabinet" drones', ["het kabinet", "drones"]),
        ("het -drones", []),
    ],
)
def test_words_without_a_subject_need_not_occur_beside_others(typed, firm):
    assert [term.text for term in read_words(typed).terms] == firm


@given(st.text(max_size=200))
def test_anything_can_be_typed(text):
    """What is printed again reads the same every time; only letters that fold to two words may part the first time."""
    once = read_words(str(read_words(text)))
    assert read_words(str(once)) == once
