"""Desk addresses with nonsense where the number of a record stands are not found, or lead back; never a fault."""

import pytest
from django.urls import reverse

from tests.factories import make_topic

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
