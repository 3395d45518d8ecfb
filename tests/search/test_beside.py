"""Paragraphs of a report find the position they are about; what is about none of them stays apart."""

import pytest

from agenda_tracker.search.beside import Beside, beside

DRONES = "Nederland sluit zich aan bij de coalitie voor drones en stelt 54 miljoen euro beschikbaar."
FISH = "Het kabinet wil de vangst van kabeljauw verlagen volgens het wetenschappelijk advies."
ASYLUM = "Nederland steunt snellere terugkeer van afgewezen asielzoekers naar veilige landen."


def test_each_passage_stands_beside_the_position_it_is_about():
    told = [
        "Over kabeljauw bleven de lidstaten verdeeld; het advies van de wetenschappers werd gevolgd.",
        "De coalitie voor drones is uitgebreid met twee landen.",
        "Verder kondigde Nederland 54 miljoen euro voor drones aan.",
    ]
    assert beside([DRONES, FISH], told) == Beside([[1, 2], [0]], [])


def test_what_is_about_no_position_is_left_over_in_order():
    told = [
        "De voorzitter opende de vergadering om tien uur.",
        "Drones: de coalitie vroeg om meer geld.",
        "De volgende vergadering is in december in Brussel.",
    ]
    assert beside([DRONES, ASYLUM], told) == Beside([[1], []], [0, 2])


def test_one_position_and_one_passage_belong_together_whatever_they_say():
    assert beside([FISH], ["De Raad nam het voorstel zonder debat aan."]) == Beside([[0]], [])


def test_words_that_all_letters_use_make_nothing_alike():
    told = ["Nederland heeft tijdens de Raad zijn inzet naar voren gebracht.", "De minister steunde het kabinet."]
    assert beside([DRONES, FISH], told) == Beside([[], []], [0, 1])


@pytest.mark.parametrize(
    ("positions", "passages", "expected"),
    [
        ([], [], Beside([], [])),
        ([], ["Iets.", "Nog iets."], Beside([], [0, 1])),
        ([DRONES, FISH], [], Beside([[], []], [])),
        (["", "…"], ["", "!?"], Beside([[], []], [0, 1])),
    ],
)
def test_nothing_beside_nothing(positions, passages, expected):
    assert beside(positions, passages) == expected


def test_two_equal_positions_both_get_the_passage():
    assert beside([DRONES, DRONES], ["De coalitie voor drones groeit.", "Om zes uur was er soep."]) == Beside(
        [[0], [0]], [1]
    )


def test_a_passage_about_two_positions_stands_beside_both():
    told = ["Over drones meldde de coalitie groei, en afgewezen asielzoekers keren sneller terug naar veilige landen."]
    assert beside([DRONES, FISH, ASYLUM], [*told, "Om zes uur was er soep."]) == Beside([[0], [], [0]], [1])


def test_what_two_positions_share_makes_a_passage_about_the_one_it_is_most_like():
    other = "Het kabinet wil voor de coalitie van drones ook schepen, vliegtuigen, radars en satellieten bestellen."
    told = ["De coalitie voor drones krijgt 54 miljoen euro.", "Om zes uur was er soep."]
    assert beside([DRONES, other], told) == Beside([[0], []], [1])


def test_order_of_positions_does_not_matter():
    told = ["Kabeljauw: minder vangst, volgens advies.", "Terugkeer van afgewezen asielzoekers gaat sneller."]
    assert beside([FISH, ASYLUM], told).rows == [[0], [1]]
    assert beside([ASYLUM, FISH], told).rows == [[1], [0]]
