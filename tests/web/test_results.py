"""The page of results: everything with the words, the best first, recognised numbers above it."""

import re

import pytest

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.search import PositionFilter
from tests import factories as make

pytestmark = pytest.mark.django_db
BUYS, WARDS_OFF = "Nederland steunt de aankoop van drones.", "Het kabinet wil droneafweer aan de grens."


@pytest.fixture
def site(search_index):
    """Two positions on drones, one on fishery; a draft with drones."""
    meeting = make.make_meeting(make.make_formation("Raad Buitenlandse Zaken", abbreviation="RBZ", slug="rbz"))
    topic = make.make_topic("Drones", slug="drones")
    letter = make.make_letter(meeting=meeting, subject="Agenda RBZ")
    item = make.make_item(meeting, "Onbemande systemen")
    make.make_position(letter, item, BUYS, [topic], stance="supportive")
    make.make_position(letter, item, WARDS_OFF, [topic])
    make.make_position(letter, make.make_item(meeting, "Visserij"), "Nederland is tegen overbevissing.")
    make.make_position(make.make_letter("draft"), text="Geheime drones.")
    make.make_kamerstuk("28676-464", letter=letter, title="Agenda van de raad")
    search_index()


def results(client, query):
    """Status, the titles of the rows in order, and the page."""
    page = client.get("/zoeken/", {"q": query})
    text = page.content.decode()
    titles = re.findall(r'row-title[^>]*><a href="[^"]+">(.*?)</a>', text)
    return page.status_code, [re.sub("<[^>]+>", "", title) for title in titles], text


def test_words_find_positions_letters_and_topics_the_best_first(client, site):
    status, found, text = results(client, "drone")
    assert status == 200
    assert found == ["Drones", BUYS, WARDS_OFF, "Agenda RBZ"]
    assert "Geheime" not in text
    assert "<mark>drones</mark>" in text


def test_number_among_words_is_offered_first(client, site):
    _status, found, text = results(client, "drones kst-28676-464")
    assert "Herkende nummers" in text
    assert found[0] == "28 676, nr. 464"
    assert BUYS in found


def test_slip_of_the_pen_is_mended_and_told(client, site):
    _status, found, text = results(client, "drnes")
    assert "Niets gevonden voor <strong>drnes</strong>" in text
    assert "<strong>drones</strong>" in text
    assert BUYS in found


def test_words_that_stand_nowhere_together_give_most_of_them(client, site):
    _status, found, text = results(client, "drones aankoop vliegdekschip")
    assert "Nergens staan alle woorden" in text
    assert found[0] == BUYS


def test_nothing_at_all_helps_on(client, site):
    _status, found, text = results(client, "qwertyuiop")
    assert found == []
    assert "Geen resultaten" in text


def test_facets_and_kinds_lead_to_lists_with_as_many_rows(client, site):
    _status, _found, text = results(client, "drones")
    kinds = re.search(r'<a href="(/standpunten/\?q=drones)">standpunten <span class="count">(\d+)</span>', text)
    selection = PositionFilter({"q": "drones"}, queryset=GovernmentPosition.objects.public())
    assert selection.cut().count == int(kinds[2])
    assert kinds[1] in text


def test_nonsense_in_a_filter_is_explained(client, site):
    page = client.get("/zoeken/?q=drones&topic=bestaat-niet")
    assert page.status_code == 200
    assert "is als thema niet bekend" in page.content.decode()


@pytest.mark.parametrize(
    "typed", ['"x', "a:b", "x -", "(" * 199, "*", "-", '"', "drones AND", "\\", "'; DROP", "~2^3", "𝕯", "ﬀ"]
)
def test_whatever_is_typed_gives_a_page(client, site, typed):
    assert client.get("/zoeken/", {"q": typed}, follow=True).status_code == 200
    assert client.get("/standpunten/", {"q": typed}).status_code == 200
