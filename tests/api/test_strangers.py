"""Nothing that is not public is told by the API: not in a record, a list, a count or an address."""

import json

import pytest

from .world import HIDDEN, get

pytestmark = pytest.mark.django_db
LISTS = [
    "/positions",
    "/letters",
    "/meetings",
    "/meetings/oktober",
    "/meetings/oktober/agenda-items",
    "/agenda-items",
    "/topics",
    "/topics/lucht",
    "/topics/defensie",
    "/dossiers",
    "/dossiers/28676",
    "/dossiers/28676/kamerstukken",
    "/kamerstukken",
    "/kamerstukken/28676-464",
    "/kamerstukken/28676-464/cited-by",
    "/letters/agenda",
    "/letters/nog-een",
    "/openapi.json",
]


@pytest.mark.parametrize("path", LISTS)
def test_hidden_words_are_nowhere(client, world, path):
    answer = get(client, path)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert [word for word in (HIDDEN, "draft-brief", "withdrawn-brief", "niet-vrij", '"geheim"') if word in text] == []


def test_counts_leave_out_what_is_hidden(client, world):
    counts = {
        path: get(client, path).json()["count"] for path in ("/positions", "/letters", "/meetings", "/kamerstukken")
    }
    assert counts == {"/positions": 1, "/letters": 3, "/meetings": 1, "/kamerstukken": 2}
    assert get(client, f"/positions?q={HIDDEN}").json()["count"] == 0
    assert get(client, "/topics").json()["results"][0]["positionCount"] == 1


def test_an_item_tells_public_letters_and_positions_only(client, world):
    assert HIDDEN not in get(client, f"/agenda-items/{world['item'].pk}").content.decode()


def test_hidden_records_are_not_there(client, world):
    from agenda_tracker.models import GovernmentPosition

    hidden = GovernmentPosition.objects.exclude(pk=world["position"].pk).select_related("letter")
    told = {one.letter.status + one.review: get(client, f"/positions/{one.pk}").status_code for one in hidden}
    assert told == {
        "draftconfirmed": 404,
        "withdrawnconfirmed": 410,
        "publishedsuggested": 404,
        "publishedrejected": 404,
    }
    paths = [
        "/letters/draft-brief",
        "/meetings/niet-vrij",
        "/topics/geheim",
        "/kamerstukken/28676-1",
        "/kamerstukken/28676-2",
    ]
    assert [get(client, path).status_code for path in paths] == [404] * 5


def test_a_withdrawn_letter_tells_the_public_note_and_nothing_else(client, world):
    answer = get(client, "/letters/withdrawn-brief")
    told = answer.json()
    assert (answer.status_code, told["title"], told["detail"]) == (410, "Ingetrokken", "De brief bevatte een fout.")
    assert HIDDEN not in json.dumps(told)


def test_a_letter_that_supplements_a_hidden_one_does_not_name_it(client, world):
    from agenda_tracker.models import Letter

    Letter.objects.filter(slug="verslag").update(supplements=Letter.objects.get(slug="draft-brief"))
    Letter.objects.filter(slug="agenda").update(replaces=Letter.objects.get(slug="withdrawn-brief"))
    world["position"].fulfilled_by = Letter.objects.get(slug="draft-brief")
    world["position"].save()
    assert get(client, "/letters/verslag").json()["supplements"] is None
    assert get(client, "/letters/agenda").json()["replaces"] is None
    assert get(client, f"/positions/{world['position'].pk}").json()["fulfilledBy"] is None


def test_a_paper_of_a_hidden_letter_does_not_name_it(client, world):
    """Cited by a public letter, it is here; whose number it is, is not told."""
    from agenda_tracker.models import Kamerstuk, Letter

    Kamerstuk.objects.filter(normal_form="28676-464").update(letter=Letter.objects.get(slug="draft-brief"))
    assert get(client, "/kamerstukken/28676-464").json()["letter"] is None
