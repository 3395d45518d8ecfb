"""The review screen: decide on each find, change it on the way, take it back, publish and withdraw."""

import pytest
from django.urls import reverse

from agenda_tracker.models import GovernmentPosition, Letter
from tests.factories import make_item, make_letter, make_position, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def position():
    item = make_item(title="Luchtverdediging")
    letter = make_letter("draft", meeting=item.meeting)
    return make_position(
        letter, item, review="suggested", confidence=0.8, rule="aim_plead", topics=[make_topic("Drones")]
    )


def review(letter) -> str:
    return reverse("admin:agenda_tracker_letter_review", args=[letter.pk])


def decide(client, position, action: str, **fields: object):
    data = {f"s{position.pk}-{name}": value for name, value in fields.items()}
    return client.post(
        reverse("admin:agenda_tracker_position_decide", args=[position.pk]), {"action": action, **data}, follow=True
    )


def as_shown(position) -> dict[str, object]:
    """What the browser sends for a find that was not changed."""
    return {
        "wording": position.wording,
        "kind": position.kind,
        "stance": position.stance,
        "agenda_item": position.agenda_item_id,
        "topics": "; ".join(topic.name for topic in position.topics.all()),
        "amount_eur": "",
        "due_date": "",
        "due_as_written": "",
    }


def stored(position) -> GovernmentPosition:
    return GovernmentPosition.objects.get(pk=position.pk)


def test_screen_shows_letter_finds_and_check_list(invoerder, position):
    page = invoerder.get(review(position.letter)).content.decode()
    for part in (position.wording, "Luchtverdediging", "aim_plead", "80 %", "0 van 1 beoordeeld", "Drones"):
        assert part in page
    assert "De brief heeft nog geen Kamerstuknummer" in page


def test_find_is_confirmed_as_it_stands(invoerder, position):
    decide(invoerder, position, "confirm", **as_shown(position))
    assert (stored(position).review, stored(position).reviewed_by.username) == ("confirmed", "invoerder")
    assert [topic.name for topic in stored(position).topics.all()] == ["Drones"]


def test_changes_are_saved_with_the_decision(invoerder, position):
    other = make_topic("Munitie")
    changed = {"wording": "Nederland wil meer.", "kind": "view", "stance": "conditional"}
    changed |= {"topics": f"drones; {other.name}", "amount_eur": "1000000"}
    decide(invoerder, position, "confirm", **{**as_shown(position), **changed})
    after = stored(position)
    assert (after.wording, after.kind, after.stance, after.amount_eur, after.review) == (
        "Nederland wil meer.",
        "view",
        "conditional",
        1_000_000,
        "confirmed",
    )
    assert sorted(topic.name for topic in after.topics.all()) == ["Drones", "Munitie"]


def test_topic_is_taken_off(invoerder, position):
    decide(invoerder, position, "save", **{**as_shown(position), "topics": ""})
    assert not stored(position).topics.exists()


def test_decision_is_taken_back(invoerder, position):
    decide(invoerder, position, "reject", **as_shown(position))
    assert stored(position).review == "rejected"
    decide(invoerder, position, "reopen")
    assert (stored(position).review, stored(position).reviewed_by) == ("suggested", None)
    assert [topic.name for topic in stored(position).topics.all()] == ["Drones"]


def test_find_without_wording_is_refused_and_stays(invoerder, position):
    page = decide(invoerder, position, "confirm", **{**as_shown(position), "wording": ""})
    assert "Een bevestigd standpunt heeft een formulering en een agendapunt." in page.content.decode()
    assert (stored(position).review, stored(position).wording) == ("suggested", position.wording)


def test_nonsense_in_a_field_is_explained(invoerder, position):
    page = decide(invoerder, position, "confirm", **{**as_shown(position), "amount_eur": "veel"})
    assert "Voer een getal in." in page.content.decode()
    assert stored(position).review == "suggested"


def test_certain_ones_are_confirmed_together(invoerder, position):
    address = reverse("admin:agenda_tracker_letter_confirm_all", args=[position.letter_id])
    invoerder.post(address, {"certain": "90"})
    assert stored(position).review == "suggested"
    page = invoerder.post(address, {"certain": "80"}, follow=True)
    assert "1 standpunt bevestigd." in page.content.decode()


def test_letter_is_published_and_withdrawn_from_the_screen(redacteur, position):
    decide(redacteur, position, "confirm", **as_shown(position))
    page = redacteur.post(reverse("admin:agenda_tracker_letter_publish", args=[position.letter_id]), follow=True)
    assert "De brief is gepubliceerd." in page.content.decode()
    withdraw = reverse("admin:agenda_tracker_letter_withdraw", args=[position.letter_id])
    assert "Dit veld is verplicht." in redacteur.post(withdraw, {"note": ""}).content.decode()
    redacteur.post(withdraw, {"note": "Vervangen door een nieuwe brief."})
    letter = Letter.objects.get(pk=position.letter_id)
    assert (letter.status, letter.withdrawal_note) == ("withdrawn", "Vervangen door een nieuwe brief.")


def test_publishing_too_early_says_what_is_missing(redacteur):
    letter = make_letter("draft", date=None)
    page = redacteur.post(reverse("admin:agenda_tracker_letter_publish", args=[letter.pk]), follow=True)
    assert "Vul de datum van de brief in" in page.content.decode()
    assert Letter.objects.get(pk=letter.pk).status == "draft"


def test_headings_become_agenda_items_of_the_chosen_meeting(invoerder, position):
    letter = position.letter
    letter.sections.update(agenda_item=None)
    GovernmentPosition.objects.update(agenda_item=None)
    meeting = letter.meetings.get()
    page = invoerder.post(
        reverse("admin:agenda_tracker_letter_meeting", args=[letter.pk]), {"meeting": meeting.pk}, follow=True
    )
    assert "1 deel gekoppeld aan de agenda." in page.content.decode()
    assert stored(position).agenda_item.title == "Luchtverdediging"
