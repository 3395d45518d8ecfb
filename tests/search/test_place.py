"""Where a row stands in a selection, compared with the list itself."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting
from agenda_tracker.search import LetterFilter, MeetingFilter, PositionFilter, place_of
from tests import factories as make

pytestmark = pytest.mark.django_db
LISTS = [(PositionFilter, GovernmentPosition), (LetterFilter, Letter), (MeetingFilter, MinisterialMeeting)]


@pytest.fixture(autouse=True)
def world(db):
    """Rows that share their day, their meeting and their place on the agenda with others."""
    body = make.make_formation("Raad", slug="raad")
    make.make_topic("Leeg", slug="leeg")
    for day, informal in [("2024-01-01", False), ("2024-01-01", True), ("2024-02-01", False), ("2023-02-01", False)]:
        meeting = make.make_meeting(body, day, informal=informal)
        letter = make.make_letter(meeting=meeting, date=day)
        item = make.make_item(meeting)
        for order in (1, 1, 2):
            make.make_position(letter, item, "Nederland steunt dit.", order=order)
    make.make_position(review="suggested")


def selection_of(filter_class, model, query):
    return filter_class.brief(QueryDict(query), model.objects.public())


@pytest.mark.parametrize(("filter_class", "model"), LISTS)
@pytest.mark.parametrize("query", ["", "sort=oldest", "year=2024&formation=raad", "q=raad", "kind=view&sort=oldest"])
def test_every_row_knows_its_place_and_its_neighbours(filter_class, model, query):
    rows = list(filter_class(QueryDict(query), model.objects.public()).selection)
    places = [place_of(row, selection_of(filter_class, model, query)) for row in rows]
    assert [(one.number, one.count, one.previous, one.following) for one in places] == [
        (at + 1, len(rows), rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None)
        for at in range(len(rows))
    ]


def test_a_row_outside_the_selection_has_no_place():
    position, hidden = GovernmentPosition.objects.public().first(), GovernmentPosition.objects.get(review="suggested")
    assert place_of(position, selection_of(PositionFilter, GovernmentPosition, "topic=leeg")) is None
    assert place_of(position, selection_of(PositionFilter, GovernmentPosition, "topic=nee")) is None
    assert place_of(hidden, selection_of(PositionFilter, GovernmentPosition, "kind=view")) is None


def test_at_most_four_queries_beside_those_of_the_choices():
    position = GovernmentPosition.objects.public().order_by("-agenda_item__meeting__start_date", "pk")[1]
    selection = selection_of(PositionFilter, GovernmentPosition, "year=2024&kind=view")
    with CaptureQueriesContext(connection) as queries:
        assert place_of(position, selection).count == 9
    assert len(queries) == 4
