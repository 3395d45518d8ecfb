"""Alerts by e-mail follow the journal: nothing is told of a line that is not there, nobody is ahead of it."""

from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, Max, Min, OuterRef, Q

from agenda_tracker.models import (
    AlertCursor,
    AlertItem,
    AlertMail,
    Followed,
    JournalHead,
    PublicChange,
    Rhythm,
    Subscription,
)

from .finding import Finding, each, kind_and_key, named

REPAIR = "Draai met --repair"
FROM_BACKUP = "Dit is niet af te leiden: vergelijk met een back-up"
CHOICES: tuple[tuple[type[models.Model], str, list[str]], ...] = (
    (Subscription, "rhythm", Rhythm.values),
    (Followed, "listing", Followed.Listing.values),
    (AlertMail, "kind", AlertMail.Kind.values),
    (AlertMail, "state", AlertMail.State.values),
    (AlertMail, "rhythm", ["", *Rhythm.values]),
)


def find() -> Iterator[Finding]:
    head = _head()
    yield from _cursor(head)
    yield from _ahead(head)
    yield from _items()
    yield from _choices()


def _head() -> int:
    return JournalHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def _cursor(head: int) -> Iterator[Finding]:
    """There is none before the first turn of `send_alerts`."""
    for cursor in each(AlertCursor.objects.all()):
        if cursor.pk != 1:
            yield Finding("alert-cursors", named(cursor), "is een tweede, en er is er één", REPAIR, cursor.pk)
        elif cursor.number > head:
            wrong = f"is {cursor.number}, voorbij de stand van het journaal ({head}): er wordt niets meer gemeld"
            yield Finding("alert-cursor", named(cursor), wrong, REPAIR, cursor.pk)


def _ahead(head: int) -> Iterator[Finding]:
    for one in each(Subscription.objects.filter(Q(told__gt=head) | Q(since__gt=head))):
        wrong = f"is bij tot regel {max(one.told, one.since)}, voorbij de stand van het journaal ({head})"
        yield Finding("alert-told", named(one), wrong, REPAIR, one.pk)


def _items() -> Iterator[Finding]:
    line = PublicChange.objects.filter(number=OuterRef("number"))
    for pk in _keys(AlertItem.objects.exclude(Exists(line))):
        yield Finding(
            "alert-item", kind_and_key(AlertItem, pk), "is van een regel die niet in het journaal staat", REPAIR, pk
        )
    same = line.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"))
    for pk in _keys(AlertItem.objects.filter(Exists(line)).exclude(Exists(same))):
        wrong = "gaat over iets anders dan de regel van het journaal"
        yield Finding("alert-item-other", kind_and_key(AlertItem, pk), wrong, FROM_BACKUP)


def _keys(rows: "models.QuerySet[Any]") -> Iterator[int]:
    yield from rows.order_by("pk").values_list("pk", flat=True)


def _choices() -> Iterator[Finding]:
    for model, field, known in CHOICES:
        odd = model._default_manager.exclude(**{f"{field}__in": known})
        for pk, value in odd.order_by("pk").values_list("pk", field):
            yield Finding(
                "alert-choice", kind_and_key(model, pk), f"{field} is {value!r}, wat niet bestaat", FROM_BACKUP
            )


def repair_cursor(_pks: list[int]) -> int:
    """Back to where all that can be untold is looked at again, and nothing that is kept is made a second time."""
    with transaction.atomic():
        head = _head()
        last = AlertItem.objects.filter(number__lte=head).aggregate(last=Max("number"))["last"] or 0
        told = Subscription.objects.active().filter(told__lte=head).aggregate(first=Min("told"))["first"]
        number = head if told is None else max(last, told)
        return AlertCursor.objects.filter(pk=1, number__gt=head).update(number=number)


def repair_cursors(pks: list[int]) -> int:
    return AlertCursor.objects.exclude(pk=1).filter(pk__in=pks).delete()[0]


def repair_told(pks: list[int]) -> int:
    """To the head: what was told is not known, and nobody is told the same twice."""
    head = _head()
    for field in ("told", "since"):
        Subscription.objects.filter(pk__in=pks, **{f"{field}__gt": head}).update(**{field: head})
    return len(pks)


def repair_items(pks: list[int]) -> int:
    """It follows from a line of the journal, so without that there is none; left there, it would be in the way of a new line."""
    line = PublicChange.objects.filter(number=OuterRef("number"))
    AlertItem.objects.exclude(Exists(line)).filter(pk__in=pks).delete()
    return len(pks)


REPAIRS = {
    "alert-cursors": repair_cursors,
    "alert-item": repair_items,
    "alert-cursor": repair_cursor,
    "alert-told": repair_told,
}
