"""What changed since the previous letter: which time is the previous one, and what strangers never see of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.models import AgendaSeries, GovernmentPosition
from agenda_tracker.search import changes_for
from agenda_tracker.search.previous import with_topics
from tests import factories as make

pytestmark = pytest.mark.django_db
TANKS = "Nederland levert Oekraïne twintig Leopard-tanks."
MORE_TANKS = "Nederland levert Oekraïne veertig Leopard-tanks."
SANCTIONS = "Het kabinet pleit voor strengere handhaving van de sancties tegen Rusland."
DRONES = "Het kabinet neemt deel aan de dronecoalitie."


@pytest.fixture
def body():
    return make.make_formation("Raad Buitenlandse Zaken", slug="rbz")


def make_agenda(body, start, *texts, title="Oekraïne", topics=(), series=None, status="published", **fields):
    """An item of a meeting of that day, with a letter that says these texts on it."""
    meeting = body.meetings.filter(start_date=start).first() or make.make_meeting(body, start)
    item = make.make_item(meeting, title, series=series)
    letter = make.make_letter(status, meeting, date=start)
    for text in texts:
        make.make_position(letter, item, text, list(topics), **fields)
    return item


def public_on(*items):
    return list(with_topics(GovernmentPosition.objects.public().filter(agenda_item__in=items)).order_by("pk"))


def told(changes):
    """(verdict, what was said, what is said) of each pair."""
    return [
        (one.verdict, one.earlier.wording if one.earlier else "", one.later.wording if one.later else "")
        for one in changes.pairs
    ]


def changes_of(item):
    return changes_for([item], public_on(item))[item.pk]


def test_positions_are_paired_with_those_of_the_previous_item_in_the_series(body):
    series = make.saved(AgendaSeries(name="Oekraïne"))
    make_agenda(body, "2024-03-01", DRONES, series=series)
    before = make_agenda(body, "2024-06-01", SANCTIONS, TANKS, series=series)
    now = make_agenda(body, "2024-10-01", MORE_TANKS, SANCTIONS, DRONES, series=series)
    changes = changes_of(now)
    assert (changes.previous, changes.by_series) == (before.meeting, True)
    assert told(changes) == [("changed", TANKS, MORE_TANKS), ("same", SANCTIONS, SANCTIONS), ("new", "", DRONES)]
    assert [letter.date.isoformat() for letter in changes.letters] == ["2024-06-01"]


def test_without_a_series_the_same_topic_in_the_same_body_counts(body):
    topic, other = make.make_topic("Oekraïne"), make.make_topic("Klimaat")
    elsewhere = make.make_formation("Eurogroep")
    before = make_agenda(body, "2024-06-01", TANKS, topics=[topic])
    make_agenda(body, "2024-07-01", SANCTIONS, topics=[other])
    make_agenda(elsewhere, "2024-08-01", SANCTIONS, topics=[topic])
    now = make_agenda(body, "2024-10-01", MORE_TANKS, title="Overig", topics=[topic])
    changes = changes_of(now)
    assert (changes.previous, changes.by_series) == (before.meeting, False)
    assert told(changes) == [("changed", TANKS, MORE_TANKS)]


def test_what_was_said_too_long_ago_is_not_the_previous_time(body):
    topic = make.make_topic("Oekraïne")
    make_agenda(body, "2020-06-01", TANKS, topics=[topic])
    now = make_agenda(body, "2024-10-01", MORE_TANKS, topics=[topic])
    changes = changes_of(now)
    assert not changes
    assert (changes.previous, changes.pairs) == (None, [])


def test_what_is_said_no_more_is_gone_and_told_once(body):
    topic = make.make_topic("Oekraïne")
    make_agenda(body, "2024-06-01", TANKS, SANCTIONS, topics=[topic])
    first = make_agenda(body, "2024-10-01", MORE_TANKS, topics=[topic])
    second = make_agenda(body, "2024-10-01", DRONES, title="Drones", topics=[topic])
    changes = changes_for([first, second], public_on(first, second))
    assert told(changes[first.pk]) == [("changed", TANKS, MORE_TANKS), ("gone", SANCTIONS, "")]
    assert told(changes[second.pk]) == [("new", "", DRONES)]


def test_promise_that_is_not_said_again_still_stands(body):
    series = make.saved(AgendaSeries(name="Oekraïne"))
    make_agenda(body, "2024-06-01", "Ik zeg uw Kamer een overzicht toe.", series=series, kind="commitment")
    make_agenda(body, "2024-06-01", SANCTIONS, series=series)
    now = make_agenda(body, "2024-10-01", TANKS, series=series)
    assert told(changes_of(now)) == [("new", "", TANKS), ("gone", SANCTIONS, "")]


def test_what_moved_to_another_item_is_not_gone(body):
    topic = make.make_topic("Oekraïne")
    make_agenda(body, "2024-06-01", TANKS, SANCTIONS, topics=[topic])
    first = make_agenda(body, "2024-10-01", DRONES, topics=[topic])
    second = make_agenda(body, "2024-10-01", TANKS, SANCTIONS, title="Overig", topics=[topic])
    changes = changes_for([first, second], public_on(first, second))
    assert told(changes[first.pk]) == [("new", "", DRONES)]
    assert told(changes[second.pk]) == [("same", TANKS, TANKS), ("same", SANCTIONS, SANCTIONS)]


def test_a_report_is_not_the_previous_letter(body):
    topic = make.make_topic("Oekraïne")
    before = make_agenda(body, "2024-06-01", TANKS, topics=[topic])
    report = make.make_letter(date="2024-06-09")
    make.make_treatment(report, before.meeting, "report")
    make.make_position(report, before, SANCTIONS, [topic])
    now = make_agenda(body, "2024-10-01", MORE_TANKS, topics=[topic])
    own_report = make.make_letter(date="2024-10-09")
    make.make_treatment(own_report, now.meeting, "report")
    make.make_position(own_report, now, SANCTIONS, [topic])
    assert told(changes_of(now)) == [("changed", TANKS, MORE_TANKS)]


def test_a_supplement_counts_with_the_agenda(body):
    topic = make.make_topic("Oekraïne")
    before = make_agenda(body, "2024-06-01", TANKS, topics=[topic])
    supplement = make.make_letter(date="2024-05-30", kind="supplement")
    make.make_treatment(supplement, before.meeting, "supplement")
    make.make_position(supplement, before, SANCTIONS, [topic])
    now = make_agenda(body, "2024-10-01", TANKS, SANCTIONS, topics=[topic])
    assert told(changes_of(now)) == [("same", TANKS, TANKS), ("same", SANCTIONS, SANCTIONS)]


def test_a_letter_that_was_replaced_does_not_count(body):
    topic = make.make_topic("Oekraïne")
    before = make_agenda(body, "2024-06-01", SANCTIONS, topics=[topic])
    newer = make.make_letter(meeting=before.meeting, replaces=before.positions.get().letter)
    make.make_position(newer, before, TANKS, [topic])
    now = make_agenda(body, "2024-10-01", MORE_TANKS, topics=[topic])
    assert told(changes_of(now)) == [("changed", TANKS, MORE_TANKS)]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize("tied", [True, False])
def test_letters_that_are_not_public_are_no_previous_time(body, status, tied):
    topic = make.make_topic("Oekraïne")
    series = make.saved(AgendaSeries(name="Oekraïne")) if tied else None
    before = make_agenda(body, "2024-06-01", TANKS, topics=[topic], series=series)
    hidden = make_agenda(body, "2024-08-01", SANCTIONS, topics=[topic], series=series, status=status)
    make.make_position(make.make_letter(meeting=hidden.meeting), hidden, SANCTIONS, [topic], review="suggested")
    now = make_agenda(body, "2024-10-01", MORE_TANKS, topics=[topic], series=series)
    assert changes_of(now).previous == before.meeting
    assert told(changes_of(now)) == [("changed", TANKS, MORE_TANKS)]


def test_what_is_compared_are_the_words_of_the_letter(body):
    topic = make.make_topic("Oekraïne")
    make_agenda(body, "2024-06-01", TANKS, topics=[topic], wording="Tanks voor Oekraïne.")
    now = make_agenda(body, "2024-10-01", MORE_TANKS, topics=[topic], wording="Meer tanks.")
    (one,) = changes_of(now).pairs
    assert [(piece.text, piece.change) for piece in one.differences.pieces] == [
        ("Nederland levert Oekraïne", "same"),
        ("twintig", "gone"),
        ("veertig", "new"),
        ("Leopard-tanks.", "same"),
    ]


def test_many_items_take_as_many_queries_as_one(body):
    topic = make.make_topic("Oekraïne")
    series = make.saved(AgendaSeries(name="Drones"))
    for start in ("2024-06-01", "2024-10-01"):
        make_agenda(body, start, TANKS, topics=[topic])
        make_agenda(body, start, DRONES, title="Drones", topics=[topic], series=series)
    few = queries_for(body)
    for number in range(1, 16):
        topic = make.make_topic(f"Ander {number}")
        for start in ("2024-06-01", "2024-10-01"):
            make_agenda(body, start, SANCTIONS, title=f"Punt {number}", topics=[topic])
            make_agenda(body, start, DRONES, title=f"Drones {number}", topics=[topic], series=series)
    assert queries_for(body) == few
    assert few <= 11


def queries_for(body):
    items = list(body.meetings.get(start_date="2024-10-01").items.select_related("meeting"))
    positions = public_on(*items)
    with CaptureQueriesContext(connection) as queries:
        changes = changes_for(items, positions)
    assert all(changes.values())
    return len(queries)
