"""Conditional answers: the same page until the journal, the day or the release changes; never for who is logged in."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda_tracker.models import journalled
from agenda_tracker.web import caching
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGES = ["/", "/standpunten/", "/brieven/?year=2024", "/vergaderingen/", "/themas/", "/kamerstukken/", "/over/"]


def publish():
    position = make.make_position()
    with journalled(position.letter):
        pass
    return position


def again(client, address, tag):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers={"if-none-match": tag})
    return answer.status_code, len(queries)


@pytest.mark.parametrize("address", PAGES)
def test_page_that_did_not_change_costs_one_query(client, address):
    publish()
    first = client.get(address)
    assert (first.status_code, first["Cache-Control"]) == (200, "public, no-cache")
    assert again(client, address, first["ETag"]) == (304, 1)


def test_publication_makes_every_page_new(client):
    publish()
    tag = client.get("/standpunten/")["ETag"]
    publish()
    assert again(client, "/standpunten/", tag)[0] == 200


def test_next_day_and_next_release_make_every_page_new(client, monkeypatch):
    publish()
    tag = client.get("/")["ETag"]
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "localdate", lambda *args: tomorrow)
        assert again(client, "/", tag)[0] == 200
    monkeypatch.setattr(caching, "release", lambda: "next")
    assert again(client, "/", tag)[0] == 200


def test_pages_of_other_addresses_have_other_tags(client):
    publish()
    assert client.get("/standpunten/")["ETag"] != client.get("/standpunten/?year=2024")["ETag"]


def test_who_is_logged_in_gets_no_shared_page(client):
    position = publish()
    client.force_login(User.objects.create_superuser("baas"))
    answer = client.get(position.get_absolute_url())
    assert ("ETag" in answer, "Cookie" in answer["Vary"]) == (False, True)


def test_what_is_missing_gone_or_private_has_no_tag(client):
    withdrawn = make.make_letter("withdrawn")
    for address, status in [("/brieven/nergens/", 404), (withdrawn.get_absolute_url(), 410), ("/healthz", 200)]:
        answer = client.get(address)
        assert (address, answer.status_code, "ETag" in answer) == (address, status, False)


@pytest.mark.parametrize("address", ["/standpunten/", "/standpunten/?format=csv", "/feeds/standpunten.atom"])
def test_list_of_a_site_whose_index_is_not_ready_is_not_kept(client, settings, tmp_path, address):
    publish()
    settings.SEARCH_DIR = tmp_path / "nothing"
    answer = client.get(address)
    assert ("ETag" in answer, "no-store" in answer["Cache-Control"]) == (False, True)


@pytest.mark.parametrize("name", ["ACCESSIBILITY_CONTACT", "ORGANISATION", "CONTACT", "DAYS_BEFORE"])
def test_settings_that_pages_print_make_every_page_new(settings, name):
    before = caching.release.__wrapped__()
    setattr(settings, name, "anders")
    assert caching.release.__wrapped__() != before
