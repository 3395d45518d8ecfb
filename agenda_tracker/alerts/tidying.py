"""What goes by itself: requests that were not confirmed, alerts that were stopped, addresses that mails come back from."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from agenda_tracker.models import (
    AlertItem,
    AlertMail,
    AlertMailLine,
    AlertMatch,
    Followed,
    Subscriber,
    Subscription,
)

from .links import CONFIRM_WITHIN
from .messages import TOLD_FOR

# As long as a page on which a stop can be taken back may stay open.
STOPPED_FOR = timedelta(days=1)
# How long an address is kept that mails come back from.
PAUSED_FOR = timedelta(days=30)


def tidy(now: datetime) -> None:
    """Safe to run at any time, and by several processes."""
    Subscription.objects.unconfirmed().filter(asked_at__lt=now - CONFIRM_WITHIN).delete()
    Subscription.objects.filter(stopped_at__lt=now - STOPPED_FOR).delete()
    Subscriber.objects.filter(paused_at__lt=now - PAUSED_FOR).delete()
    AlertMail.objects.exclude(state=AlertMail.State.WAITING).filter(created_at__lt=now - TOLD_FOR).delete()
    AlertItem.objects.filter(at__lt=now - TOLD_FOR).exclude(still_wanted()).delete()
    without_anything().delete()
    with suppress(IntegrityError), transaction.atomic():  # somebody began to follow it just now
        Followed.objects.filter(~Exists(Subscription.objects.filter(followed=OuterRef("pk")))).delete()


def still_wanted() -> Q:
    """Items in a mail that waits, or that somebody is still to be told: an address that is paused, a digest long missed."""
    lines = AlertMailLine.objects.filter(item=OuterRef("pk"), mail__state=AlertMail.State.WAITING)
    waits = Subscription.objects.active().filter(followed=OuterRef("followed"), told__lt=OuterRef("item"))
    untold = AlertMatch.objects.filter(Exists(waits), item=OuterRef("pk"))
    return Q(Exists(lines)) | Q(Exists(untold))


def without_anything() -> "QuerySet[Subscriber]":
    """Addresses of which nothing is left to follow or confirm, and that no mail waits for."""
    mine = Subscription.objects.filter(subscriber=OuterRef("pk"))
    waiting = AlertMail.objects.waiting().filter(subscriber=OuterRef("pk"))
    return Subscriber.objects.filter(~Exists(mine), ~Exists(waiting))
