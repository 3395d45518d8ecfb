"""Nonsense where the number of a record stands, in an address or a form, is not found or refused; never a fault."""

import pytest
from django.db import DataError
from django.urls import reverse

from agenda_tracker.admin.gate import DeskGate
from agenda_tracker.intake.decide import confirm
from agenda_tracker.models import DeskAct, Topic
from tests.factories import make_item, make_letter, make_position, make_topic

pytestmark = pytest.mark.django_db
NONSENSE = ["abc", "[]", "%ED%A0%80", "9" * 5000, "1.5", "%00"]


@pytest.mark.parametrize("text", NONSENSE)
def test_history_of_nonsense_is_not_found(redacteur, text):
    topic = make_topic()
    start = reverse("admin:agenda_tracker_topic_changelist")
    version = topic.history.get().pk
    places = [f"{text}/history/", f"{text}/history/{version}/", f"{topic.pk}/history/{text}/"]
    assert [redacteur.get(start + place).status_code for place in places] == [404, 404, 404]
    assert redacteur.post(f"{start}{topic.pk}/history/{text}/").status_code == 404


def test_action_on_nonsense_does_nothing(chief):
    make_topic()
    address = reverse("admin:agenda_tracker_topic_changelist")
    answer = chief.post(address, {"action": "delete_selected", "_selected_action": NONSENSE, "index": "0"}, follow=True)
    assert (answer.status_code, Topic.objects.count()) == (200, 1)
    assert "Er moeten items worden geselecteerd" in answer.content.decode()


@pytest.mark.parametrize("text", NONSENSE[:4])
def test_searched_choice_of_nonsense_is_refused_in_words(redacteur, text):
    item = make_item()
    fields = {"meeting": text, "title": "Defensie", "order": "1", "topics": [text, "1"], "series": text}
    for address in (
        reverse("admin:agenda_tracker_agendaitem_add"),
        f"{reverse('admin:agenda_tracker_agendaitem_changelist')}{item.pk}/change/",
    ):
        answer = redacteur.post(address, fields)
        assert (answer.status_code, set(answer.context["adminform"].errors)) == (200, {"meeting", "topics", "series"})


@pytest.mark.parametrize("wanted", ["177", "x y", "admin:index", "?a"])
def test_way_back_that_is_no_page_is_no_fault(redacteur, wanted):
    item = make_item()
    confirm(make_position(make_letter("draft", meeting=item.meeting), item, review="suggested"), None)
    address = reverse("admin:agenda_tracker_deskact_undo", args=[DeskAct.objects.latest("pk").pk])
    assert redacteur.post(address, {"next": wanted}).status_code == 302


def test_number_that_no_column_holds_is_refused(redacteur):
    item = make_item()
    address = reverse("admin:agenda_tracker_agendaitem_change", args=[item.pk])
    fields = {"meeting": item.meeting_id, "title": "Anders", "order": "1", "topics": "9" * 19}
    answer = redacteur.post(address, fields)
    assert (answer.status_code, set(answer.context["adminform"].errors)) == (200, {"topics"})
    item.refresh_from_db()
    assert item.title == "Defensie"


@pytest.mark.parametrize(
    ("address", "error", "status"),
    [
        ("/beheer/x/", OverflowError("Python int too large"), 400),
        ("/beheer/x/", DataError("out of range"), 400),
        ("/beheer/x/", ValueError(), None),
        ("/standpunten/", OverflowError(), None),
    ],
)
def test_what_the_database_cannot_be_asked_is_refused_at_the_desk_only(rf, address, error, status):
    answer = DeskGate(lambda request: None).process_exception(rf.post(address), error)
    assert (answer.status_code if answer else None) == status
