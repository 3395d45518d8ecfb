"""Any text: no exception, true spans, the same answer twice; large input is read completely."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda_tracker.letters import read_letter
from agenda_tracker.letters.sentences import split_sentences
from tests.run import FULL

PIECES = [
    "Geachte voorzitter,",
    "\n",
    "\n\n",
    " ",
    "Betreft ",
    "Datum 3 oktober 2024",
    "Hoogachtend,",
    "DE MINISTER VAN X",
    "1 ",
    "2 Zie Kamerstuk 28 676, nr. 4",
    "tekst1",
    "I. ",
    "1. Titel",
    "Inzet Nederland",
    "Nederland pleit voor vis.",
    "€ 3 mln.",
    "\f",
    "(",
    ")",
    "- punt",
    "Verslag Eurogroep 9 en 10 mei",
    "Hierbij stuur ik u de geannoteerde agenda",
    "samen-",
    "\U000f0000",
    "20241",
    ":",
    ".",
    "Inzet: ",
    "mede namens de minister van Y",
    "31 december",
    "’",
    "[1]",
    "A.B. Naam",
    "= Besluit",
    "\x00",
    "\ud800",
]
ANY = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_any_text_reads_with_true_spans_and_twice_alike(text):
    reading = read_letter(text)
    for found in reading.positions:
        paragraph = reading.sections[found.section].paragraphs[found.paragraph]
        assert paragraph[found.start : found.end] == found.text
    for ref in reading.references:
        host = (
            reading.footnotes[ref.footnote].text
            if ref.footnote is not None
            else reading.sections[ref.section].paragraphs[ref.paragraph]
        )
        assert host[ref.start : ref.end] == ref.as_written
    for note in reading.footnotes:
        assert (note.section is None) == (note.paragraph is None) == (note.offset is None)
        if note.section is not None:
            assert 0 <= note.offset <= len(reading.sections[note.section].paragraphs[note.paragraph])
    json.dumps(reading.as_json())
    assert read_letter(text) == reading


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abZ. !?…()'”1.\n ", max_size=200))
def test_sentences_cover_all_but_blanks(text):
    spans = split_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "a " * 500_000,
        "\n" * 1_000_000,
        "1 " * 500_000,
        "1 \n" * 100_000,
        "a1\n1 b\n" * 40_000,
        "Kopje van een onderwerp op de agenda\n\n" * 27_000,
        "Kopje van een onderwerp\n\nTekst van de alinea die volgt op het kopje.\n\n" * 14_000,
        "Geachte voorzitter,\n\n" + "Nederland pleit voor vis. " * 40_000,
        "Geachte voorzitter,\n\nKop\n\n" + "ik " * 330_000,
        "Geachte voorzitter,\n\nBetreft " * 30_000,
        "(" * 1_000_000,
        "- punt van de lijst\n" * 50_000,
        "samen-\n" * 150_000,
        "Hoogachtend,\n" * 80_000,
        "De Minister van Proeven\n" * 40_000,
        "(CXL, B) " * 40_000,
        "X Noot\n1\ntekst\n" * 40_000,
        "Aard bespreking A " * 50_000,
        "1. Titel van het punt Toelichting De " * 25_000,
        "- Eerste ondertekenaar: A. B, minister van X\n" * 20_000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_a_megabyte_is_read(text):
    """A fifth of it in a run that is no drill: a reader that is not linear does not finish that either."""
    text = text if FULL else text[: len(text) // 5]
    assert read_letter(text).kind in ("annotated_agenda", "report", "supplement", "other")
