"""Which mails are due: at once, or when the day or week of a digest has begun in the Netherlands."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from agenda_tracker.models import (
    AlertCursor,
    AlertMail,
    AlertMailLine,
    AlertMatch,
    Rhythm,
    Subscriber,
    Subscription,
)

from .evaluate import head_number

# When digests are made, by the clock of the Netherlands: every day at seven, every week on Monday at seven.
HOUR = time(7)
MONDAY = 0
BATCH = 500


def last_slot(rhythm: str, now: datetime) -> datetime:
    """The moment at which the last digest of this rhythm fell due; for what is told at once, now."""
    if rhythm == Rhythm.AT_ONCE:
        return now
    zone = timezone.get_default_timezone()
    here = now.astimezone(zone)
    day = here.date() if here.time() >= HOUR else here.date() - timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        day -= timedelta(days=(day.weekday() - MONDAY) % 7)
    return datetime.combine(day, HOUR, zone)


def compose(now: datetime) -> int:
    """Make the mails that are due; returns how many. Each takes what it tells with it in one transaction."""
    return sum(_of_rhythm(rhythm, now) for rhythm in Rhythm.values)


def _of_rhythm(rhythm: str, now: datetime) -> int:
    slot = last_slot(rhythm, now)
    made = 0
    subscribers = _untold(rhythm, slot).order_by("followed__subscriptions__subscriber")
    for pk in list(subscribers.values_list("followed__subscriptions__subscriber", flat=True).distinct()):
        made += compose_for(pk, rhythm, now)
    if rhythm != Rhythm.AT_ONCE:
        # Those with nothing to tell wait for the next; what happens meanwhile is theirs then.
        waiting = _untold(rhythm, slot).order_by().values("followed__subscriptions")
        behind(rhythm, slot).exclude(pk__in=waiting).update(digested_at=slot)
    return made


def behind(rhythm: str, slot: datetime) -> "QuerySet[Subscription]":
    """Those that may be told now: at once always, else when the last digest was of an earlier day or week."""
    mine = Subscription.objects.active().filter(rhythm=rhythm)
    return mine if rhythm == Rhythm.AT_ONCE else mine.filter(Q(digested_at=None) | Q(digested_at__lt=slot))


def _untold(rhythm: str, slot: datetime) -> "QuerySet[AlertMatch, Any]":
    """What was found and not told yet, joined with the subscription that waits for it."""
    path = "followed__subscriptions"
    waits = Q(
        **{f"{path}__rhythm": rhythm, f"{path}__stopped_at": None, f"{path}__subscriber__paused_at": None},
        **{f"{path}__confirmed_at__isnull": False, "item__gt": F(f"{path}__told")},
    )
    if rhythm != Rhythm.AT_ONCE:
        waits &= Q(**{f"{path}__digested_at": None}) | Q(**{f"{path}__digested_at__lt": slot})
    return AlertMatch.objects.filter(waits)


def compose_for(pk: int, rhythm: str, now: datetime) -> int:
    """One mail for this address with all that is due in this rhythm; 0 when there is nothing, or another process made it.

    What comes while an earlier mail still waits goes into that one; once somebody tried to send it, it waits its turn, so
    that mails are read in the order of what happened.
    """
    slot = last_slot(rhythm, now)
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().reachable().filter(pk=pk).first()
        if subscriber is None:
            return 0
        subscriptions = list(behind(rhythm, slot).filter(subscriber=pk).order_by("pk"))
        until = AlertCursor.objects.get(pk=1).number
        lines = list(_lines(subscriptions, until))
        waiting = AlertMail.objects.waiting().select_for_update()
        mail = waiting.filter(subscriber=pk, rhythm=rhythm, kind=AlertMail.Kind.ALERT).first()
        if not lines or (mail is not None and mail.claim):
            return 0
        _put(lines, mail or _new_mail(subscriber, rhythm, now))
        mine = Subscription.objects.filter(pk__in=[one.pk for one in subscriptions])
        mine.update(digested_at=slot)
        mine.filter(told__lt=until).update(told=until)
    return int(mail is None)


def _put(lines: list[AlertMailLine], mail: AlertMail) -> None:
    for line in lines:
        line.mail = mail
    AlertMailLine.objects.bulk_create(lines, batch_size=BATCH)


def skip(now: datetime) -> int:
    """Let everything until now count as told, and drop the alerts that wait; returns how many of those there were.

    For an archive that was imported, and for a back-up that was put back. Mails with links still go out.
    """
    with transaction.atomic():
        head = head_number()
        AlertCursor.objects.update_or_create(pk=1, defaults={"number": head})
        Subscription.objects.active().filter(told__lt=head).update(told=head)
        waiting = AlertMail.objects.waiting().filter(kind=AlertMail.Kind.ALERT)
        return waiting.update(state=AlertMail.State.DROPPED, finished_at=now, content=None)


def _new_mail(subscriber: Subscriber, rhythm: str, now: datetime) -> AlertMail:
    kind = AlertMail.Kind.ALERT
    return AlertMail.objects.create(subscriber=subscriber, kind=kind, rhythm=rhythm, created_at=now, not_before=now)


def _lines(subscriptions: Sequence[Subscription], until: int) -> Iterator[AlertMailLine]:
    """One for each item of each subscription, unsaved."""
    for one in subscriptions:
        matches = AlertMatch.objects.filter(followed=one.followed_id, item__gt=one.told, item__lte=until)
        for item in matches.order_by("item").values_list("item", flat=True):
            yield AlertMailLine(subscription=one, item_id=item)
