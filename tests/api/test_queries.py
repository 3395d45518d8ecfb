"""Lists of the API run the same few queries, however long they are; and records, however much they tell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.test_queries import add_rows

from .world import get

pytestmark = pytest.mark.django_db
# One of these is for what is kept for a head of the journal elsewhere; the longest selection reads the choices of four filters.
MOST = 14
PATHS = [
    "/positions",
    "/positions?topic=lucht&formation=raad&ministry=defensie&dossier=28676&kind=view&chamber=tk&q=nederland&year=2024&size=100",
    "/letters",
    "/letters?topic=lucht&size=100",
    "/meetings",
    "/meetings?organisation=eu&q=nederland",
    "/agenda-items",
    "/topics",
    "/dossiers",
    "/dossiers/28676",
    "/dossiers/28676/kamerstukken",
    "/kamerstukken",
    "/kamerstukken/28676-1",
    "/kamerstukken/28676-1/cited-by",
]


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert get(client, path).status_code == 200
    return len(found)


def test_three_rows_take_as_many_queries_as_one(client):
    add_rows(1)
    one = {path: queries(client, path) for path in PATHS}
    add_rows(2, start=1)
    assert {path: queries(client, path) for path in PATHS} == one
    assert {path: number for path, number in one.items() if number > MOST} == {}
