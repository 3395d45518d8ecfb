"""A hyphen at the end of a line."""

import pytest

from agenda_tracker.letters.hyphens import Vocabulary, join_lines

ROWS = [
    (["de Noord-", "Atlantische Raad"], "de Noord-Atlantische Raad"),
    (["de Vis-", "en zuivelhandel"], "de Vis- en zuivelhandel"),
    (["NAVO-", "commandostructuren"], "NAVO-commandostructuren"),
    (["de samen-", "werking met"], "de samenwerking met"),
    (["met F-", "16 toestellen"], "met F-16 toestellen"),
    (["niet-", "gouvernementele organisaties"], "niet-gouvernementele organisaties"),
    (["oud-", "minister"], "oud-minister"),
    (["de milieu-", "inspectie"], "de milieu-inspectie"),
    (["zee-", "of luchtvracht"], "zee- of luchtvracht"),
    (["een gewone", "regel"], "een gewone regel"),
    (["https://voorbeeld.nl/", "pad"], "https://voorbeeld.nl/pad"),
    (["een streepje -", "los"], "een streepje - los"),
    (["Oost-", "Azië"], "Oost-Azië"),
    (["de directeur-", "generaal"], "de directeur-generaal"),
    (["een staakt-", "het-vuren"], "een staakt-het-vuren"),
    (["de stand-", "van-zaken"], "de stand-van-zaken"),
    (["e-", "commerce"], "e-commerce"),
    (["de pro-", "jecten"], "de projecten"),
    (["de Euro-", "groep"], "de Eurogroep"),
    (["co-", "ördineert"], "coördineert"),
    (["de oud-", "ste"], "de oudste"),
    (["drie-", "daagse en", "vierdaagse"], "driedaagse en vierdaagse"),
]


@pytest.mark.parametrize(("lines", "joined"), ROWS)
def test_lines_join(lines, joined):
    assert join_lines(lines, Vocabulary(lines)) == joined


def test_the_letter_itself_decides_first():
    words = Vocabulary(["een vrijhandels-akkoord staat hier", "samenwerking"])
    assert join_lines(["het vrijhandels-", "akkoord"], words) == "het vrijhandels-akkoord"


def test_a_word_written_in_one_piece_elsewhere_loses_the_hyphen():
    words = Vocabulary(["de milieuinspectie"])
    assert join_lines(["de milieu-", "inspectie"], words) == "de milieuinspectie"


def test_no_lines_join_to_nothing():
    assert join_lines([], Vocabulary([])) == ""
