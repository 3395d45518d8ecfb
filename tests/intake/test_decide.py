"""What a clerk decides: confirmed, rejected, taken back, in one go, and by whom."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from agenda_tracker.intake.decide import change_position, confirm, confirm_all, items_from_headings, reject, reopen
from agenda_tracker.models import GovernmentPosition, Letter
from tests.factories import (
    make_evidence,
    make_item,
    make_letter,
    make_meeting,
    make_paragraph,
    make_position,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return User.objects.create_user("griffie")


def suggested(**fields) -> GovernmentPosition:
    return make_position(make_letter("draft"), make_item(), review="suggested", **fields)


def test_confirming_keeps_who_and_when(clerk):
    position = suggested()
    confirm(position, clerk)
    stored = GovernmentPosition.objects.get(pk=position.pk)
    assert (stored.review, stored.reviewed_by) == ("confirmed", clerk)
    assert stored.reviewed_at is not None


def test_position_without_item_cannot_be_confirmed(clerk):
    position = suggested()
    position.agenda_item = None
    with pytest.raises(ValidationError, match="formulering en een agendapunt"):
        confirm(position, clerk)
    assert GovernmentPosition.objects.get(pk=position.pk).review == "suggested"


def test_rejecting_and_taking_back_leaves_no_trace_but_history(clerk):
    position = suggested()
    reject(position, clerk)
    reopen(position, clerk)
    stored = GovernmentPosition.objects.get(pk=position.pk)
    assert (stored.review, stored.reviewed_by, stored.reviewed_at) == ("suggested", None, None)
    assert [old.review for old in stored.history.order_by("history_id")][-3:] == ["suggested", "rejected", "suggested"]


def test_all_that_is_certain_is_confirmed_and_the_rest_waits(clerk):
    letter, item = make_letter("draft"), make_item()
    for confidence in (0.95, 0.90, 0.60):
        make_position(letter, item, review="suggested", confidence=confidence)
    assert confirm_all(letter, clerk, at_least=0.9) == 2
    assert list(letter.positions.undecided().values_list("confidence", flat=True)) == [0.60]


def test_changing_sets_fields_and_topics(clerk):
    position, topic = suggested(), make_topic()
    change_position(position, clerk, topics=[topic], wording="Anders gezegd.", kind="aim")
    stored = GovernmentPosition.objects.get(pk=position.pk)
    assert (stored.wording, stored.kind, list(stored.topics.all())) == ("Anders gezegd.", "aim", [topic])


def test_items_are_made_of_headings_and_positions_follow(clerk):
    meeting = make_meeting()
    letter = make_letter("draft", meeting=meeting)
    make_section(letter, heading="", role="introduction")
    topic = make_section(letter, heading="Oekraïne")
    below = make_section(letter, heading="Inzet Nederland", level=2, role="position")
    paragraph = make_paragraph(below)
    position = GovernmentPosition.objects.create(letter=letter, wording="Nederland steunt.")
    make_evidence(position, paragraph)
    assert items_from_headings(letter, meeting, clerk) == 2
    stored = Letter.objects.get(pk=letter.pk)
    assert [section.agenda_item and section.agenda_item.title for section in stored.sections.all()] == [
        None,
        "Oekraïne",
        "Oekraïne",
    ]
    position.refresh_from_db()
    topic.refresh_from_db()
    assert position.agenda_item == topic.agenda_item
