"""What became of a position the next time: in its series, or under its topic in the same body."""

import pytest

from agenda_tracker.models import AgendaSeries, GovernmentPosition
from agenda_tracker.search.sources import add_topics
from agenda_tracker.search.versions import version_after
from tests import factories as make

from .test_changes import DRONES, MORE_TANKS, SANCTIONS, TANKS, make_agenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return make.make_formation("Raad Buitenlandse Zaken", slug="rbz")


@pytest.fixture
def topic():
    return make.make_topic("Oekraïne")


def after(item):
    """What became of the only position on this item."""
    (position,) = add_topics(list(GovernmentPosition.objects.filter(agenda_item=item)))
    pair = version_after(position)
    return pair and pair.later.wording


def test_without_a_series_the_same_topic_in_the_same_body_is_the_next_time(body, topic):
    first = make_agenda(body, "2024-06-01", TANKS, topics=[topic])
    make_agenda(body, "2024-07-01", DRONES, topics=[make.make_topic("Drones")])
    make_agenda(make.make_formation("Eurogroep"), "2024-08-01", TANKS, topics=[topic])
    second = make_agenda(body, "2024-10-01", SANCTIONS, MORE_TANKS, title="Overig", topics=[topic])
    make_agenda(body, "2024-11-01", TANKS, topics=[topic])
    assert after(first) == MORE_TANKS
    assert [after(first)] == [one.wording for one in GovernmentPosition.objects.filter(agenda_item=second)[1:]]


def test_the_series_goes_before_the_topic(body, topic):
    series = make.saved(AgendaSeries(name="Oekraïne"))
    first = make_agenda(body, "2024-06-01", TANKS, topics=[topic], series=series)
    make_agenda(body, "2024-07-01", TANKS, topics=[topic])
    make_agenda(body, "2024-10-01", MORE_TANKS, series=series)
    assert after(first) == MORE_TANKS


def test_what_was_said_no_more_the_next_time_became_nothing(body, topic):
    first = make_agenda(body, "2024-06-01", TANKS, topics=[topic])
    make_agenda(body, "2024-10-01", DRONES, topics=[topic])
    make_agenda(body, "2024-11-01", TANKS, topics=[topic])
    assert after(first) is None


@pytest.mark.parametrize(
    ("start", "status"), [("2024-10-01", "draft"), ("2024-10-01", "withdrawn"), ("2028-06-01", "published")]
)
def test_what_is_not_public_or_too_late_is_no_next_time(body, topic, start, status):
    first = make_agenda(body, "2024-06-01", TANKS, topics=[topic])
    make_agenda(body, start, MORE_TANKS, topics=[topic], status=status)
    assert after(first) is None
