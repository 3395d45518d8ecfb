"""Nonsense in the address of a table, feed or calendar: told in plain text, or not there; never a fault of the site."""

from urllib.parse import quote

import pytest

from agenda_tracker.search import PositionFilter
from tests.feeds.reading import body
from tests.run import some
from tests.search.test_nonsense import CASES

pytestmark = pytest.mark.django_db
VALUES = [
    "\x00",
    "\x0b",
    "x" * 10_000,
    "'; DROP TABLE x;--",
    "😀",
    "\ufffe",
    "../../etc/passwd",
    "-1",
    "٢",
    "%",
    "[]",
    "=1+1",
    "{}",
]
SELECTIONS = ["/standpunten/?format=csv&", "/feeds/brieven.atom?", "/vergaderingen/agenda.ics?"]
OF_ONE = [
    "/feeds/themas/{}.atom",
    "/feeds/dossiers/{}.atom",
    "/feeds/gremia/{}.atom",
    "/vergaderingen/{}/agenda.ics",
    "/sitemap/{}-1.xml",
]


@pytest.mark.parametrize("start", SELECTIONS)
def test_a_selection_of_nonsense_is_never_a_fault(client, settled, start):
    settled()
    found = {}
    for turn, name in enumerate(PositionFilter.base_filters):
        for value in some(VALUES, 4, turn):
            response = client.get(f"{start}{name}={quote(value)}")
            body(response)
            found[name, value] = response.status_code
    assert {where: status for where, status in found.items() if status not in (200, 400, 404)} == {}


@pytest.mark.parametrize("address", OF_ONE)
def test_the_feed_of_nonsense_is_not_there(client, address):
    values = [quote(value, safe="") for value in VALUES]
    found = {value: client.get(address.format(value)).status_code for value in values}
    assert {value: status for value, status in found.items() if status != 404} == {}


@pytest.mark.parametrize(("query", "problems"), CASES)
def test_a_table_is_refused_with_the_words_of_the_list(client, query, problems):
    response = client.get(f"/standpunten/?{query}&format=csv")
    if set(query.replace("&", "=").split("=")[::2]) <= {"page", "size"}:
        assert response.status_code == 200
        body(response)
        return
    assert response.status_code == 400
    told = [line.removeprefix("- ") for line in response.content.decode().splitlines() if line.startswith("- ")]
    assert told == [problem for problem in problems if "agina" not in problem]  # a table has no pages
