"""Merging from a list: exactly two, side by side, who may, and the button that takes it back."""

import pytest
from django.urls import reverse

from agenda_tracker.models import DeskAct, Kamerstuk, MinisterialMeeting, Topic
from tests.factories import (
    make_formation,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_position,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page_for(first, second):
    address = reverse(f"admin:agenda_tracker_{first._meta.model_name}_merge")
    return f"{address}?een={first.pk}&ander={second.pk}"


def from_the_list(client, *records):
    kind = records[0]._meta.model_name
    chosen = {"action": "merge_two", "_selected_action": [record.pk for record in records]}
    return client.post(reverse(f"admin:agenda_tracker_{kind}_changelist"), chosen)


@pytest.fixture
def topics():
    first, second = make_topic("Water", keywords="dijken"), make_topic("Waterbeheer", keywords="gemalen")
    item = make_item()
    make_position(None, item, topics=[first, second])
    item.topics.add(second)
    make_topic("Polders", second)
    return first, second


def test_two_chosen_rows_lead_to_the_page(chief, topics):
    assert from_the_list(chief, *topics)["Location"] == page_for(*topics)


@pytest.mark.parametrize("count", [1, 3])
def test_one_or_three_rows_are_refused(chief, count):
    answer = from_the_list(chief, *[make_topic() for _number in range(count)])
    page = chief.get(answer["Location"])
    assert [str(message) for message in page.context["messages"]] == ["Kies er precies twee om samen te voegen."]


def test_the_page_shows_both_and_what_moves(chief, topics):
    page = chief.get(page_for(*topics))
    compared = {one.field: (one.first, one.second) for one in page.context["compared"] if one.differs}
    assert compared == {
        "naam": ("Water", "Waterbeheer"),
        "adres": (topics[0].slug, topics[1].slug),
        "trefwoorden": ("dijken", "gemalen"),
    }
    assert [sorted(lines) for lines in page.context["ties"]] == [
        ["1 standpunt"], ["1 agendapunt", "1 standpunt", "1 thema"],
    ]  # fmt: skip
    assert not DeskAct.objects.exists()


def test_the_chosen_one_stays_and_the_message_takes_it_back(chief, topics):
    first, second = topics
    answer = chief.post(page_for(*topics), {"kept": second.pk}, follow=True)
    assert answer.redirect_chain == [(reverse("admin:agenda_tracker_topic_change", args=[second.pk]), 302)]
    assert not Topic.objects.filter(pk=first.pk).exists()
    done = DeskAct.objects.get()
    undo = reverse("admin:agenda_tracker_deskact_undo", args=[done.pk])
    assert f'action="{undo}"' in answer.content.decode()
    chief.post(undo)
    assert Topic.objects.get(pk=first.pk).name == "Water"


def test_nothing_happens_without_a_choice(chief, topics):
    page = chief.post(page_for(*topics), {})
    assert page.context["form"].errors["kept"] == ["Dit veld is verplicht."]
    assert Topic.objects.count() == 3


def test_a_refusal_is_told_on_the_page(chief):
    top = make_topic("Water")
    below = make_topic("Dijken", top)
    page = chief.post(page_for(top, below), {"kept": below.pk})
    assert "“Dijken” valt onder “Water”." in page.content.decode()


def test_unlikely_meetings_ask_for_a_tick(chief):
    first = make_meeting(make_formation("Ecofinraad"), "2027-03-18")
    second = make_meeting(make_formation("Eurogroep"), "2027-03-18")
    page = chief.post(page_for(first, second), {"kept": first.pk})
    assert page.context["form"].errors["sure"] == [
        "De gremia verschillen: Ecofinraad en Eurogroep. Vink aan dat het toch dezelfde vergadering is."
    ]
    assert chief.post(page_for(first, second), {"kept": first.pk, "sure": "on"}).status_code == 302
    assert [meeting.pk for meeting in MinisterialMeeting.objects.all()] == [first.pk]


def test_items_and_kamerstukken_have_the_page_too(chief):
    meeting = make_meeting()
    items = [make_item(meeting, "Een"), make_item(meeting, "Twee")]
    papers = [make_kamerstuk("28676-1"), make_kamerstuk("28676-2", letter=make_letter("draft"))]
    for pair in (items, papers):
        assert chief.get(page_for(*pair)).status_code == 200
        assert chief.post(page_for(*pair), {"kept": pair[0].pk}).status_code == 302
    assert meeting.items.count() == 1
    assert [paper.letter_id for paper in Kamerstuk.objects.all()] == [papers[1].letter_id]


def test_only_who_may_merge_does(redacteur, topics):
    assert redacteur.get(page_for(*topics)).status_code == 403
    assert redacteur.post(page_for(*topics), {"kept": topics[0].pk}).status_code == 403
    from_the_list(redacteur, *topics)
    assert Topic.objects.count() == 3


def test_who_may_not_merge_does_not_undo_a_merge(chief, invoerder, topics):
    chief.post(page_for(*topics), {"kept": topics[0].pk})
    undo = reverse("admin:agenda_tracker_deskact_undo", args=[DeskAct.objects.get().pk])
    assert invoerder.post(undo).status_code == 403
    assert Topic.objects.count() == 2


@pytest.mark.parametrize("query", ["", "?een=1", "?een=1&ander=x", "?een=1&ander=1", f"?een=1&ander={'9' * 30}"])
def test_a_mistyped_address_is_not_found(chief, query):
    assert chief.get(reverse("admin:agenda_tracker_topic_merge") + query).status_code == 404
