"""From a list to one of its rows and on to the next: the selection goes along in the address."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make

from .test_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    """Three letters on meetings of 2024, each with a position, and one of 2023."""
    body, topic = make.make_formation("Raad", slug="raad"), make.make_topic("Munitie", slug="munitie")
    make.make_topic("Leeg", slug="leeg")
    found = []
    for day in ("2023-05-01", "2024-01-01", "2024-02-01", "2024-03-01"):
        meeting = make.make_meeting(body, day, slug=f"m-{day}")
        letter = make.make_letter(meeting=meeting, date=day, slug=f"l-{day}", subject=f"Brief van {day}")
        make.make_kamerstuk(f"28676-{len(found) + 1}", letter=letter)
        found.append(make.make_position(letter, make.make_item(meeting), f"Nederland steunt dit op {day}.", [topic]))
    return found


def links(client, address):
    source = client.get(address).content.decode()
    nav = re.search(r'<nav class="carried".*?</nav>', source, re.S)
    return re.findall(r'href="([^"]*)"', nav[0]) if nav else None


@pytest.mark.parametrize(("address", "row"), [
    ("/standpunten/?topic=munitie&size=10&page=1", 'href="/standpunten/{pk}/?topic=munitie&amp;size=10"'),
    ("/brieven/?year=2024", 'href="/brieven/l-2024-02-01/?year=2024"'),
    ("/vergaderingen/?sort=oldest", 'href="/vergaderingen/m-2024-02-01/?sort=oldest"'),
    ("/brieven/?utm_source=x", 'href="/brieven/l-2024-02-01/"'),
    ("/brieven/?size=10", 'href="/brieven/l-2024-02-01/"'),
    ("/brieven/", 'href="/brieven/l-2024-02-01/"'),
])  # fmt: skip
def test_rows_of_a_selection_carry_it(client, world, address, row):
    assert row.format(pk=world[2].pk) in client.get(address).content.decode()


def test_position_leafs_through_its_selection(client, world):
    query = "?topic=munitie&amp;year=2024"
    address = f"/standpunten/{world[2].pk}/?topic=munitie&year=2024&page=7"
    assert "2 van 3 in: 3 standpunten over Munitie in 2024 Terug naar de lijst ‹ Vorige Volgende ›" in page(
        client, address
    )
    assert links(client, address) == [
        f"/standpunten/{query}", f"/standpunten/{world[3].pk}/{query}", f"/standpunten/{world[1].pk}/{query}",
    ]  # fmt: skip
    assert links(client, f"/standpunten/{world[3].pk}/?year=2024") == [
        "/standpunten/?year=2024", f"/standpunten/{world[2].pk}/?year=2024",
    ]  # fmt: skip


def test_letter_and_meeting_leaf_too(client, world):
    assert links(client, "/brieven/l-2024-02-01/?sort=oldest&q=brief") == [
        "/brieven/?sort=oldest&amp;q=brief",
        "/brieven/l-2024-01-01/?q=brief&amp;sort=oldest",
        "/brieven/l-2024-03-01/?q=brief&amp;sort=oldest",
    ]
    assert "2 van 4 in: 4 vergaderingen bij Raad" in page(client, "/vergaderingen/m-2024-02-01/?formation=raad")


def test_way_back_leads_to_the_page_the_row_is_on(client, world):
    for number in range(10):
        make.make_letter(date=f"2024-06-{number + 1:02}")
    assert (
        links(client, "/brieven/l-2024-01-01/?chamber=TK&size=10")[0] == "/brieven/?chamber=TK&amp;size=10&amp;page=2"
    )


def test_page_with_a_selection_names_the_address_without_it(client, world):
    address = f"/standpunten/{world[2].pk}/"
    assert (
        f'<link rel="canonical" href="http://testserver{address}">'
        in client.get(f"{address}?year=2024").content.decode()
    )


def test_row_outside_the_selection_only_leads_back(client, world):
    text = page(client, f"/standpunten/{world[0].pk}/?year=2024")
    assert "Staat niet in deze selectie: 3 standpunten in 2024 Terug naar de lijst Standpunt" in text
    assert links(client, f"/standpunten/{world[0].pk}/?year=2024") == ["/standpunten/?year=2024"]


@pytest.mark.parametrize(
    "query", ["", "?year=abc", "?topic=nee&year=2024", "?page=2", "?size=7", "?x=y", "?q=%00", f"?q={'x' * 300}"]
)
def test_nonsense_and_nothing_carry_nothing(client, world, query):
    assert links(client, f"/standpunten/{world[2].pk}/{query}") is None
    assert links(client, f"/brieven/l-2024-02-01/{query}") is None
    assert links(client, f"/vergaderingen/m-2024-02-01/{query}") is None


def test_queries_are_spent_only_when_a_selection_is_carried(client, world):
    def count(query):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/standpunten/{world[2].pk}/{query}")
        return len(queries)

    plain = count("")
    assert count("?utm_source=x") == plain
    assert count("?year=2024") == plain + 4
    # The topics and the branch below the one that was chosen.
    assert count("?year=2024&topic=munitie") == plain + 6


def test_lists_and_letters_give_what_a_citation_needs(client, world):
    source = client.get("/standpunten/").content.decode()
    assert 'data-cite="Kamerstukken II 2023/24, 28676, nr. 3, alinea 1"' in source
    letter = client.get("/brieven/l-2024-02-01/").content.decode()
    assert 'data-cite-paragraphs="Kamerstukken II 2023/24, 28676, nr. 3"' in letter
    told = "Verwijzen naar deze brief Bronvermelding Kamerstukken II 2023/24, 28676, nr. 3 Adres van deze pagina"
    assert f"{told} http://testserver/brieven/l-2024-02-01/" in page(client, "/brieven/l-2024-02-01/?year=2024")


def test_empty_list_of_meetings_counts_the_ways_out(client, world):
    text = page(client, "/vergaderingen/?year=2024&topic=leeg&formation=raad")
    assert "zonder thema Leeg : 3 vergaderingen" in text


def test_unknown_dossier_in_a_filter_shows_what_lies_near(client, world):
    text = page(client, "/standpunten/?dossier=28676-9")
    assert "28 676, nr. 9 staat hier nog niet. Dichtstbij: 28 676, nr. 3 ; 28 676, nr. 4 . Officiële publicatie" in text
