"""A text with numbers in it: each place, in code points, with what it means and whether that is here."""

import pytest

from agenda_tracker.search.pasted import MOST_PLACES
from tests import factories as make

from .world import get, post

pytestmark = pytest.mark.django_db


def places(client, text):
    answer = post(client, {"text": text})
    assert answer.status_code == 200
    return [
        (
            one["start"],
            one["end"],
            one["asWritten"],
            one["status"],
            [meaning["normalForm"] for meaning in one["meanings"]],
        )
        for one in answer.json()["results"]
    ]


def test_each_place_has_its_status(client, world):
    text = (
        "Zie 28 676, nr. 464, Kamerstukken 36 600 X, kamerstuk 28676 nr. 999 en Kamerstuk 2867, nr. 12; weer 28676-464."
    )
    assert places(client, text) == [
        (4, 19, "28 676, nr. 464", "found", ["28676-464"]),
        (21, 42, "Kamerstukken 36 600 X", "ambiguous", ["36600-X", "dossier/36600-X"]),
        (44, 67, "kamerstuk 28676 nr. 999", "unknown", ["28676-999"]),
        (71, 93, "Kamerstuk 2867, nr. 12", "invalid", []),
        (100, 109, "28676-464", "found", ["28676-464"]),
    ]


def test_offsets_are_code_points_of_what_was_sent(client, world):
    text = "🙂 é\r\nKamerstuk 28 676, nr. 464"
    [(start, end, written, status, _meant)] = places(client, text)
    assert (text[start:end], written, status) == ("Kamerstuk 28 676, nr. 464", "Kamerstuk 28 676, nr. 464", "found")
    assert start == 5


def test_a_meaning_leads_to_what_is_here(client, world):
    [found] = post(client, {"text": "Kamerstuk 28 676, nr. 464"}).json()["results"]
    here = "http://testserver"
    assert found["meanings"] == [
        {
            "normalForm": "28676-464",
            "display": "28 676, nr. 464",
            "type": "paper",
            "isHere": True,
            "title": "Vorige agenda",
            "href": f"{here}/api/v1/kamerstukken/28676-464",
            "page": f"{here}/kamerstukken/28676-464/",
            "officialUrl": "https://zoek.officielebekendmakingen.nl/kst-28676-464.html",
        }
    ]
    assert get(client, "/kamerstukken/28676-464").status_code == 200


def test_what_is_wrong_with_a_number_is_said(client, world):
    [found] = post(client, {"text": "Zie Kamerstuk 2867, nr. 12."}).json()["results"]
    assert (found["status"], found["meanings"]) == ("invalid", [])
    assert found["detail"] == "Een dossiernummer heeft vijf cijfers; u typte er vier."


def test_a_number_of_a_hidden_letter_is_unknown(client, world):
    assert [status for *_place, status, _meant in places(client, "28676-1 en 28676-2")] == ["unknown", "unknown"]


def test_a_text_without_numbers_has_none(client):
    answer = post(client, {"text": " Geen enkel nummer. "})
    assert answer.json() == {"count": 0, "isComplete": True, "results": []}
    assert "no-store" in answer["Cache-Control"]
    assert answer["API-Version"]


def test_a_long_list_is_cut_and_says_so(client):
    make.make_kamerstuk("28676-464", letter=make.make_letter())
    told = post(client, {"text": "Kamerstuk 28 676, nr. 464.\n" * (MOST_PLACES + 1)}).json()
    assert (told["count"], told["isComplete"]) == (MOST_PLACES, False)
    exact = post(client, {"text": "Kamerstuk 28 676, nr. 464.\n" * MOST_PLACES}).json()
    assert (exact["count"], exact["isComplete"]) == (MOST_PLACES, True)
