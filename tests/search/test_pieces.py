"""Cut at its blanks, a text gives the same words and stems as taken whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_tracker.search import pieces
from agenda_tracker.search.pieces import Pieces
from agenda_tracker.search.stems import stem
from agenda_tracker.search.words import tokens

# What words and numbers are made of, and all that parts them.
SIGNS = "aeéstnwE’'.,-_0129²₂\u0301\u00ad\u200b\x00\ufeff \t\n\x0b\x1c\u0085\u00a0\u2003\u2028/()€"


def whole(text):
    words = [token.text for token in tokens(text)]
    return words, [stem(word) for word in words]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "Thema’s en lidstaten, m.b.t. F-35's.",
        "1.100 of 1,5\u00a0%  e-mail\nU.S.A.",
        "een – ander",
        "Oekraïne: 17.10.2024",
    ],
)
def test_words_and_stems_of_a_text(text):
    words, stems = whole(text)
    assert Pieces().of(text) == (" ".join(words), " ".join(stems))


@given(st.text(st.sampled_from(SIGNS), max_size=60) | st.text(max_size=40))
def test_of_any_text(text):
    words, stems = whole(text)
    cut = Pieces()
    assert [part.split(" ") if part else [] for part in cut.of(text)] == [words, stems]
    assert cut.of(text) == cut.of(text)


def test_it_forgets_when_full_and_keeps_no_monsters(monkeypatch):
    monkeypatch.setattr(pieces, "MOST", 2)
    cut = Pieces()
    assert cut.of("een twee drie " + "a" * 500)[0].split() == ["een", "twee", "drie", "a" * 100]
    assert list(cut) == ["drie"]
