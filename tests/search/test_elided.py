"""Compounds of which a text leaves out the end are found by the whole word."""

import pytest

from agenda_tracker.models import journalled
from agenda_tracker.search.compounds import Vocabulary
from agenda_tracker.search.elided import apart, lent
from tests import factories as make


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lucht- en raketverdediging.", ["lucht+en", "lucht+raketverdediging"]),
        ("lucht\u2011 en raketverdediging", ["lucht+en", "lucht+raketverdediging"]),
        (
            "groente-, fruit- en zuivelproducten uit",
            [
                *("groente+fruit", "groente+en", "groente+zuivelproducten"),
                *("fruit+en", "fruit+zuivelproducten", "fruit+uit"),
            ],
        ),
        ("Eén drone-aanval, en - zoals gezegd - nog een.", []),
        ("aan het eind: lucht-", []),
        ("", []),
    ],
)
def test_parts_that_stand_alone_are_read_with_what_may_lend_them_an_end(text, expected):
    assert list(lent(text)) == expected


def test_of_a_compound_the_words_are_known_that_lend_it_its_end():
    words = ["lucht", "raket", "verdediging", "raketverdediging", "afweer"]
    known = Vocabulary(words, lent=map(apart, ["lucht+en", "lucht+raketverdediging", "raket+afweer"]))
    assert known.lent("luchtverdediging") == ("lucht", ["raketverdediging"])
    assert known.lent("luchtafweer")[1] == []
    assert known.lent("raketverdediging")[1] == []


@pytest.mark.django_db
def test_the_whole_word_finds_what_leaves_out_its_end(client, search_index, settled):
    make.make_position(wording="Nederland is voor lucht- en raketverdediging.")
    make.make_position(wording="Nederland is tegen lucht, water en de verdediging ervan.")
    make.make_position(wording="Nederland noemt luchtverdediging.")
    with journalled(make.make_position(wording="Geen woord.").letter):
        pass
    settled()
    search_index()
    page = client.get("/standpunten/?q=luchtverdediging").content.decode()
    assert "raketverdediging" in page
    assert "ervan" not in page
    assert page.count('<article class="position"') == 2
