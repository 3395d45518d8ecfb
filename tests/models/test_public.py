"""What is public is put together once, and asked anew each time."""

import pytest
from django.apps import apps

from agenda_tracker.models import AgendaItem, Letter, MinisterialMeeting
from agenda_tracker.models.public import PublicManager
from tests.factories import make_item, make_letter, make_meeting

pytestmark = pytest.mark.django_db

MODELS = [one for one in apps.get_models() if isinstance(one._default_manager, PublicManager)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_it_is_what_the_rows_say(model):
    of_the_rows = str(model.objects.all().public().query)
    assert [str(model.objects.public().query) for _time in range(2)] == [of_the_rows] * 2


def test_every_time_the_database_is_asked():
    assert list(Letter.objects.public()) == []
    letter = make_letter("published")
    assert list(Letter.objects.public()) == [letter]


def test_the_rows_of_one_record_stay_its_own():
    meeting, other = make_meeting(), make_meeting()
    meeting_item, other_item = make_item(meeting), make_item(other)
    make_letter("published", meeting)
    for item in (meeting_item, other_item):
        item.sections.create(letter=Letter.objects.get(), order=item.pk, heading=item.title)
    assert list(meeting.items.public()) == [meeting_item]
    assert set(AgendaItem.objects.public()) == {meeting_item, other_item}


def test_another_database_is_asked_where_that_was_chosen():
    assert MinisterialMeeting.objects.public().db == "default"
    assert MinisterialMeeting.objects.db_manager("elsewhere").public().db == "elsewhere"
    assert MinisterialMeeting.objects.public().db == "default"


def test_what_is_added_to_one_copy_is_not_added_to_the_others():
    def joined():
        return str(Letter.objects.public().select_related("replaces", "supplements").query)

    first, kept = joined(), Letter.objects._public.query
    tables = {table: list(names) for table, names in kept.table_map.items()}
    assert [joined() for _time in range(2)] == [first] * 2
    assert kept.table_map == tables
