"""What is kept for alerts by e-mail and does not follow the journal is found, and repaired so that followers are told again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agenda_tracker.alerts.messages import TOLD_FOR
from agenda_tracker.integrity import alerts
from agenda_tracker.integrity.checking import REPAIRS, whole
from agenda_tracker.models import (
    AlertCursor,
    AlertItem,
    AlertMail,
    AlertMatch,
    Followed,
    JournalHead,
    PublicChange,
    Subscription,
)
from tests.alerts.following import follow, published, turn

pytestmark = pytest.mark.django_db
FAR = 999_999


def found() -> list[tuple[str, str, bool]]:
    return [(one.rule, one.record, one.pk is not None) for one in alerts.find()]


def repair() -> None:
    pks = {}
    for one in alerts.find():
        if one.pk is not None:
            pks.setdefault(one.rule, []).append(one.pk)
    for rule in alerts.REPAIRS:
        if rule in pks:
            REPAIRS[rule](pks[rule])


@pytest.fixture
def follower() -> Subscription:
    """One that was told of one letter."""
    one = follow()
    published()
    assert len(turn()) == 1
    one.refresh_from_db()
    return one


def test_there_is_nothing_to_say_of_a_site_whether_anybody_follows_or_not(follower):
    assert found() == []
    turn(timezone.now() + TOLD_FOR + timedelta(days=1))  # what was told long ago is tidied away
    assert not AlertItem.objects.exists()
    assert found() == []
    Subscription.objects.all().delete()
    AlertCursor.objects.all().delete()
    assert found() == []


def test_it_is_one_of_the_checks(follower):
    AlertCursor.objects.update(number=FAR)
    head = JournalHead.objects.get().number
    assert [one for one in whole() if "e-mailmeldingen" in one] == [
        f"stand van de e-mailmeldingen 1: is {FAR}, voorbij de stand van het journaal ({head}): er wordt niets meer gemeld. "
        "Draai met --repair."
    ]


def test_a_cursor_beyond_the_journal_goes_back_so_far_that_what_was_missed_is_told(follower):
    published("Nederland is tegen.")
    AlertCursor.objects.update(number=FAR)
    assert found() == [("alert-cursor", "stand van de e-mailmeldingen 1", True)]
    repair()
    assert found() == []
    assert len(turn()) == 1
    assert turn() == []


def test_without_followers_the_cursor_goes_to_the_head(follower):
    Subscription.objects.all().delete()
    AlertCursor.objects.update(number=FAR)
    repair()
    assert AlertCursor.objects.get().number == JournalHead.objects.get().number


def test_a_second_cursor_goes(follower):
    AlertCursor.objects.create(pk=2, number=3)
    assert found() == [("alert-cursors", "stand van de e-mailmeldingen 2", True)]
    repair()
    assert [cursor.pk for cursor in AlertCursor.objects.all()] == [1]


def test_a_follower_who_was_told_the_future_is_told_of_what_comes(follower):
    Subscription.objects.update(told=FAR, since=FAR)
    assert found() == [("alert-told", f"e-mailmelding {follower.pk}", True)]
    repair()
    assert found() == []
    published("Nederland is tegen.")
    assert len(turn()) == 1


def test_an_item_without_a_line_goes_before_a_new_line_gets_its_number(follower):
    number = JournalHead.objects.get().number + 1
    AlertItem.objects.create(number=number, kind="position", object_id=1, is_new=True, at=timezone.now())
    AlertMatch.objects.create(followed=follower.followed, item_id=number)
    assert found() == [("alert-item", f"gebeurtenis {number}", True)]
    repair()
    assert found() == []
    published("Nederland is tegen.")
    assert len(turn()) == 1


def test_an_item_of_something_else_than_its_line_is_told(follower):
    item = AlertItem.objects.first()
    AlertItem.objects.filter(pk=item.pk).update(kind="vreemd")
    assert found() == [("alert-item-other", f"gebeurtenis {item.pk}", False)]
    assert PublicChange.objects.filter(number=item.pk).exists()


def test_states_and_rhythms_that_do_not_exist_are_told(follower):
    mail = AlertMail.objects.get()
    AlertMail.objects.update(state="zoek", kind="brief", rhythm="ooit")
    Subscription.objects.update(rhythm="")
    Followed.objects.update(listing="alles")
    assert found() == [
        ("alert-choice", f"e-mailmelding {follower.pk}", False),
        ("alert-choice", f"gevolgde selectie {follower.followed_id}", False),
        *[("alert-choice", f"mail aan een volger {mail.pk}", False)] * 3,
    ]
