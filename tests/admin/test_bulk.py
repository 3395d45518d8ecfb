"""Actions on many rows: a page that says what will happen, one act that can be undone, and what was refused, with why."""

import pytest
from django.urls import reverse

from agenda_tracker.intake.acts import undo
from agenda_tracker.models import (
    AgendaItem,
    AgendaSeries,
    DeskAct,
    GovernmentPosition,
    Letter,
    MinisterialMeeting,
    PublicChange,
)
from tests.factories import make_formation, make_item, make_letter, make_meeting, make_position, make_topic

pytestmark = pytest.mark.django_db


def list_of(kind):
    return reverse(f"admin:agenda_tracker_{kind}_changelist")


def chosen(action, *records, **fields):
    return {"action": action, "_selected_action": [record.pk for record in records], **fields}


def ask(client, action, *records):
    return client.post(list_of(records[0]._meta.model_name), chosen(action, *records))


def run(client, action, *records, **fields):
    """Confirm the action; returns what the messages say, without the button."""
    data = chosen(action, *records, bevestigd="ja", **fields)
    answer = client.post(list_of(records[0]._meta.model_name), data, follow=True)
    return [str(message).partition(" <form")[0] for message in answer.context["messages"]]


def state(model, *names):
    return list(model.objects.order_by("pk").values_list(*names, flat=len(names) == 1))


def acts():
    return [(done.verb, done.what, done.undone) for done in DeskAct.objects.order_by("pk")]


@pytest.fixture
def positions():
    """Suggested, confirmed, and one that cannot be confirmed: it has no agenda item. All in one draft."""
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    first = make_position(letter, item, review="suggested", wording="Eerste.")
    second = make_position(letter, item, wording="Tweede.")
    third = make_position(letter, item, review="suggested", wording="Derde.")
    GovernmentPosition.objects.filter(pk=third.pk).update(agenda_item=None)
    return first, second, third


def test_the_page_shows_what_will_happen_and_what_will_not(redacteur, positions):
    page = ask(redacteur, "bulk_confirm", *positions)
    assert page.context["counted"] == "2 standpunten"
    assert [str(one) for one in page.context["free"]] == ["Eerste.", "Derde."]
    assert [(str(one), reason) for one, reason in page.context["held"]] == [("Tweede.", "is al bevestigd")]
    assert state(GovernmentPosition, "review") == ["suggested", "confirmed", "suggested"]
    assert not DeskAct.objects.exists()


def test_confirming_many_is_one_act_and_tells_what_was_refused(redacteur, positions):
    said = run(redacteur, "bulk_confirm", *positions)
    assert said[:2] == ["1 standpunt bevestigd.", "“Tweede.”: is al bevestigd"]
    assert said[2].startswith("“Derde.”: Een bevestigd standpunt heeft een formulering en een agendapunt.")
    assert state(GovernmentPosition, "review") == ["confirmed", "confirmed", "suggested"]
    assert acts() == [("confirm", "1 standpunt bevestigd", False)]


def test_many_are_undone_at_once(redacteur, positions):
    first, second, _third = positions
    run(redacteur, "bulk_reject", first, second)
    assert state(GovernmentPosition, "review") == ["rejected", "rejected", "suggested"]
    redacteur.post(reverse("admin:agenda_tracker_deskact_undo", args=[DeskAct.objects.get().pk]))
    assert state(GovernmentPosition, "review") == ["suggested", "confirmed", "suggested"]


def test_back_to_suggested(redacteur, positions):
    assert run(redacteur, "bulk_reopen", positions[1]) == ["1 standpunt terug naar voorgesteld."]
    assert state(GovernmentPosition, "review", "reviewed_by")[1] == ("suggested", None)


def test_a_topic_is_added_and_taken_away(redacteur, positions):
    water, lucht = make_topic("Water"), make_topic("Lucht")
    positions[0].topics.add(lucht)
    assert run(redacteur, "bulk_add_topic", *positions[:2], topic=water.pk) == ["2 standpunten met het thema “Water”."]
    topics = [sorted(topic.name for topic in position.topics.all()) for position in positions[:2]]
    assert topics == [["Lucht", "Water"], ["Water"]]
    run(redacteur, "bulk_drop_topic", *positions[:2], topic=water.pk)
    topics = [[topic.name for topic in position.topics.all()] for position in positions[:2]]
    assert topics == [["Lucht"], []]


def test_a_topic_that_is_not_chosen_is_asked_for_again(redacteur, positions):
    page = redacteur.post(list_of("governmentposition"), chosen("bulk_add_topic", positions[0], bevestigd="ja"))
    assert page.context["form"].errors["topic"] == ["Dit veld is verplicht."]


def test_nothing_changes_nothing_is_recorded(redacteur, positions):
    assert run(redacteur, "bulk_drop_topic", positions[0], topic=make_topic().pk) == ["Er veranderde niets."]
    assert acts() == []


def test_positions_of_several_letters_are_one_act(redacteur, positions):
    other = make_position(make_letter("draft"), positions[0].agenda_item, review="suggested")
    run(redacteur, "bulk_confirm", positions[0], other)
    done = DeskAct.objects.get()
    assert (done.what, done.about_letter) == ("2 standpunten bevestigd", None)
    undo(done, None)
    assert state(GovernmentPosition, "review") == ["suggested", "confirmed", "suggested", "suggested"]


def test_an_invoerder_does_not_alter_what_is_public(invoerder, positions):
    public = make_position(wording="Openbaar.")
    page = ask(invoerder, "bulk_reject", positions[0], public)
    assert [(str(one), reason) for one, reason in page.context["held"]] == [
        ("Openbaar.", "staat op de site; dat wijzigt een redacteur")
    ]
    said = run(invoerder, "bulk_reject", positions[0], public)
    assert said == ["1 standpunt afgewezen.", "“Openbaar.”: staat op de site; dat wijzigt een redacteur"]
    public.refresh_from_db()
    assert public.review == "confirmed"


def test_the_journal_tells_of_each_that_ceased(redacteur):
    item = make_item()
    letter = make_letter(meeting=item.meeting)
    pair = [make_position(letter, item), make_position(letter, item)]
    run(redacteur, "bulk_add_topic", *pair, topic=make_topic().pk)
    since = PublicChange.objects.first().number
    run(redacteur, "bulk_reject", *pair)
    lines = PublicChange.objects.filter(number__gt=since, kind="position").order_by("object_id")
    assert [(line.object_id, line.change) for line in lines] == [(position.pk, "ceased") for position in pair]


def test_each_position_has_the_decision_in_its_history(redacteur, positions):
    run(redacteur, "bulk_reject", positions[0])
    line = positions[0].history.first()
    assert (line.review, line.history_user.username) == ("rejected", "redacteur")


def test_more_than_a_page_can_carry_is_told(redacteur, positions):
    letter = positions[0].letter
    GovernmentPosition.objects.bulk_create(GovernmentPosition(letter=letter) for _number in range(500))
    page = redacteur.post(
        list_of("governmentposition"),
        {**chosen("bulk_reject", positions[0]), "select_across": "1"},
        follow=True,
    )
    assert [str(message) for message in page.context["messages"]] == ["Kies er hoogstens 500 tegelijk."]
    assert acts() == []


def test_the_page_names_twenty_and_counts_the_rest(redacteur, positions):
    letter = positions[0].letter
    GovernmentPosition.objects.bulk_create(GovernmentPosition(letter=letter) for _number in range(23))
    page = ask(redacteur, "bulk_reject", *letter.positions.filter(wording=""))
    assert (page.context["counted"], len(page.context["free"]), page.context["more"]) == ("23 standpunten", 20, 3)


def test_the_page_runs_a_constant_number_of_queries(redacteur, positions, django_assert_max_num_queries):
    ask(redacteur, "bulk_confirm", positions[0])  # what is looked up once a process is known now
    with django_assert_max_num_queries(15) as with_one:
        ask(redacteur, "bulk_confirm", positions[0])
    with django_assert_max_num_queries(15) as with_three:
        ask(redacteur, "bulk_confirm", *positions)
    assert len(with_three) == len(with_one)


# Letters


@pytest.fixture
def letters():
    item = make_item()
    ready = make_position(make_letter("draft", subject="Klaar", meeting=item.meeting), item).letter
    return ready, make_letter("draft", subject="Leeg"), make_position(make_letter(subject="Staat erop")).letter


def test_letters_are_published_by_the_same_check_list(redacteur, letters):
    page = ask(redacteur, "bulk_publish", *letters)
    assert [(str(one), reason) for one, reason in page.context["held"]] == [
        ("Staat erop", "is al gepubliceerd"), ("Leeg", "De brief heeft nog geen tekst"),
    ]  # fmt: skip
    said = run(redacteur, "bulk_publish", *letters)
    assert said[0] == "1 brief gepubliceerd."
    assert state(Letter, "status") == ["published", "draft", "published"]
    undo(DeskAct.objects.get(), None)
    assert state(Letter, "status") == ["draft", "draft", "published"]


def test_letters_are_withdrawn_with_one_note(redacteur, letters, client):
    page = redacteur.post(list_of("letter"), chosen("bulk_withdraw", *letters, bevestigd="ja", note=" "))
    assert page.context["form"].errors["note"] == ["Dit veld is verplicht."]
    said = run(redacteur, "bulk_withdraw", *letters, note="Vervangen.")
    assert sorted(said) == ["1 brief ingetrokken.", "“Klaar”: is niet gepubliceerd", "“Leeg”: is niet gepubliceerd"]
    answer = client.get(letters[2].get_absolute_url())
    assert (answer.status_code, "Vervangen." in answer.content.decode()) == (410, True)


def test_an_invoerder_has_no_publishing_in_the_list(invoerder, letters):
    invoerder.post(list_of("letter"), chosen("bulk_publish", letters[0], bevestigd="ja"))
    assert state(Letter, "status") == ["draft", "draft", "published"]
    assert invoerder.get(list_of("letter")).context["action_form"] is None


# Meetings and agenda items


def test_meetings_go_into_the_calendar_and_out_of_it(redacteur, client):
    body = make_formation()
    meetings = [make_meeting(body, "2027-03-18", slug="maart"), make_meeting(body, "2027-04-18")]
    assert run(redacteur, "bulk_release", *meetings) == ["2 vergaderingen in de openbare kalender gezet."]
    assert client.get("/vergaderingen/maart/").status_code == 200
    assert run(redacteur, "bulk_release", meetings[0]) == [f"“{meetings[0]}”: staat er al in"]
    assert run(redacteur, "bulk_withhold", meetings[0]) == ["1 vergadering uit de openbare kalender gehaald."]
    assert client.get("/vergaderingen/maart/").status_code == 404
    assert state(MinisterialMeeting, "released") == [False, True]


def test_meetings_are_cancelled_and_that_is_undone(redacteur):
    meeting = make_meeting()
    assert run(redacteur, "bulk_cancel", meeting) == ["1 vergadering afgelast."]
    assert state(MinisterialMeeting, "state") == ["cancelled"]
    undo(DeskAct.objects.get(), None)
    assert state(MinisterialMeeting, "state") == ["planned"]


def test_an_invoerder_cancels_only_what_is_not_on_the_site(invoerder):
    body = make_formation()
    hidden, shown = make_meeting(body, "2027-03-18"), make_meeting(body, "2027-04-18", released=True)
    run(invoerder, "bulk_cancel", hidden, shown)
    assert state(MinisterialMeeting, "state") == ["cancelled", "planned"]
    run(invoerder, "bulk_release", hidden)
    assert state(MinisterialMeeting, "released") == [False, True]


def test_items_get_a_topic_and_a_returning_subject(redacteur):
    items = [make_item(title="Oekraïne"), make_item(title="Oekraïne")]
    topic, series = make_topic("Veiligheid"), AgendaSeries.objects.create(name="Oekraïne")
    assert run(redacteur, "bulk_give_topic", *items, topic=topic.pk) == ["2 agendapunten met het thema “Veiligheid”."]
    assert run(redacteur, "bulk_join_series", *items, series=series.pk) == ["2 agendapunten gekoppeld aan “Oekraïne”."]
    assert state(AgendaItem, "series", "topics") == [(series.pk, topic.pk)] * 2
    for done in DeskAct.objects.all():
        undo(done, None)
    assert state(AgendaItem, "series", "topics") == [(None, None)] * 2


def test_references_are_not_declared_resolved_in_bulk(redacteur):
    actions = redacteur.get(list_of("kamerstukreference")).context["action_form"].fields["action"].choices
    assert [name for name, _label in actions] == ["", "delete_selected"]
