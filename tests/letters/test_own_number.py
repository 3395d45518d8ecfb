"""The letter's own number, in every place where it is printed."""

import pytest

from agenda_tracker.letters.own_number import read_own_number


@pytest.mark.parametrize(
    ("head", "own", "others"),
    [
        (["21 501-02 Raad Algemene Zaken", "", "Nr. 2602 BRIEF VAN DE MINISTER VAN PROEVEN"], "21501-02-2602", ()),
        (["21 501-02", "Raad Algemene Zaken", "nr. 2602", "BRIEF VAN DE MINISTER VAN PROEVEN"], "21501-02-2602", ()),
        (["36 200 V Begroting", "Nr. 54 BRIEF VAN DE MINISTER VAN PROEVEN"], "36200-V-54", ()),
        (["36200-V Begroting", "Nr. 54", "BRIEF VAN DE MINISTER VAN PROEVEN"], "36200-V-54", ()),
        (["32 317 JBZ-Raad", "29 344 Terugkeer", "Nr. 882 BRIEF VAN DE MINISTER"], "32317-882", ("29344",)),
        (["36 410 Titel", "F BRIEF VAN DE MINISTER VAN PROEVEN"], "36410-F", ()),
        (["CXXXIX Titel", "E", "BRIEF VAN DE MINISTER VAN PROEVEN"], "CXXXIX-E", ()),
        (["35000 V 84 BRIEF VAN DE MINISTER VAN PROEVEN", "Nr. 84"], "35000-V-84", ()),
        (["21 501-32, nr. 1234   BRIEF VAN DE MINISTER VAN PROEVEN"], "21501-32-1234", ()),
        (["Kenmerk 21501-30, nr. 463"], "21501-30-463", ()),
        (["Ons kenmerk BZ-2031-123", "Betreft Reactie op Kamerstuk 36 410, nr. 5"], None, ()),
        ([], None, ()),
    ],
)
def test_number_above_the_letter(head, own, others):
    assert read_own_number(head, (), ())[:2] == (own, others)


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Onderdeel van kamerstukdossier 21501 02-2790 Raad Algemene Zaken .", "21501-02-2790"),
        ("Onderdeel van kamerstukdossier 32317 -882 JBZ-Raad .", "32317-882"),
        ("Onderdeel van kamerstukdossier 36200 V-54 Begroting .", "36200-V-54"),
        ("officiële HTML versie (kst-32317-882)", "32317-882"),
        ("21501-02 nr. 2113", "21501-02-2113"),
    ],
)
def test_number_in_what_a_page_says(said, own):
    assert read_own_number([], (said,), ())[:2] == (own, ())


def test_number_in_a_page_footer():
    assert read_own_number([], (), ["Tweede Kamer, vergaderjaar 2030–2031, 21 501-02, nr. 269"])[:2] == (
        "21501-02-269",
        (),
    )
