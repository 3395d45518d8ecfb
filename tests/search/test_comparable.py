"""Positions to compare with: the index and the database name the same ones."""

from datetime import date, timedelta

import pytest

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.search import comparable
from agenda_tracker.search.comparable import comparable_with
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken():
    """Positions on a topic and the one below it, some on one day, and some in one series."""
    topic = make.make_topic("Defensie")
    below, body = make.make_topic("Drones", parent=topic), make.make_formation("Raad Defensie")
    made = []
    for number in range(12):
        day = date(2024, 1, 1) + timedelta(days=30 * number)
        item = make.make_item(make.make_meeting(body, day.isoformat()))
        made += [make.make_position(item=item, topics=[(topic, below, topic)[(number + i) % 3]]) for i in range(3)]
    return made


@pytest.mark.parametrize(("most", "asked"), [(25, (60, 600)), (4, (7, 20)), (4, (2, 3)), (1, (3,))])
def test_index_and_database_name_the_same(spoken, search_index, settings, monkeypatch, most, asked):
    monkeypatch.setattr(comparable, "MOST", most)
    monkeypatch.setattr(comparable, "ASKED", asked)
    search_index()
    positions = list(GovernmentPosition.objects.public().order_by("pk"))
    by_index = [comparable_with(one) for one in positions]
    settings.SEARCH_DIR = None
    assert [comparable_with(one) for one in positions] == by_index
    assert {len(found) for found in by_index} <= set(range(1, most + 1))
