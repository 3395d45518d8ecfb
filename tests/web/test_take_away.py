"""Every page that shows a selection leads to its table, feed and calendar, for people and for programs."""

import re
from html import unescape

import pytest

from agenda_tracker.models import journalled
from tests import factories as make
from tests.feeds.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    body = make.make_formation("Raad Defensie", slug="raad")
    meeting = make.make_meeting(body, "2024-10-17", slug="oktober")
    letter = make.make_letter(meeting=meeting, slug="brief")
    letter.dossiers.add(make.make_dossier("28676"))
    position = make.make_position(letter, make.make_item(meeting), topics=[make.make_topic("Drones", slug="drones")])
    with journalled(letter):
        pass
    return position


def links(client, address):
    """In the page, by their words; and in the head, by their type."""
    page = client.get(address).content.decode()
    shown = re.search(r'<ul class="take-away".*?</ul>', page, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', shown.group()) if shown else []
    told = re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)">', page)
    words = {re.sub("<[^>]+>", "", text): unescape(href) for href, text in found}
    return words, {kind: unescape(href) for kind, href in told}


def test_a_list_offers_its_selection(client, world):
    shown, told = links(client, "/standpunten/?topic=drones&sort=oldest&size=10&page=1")
    assert shown == {
        "CSV": "/standpunten/?topic=drones&sort=oldest&format=csv",
        "Excel": "/standpunten/?topic=drones&sort=oldest&format=xlsx",
        "Atom, Deze selectie": "/feeds/standpunten.atom?topic=drones",
        "e-mail, Deze selectie": "/volgen/standpunten/?topic=drones",
    }
    assert told == {"application/atom+xml": "/feeds/standpunten.atom?topic=drones"}


def test_meetings_offer_a_calendar(client, world):
    shown, told = links(client, "/vergaderingen/?formation=raad")
    assert shown == {
        "CSV": "/vergaderingen/?formation=raad&format=csv",
        "Excel": "/vergaderingen/?formation=raad&format=xlsx",
        "Atom, Deze selectie": "/feeds/vergaderingen.atom?formation=raad",
        "e-mail, Deze selectie": "/volgen/vergaderingen/?formation=raad",
        "Agenda, abonnement in uw eigen agenda": "webcal://testserver/vergaderingen/agenda.ics?formation=raad",
        "ICS, agendabestand": "/vergaderingen/agenda.ics?formation=raad",
    }
    assert told["text/calendar"] == "/vergaderingen/agenda.ics?formation=raad"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/themas/drones/",
            {
                "CSV": "/standpunten/?topic=drones&format=csv",
                "Excel": "/standpunten/?topic=drones&format=xlsx",
                "Atom, Drones": "/feeds/themas/drones.atom",
                "e-mail, Drones": "/volgen/standpunten/?topic=drones",
            },
        ),
        (
            "/vergaderingen/oktober/",
            {
                "CSV": "/standpunten/?formation=raad&date_from=2024-10-17&date_to=2024-10-17&format=csv",
                "Excel": "/standpunten/?formation=raad&date_from=2024-10-17&date_to=2024-10-17&format=xlsx",
                "Atom, Raad Defensie": "/feeds/gremia/raad.atom",
                "e-mail, Deze vergadering": "/volgen/vergaderingen/oktober/",
                "e-mail van heel het gremium": "/volgen/brieven/?formation=raad",
                "ICS, agendabestand": "/vergaderingen/oktober/agenda.ics",
            },
        ),
        (
            "/kamerstukken/28676/",
            {
                "Atom, Dossier 28 676": "/feeds/dossiers/28676.atom",
                "e-mail, Dossier 28 676": "/volgen/brieven/?dossier=28+676",
            },
        ),
        ("/", {"Atom, Nieuwe brieven": "/feeds/brieven.atom", "e-mail, Nieuwe brieven": "/volgen/brieven/"}),
        ("/brieven/", {
            "CSV": "/brieven/?format=csv",
            "Excel": "/brieven/?format=xlsx",
            "Atom, Deze lijst": "/feeds/brieven.atom",
            "e-mail, Deze lijst": "/volgen/brieven/",
        }),
    ],
)  # fmt: skip
def test_other_pages_offer_what_belongs_to_them(client, world, address, expected):
    shown, told = links(client, address)
    assert shown == expected
    assert told["application/atom+xml"] == next(path for words, path in expected.items() if words.startswith("Atom"))
    for path in expected.values():
        response = client.get(path)
        assert response.status_code == 200
        assert text_of(response)


@pytest.mark.parametrize("address", ["/standpunten/?year=straks", "/over/", "/brieven/brief/"])
def test_nothing_is_offered_where_there_is_nothing_to_take(client, world, address):
    assert links(client, address) == ({}, {})


def test_an_empty_selection_can_be_followed_and_not_taken(client, world):
    shown, _told = links(client, "/brieven/?year=1999")
    assert shown == {
        "Atom, Deze selectie": "/feeds/brieven.atom?year=1999",
        "e-mail, Deze selectie": "/volgen/brieven/?year=1999",
    }


def test_a_number_that_is_not_here_yet_can_be_followed_by_mail(client, world):
    shown, told = links(client, "/kamerstukken/99999/")
    assert shown == {"e-mail, een latere brief die dit aanhaalt": "/volgen/brieven/?dossier=99+999"}
    assert told == {}
