"""The search box: numbers to their page in any spelling, words to the list, mistakes explained."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "28 676, nr. 464",
        "28676-464",
        "kst-28676-464",
        "Kamerstukken II 2023/24, 28676, nr. 464",
        "Kamerstuk 28676 nr.464",
    ],
)
def test_a_kamerstuk_goes_to_its_page_and_back_to_words(client, typed):
    make.make_reference(
        make.make_paragraph(make.make_section(make.make_letter()), "Zie 28 676, nr. 464."),
        "28 676, nr. 464",
        "28676-464",
    )
    response = client.get("/zoeken/", {"q": typed})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/kamerstukken/28676-464/?zoek=")
    response = client.get(response.headers["Location"])
    assert response.status_code == 200
    assert "Toch op woorden zoeken" in response.content.decode()


def test_word_search_can_be_forced(client):
    response = client.get("/zoeken/?q=28676-464&woorden=1")
    assert (response.status_code, response.headers["Location"]) == (302, "/standpunten/?q=28676-464")


def test_words_go_to_the_positions(client):
    response = client.get("/zoeken/?q=2%25+bbp")
    assert (response.status_code, response.headers["Location"]) == (302, "/standpunten/?q=2%25+bbp")


def test_unknown_number_still_goes_to_its_helpful_page(client):
    response = client.get("/zoeken/?q=28676-999", follow=True)
    assert response.status_code == 404
    assert "Dit Kamerstuk staat hier nog niet." in response.content.decode()


def test_several_numbers_are_listed_with_what_is_known(client):
    make.make_kamerstuk("28676-464", letter=make.make_letter(), title="Brief over plannen")
    text = client.get("/zoeken/?q=28676, nrs. 464 en 465").content.decode()
    assert "Brief over plannen" in text
    assert "Staat hier nog niet." in text


def test_a_paper_and_another_dossier_are_two_numbers_not_two_meanings(client):
    text = client.get("/zoeken/?q=28676-464 en 21501-02").content.decode()
    assert "Herkende nummers" in text
    assert "twee dingen" not in text


def test_ambiguous_number_lists_both_meanings(client):
    text = client.get("/zoeken/?q=36600-A").content.decode()
    assert "Dit nummer kan twee dingen betekenen" in text
    assert 'href="/kamerstukken/dossier/36600-A/"' in text


def test_malformed_number_is_explained_with_a_way_to_words(client):
    text = client.get("/zoeken/?q=2867-464").content.decode()
    assert "Een dossiernummer heeft vijf cijfers; u typte er vier." in text
    assert 'href="/standpunten/?q=2867-464"' in text


def test_empty_search_shows_the_box(client):
    response = client.get("/zoeken/")
    assert response.status_code == 200
    assert 'name="q"' in response.content.decode()


def test_health(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("address", ["/", "/standpunten/", "/brieven/", "/zoeken/", "/kamerstukken/28676/"])
def test_pages_only_answer_reading(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code in (200, 404)


def test_expired_form_is_explained(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/beheer/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in response.content.decode()
