"""Histories and acts carry seals that follow from one another, however the lines came to be written."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from agenda_tracker.intake.decide import change_position
from agenda_tracker.intake.history import remember, update_all
from agenda_tracker.integrity import acts, seals
from agenda_tracker.models import DeskAct, GovernmentPosition, Topic
from agenda_tracker.models.seal import columns, sealed
from tests.factories import make_position, make_topic

pytestmark = pytest.mark.django_db


def told():
    return [(finding.rule, finding.record) for finding in (*seals.find(), *acts.find())]


def test_lines_written_one_by_one_and_many_at_once_follow_from_one_another():
    position, other = (
        make_position(
            wording=f"Nederland steunt één voorstel “{number}”.",
            amount_eur=Decimal("1500000"),
            due_date=datetime.date(2026, 12, 1),
        )
        for number in (1, 2)
    )
    position.save()
    position.topics.set([make_topic(name="Oekraïne"), make_topic(name="Energie")])
    remember(GovernmentPosition.objects.order_by("pk"), "Samen vastgelegd", None)
    position.wording = other.wording = "Nederland wacht af."
    update_all([position, other], "wording")
    position.delete()
    assert told() == []
    lines = GovernmentPosition.history.filter(id=other.pk)
    assert len({line.seal for line in lines}) == lines.count() == 3


def test_what_is_older_than_seals_is_left_alone_and_what_comes_behind_it_is_held():
    topic = make_topic()
    topic.save()
    Topic.history.update(seal=None)
    assert told() == []
    topic.save()
    topic.save()
    assert told() == []
    Topic.history.filter(pk=topic.history.latest().pk).update(seal=None)
    assert told() == [("history-seal", f"thema {topic.pk}")]


def test_an_account_that_goes_leaves_the_seals_whole():
    clerk = User.objects.create_user("griffie")
    position = make_position()
    change_position(position, clerk, wording="Nederland wil dit anders.")
    assert DeskAct.objects.get().actor == clerk
    clerk.delete()
    assert DeskAct.objects.get().actor is None
    assert told() == []


def test_acts_older_than_seals_are_left_alone():
    position = make_position()
    for number in range(3):
        change_position(position, None, wording=f"Nederland wil dit {number} keer.")
    first, second, third = DeskAct.objects.order_by("pk")
    DeskAct.objects.filter(pk__in=[first.pk, second.pk]).update(seal=None)
    third.seal = third.seal_after(None)
    third.save(update_fields=["seal"])
    assert told() == []
    DeskAct.objects.filter(pk=third.pk).update(object_id=position.pk + 1)
    assert told() == [("act-seal", f"handeling {third.pk}")]


def test_a_column_that_is_empty_changes_no_seal():
    assert sealed(None, {"name": "Natuur"}) == sealed(None, {"name": "Natuur", "later": "", "more": [], "less": None})
    assert sealed(None, {"name": "Natuur"}) != sealed(None, {"name": "Natuur", "later": "x"})
    assert sealed("before", {"name": "Natuur"}) != sealed(None, {"name": "Natuur"})


def test_who_wrote_a_line_and_what_is_folded_is_not_sealed():
    sealed_columns = set(columns(GovernmentPosition.history.model))
    assert {"wording", "letter_id", "history_date", "history_type", "id"} < sealed_columns
    assert not {"wording_key", "history_user_id", "history_id"} & sealed_columns
