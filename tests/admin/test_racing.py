"""Two clerks, or six, on one record: one saves, the others are told, nothing is lost without a word."""

from html.parser import HTMLParser
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.models import DeskAct, GovernmentPosition
from tests.factories import make_item, make_letter, make_position, make_topic
from tests.run import FULL

CLERKS, ROUNDS = 6, 10 if FULL else 3


class FormReader(HTMLParser):
    """The names and values that a browser would send back unchanged."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        name = named.get("name", "")
        if tag == "input" and name and named.get("type") not in ("submit", "file", "checkbox", "radio"):
            self.fields.setdefault(name, []).append(named.get("value", ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in named and self.select:
            self.fields.setdefault(self.select, []).append(named.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]

    def handle_endtag(self, tag):
        self.select, self.area = ("" if tag == "select" else self.select), ("" if tag == "textarea" else self.area)

    def handle_data(self, data):
        if self.area:
            self.fields[self.area][0] += data.removeprefix("\n") if not self.fields[self.area][0] else data


def form_of(client: Client, address: str) -> dict[str, list[str]]:
    reader = FormReader()
    reader.feed(client.get(address).content.decode())
    return reader.fields


def clerk_named(name: str) -> Client:
    ensure_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    client = Client()
    client.force_login(user)
    return client


def draft_position() -> GovernmentPosition:
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    return make_position(letter, item, review="suggested", topics=[make_topic("Water")])


def change_page(position) -> str:
    return reverse("admin:agenda_tracker_governmentposition_change", args=[position.pk])


@pytest.mark.django_db
def test_the_second_clerk_is_told_sees_both_versions_and_chooses():
    position, anna, ben = draft_position(), clerk_named("anna"), clerk_named("ben")
    address = change_page(position)
    hers, his = form_of(anna, address), form_of(ben, address)
    assert anna.post(address, {**hers, "wording": "Annes woorden."}).status_code == 302
    told = ben.post(address, {**his, "wording": "Bens woorden."}).content.decode()
    for part in ("Nog niet bewaard", "door anna", "<td>Annes woorden.</td><td>Bens woorden.</td>"):
        assert part in told
    assert GovernmentPosition.objects.get().wording == "Annes woorden."
    again = FormReader()
    again.feed(told)
    assert again.fields["wording"] == ["Bens woorden."]
    assert ben.post(address, again.fields).status_code == 302
    assert GovernmentPosition.objects.get().wording == "Bens woorden."
    assert [done.actor.username for done in DeskAct.objects.order_by("pk")] == ["anna", "ben"]


@pytest.mark.django_db
@pytest.mark.parametrize("choice", ["abc", "[]", "999999"])
def test_late_form_with_a_choice_that_does_not_exist_is_shown_again(choice):
    position, ben = draft_position(), clerk_named("ben")
    address = change_page(position)
    his = form_of(ben, address) | {"_version": "eerder", "agenda_item": choice, "wording": "Bens woorden."}
    answer = ben.post(address, his)
    assert answer.status_code == 200
    for part in ("Nog niet bewaard", "Bens woorden."):
        assert part in answer.content.decode()


@pytest.mark.django_db
def test_saving_what_nobody_else_touched_is_not_contested():
    position, anna = draft_position(), clerk_named("anna")
    for wording in ("Eerst.", "Daarna."):
        form = form_of(anna, change_page(position))
        assert anna.post(change_page(position), {**form, "wording": wording}).status_code == 302
    assert GovernmentPosition.objects.get().wording == "Daarna."


@pytest.mark.django_db(transaction=True)
def test_six_clerks_save_at_once_again_and_again_one_is_kept_and_five_are_told_each_time():
    position = draft_position()
    clerks = [clerk_named(f"griffie-{number}") for number in range(CLERKS)]
    outcomes = [_round(position, clerks, number) for number in range(ROUNDS)]
    assert outcomes == [(1, CLERKS - 1, 0)] * ROUNDS
    assert DeskAct.objects.count() == ROUNDS


def _round(position, clerks, number) -> tuple[int, int, int]:
    """How many were saved, told, and lost without a word."""
    address = change_page(position)
    forms = [form_of(client, address) for client in clerks]
    words = [f"Ronde {number}, griffie {index}." for index in range(CLERKS)]
    answers: dict[int, tuple[int, bool]] = {}
    start = Barrier(CLERKS)

    def save(index: int) -> None:
        start.wait()
        answer = clerks[index].post(address, {**forms[index], "wording": words[index]})
        answers[index] = (answer.status_code, "Nog niet bewaard" in answer.content.decode())
        connection.close()

    threads = [Thread(target=save, args=(index,)) for index in range(CLERKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    saved = [index for index, answer in answers.items() if answer[0] == 302]
    told = [index for index, answer in answers.items() if answer == (200, True)]
    kept = GovernmentPosition.objects.get().wording
    lost = CLERKS - len(saved) - len(told) + sum(1 for index in saved if words[index] != kept)
    return len(saved), len(told), lost
