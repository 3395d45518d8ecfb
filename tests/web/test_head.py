"""What pages tell programs: one address, a title for previews, and data in the words of schema.org that no text can break."""

import json
import re
from html import unescape

import pytest

from agenda_tracker.models import Letter, MinisterialMeeting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    body = make.make_formation("Raad Defensie", slug="raad")
    meeting = make.make_meeting(body, "2024-10-17", slug="oktober", country="België")
    letter = make.make_letter(meeting=meeting, slug="brief", subject="Agenda Raad Defensie")
    make.make_signatory(letter, make.make_office("Minister van Defensie"))
    make.make_kamerstuk("28676-470", letter=letter)
    topic = make.make_topic("Drones", make.make_topic("Defensie", slug="defensie"), slug="drones")
    return make.make_position(letter, make.make_item(meeting), topics=[topic])


def head(client, address):
    page = client.get(address).content.decode()
    found = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    canonical = re.search(r'<link rel="canonical" href="([^"]*)">', page)
    return {name: unescape(value) for name, value in found.items()}, canonical and unescape(canonical.group(1))


def data(client, address):
    """By type; every block of data must be JSON."""
    page = client.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    nodes = [node for block in map(json.loads, blocks) for node in block.get("@graph", [block])]
    return {node["@type"]: node for node in nodes}


def test_a_page_tells_its_title_once_more_for_previews(client, world):
    told, canonical = head(client, "/vergaderingen/oktober/")
    assert told == {
        "url": "http://testserver/vergaderingen/oktober/",
        "site_name": "Agendavolger",
        "locale": "nl_NL",
        "type": "website",
        "title": "Raad Defensie, 17 oktober 2024",
        "description": "Raad Defensie, 17 oktober 2024: agendapunten, en wat het kabinet vooraf en achteraf zegt.",
    }
    assert canonical == told["url"]


def test_text_in_previews_is_escaped_once(client, world):
    Letter.objects.update(subject='Agenda "Defensie" & <b>meer</b>')
    told, _canonical = head(client, "/brieven/brief/")
    assert told["type"] == "article"
    assert told["title"] == 'Agenda "Defensie" & <b>meer</b>'
    assert '"Agenda &#34;Defensie&#34; &amp; &lt;b&gt;meer&lt;/b&gt;"' in client.get("/brieven/brief/").content.decode()


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/standpunten/?sort=oldest&size=100&page=1&q=", "/standpunten/"),
        ("/standpunten/?topic=drones&page=2&size=10", "/standpunten/?topic=drones&page=2"),
        ("/kamerstukken/28676-470/?zoek=28676%20470", "/kamerstukken/28676-470/"),
        ("/?utm_source=x", "/?utm_source=x"),
    ],
)
def test_one_page_has_one_address(client, world, address, canonical):
    assert head(client, address)[1] == f"http://testserver{canonical}"


@pytest.mark.parametrize("address", ["/brieven/niet/", "/standpunten/999/", "/kamerstukken/28%20676,%20nr/"])
def test_a_page_that_is_not_there_has_no_address(client, world, address):
    assert head(client, address) == ({}, None)


def test_a_meeting_is_an_event(client, world):
    event = data(client, "/vergaderingen/oktober/")["Event"]
    assert event == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "http://testserver/vergaderingen/oktober/",
        "url": "http://testserver/vergaderingen/oktober/",
        "name": "Raad Defensie",
        "startDate": "2024-10-17",
        "endDate": "2024-10-17",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "Brussel", "address": "Brussel, België"},
        "organizer": {"@type": "Organization", "name": "Raad Defensie"},
        "inLanguage": "nl",
    }
    MinisterialMeeting.objects.update(state="cancelled", mode="video", place="", country="")
    event = data(client, "/vergaderingen/oktober/")["Event"]
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["location"]["@type"] == "VirtualLocation"


def test_a_letter_is_a_report(client, world):
    report = data(client, "/brieven/brief/")["Report"]
    assert report["reportNumber"] == "28 676, nr. 470"
    assert report["sameAs"] == ["https://zoek.officielebekendmakingen.nl/kst-28676-470.html"]
    assert report["author"] == [{"@type": "GovernmentOrganization", "name": "Minister van Defensie"}]
    assert report["datePublished"] == "2024-10-03"
    assert [meeting["startDate"] for meeting in report["about"]] == ["2024-10-17"]


def test_home_tells_of_the_search_box_and_of_the_data(client, world, settings):
    settings.ORGANISATION = "Griffie van het Voorbeeld"
    found = data(client, "/")
    action = found["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://testserver/zoeken/?q={search_term_string}"
    assert found["Dataset"]["publisher"]["name"] == "Griffie van het Voorbeeld"
    assert [one["contentUrl"] for one in found["Dataset"]["distribution"]] == [
        "http://testserver/standpunten/?format=csv",
        "http://testserver/standpunten/?format=xlsx",
    ]


def test_the_trail_above_a_page_is_a_breadcrumb_list(client, world):
    items = data(client, "/themas/drones/")["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"].removeprefix("http://testserver")) for item in items] == [
        (1, "Begin", "/"),
        (2, "Thema’s", "/themas/"),
        (3, "Defensie", "/themas/defensie/"),
        (4, "Drones", "/themas/drones/"),
    ]


def test_no_text_ends_the_block_of_data(client, world):
    nasty = "</script><script>alert(1)</script><!-- \u2028 & zo"
    Letter.objects.update(subject=nasty)
    page = client.get("/brieven/brief/").content.decode()
    assert "<script>alert" not in page
    assert "\u2028" not in re.search(r"ld\+json(.*?)</script>", page, re.DOTALL).group(1)
    assert data(client, "/brieven/brief/")["Report"]["name"] == nasty


@pytest.mark.browser
def test_the_strict_policy_lets_data_stand_and_refuses_nothing(live_server, browser_context, world):
    page = browser_context.new_page()
    refused = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    for path in ("/", "/vergaderingen/oktober/", "/brieven/brief/", "/themas/drones/", "/over/"):
        page.goto(f"{live_server.url}{path}")
        blocks = page.locator('script[type="application/ld+json"]')
        assert [json.loads(text)["@context"] for text in blocks.all_text_contents()]
    assert refused == []
