"""The foot of every public page says until which day the site is up to date."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import PublicChange
from agenda_tracker.models.journal import JournalHead
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/vergaderingen/",
    "/brieven/",
    "/standpunten/",
    "/themas/",
    "/kamerstukken/",
    "/zoeken/",
    "/over/",
    "/gegevens/",
]


def foot_of(client, address):
    foot = client.get(address).content.decode().split('<footer class="site-foot">')[1]
    return " ".join(re.sub("<[^>]+>", " ", foot).split())


def add_line(number, moment):
    PublicChange.objects.create(number=number, kind="letter", object_id=1, change="changed", at=moment)
    JournalHead.objects.update_or_create(pk=1, defaults={"number": PublicChange.objects.latest("number").number})


@pytest.mark.parametrize("address", PAGES)
def test_every_page_tells_the_day_of_the_last_line_of_the_journal(client, address):
    add_line(2, datetime(2024, 10, 3, 12, tzinfo=UTC))
    add_line(1, datetime(2024, 11, 1, 12, tzinfo=UTC))
    assert "Bijgewerkt tot en met 3 oktober 2024 Over deze site" in foot_of(client, address)


def test_the_day_is_that_of_the_netherlands(client):
    add_line(1, datetime(2024, 10, 3, 22, 30, tzinfo=UTC))
    assert "Bijgewerkt tot en met 4 oktober 2024" in foot_of(client, "/over/")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_said_while_the_journal_is_empty(client, address):
    assert "Bijgewerkt" not in foot_of(client, address)


@pytest.mark.parametrize("address", ["/", "/over/"])
def test_it_costs_no_query_beside_that_for_the_head(client, address):
    add_line(1, datetime(2024, 10, 3, 12, tzinfo=UTC))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    asked = [query["sql"] for query in queries if "publicchange" in query["sql"]]
    assert len(asked) == 1
    assert "journalhead" in asked[0]


def test_gone_pages_have_it_too(client):
    make.make_letter("withdrawn", slug="weg")
    add_line(1, datetime(2024, 10, 3, 12, tzinfo=UTC))
    assert "Bijgewerkt tot en met 3 oktober 2024" in foot_of(client, "/brieven/weg/")
