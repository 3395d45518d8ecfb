"""A history begins once, with the making of its record, and ends today."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agenda_tracker.integrity import history
from agenda_tracker.models import Letter, Topic
from tests.basis import put_basis

pytestmark = pytest.mark.django_db


def told():
    return [(finding.rule, finding.record) for finding in history.find()]


def test_a_history_without_its_first_line_is_found():
    put_basis()
    topic = Topic.objects.first()
    topic.save()
    topic.history.earliest().delete()
    assert told() == [("history-begin", f"thema {topic.pk}")]


def test_a_history_in_which_every_line_makes_the_record_is_found():
    put_basis()
    topic = Topic.objects.first()
    topic.save()
    Topic.history.filter(id=topic.pk).update(history_type="+")
    assert told() == [("history-begin", f"thema {topic.pk}")]


def test_a_line_of_a_day_to_come_is_found():
    put_basis()
    letter = Letter.objects.get()
    letter.save()
    line = letter.history.earliest()
    Letter.history.filter(pk=line.pk).update(history_date=timezone.now() + timedelta(days=900))
    assert told() == [("history-date", f"brief {letter.pk}")]
