"""A pasted text: every number in it once, with what is known of it."""

import pytest

from agenda_tracker.search import read_pasted
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = """De minister verwijst naar Kamerstuk 28 676, nr. 464 en naar 21501-02, nr. 2890.
Zie ook kst-28676-464 (nogmaals) en Kamerstukken 36 600 X. Kamerstuk 2867, nr. 12 bestaat niet; 300 miljoen is geen nummer."""


@pytest.fixture
def known(db):
    return make.make_kamerstuk("28676-464", letter=make.make_letter(), title="Brief over plannen")


def test_every_number_is_told_once_with_its_status(known):
    found = [(one.as_written, one.times, one.status) for one in read_pasted(TEXT)]
    assert found == [
        ("Kamerstuk 28 676, nr. 464", 2, "known"),
        ("21501-02, nr. 2890", 1, "unknown"),
        ("Kamerstukken 36 600 X", 1, "ambiguous"),
        ("Kamerstuk 2867, nr. 12", 1, "invalid"),
    ]


def test_page_shows_numbers_titles_and_complaints(client, known):
    page = client.post("/zoeken/tekst/", {"tekst": TEXT})
    text = page.content.decode()
    assert page.status_code == 200
    assert "4 nummers: 1 bekend, 1 staat hier niet, 1 kan meer betekenen, 1 geen bestaand nummer" in text
    assert 'href="/kamerstukken/28676-464/"' in text
    assert "Brief over plannen" in text
    assert "Een dossiernummer heeft vijf cijfers; u typte er vier." in text
    assert "no-store" in page["Cache-Control"]


def test_draft_is_not_known(client):
    make.make_kamerstuk("28676-464", letter=make.make_letter("draft"), title="Geheim")
    assert "Geheim" not in client.post("/zoeken/tekst/", {"tekst": TEXT}).content.decode()


def test_text_without_numbers_says_what_one_looks_like(client):
    text = client.post("/zoeken/tekst/", {"tekst": "Geen enkel nummer."}).content.decode()
    assert "In deze tekst staat geen nummer" in text


@pytest.mark.parametrize(("sent", "said"), [("  ", "Plak eerst een tekst"), ("x" * 200_001, "200.001 tekens")])
def test_text_that_cannot_be_read_is_explained_and_kept(client, sent, said):
    page = client.post("/zoeken/tekst/", {"tekst": sent}).content.decode()
    assert said in page
    assert sent in page


def test_form_works_without_any_cookie(client):
    page = client.get("/zoeken/tekst/")
    assert (page.status_code, page.cookies) == (200, {})
    assert "csrf" not in page.content.decode()


def test_number_of_queries_does_not_grow_with_the_text(known, django_assert_num_queries):
    with django_assert_num_queries(2):
        read_pasted(TEXT * 30)
