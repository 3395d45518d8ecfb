"""Help when nothing is found, and counts beside the choices."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import Letter
from agenda_tracker.search import LetterFilter, unknown_numbers, ways_out
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    """Two reports of 2024 and an agenda of 2023; a draft that counts for nothing."""
    make.make_topic("Leeg", slug="leeg")
    for day, kind in [("2024-01-01", "report"), ("2024-02-01", "report"), ("2023-02-01", "annotated_agenda")]:
        make.make_letter(date=day, kind=kind)
    make.make_letter("draft", date="2023-03-01", kind="report")


def letters(query):
    return LetterFilter(QueryDict(query), Letter.objects.public())


def test_ways_out_name_the_filters_whose_loss_gives_something_most_rows_first():
    selection = letters("letter_kind=report&date_from=2023-01-01&date_to=2023-12-31")
    assert selection.count() == 0
    assert [(way.label, way.chip.value, way.count, way.chip.url) for way in ways_out(selection)] == [
        ("periode", "1 januari t/m 31 december 2023", 2, "?letter_kind=report"),
        ("soort brief", "verslag", 1, "?date_from=2023-01-01&date_to=2023-12-31"),
    ]
    assert ways_out(letters("q=zebra&topic=leeg")) == []


def test_ways_out_ask_one_query_for_at_most_eight_filters():
    selection = letters(
        "q=x&letter_kind=report&kind=aim&stance=critical&chamber=EK&dossier=28676&year=2024&date_from=2024-01-01"
        "&topic=leeg"
    )
    assert selection.problems == []
    with CaptureQueriesContext(connection) as queries:
        assert ways_out(selection) == []
    assert [one["sql"].count("COUNT(") for one in queries] == [0, 8]


def test_unknown_numbers_come_with_what_lies_near():
    letter = Letter.objects.public().first()
    known = make.make_kamerstuk("28676-464", letter=letter)
    (unknown,) = unknown_numbers(letters("dossier=28676-470"))
    assert (unknown.reference.display, unknown.papers, unknown.dossiers) == ("28 676, nr. 470", [known], [])
    assert unknown_numbers(letters("dossier=28676-464")) == []
    assert unknown_numbers(letters("")) == []
    (other,) = unknown_numbers(letters("dossier=31125"))
    assert (other.papers, other.dossiers) == ([], [known.dossier])
