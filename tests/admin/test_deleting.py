"""Deleting asks, says what hangs on it, is one act, and is undone from the button in its message."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from agenda_tracker.admin import deleting
from agenda_tracker.intake.acts import act
from agenda_tracker.models import DeskAct, GovernmentPosition, Letter, PublicChange, Topic
from agenda_tracker.models.scope import scope
from agenda_tracker.models.snapshot import take
from tests.factories import (
    make_footnote,
    make_item,
    make_kamerstuk,
    make_letter,
    make_meeting,
    make_position,
    make_topic,
)

pytestmark = pytest.mark.django_db
BUTTON = re.compile(r'<form method="post" action="(/beheer/handelingen/\d+/ongedaan/)" class="desk-undo">')


def page_of(record, name="delete"):
    return reverse(f"admin:agenda_tracker_{record._meta.model_name}_{name}", args=[record.pk])


def list_of(kind):
    return reverse(f"admin:agenda_tracker_{kind}_changelist")


def undo_address():
    return reverse("admin:agenda_tracker_deskact_undo", args=[DeskAct.objects.first().pk])


def fate(answer):
    return answer.context["fate"].gone, answer.context["fate"].loosened


@pytest.fixture
def draft():
    """A draft letter with a position, a footnote and its own number."""
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    position = make_position(letter, item, topics=[make_topic("Water", released=False)])
    make_footnote(position.evidence.get().paragraph, "Zie de bijlage.")
    make_kamerstuk("28676-464", letter=letter)
    return letter


def delete_all(client, kind, *records):
    """Everything in the list, told to go; what the desk says."""
    chosen = {"action": "delete_selected", "_selected_action": [records[0].pk], "select_across": "1", "post": "yes"}
    page = client.post(list_of(kind), chosen, follow=True)
    return [str(message) for message in page.context["messages"]]


def test_more_than_one_act_can_take_is_refused_whole(chief, monkeypatch):
    topics = [make_topic(released=False) for _number in range(3)]
    monkeypatch.setattr(deleting, "MOST", 2)
    assert delete_all(chief, "topic", *topics) == ["Kies er hoogstens 2 tegelijk; er is niets verwijderd."]
    assert Topic.objects.count() == 3
    topics.pop().delete()
    delete_all(chief, "topic", *topics)
    assert (Topic.objects.count(), DeskAct.objects.count()) == (0, 1)


def test_records_on_which_too_much_hangs_are_refused_whole_but_one_by_one(chief, monkeypatch):
    topics = [make_topic(released=False) for _number in range(2)]
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    for _number in range(3):
        make_position(letter, item, review="suggested", topics=topics)
    monkeypatch.setattr(deleting, "MOST_ALONG", 5)
    assert delete_all(chief, "topic", *topics) == [
        "Aan deze 2 thema’s hangen 6 andere gegevens. Kies er minder tegelijk; er is niets verwijderd."
    ]
    assert Topic.objects.count() == 2
    chief.post(list_of("topic"), {"action": "delete_selected", "_selected_action": [topics[0].pk], "post": "yes"})
    assert list(Topic.objects.all()) == topics[1:]


def test_the_page_says_what_goes_along_and_what_is_loosened(chief, draft):
    gone, loosened = fate(chief.get(page_of(draft)))
    assert sorted(gone) == [
        "1 alinea", "1 citaat", "1 deel van de brief", "1 standpunt", "1 vergadering bij de brief", "1 voetnoot",
    ]  # fmt: skip
    assert loosened == ["1 Kamerstuk (is deze brief)"]


def test_a_topic_tells_which_positions_lose_it(chief, draft):
    topic = Topic.objects.get()
    assert fate(chief.get(page_of(topic))) == ([], ["1 standpunt (thema’s)"])


def test_what_is_pointed_at_is_refused_with_links(chief, draft):
    meeting = draft.meetings.get()
    page = chief.get(page_of(meeting)).content.decode()
    assert "Verwijderen kan nog niet: hier wordt naar verwezen." in page
    assert "Agendapunt: Defensie" in re.sub(r"<[^>]+>", "", page)
    assert chief.post(page_of(meeting), {"post": "yes"}).status_code == 200
    assert draft.meetings.count() == 1


def test_a_deleted_letter_comes_back_with_the_button_of_the_message(chief, draft):
    before = take(scope(draft))
    answer = chief.post(page_of(draft), {"post": "yes"}, follow=True)
    done = DeskAct.objects.get()
    assert (done.verb, done.what, done.about_letter) == ("delete", f"“{draft}” verwijderd", draft.pk)
    assert not Letter.objects.exists()
    [message] = map(str, answer.context["messages"])
    assert message.startswith(f"“{draft}” verwijderd. <form ")
    address = BUTTON.search(answer.content.decode())[1]
    undone = chief.post(address, {"next": list_of("letter")}, follow=True)
    assert undone.redirect_chain == [(list_of("letter"), 302)]
    assert f"Ongedaan gemaakt: “{draft}” verwijderd." in undone.content.decode()
    assert take(scope(draft)) == before


def test_several_are_deleted_in_one_act(chief, draft):
    item = make_item(draft.meetings.get(), "Klimaat")
    make_position(draft, item, topics=[make_topic("Lucht")])
    before = take(scope(draft))
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in GovernmentPosition.objects.all()]}
    page = chief.post(list_of("governmentposition"), chosen)
    assert fate(page) == (["2 citaten"], [])
    answer = chief.post(list_of("governmentposition"), {**chosen, "post": "yes"}, follow=True)
    assert [done.what for done in DeskAct.objects.all()] == ["2 standpunten verwijderd"]
    assert not GovernmentPosition.objects.exists()
    chief.post(BUTTON.search(answer.content.decode())[1])
    assert take(scope(draft)) == before


def test_several_topics_come_back_together(chief):
    topics = [make_topic(released=False) for _number in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [topic.pk for topic in topics], "post": "yes"}
    chief.post(list_of("topic"), chosen)
    chief.post(undo_address())
    assert sorted(Topic.objects.values_list("pk", flat=True)) == [topic.pk for topic in topics]


def test_the_journal_does_not_point_at_a_letter_that_is_gone(chief, draft):
    """The public dossier that its number stood in is told of, without the letter."""
    make_kamerstuk("28676-1", letter=make_letter())
    chief.post(page_of(draft), {"post": "yes"})
    lines = PublicChange.objects.filter(kind="dossier")
    assert [(line.change, line.letter) for line in lines] == [("became", None)]


# Who may undo


def test_an_invoerder_undoes_a_deletion_in_a_draft(invoerder, draft):
    position = draft.positions.get()
    invoerder.post(page_of(position), {"post": "yes"})
    assert not draft.positions.exists()
    assert invoerder.post(undo_address()).status_code == 302
    assert draft.positions.get() == position


def test_an_invoerder_does_not_undo_what_is_public_since(invoerder, draft):
    position = draft.positions.get()
    invoerder.post(page_of(position), {"post": "yes"})
    Letter.objects.update(status="published", first_published_at="2024-10-03T12:00Z")
    assert invoerder.post(undo_address()).status_code == 403
    assert not draft.positions.exists()


def test_who_may_not_delete_the_record_does_not_bring_it_back(invoerder, chief):
    meeting = make_meeting()
    chief.post(page_of(meeting), {"post": "yes"})
    assert invoerder.post(undo_address()).status_code == 403


def test_a_stranger_undoes_nothing(client, chief):
    chief.post(page_of(make_topic(released=False)), {"post": "yes"})
    answer = client.post(undo_address())
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("admin:login"))
    assert not Topic.objects.exists()


def test_looking_at_the_address_undoes_nothing(chief):
    chief.post(page_of(make_topic(released=False)), {"post": "yes"})
    assert chief.get(undo_address()).status_code == 405


def test_an_act_that_was_overtaken_is_told(chief):
    chief.post(page_of(make_topic("Water", slug="water", released=False)), {"post": "yes"})
    make_topic("Water", slug="water", released=False)
    answer = chief.post(undo_address(), follow=True)
    assert "iets anders staat nu op die plaats of heeft die naam" in answer.content.decode()
    assert [topic.name for topic in Topic.objects.all()] == ["Water"]


@pytest.mark.parametrize("foreign", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", ""])
def test_the_way_back_is_never_to_another_site(chief, foreign):
    chief.post(page_of(make_topic(released=False)), {"post": "yes"})
    answer = chief.post(undo_address(), {"next": foreign}, headers={"referer": "https://elders.example/"})
    assert answer["Location"] == reverse("admin:index")


def test_without_an_address_the_way_back_is_the_page_that_was_open(chief):
    chief.post(page_of(make_topic(released=False)), {"post": "yes"})
    came_from = f"http://testserver{list_of('topic')}?q=water"
    assert chief.post(undo_address(), headers={"referer": came_from})["Location"] == came_from


def test_names_in_a_message_are_escaped(chief):
    answer = chief.post(page_of(make_topic("<b>Water</b>", released=False)), {"post": "yes"}, follow=True)
    assert "<b>Water" not in answer.content.decode()


def test_no_button_for_who_may_not_use_it(chief, invoerder):
    """An act on what is public, looked at by who may not publish."""
    position = make_position()
    with act(DeskAct.Verb.CHANGE, User.objects.first(), position, what="Gewijzigd", letter=position.letter):
        position.wording = "Anders."
        position.save()
    assert invoerder.post(undo_address()).status_code == 403
    assert chief.post(undo_address()).status_code == 302
