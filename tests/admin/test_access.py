"""Who may do what at the desk: stranger, invoerder, redacteur."""

import pytest
from django.urls import reverse

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting
from tests.factories import make_item, make_letter, make_meeting, make_position

pytestmark = pytest.mark.django_db


def change_page(record) -> str:
    return reverse(f"admin:agenda_tracker_{record._meta.model_name}_change", args=[record.pk])


DESK = [
    reverse("admin:index"),
    reverse("admin:agenda_tracker_letter_changelist"),
    reverse("admin:agenda_tracker_letter_receive"),
    reverse("admin:agenda_tracker_letter_fetch"),
    reverse("admin:agenda_tracker_letter_fetch_later"),
    reverse("admin:official_find", args=[1]),
    reverse("admin:official_task", args=[1]),
    reverse("admin:official_statement", args=[1]),
    reverse("admin:agenda_tracker_letter_review", args=[1]),
    reverse("admin:agenda_tracker_letter_publish", args=[1]),
    reverse("admin:agenda_tracker_letter_withdraw", args=[1]),
    reverse("admin:agenda_tracker_position_decide", args=[1]),
    reverse("admin:agenda_tracker_letter_answer", args=[1]),
    reverse("admin:agenda_tracker_letter_matching", args=[1]),
    reverse("admin:agenda_tracker_letter_choose_meeting", args=[1, 0]),
    reverse("admin:agenda_tracker_letter_make_meeting", args=[1, 0]),
    reverse("admin:agenda_tracker_letter_tie_item", args=[1]),
    reverse("admin:agenda_tracker_letter_tie_series", args=[1]),
    reverse("admin:agenda_tracker_letter_tie_all", args=[1]),
    reverse("admin:agenda_tracker_letter_reread", args=[1]),
    reverse("admin:agenda_tracker_lettersource_file", args=[1]),
    reverse("admin:agenda_tracker_deskact_undo", args=[1]),
    reverse("admin:agenda_tracker_deskact_changelist"),
    reverse("admin:agenda_tracker_ministerialmeeting_calendar"),
    *[
        reverse(f"admin:agenda_tracker_{kind}_merge")
        for kind in ("topic", "ministerialmeeting", "agendaitem", "kamerstuk")
    ],
]


@pytest.mark.parametrize("address", DESK)
def test_stranger_is_sent_to_the_login_page(client, address):
    for answer in (client.get(address), client.post(address)):
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("admin:login"))


def test_invoerder_enters_but_does_not_publish(invoerder):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item)
    assert invoerder.get(reverse("admin:agenda_tracker_letter_review", args=[letter.pk])).status_code == 200
    assert invoerder.post(reverse("admin:agenda_tracker_letter_publish", args=[letter.pk])).status_code == 403
    assert invoerder.post(reverse("admin:agenda_tracker_letter_withdraw", args=[letter.pk])).status_code == 403
    assert Letter.objects.get(pk=letter.pk).status == "draft"


def test_invoerder_sees_but_does_not_change_what_is_public(invoerder):
    position = make_position()
    for record in (position.letter, position, position.agenda_item, position.agenda_item.meeting):
        page = invoerder.get(change_page(record))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()
        assert invoerder.post(change_page(record), {}).status_code == 403
    review = reverse("admin:agenda_tracker_letter_review", args=[position.letter_id])
    assert invoerder.get(review).status_code == 403


def test_invoerder_cannot_decide_in_a_published_letter(invoerder):
    position = make_position()
    answer = invoerder.post(reverse("admin:agenda_tracker_position_decide", args=[position.pk]), {"action": "reject"})
    assert answer.status_code == 403
    assert GovernmentPosition.objects.get(pk=position.pk).review == "confirmed"


def test_invoerder_cannot_release_a_meeting_to_the_calendar(invoerder):
    meeting = make_meeting()
    invoerder.post(
        change_page(meeting),
        {
            "formation": meeting.formation_id,
            "start_date": "2024-10-17",
            "end_date": "2024-10-17",
            "mode": "video",
            "state": "planned",
            "slug": meeting.slug,
            "released": "on",
            **{f"{prefix}-{field}_FORMS": 0 for prefix in ("items", "treatments") for field in ("TOTAL", "INITIAL")},
        },
    )
    stored = MinisterialMeeting.objects.get(pk=meeting.pk)
    assert (stored.mode, stored.released) == ("video", False)


def test_nobody_deletes_a_letter_that_was_public(redacteur):
    position = make_position()
    address = reverse("admin:agenda_tracker_letter_delete", args=[position.letter_id])
    assert redacteur.post(address, {"post": "yes"}).status_code == 403
    assert Letter.objects.filter(pk=position.letter_id).exists()


def test_redacteur_throws_away_a_draft_with_all_its_finds(redacteur):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item)
    address = reverse("admin:agenda_tracker_letter_delete", args=[letter.pk])
    assert redacteur.post(address, {"post": "yes"}).status_code == 302
    assert not Letter.objects.filter(pk=letter.pk).exists()


def test_forgotten_password_is_mailed(client, mailoutbox, django_user_model):
    django_user_model.objects.create_user("griffie", email="griffie@example.nl", password="lang-wachtwoord-1")
    page = client.get(reverse("admin:login"))
    assert reverse("admin_password_reset") in page.content.decode()
    client.post(reverse("admin_password_reset"), {"email": "griffie@example.nl"})
    assert [mail.to for mail in mailoutbox] == [["griffie@example.nl"]]
    assert "/beheer/wachtwoord/" in mailoutbox[0].body
