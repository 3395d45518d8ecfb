"""Query mode: what the visitor is told, and that every printed form can be typed again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_tracker.citations import QueryReading, Reference, read_query

from . import references

MESSAGES = [
    ("Kamerstuk 2867-464", "Een dossiernummer heeft vijf cijfers; u typte er vier."),
    ("Kamerstuk 286", "Een dossiernummer heeft vijf cijfers; u typte er drie."),
    ("Kamerstuk 286764", "Een dossiernummer heeft vijf cijfers; bedoelt u 28676, nr. 4?"),
    ("Kamerstuk 28676464", "Een dossiernummer heeft vijf cijfers; bedoelt u 28676, nr. 464?"),
    ("Kamerstuk 286760", "Een dossiernummer heeft vijf cijfers; u typte er zes."),
    ("99999-1", "Dit dossiernummer bestaat niet (10000 t/m het hoogste bekende nummer)."),
    ("kst-99999", "Dit dossiernummer bestaat niet (10000 t/m het hoogste bekende nummer)."),
    ("05555-12", "Dit dossiernummer bestaat niet (10000 t/m het hoogste bekende nummer)."),
    ("28676-464-3", "Alleen dossier 21501 heeft deeldossiers met een cijfer."),
    ("21501-2900", "Dossier 21501 heeft deeldossiers 01 t/m 34, bijvoorbeeld 21501-02, nr. 2900."),
    ("36600-IIX-3", '"IIX" is geen begrotingshoofdstuk of fonds.'),
    ("36600-ZZZ-3", '"ZZZ" is geen begrotingshoofdstuk of fonds.'),
    ("28676, nr.", "Het stuknummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464."),
    ("28676-", "Het stuknummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464."),
    ("nr. 464", "Het dossiernummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464."),
    ("28676, nr. 0", "Een stuknummer is 1 t/m 9999 (Tweede Kamer) of een letter (Eerste Kamer)."),
    ("28676 nr 12345", "Een stuknummer is 1 t/m 9999 (Tweede Kamer) of een letter (Eerste Kamer)."),
    ("28676-464abc", "Een stuknummer is 1 t/m 9999 (Tweede Kamer) of een letter (Eerste Kamer)."),
    ("2024Z1234", "Een zaak- of documentnummer is een jaar, Z, D, A of P, en vijf cijfers."),
    ("2024X12345", "Een zaak- of documentnummer is een jaar, Z, D, A of P, en vijf cijfers."),
    (
        "ah-tk-20242026-123",
        "Dit vergaderjaar is onmogelijk: de twee jaren volgen elkaar op, zoals 2024/25 of 20242025.",
    ),
    ("h-tk-20242025-3", "Het itemnummer ontbreekt. Typ bijvoorbeeld h-tk-20242025-3-5."),
]


@pytest.mark.parametrize(("text", "message"), MESSAGES)
def test_malformed_reference_gets_a_dutch_sentence(text, message):
    assert read_query(text) == QueryReading(error=message)


def test_kind_says_what_was_read():
    assert [read_query(text).kind for text in ("28676-464", "28676-0", "klimaat")] == ["references", "error", "none"]


def test_session_year_and_chamber_are_kept_as_attributes():
    (reference,) = read_query("kst-20082009-31700-VI-D").references
    assert (reference.normal, reference.session_year, reference.chamber) == ("31700-VI-D", "20082009", "EK")
    (reference,) = read_query("Kamerstukken II 2024/26, 28676, nr. 464").references
    assert (reference.session_year, reference.chamber) == ("", "TK")


def test_budget_dossiers_and_highest_dossier_can_be_given():
    assert read_query("36836 D", budget_dossiers={36836}).references[1].normal == "dossier/36836-D"
    assert read_query("36600-A", budget_dossiers=set()).references == (Reference.parse("36600-A"),)
    assert read_query("40000-1", highest_dossier=40000).references[0].normal == "40000-1"


def test_two_hundred_characters_is_the_limit():
    assert read_query("28676-464" + " " * 300).references == (Reference.parse("28676-464"),)
    assert read_query("28676-464 " + "a" * 191).kind == "none"
    assert read_query("28676-464 " * 1_000_000).kind == "none"


@settings(max_examples=300, deadline=None)
@given(references.papers | references.dossier_references | references.annexes | references.sittings)
def test_display_form_can_be_typed_again(reference):
    if references.reads_alone(reference):
        assert read_query(reference.display).references == (reference,)


@settings(max_examples=300, deadline=None)
@given(references.every_reference)
def test_normal_form_can_be_typed_again(reference):
    if reference.kind == "paper" and references.decided_by_comma(reference):
        assert read_query("kst-" + reference.normal).references == (reference,)
    else:
        assert read_query(reference.normal).references == (reference,)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="0123456789 -.,/()nrIVXAe;KkstZD", max_size=60))
def test_anything_typed_is_answered(text):
    reading = read_query(text)
    assert (reading.references == ()) or (reading.error == "")
    for reference in reading.references:
        assert Reference.parse(reference.normal) == reference


@pytest.mark.parametrize("text", ["\ud800", "28676-464\udfff", "\x00", "28676\x00464", "K" * 200, "1" * 200, "-" * 200])
def test_odd_characters_do_no_harm(text):
    assert read_query(text).references == ()
