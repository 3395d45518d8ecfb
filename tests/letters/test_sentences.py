"""Dutch sentences: where one ends, and where it only looks so."""

import pytest

from agenda_tracker.letters.sentences import split_sentences

# `|` marks the ends; the text without it is what is split.
CASES = [
    "Dit is één zin.",
    "Dit is één zin.|Dit is de tweede.",
    "Zonder punt aan het eind",
    "Eerst dit.|Zonder punt aan het eind",
    "Is dat zo?|Ja!|Zeker…",
    "De Raad sprak o.a. over vis.|Daarna over graan.",
    "Het fonds telt € 300 mln.|Dat is veel.",
    "Er is 20 mln. Kaapverdische escudo nodig.",
    "Er is 5 mld. beschikbaar.|Nederland betaalt mee.",
    "Zie nr. 12 van de lijst.|Daarna volgt nr. 13.",
    "De brief d.d. 3 mei is verstuurd.",
    "De Raad van 3 mei jl. heeft besloten.|De Raad van 4 mei a.s. niet.",
    "Op 3 mei jl.|De volgende zin begint hier.",
    "Het stuk t.a.v. Dhr. Jansen is er.",
    "Het woord is aan mr. A.B. de Vries van de delegatie.",
    "Het woord is aan drs. H. Proef.|Hij sprak kort.",
    "Zij spraken in Washington D.C. over handel.",
    "Zij spraken in Washington D.C.|In april volgt Brussel.",
    "Zij kopen vis, graan, enz.|De rest volgt.",
    "Zij kopen vis, graan e.d. van elkaar.",
    "Hij zei: ‘Dat is goed.’|Daarna ging hij weg.",
    "Hij zei “Dat kan niet.”|Zij knikte.",
    "Het plan (zie de brief. Die is oud.) blijft staan.|Dit ook.",
    "Het plan blijft staan (zie de brief).|Dit ook.",
    "1. Dit is een genummerd punt.|En nog een zin.",
    "Er waren 12 landen.|Het waren er 14.",
    "Dit duurde van 2020 tot 2024.|Daarna niet meer.",
    "Dat … weet niemand.",
    "Art. 5 van het verdrag is helder.",
    "Zie p. 12 en blz. 14 van het stuk.",
    "De richtlijn m.b.t. Natuur is af.",
    "Het bedrag is 1.500.000 euro.|Dat is veel.",
    "€ 20 mln. is gereserveerd.",
    "Dat speelt in de regio's.|Nederland wil meer.",
    "Dat geldt voor baby’s.|Nederland wil meer.",
    "Uw Kamer is ingelicht.³|In de Raad wil ik meer.",
    "Wij steunen dit.|€ 20 mln. gaat naar het fonds.",
    "De SG NAVO sprak.|’s Avonds was er een diner.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_ends_them(case):
    text = case.replace("|", " ")
    assert [text[start:end] for start, end in split_sentences(text)] == case.split("|")


def test_blank_text_has_no_sentences():
    assert split_sentences(" \n ") == []


def test_an_unclosed_bracket_does_not_swallow_the_rest():
    assert split_sentences("Een (haakje. Twee zinnen.") == [(0, 12), (13, 25)]
