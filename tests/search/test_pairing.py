"""Pairing what two letters say: which two are one, and whether the later says something else. Fictional sentences."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_tracker.search.likeness import likenesses
from agenda_tracker.search.numerals import value_of
from agenda_tracker.search.pairing import pair
from agenda_tracker.search.said import Said
from agenda_tracker.search.verdict import says_the_same

EARLIER = [
    "Nederland steunt het voorstel om het Europees defensiefonds met € 1,5 miljard te vergroten.",
    "Het kabinet blijft Oekraïne onverminderd militair steunen en levert dit jaar twintig Leopard-tanks.",
    "Ik zal tijdens de Raad benadrukken dat sancties tegen Rusland beter gehandhaafd moeten worden.",
    "Nederland is geen voorstander van gezamenlijke schulduitgifte.",
    "Ik zeg de Kamer toe vóór 1 juli te rapporteren over de voortgang van de dronecoalitie.",
    "Het kabinet verwelkomt het toetredingsperspectief van Moldavië.",
]
LATER = [
    "Het kabinet pleit voor strengere handhaving van de sancties tegen Rusland.",
    "Nederland steunt het voorstel om het Europees defensiefonds te vergroten, mits dit binnen de begroting blijft.",
    "Nederland staat nog altijd kritisch tegenover het gezamenlijk uitgeven van schulden.",
    "Het kabinet verwelkomt het toetredingsperspectief van Georgië.",
    "Nederland blijft Oekraïne steunen, militair en financieel, en levert in 2026 opnieuw Leopard-tanks.",
    "Het kabinet acht het van belang dat de luchtverdediging van Oekraïne wordt versterkt.",
]


def all_said(texts):
    return [Said(text) for text in texts]


def pairs(earlier, later):
    matches = pair(all_said(earlier), all_said(later))
    return {(one.earlier, one.later) for one in matches if one.earlier is not None and one.later is not None}


def test_positions_find_their_counterpart_in_other_words():
    assert pairs(EARLIER, LATER) == {(0, 1), (1, 4), (2, 0), (3, 2)}


def test_every_position_is_told_once_the_later_letter_in_order_then_what_is_gone():
    matches = pair(all_said(EARLIER), all_said(LATER))
    assert [(one.earlier, one.later, one.verdict) for one in matches] == [
        (2, 0, "same"), (0, 1, "changed"), (3, 2, "same"), (None, 3, "new"), (1, 4, "changed"), (None, 5, "new"),
        (4, None, "gone"), (5, None, "gone"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Het kabinet steunt samenwerking met Egypte bij de kustwacht.",
         "Het kabinet steunt samenwerking met Libanon bij de kustwacht."),
        ("Nederland stemt in met het quotum voor haring in de Noordzee.",
         "Nederland stemt in met het quotum voor makreel in de Noordzee."),
        ("Het kabinet wil dat honing een etiket krijgt.", "Het kabinet wil dat rundvlees een etiket krijgt."),
        ("Nederland stemt in met een gezant voor de Sahel.", "Nederland stemt in met een gezant voor het Arctisch gebied."),
        ("Het kabinet verwelkomt het voorstel over stikstof.", "Het kabinet verwelkomt het voorstel over roaming."),
        ("", "Nederland steunt het voorstel."),
    ],
)  # fmt: skip
def test_another_subject_in_the_same_words_stays_apart(one, other):
    assert pairs([one], [other]) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nederland steunt het quotum voor haring met tien procent.",
         "Nederland steunt het quotum voor haring met vijf procent."),
        ("Nederland pleit voor strenge eisen aan speelgoed.", "Nederland pleit voor zware eisen aan speelgoed."),
        ("Nederland wil uitgaven aan munitie verhogen.", "Het kabinet is voor hogere bestedingen aan munitie."),
        ("Het kabinet steunt het Italiaanse plan voor de havens.", "Het kabinet steunt het havenplan van Italië."),
        ("Nederland vraagt aandacht voor gewasbeschermingsmiddelen.",
         "Aandacht vraagt het kabinet voor de middelen ter bescherming van gewassen."),
        ("Nederland is voor de richtlijn luchtkwaliteit.", "Nederland is tegen de richtlijn luchtkwaliteit."),
    ],
)  # fmt: skip
def test_the_same_subject_is_recognised(one, other):
    assert pairs([one], [other]) == {(0, 0)}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nederland pleit voor snelle invoering.", "Het kabinet zal pleiten voor een snelle invoering.", True),
        ("Nederland steunt invoering binnen twee jaar.", "Het kabinet steunt invoering binnen 24 maanden.", True),
        ("Het kabinet steunt een grens van vijfenveertig.", "Nederland steunt een grens van 45.", True),
        ("Nederland steunt het fonds, omdat boeren wachten op geld.", "Nederland steunt het fonds.", True),
        ("Nederland steunt het tarief, mits scholen meedoen.",
         "Nederland steunt het tarief, op voorwaarde dat scholen meedoen.", True),
        ("Tijdens de Landbouwraad van 3 mei pleit Nederland voor het fonds.", "Nederland pleit voor het fonds.", True),
        ("Nederland stelt € 20 miljoen beschikbaar.", "Nederland stelt € 30 miljoen beschikbaar.", False),
        ("Nederland stelt 20 miljoen beschikbaar.", "Nederland stelt 20 miljard beschikbaar.", False),
        ("Nederland steunt de heffing op plastic.", "Nederland steunt de heffing op plastic niet.", False),
        ("Nederland steunt het tarief.", "Nederland steunt het tarief, mits scholen meedoen.", False),
        ("Nederland steunt het tarief, mits scholen meedoen.",
         "Nederland steunt het tarief, mits ziekenhuizen meedoen.", False),
        ("Ik rapporteer vóór het zomerreces over de havens.", "Ik rapporteer vóór het kerstreces over de havens.", False),
        ("Nederland pleit voor verhoging van het tarief.", "Nederland pleit voor verlaging van het tarief.", False),
        ("Nederland pleit voor strengere eisen aan banken.",
         "Nederland pleit voor strengere eisen aan banken en verzekeraars.", False),
    ],
)  # fmt: skip
def test_other_words_are_no_change_and_another_content_is(one, other, same):
    assert says_the_same(Said(one), Said(other)) is same
    assert says_the_same(Said(other), Said(one)) is same


def test_what_a_clerk_noted_decides_where_the_words_are_alike():
    text = "Nederland draagt bij aan het fonds."
    assert not says_the_same(Said(text, stance="supportive"), Said(text, stance="critical"))
    assert not says_the_same(Said(text, due="2024-07-01"), Said(text, due="2025-01-01"))
    assert says_the_same(Said(text, stance="supportive"), Said(text))


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1.100", "1100"), ("3,5", "3.5"), ("2.5", "2.5"), ("vijfenveertig", "45"), ("honderdtien", "110"),
        ("tienduizend", "10000"), ("tweehonderd", "200"), ("anderhalf", "1.5"), ("zeventienjarigen", "204"),
        ("17.10.2024", "None"), ("een", "None"), ("acht", "None"), ("eenheid", "None"), ("honderdmaal", "None"),
        ("tienkamp", "None"), ("", "None"),
    ],
)  # fmt: skip
def test_numbers_are_read_in_figures_and_in_words(word, value):
    assert str(value_of(word)) == value


TEXTS = st.lists(
    st.text(st.sampled_from("abcdeéEO 1.,%-€’\n"), max_size=40) | st.sampled_from(EARLIER + LATER), max_size=6
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_exchanging_the_letters_gives_the_same_pairs_and_verdicts(earlier, later):
    there = {(one.earlier, one.later, one.verdict) for one in pair(all_said(earlier), all_said(later))}
    back = {(one.later, one.earlier, one.verdict) for one in pair(all_said(later), all_said(earlier))}
    turned = {"new": "gone", "gone": "new"}
    assert there == {(one, other, turned.get(verdict, verdict)) for one, other, verdict in back}


def test_likeness_lies_between_0_and_1_and_is_1_for_the_same_words():
    table = likenesses(all_said(EARLIER), all_said(EARLIER))
    assert all(0 <= value <= 1 for row in table for value in row)
    assert [round(table[place][place], 6) for place in range(len(EARLIER))] == [1.0] * len(EARLIER)


def test_thirty_against_thirty_is_quick(record_property):
    long = [
        f"{text} Dit raakt de samenwerking met partners in gebied {place}." for place in range(5) for text in EARLIER
    ]
    start = time.process_time()
    pair(all_said(long), all_said(reversed(long)))
    taken = (time.process_time() - start) * 1000
    record_property("measured", f"pairing 30 × 30 positions: {taken:.0f} ms of processor time")
    assert taken < 500  # about 30 on an ordinary machine
