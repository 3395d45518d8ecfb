"""Records that were away for a while: what a follower knew of them before decides what there is to tell."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from agenda_tracker.models import AlertItem, AlertMail, AlertMailLine, PublicChange, Subscription

from .happened import CEASED
from .versions import versions


def as_known(subscription: Subscription, items: Sequence[AlertItem], floor: int) -> list[AlertItem]:
    """The same items; those of a record that came back as one, from what this follower was told last or knew at first.

    `floor` is a line of the journal up to which everything counts as told: what was told longer ago is not kept.
    """
    away: dict[tuple[str, int], list[AlertItem]] = defaultdict(list)
    back = {(item.kind, item.object_id) for item in items if item.returned}
    kept = []
    for item in items:
        if (item.kind, item.object_id) in back:
            away[item.kind, item.object_id].append(item)
        else:
            kept.append(item)
    found = [*_not_shown(subscription, kept), *(_since_told(subscription, some, floor) for some in away.values())]
    return sorted(found, key=lambda item: item.number)


def _not_shown(subscription: Subscription, items: Sequence[AlertItem]) -> list[AlertItem]:
    """Without changes that the follower has seen: what is new is shown as it is when the mail goes out."""
    ids = {item.object_id for item in items if not item.is_new}
    lines = (
        _told(subscription).filter(item__is_new=True, item__object_id__in=ids) if ids else AlertMailLine.objects.none()
    )
    rows = lines.order_by("mail__journal_number").values_list("item__kind", "item__object_id", "mail__journal_number")
    shown = {(kind, pk): number or 0 for kind, pk, number in rows}
    return [item for item in items if item.is_new or item.number > shown.get((item.kind, item.object_id), 0)]


def _told(subscription: Subscription) -> "QuerySet[AlertMailLine]":
    return AlertMailLine.objects.filter(subscription=subscription, dropped=False, mail__state=AlertMail.State.SENT)


def _since_told(subscription: Subscription, items: Sequence[AlertItem], floor: int) -> AlertItem:
    last = items[-1]
    known = _last_known(subscription, items[0], floor)
    old = {} if known is None else versions(last.kind, {last.object_id: [known]}).get((last.object_id, known), {})
    # What is new is shown as it is when the mail goes out.
    new = {} if known is None and any(item.is_new for item in items) else last.new
    return AlertItem(
        number=last.number,
        kind=last.kind,
        object_id=last.object_id,
        is_new=known is None,
        old=old,
        new=new,
        at=last.at,
    )


def _last_known(subscription: Subscription, item: AlertItem, floor: int) -> datetime | None:
    """When the record was last public as this follower knows it; None when the follower knows nothing of it."""
    mine = _told(subscription).filter(item__kind=item.kind, item__object_id=item.object_id, item__lt=item.number)
    last = mine.order_by("-item").values_list("item", "mail", "mail__journal_number").first()
    told, mail, number = last or (0, None, None)
    lines = PublicChange.objects.filter(kind=item.kind, object_id=item.object_id).exclude(change=CEASED)
    shown = Q(number__lte=max(subscription.since, told, floor))
    if number and mine.filter(mail=mail, item__is_new=True).exists():  # shown as it was when the mail was made
        shown |= Q(number__lte=number)
    known = lines.filter(shown).order_by("-number")
    return known.values_list("at", flat=True).first()
