"""The pages of a Kamerstuk and of a dossier: what it is, who cites it in which words, what lies beside it, through time."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import Letter
from agenda_tracker.search import Year, numbers_beside
from agenda_tracker.web.dossier_chart import chart
from tests import factories as make

from .test_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(db):
    """The annotated agenda 28 676, nr. 470, also 36 600, B; it cites 28 676, nr. 464 in its text and in a footnote."""
    meeting = make.make_meeting(make.make_formation("NAVO-ministers van Defensie", organisation="navo"), slug="navo")
    letter = make.make_letter(meeting=meeting, slug="agenda", subject="Geannoteerde agenda", date="2024-10-03")
    letter.dossiers.add(make.make_dossier("28676", title="NAVO"))
    make.make_kamerstuk("28676-470", letter=letter)
    make.make_kamerstuk("36600-B", letter=letter)
    topic = make.make_topic("Munitie", slug="munitie", parent=make.make_topic("Defensie", slug="defensie"))
    text = "Zie 28 676, nr. 464 over munitie."
    position = make.make_position(letter, make.make_item(meeting), text, [topic], wording="Nederland koopt munitie.")
    paragraph = position.evidence.get().paragraph
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    note = make.make_footnote(paragraph, "Ook in 28 676, nr. 464.")
    make.make_reference(note, "28 676, nr. 464", "28676-464")
    return letter


def html(client, address):
    return client.get(address).content.decode()


def test_paper_says_what_it_is_with_the_numbers_of_both_chambers(client, letter):
    text = page(client, "/kamerstukken/28676-470/")
    assert "Kamerstuk · Tweede Kamer · geannoteerde agenda 28 676, nr. 470 Geannoteerde agenda" in text
    assert "Ook als Eerste Kamer 36 600, B dezelfde brief, onder een ander nummer" in text
    assert "over NAVO-ministers van Defensie, 17 oktober 2024" in text
    assert "Ook als Tweede Kamer 28 676, nr. 470" in page(client, "/kamerstukken/36600-B/")
    assert "<title>28 676, nr. 470, Geannoteerde agenda – Agendavolger</title>" in html(
        client, "/kamerstukken/28676-470/"
    )


def test_paper_names_the_other_dossiers_it_stands_in_when_they_are_public(client, letter):
    paper = make.make_kamerstuk("28676-464", title="Verslag")
    hidden, known = make.make_dossier("31125"), make.make_dossier("36600")
    paper.also_in.add(hidden, known)
    text = page(client, "/kamerstukken/28676-464/")
    assert "Ook in dossier 36 600 Officiële bron" in text
    assert "28 676, nr. 464 Verslag" in page(client, "/kamerstukken/36600/?sort=number")


def test_citations_are_grouped_by_letter_with_the_words_marked(client, letter):
    later = make.make_letter(date="2024-11-01", subject="Latere brief")
    make.make_reference(
        make.make_paragraph(make.make_section(later), "Zie 28 676, nr. 464."), "28 676, nr. 464", "28676-464"
    )
    text = page(client, "/kamerstukken/28676-464/")
    assert "Wordt aangehaald in 2 brieven" in text
    assert "Latere brief geannoteerde agenda 1 november 2024 Zie 28 676, nr. 464 . alinea 1" in text
    assert (
        "Zie 28 676, nr. 464 over munitie. alinea 1 Standpunt Nederland koopt munitie. "
        "Ook in 28 676, nr. 464 . alinea 1 voetnoot 1 Standpunt Nederland koopt munitie." in text
    )
    assert "<mark>28 676, nr. 464</mark>" in html(client, "/kamerstukken/28676-464/")
    assert 'href="/standpunten/?dossier=28676-464"' in html(client, "/kamerstukken/28676-464/")


def test_citing_letters_are_paged_by_letter(client, letter):
    for number in range(10):
        other = make.make_letter(date="2023-01-01", subject=f"Oude brief {number}")
        paragraph = make.make_paragraph(make.make_section(other), "Zie 28 676, nr. 464.")
        make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    assert "1–10 van 11" in page(client, "/kamerstukken/28676-464/")
    assert "Oude brief 0" in page(client, "/kamerstukken/28676-464/?page=2")
    assert "Pagina 9 bestaat niet" in page(client, "/kamerstukken/28676-464/?page=9")


def test_neighbours_are_public_ones_and_the_official_page_of_missing_numbers(client, letter):
    draft = make.make_letter("draft")
    make.make_kamerstuk("28676-465", letter=draft)
    text = page(client, "/kamerstukken/28676-464/")
    assert "nr. 463 staat hier niet · officiële publicatie van 28 676, nr. 463" in text
    assert "28 676, nr. 470 › nr. 465 staat hier niet · officiële publicatie van 28 676, nr. 465" in text
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-28676-465.html"' in html(
        client, "/kamerstukken/28676-464/"
    )
    draft.status, draft.first_published_at = "published", letter.first_published_at
    make.saved(draft)
    assert "nr. 465 staat hier niet" not in page(client, "/kamerstukken/28676-464/")


@pytest.mark.parametrize(
    ("normal", "expected"),
    [
        ("28676-464", ("28 676, nr. 463", "28 676, nr. 465")),
        ("28676-1", (None, "28 676, nr. 2")),
        ("28676-464-h1", ("28 676, nr. 463", "28 676, nr. 465")),
        ("36600-A", (None, "36 600, B")),
        ("36600-Z", ("36 600, Y", None)),
        ("CXXIV-G", ("CXXIV, F", "CXXIV, H")),
        ("19951996-23700-188b", (None, None)),
    ],
)
def test_numbers_beside(normal, expected):
    found = numbers_beside(make.Reference.parse(normal))
    assert tuple(one and one.display for one in found) == expected


def test_dossier_is_a_timeline_of_letters_in_it_letters_that_cite_and_papers(client, letter):
    make.make_kamerstuk("28676-464", title="Oud verslag", date=make.datetime.date(2023, 5, 1))
    other = make.make_letter(date="2025-01-05", subject="Brief van elders", kind="report")
    make.make_reference(
        make.make_paragraph(make.make_section(other), "Zie 28 676, nr. 400."), "28 676, nr. 400", "28676-400"
    )
    text = page(client, "/kamerstukken/28676/")
    assert "NAVO Officieel dossier 28 676 op officielebekendmakingen.nl 2 brieven 1 standpunt" in text
    assert (
        "2025 5 januari Brief van elders verslag haalt aan uit dit dossier "
        "2024 3 oktober Geannoteerde agenda geannoteerde agenda 28 676, nr. 470 36 600, B "
        "2023 1 mei Oud verslag stuk 28 676, nr. 464 "
        "Van 1 stuk is geen datum bekend; dat staat alleen op nummer ." in text
    )
    assert "2025 , de brieven 0 1 0 2024 , de brieven 1 0 0 2023 0 0 1" in text
    assert "2023 1 mei Oud verslag" in page(client, "/kamerstukken/28676/?sort=oldest").split("oudste eerst")[1][:60]
    assert "28 676, nr. 400 28 676, nr. 464 Oud verslag 28 676, nr. 470" in page(
        client, "/kamerstukken/28676/?sort=number"
    )
    assert 'href="/brieven/?dossier=28676&amp;year=2024"' in html(client, "/kamerstukken/28676/")


def test_topics_of_a_dossier_count_what_their_link_gives(client, letter):
    defence = letter.positions.get().topics.get().parent
    make.make_position(letter, letter.positions.get().agenda_item, "Nederland steunt dit.", [defence])
    make.make_position(letter, letter.positions.first().agenda_item, "Nog niet.", [defence], review="suggested")
    source = html(client, "/kamerstukken/28676/")
    links = dict(re.findall(r'href="(/standpunten/\?dossier=28676&amp;topic=\w+)">.*?class="count">(\d+)<', source))
    assert links == {
        "/standpunten/?dossier=28676&amp;topic=defensie": "2",
        "/standpunten/?dossier=28676&amp;topic=munitie": "1",
    }
    for address, count in links.items():
        noun = "standpunt" if count == "1" else "standpunten"
        assert f"{count} {noun} over" in page(client, address.replace("&amp;", "&"))


def test_nothing_of_a_draft_shows_in_a_dossier(client, letter):
    before = page(client, "/kamerstukken/28676/"), page(client, "/kamerstukken/28676-464/")
    draft = make.make_letter("draft", date="2020-01-01", subject="Geheim")
    draft.dossiers.add(make.make_dossier("28676"))
    make.make_kamerstuk("28676-471", letter=draft, title="Geheim", date=make.datetime.date(2020, 1, 1))
    make.make_reference(
        make.make_paragraph(make.make_section(draft), "Zie 28 676, nr. 464."), "28 676, nr. 464", "28676-464"
    )
    assert (page(client, "/kamerstukken/28676/"), page(client, "/kamerstukken/28676-464/")) == before


def test_chart_has_a_column_for_each_year_and_says_nothing_about_one_year():
    assert chart([Year(2024, inside=1)]) is None
    drawn = chart([Year(2020, inside=2), Year(2023, citing=1, papers=3)])
    assert [(one.year, one.inside, one.citing, one.count) for one in drawn.columns] == [
        (2020, 40, 0, 2), (2021, 0, 0, 0), (2022, 0, 0, 0), (2023, 0, 80, 4),
    ]  # fmt: skip
    assert [one.x for one in drawn.columns] == ["9.50%", "34.50%", "59.50%", "84.50%"]


def test_shelf_by_newest_letter_is_grouped_by_session_year(client, letter):
    old = make.make_letter(date="2020-03-01")
    old.dossiers.add(make.make_dossier("21501-02", title="Raad"))
    make.make_reference(make.make_paragraph(make.make_section(old), "Zie 31 125."), "31 125", "dossier/31125")
    assert (
        "Vergaderjaar 2024-2025 28 676 NAVO 3 oktober 2024 · 2 stukken 36 600 3 oktober 2024 · 1 stuk "
        "Vergaderjaar 2019-2020 21 501-02 Raad 1 maart 2020 · 0 stukken "
        "Nog geen brief in het dossier 31 125 0 stukken" in page(client, "/kamerstukken/?sort=newest")
    )


@pytest.mark.parametrize(
    "address", ["/kamerstukken/28676/?sort=x&page=x", "/kamerstukken/28676-464/?page=-1", "/kamerstukken/?sort=x"]
)
def test_nonsense_is_explained_or_ignored(client, letter, address):
    assert client.get(address).status_code == 200


def test_a_dossier_takes_twelve_queries_at_most_and_a_letter_of_our_own_sixteen(client, letter):
    found = {}
    for address in [
        "/kamerstukken/28676/",
        "/kamerstukken/28676/?sort=number",
        "/kamerstukken/?sort=newest",
        "/kamerstukken/28676-470/",
    ]:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[address] = len(queries)
    assert max(list(found.values())[:3]) <= 12, found
    assert found["/kamerstukken/28676-470/"] <= 16, found
    assert Letter.objects.count() == 1


def test_index_and_database_count_the_same_topics_of_a_dossier(client, search_index, settings):
    position = make.make_position(topics=[make.make_topic("Drones", parent=make.make_topic("Defensie"))])
    make.make_kamerstuk("28676-470", letter=position.letter)
    search_index()
    by_index = client.get("/kamerstukken/28676/").content.decode()
    settings.SEARCH_DIR = None
    assert client.get("/kamerstukken/28676/").content.decode() == by_index
    assert '<span class="count">1<span class="unseen"> standpunt</span></span>' in by_index
