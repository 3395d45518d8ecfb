"""A small world with followers, for tests: what is published and changed goes through the desk's own functions."""

from datetime import datetime, timedelta

from django.core import mail
from django.utils import timezone

from agenda_tracker.alerts import asking
from agenda_tracker.alerts.due import compose
from agenda_tracker.alerts.evaluate import evaluate
from agenda_tracker.alerts.selections import meeting_selection, selection_of
from agenda_tracker.alerts.sending import send_waiting
from agenda_tracker.alerts.tidying import tidy
from agenda_tracker.intake.publish import publish
from agenda_tracker.models import Subscription
from tests.factories import make_item, make_letter, make_meeting, make_position


def follow(
    query=None, listing="positions", email="lezer@example.nl", rhythm="at_once", note="", meeting=None, now=None
):
    """Asked and confirmed."""
    now = now or timezone.now()
    selection = meeting_selection(meeting) if meeting else selection_of(listing, query or {})
    assert selection.problems == ()
    asking.ask(email, selection, rhythm, note, now)
    newest = Subscription.objects.unconfirmed().filter(subscriber__email=email).latest("pk")
    newest.confirmations.all().delete()
    return asking.confirm(newest, now)


def published(text="Nederland steunt het voorstel.", topics=(), meeting=None, date="2026-10-01", **letter):
    """A letter published now with one position on an item of its own meeting; returns the position."""
    item = make_item(meeting or make_meeting(start="2026-10-17"))
    one = make_letter("draft", meeting=item.meeting, date=date, **letter)
    position = make_position(one, item, text, topics=list(topics))
    publish(one)
    return position


def turn(now=None):
    """One turn of the command; returns the mails that went out."""
    mail.outbox.clear()
    now = now or timezone.now() + timedelta(seconds=1)
    tidy(now)
    evaluate()
    compose(now)
    send_waiting(now)
    return list(mail.outbox)


def moment(text):
    """A moment by the clock of the Netherlands: `2026-11-02 06:59`."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())
