"""Cutting a paragraph at the edges of its finds."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from agenda_tracker.models.marked_text import cut


def span(start: int, end: int) -> SimpleNamespace:
    return SimpleNamespace(start=start, end=end)


def note(offset: int, order: int = 1) -> SimpleNamespace:
    return SimpleNamespace(offset=offset, order=order)


def test_plain_text_is_one_piece():
    assert [piece.text for piece in cut("Gewone tekst.")] == ["Gewone tekst."]


def test_reference_inside_a_quote_is_in_both():
    quote, reference = span(0, 20), span(8, 14)
    pieces = cut("Nederland en de rest.", [quote], [reference])
    assert [(piece.text, bool(piece.quotes), bool(piece.reference)) for piece in pieces] == [
        ("Nederlan", True, False),
        ("d en d", True, True),
        ("e rest", True, False),
        (".", False, False),
    ]


def test_a_full_stop_alone_is_no_link():
    pieces = cut("Zie nr. 464.", [span(0, 12)], [span(4, 11)])
    assert [(piece.text, piece.has_words) for piece in pieces] == [("Zie ", True), ("nr. 464", True), (".", False)]


def test_footnote_marks_stand_between_runs():
    pieces = cut("Abc def", footnotes=[note(3), note(7, 2)])
    assert [(piece.text, piece.footnote and piece.footnote.order) for piece in pieces] == [
        ("Abc", None),
        ("", 1),
        (" def", None),
        ("", 2),
    ]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_pieces_join_to_the_text(text, pairs):
    spans = [span(min(pair), max(pair)) for pair in pairs]
    assert "".join(piece.text for piece in cut(text, spans[::2], spans[1::2])) == text
