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


def test_quoted_words_around_a_position_are_shown_with_it(client, site, search_index):
    letter = GovernmentPosition.objects.get(wording=BUYS).letter
    paragraph = make.make_paragraph(letter.sections.first(), "De luchtmacht kreeg een nieuwe vlieger. Dat is <mooi>.")
    position = make.make_position(letter, make.make_item(letter.meetings.first(), "Lucht"), "Nederland is blij.")
    make.make_evidence(position, paragraph, "Dat is <mooi>.")
    search_index()

    for address in ("/zoeken/", "/standpunten/"):
        text = client.get(address, {"q": '"nieuwe vlieger"'}).content.decode()
        link = f'<a href="{letter.get_absolute_url()}#p{paragraph.number}">alinea {paragraph.number}</a>'
        shown = "De luchtmacht kreeg een <mark>nieuwe vlieger</mark>. Dat is &lt;mooi&gt;."
        assert f'<p class="meta"><span>In {link}: {shown}</span></p>' in text


def test_quoted_words_that_a_row_has_itself_are_not_shown_twice(client, site):
    text = client.get("/standpunten/", {"q": '"de aankoop" OR "onbemande systemen"'}).content.decode()
    assert BUYS.replace("de aankoop", "<mark>de aankoop</mark>") in text
    assert "In <a" not in text


def test_number_among_words_is_offered_first(client, site):
    _status, found, text = results(client, "drones kst-28676-464")
    assert "Herkende nummers" in text
    assert found[0] == "28 676, nr. 464"
    assert BUYS in found


def test_a_signatory_s_name_leads_to_the_letters_of_that_office_and_time(client, site, search_index):
    letter = GovernmentPosition.objects.get(wording=BUYS).letter
    office = make.make_office("Minister van Vrede", make.make_ministry("Ministerie van Vrede", slug="vrede"))
    make.make_signatory(letter, office, name="B. van der Zeeuw-Plooi")
    hidden = make.make_letter("draft", date="2020-01-01")
    make.make_signatory(hidden, office, name="B. van der Zeeuw-Plooi")
    make.make_signatory(hidden, office, name="G. Heim")
    search_index()

    _status, _found, text = results(client, "wat wil minister Zeeuw")
    assert f"Ondertekende 1 brief, op {letter.dated}." in text
    day, meeting = letter.date.isoformat(), letter.meetings.get().start_date.isoformat()
    for address in re.findall(r'<a href="([^"]+)">(?:brieven|standpunten)</a>', text):
        rows = client.get(address.replace("&amp;", "&")).content.decode()
        assert ("Agenda RBZ" in rows) if address.startswith("/brieven/") else (BUYS in rows)
    assert f'"/brieven/?ministry=vrede&amp;date_from={day}&amp;date_to={day}"' in text
    assert f'"/standpunten/?ministry=vrede&amp;date_from={meeting}&amp;date_to={meeting}"' in text
    assert "Ondertekenaars" not in results(client, "heim")[2]
    assert "Ondertekenaars" not in results(client, "van der drones")[2]


def test_slip_of_the_pen_is_mended_and_told(client, site):
    _status, found, text = results(client, "drnes")
    assert "Niets gevonden voor <strong>drnes</strong>" in text
    assert "<strong>drones</strong>" in text
    assert "4 resultaten met het woord “drones”" in text
    assert 'href="/standpunten/?q=drones"' in text
    assert BUYS in found


def test_words_that_stand_nowhere_together_give_most_of_them(client, site):
    _status, found, text = results(client, "drones aankoop vliegdekschip")
    assert "Nergens staan alle woorden" in text
    assert "met de meeste van de woorden “drones aankoop vliegdekschip”" in text
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


def test_list_without_rows_asks_what_was_meant(client, site):
    text = client.get("/standpunten/", {"q": "drnes"}).content.decode()
    assert "0 standpunten" not in text
    assert 'Bedoelde u <a href="?q=drones">drones</a>? (2 standpunten)' in text
    text = client.get("/standpunten/", {"q": "drones vliegdekschip"}).content.decode()
    assert 'Bedoelde u <a href="?q=drones+OR+vliegdekschip">drones OR vliegdekschip</a>? (2 standpunten)' in text


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_every_row_comes_once_however_deep(client, search_index, monkeypatch, order):
    monkeypatch.setattr("agenda_tracker.search.answers.MOST_RANKED", 20)
    item = make.make_item()
    letter = make.make_letter(meeting=item.meeting)
    rows = {make.make_position(letter, item, f"Nederland wil {'drones en ' * (n % 4)}drones.").pk for n in range(57)}
    search_index()
    seen = []
    for page in range(1, 7):
        selection = PositionFilter({"q": "drone", "sort": order, "size": "10", "page": str(page)}, positions())
        seen += [row.pk for row in selection.cut().rows]
    assert (len(seen), set(seen)) == (57, rows)


def positions():
    return GovernmentPosition.objects.public()
