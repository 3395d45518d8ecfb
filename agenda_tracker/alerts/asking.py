"""What a visitor can do with alerts: ask, confirm, change, stop, take a stop back, and be forgotten."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agenda_tracker.models import AlertMail, Followed, Rhythm, Subscriber, Subscription
from agenda_tracker.models.alert import LONGEST_NOTE
from agenda_tracker.models.fields import fold

from .bounces import welcome_back
from .evaluate import head_number
from .evaluate import start as evaluated_until
from .links import StopLink
from .selections import Selection

# Mails with a link that one address gets in a day at most, whoever asks for them.
LINKS_A_DAY = 4
DAY = timedelta(days=1)
LONGEST_ADDRESS = 200
# How many selections one address can follow.
MOST_FOLLOWED = 200


def read_address(text: str) -> str:
    """The address, its domain in the letters of mail programs. Raises ValidationError with a Dutch sentence."""
    address = text.strip()
    if not address:
        raise ValidationError(_("Vul uw e-mailadres in."))
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("“%s” is geen e-mailadres. Een adres ziet eruit als naam@voorbeeld.nl.") % address[:80]
        ) from None
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError(_("Dit e-mailadres is te lang."))
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:
        raise ValidationError(_("Achter de @ in dit e-mailadres staat geen naam die kan bestaan.")) from None


def ask(address: str, selection: Selection, rhythm: str, note: str, now: datetime) -> None:
    """Remember that somebody wants this, and send that address a link to confirm it; nothing else until then.

    Does nothing for an address that was written often today, or follows very much: the visitor cannot tell the
    difference, because that would tell whether the address is known here.
    """
    with transaction.atomic():
        subscriber = _subscriber(address)
        if written_often(subscriber, now) or subscriber.subscriptions.count() >= MOST_FOLLOWED:
            return
        followed = _followed(selection)
        subscriber.subscriptions.unconfirmed().filter(followed=followed).delete()
        subscription = Subscription.objects.create(
            subscriber=subscriber, followed=followed, rhythm=Rhythm(rhythm), note=tidy_note(note), asked_at=now
        )
        _mail(subscriber, AlertMail.Kind.CONFIRM, now, subscription)


def _subscriber(address: str) -> Subscriber:
    """Locked, so that two requests at once do not both think that they are the first today."""
    Subscriber.objects.get_or_create(email_key=fold(address), defaults={"email": address})
    return Subscriber.objects.select_for_update().get(email_key=fold(address))


def _followed(selection: Selection) -> Followed:
    """Locked: what nobody follows is tidied away, perhaps at this moment."""
    spelt: dict[str, Any] = {"listing": selection.listing, "query": selection.query}
    known, _made = Followed.objects.get_or_create(**spelt)
    return Followed.objects.select_for_update().filter(pk=known.pk).first() or Followed.objects.create(**spelt)


def written_often(subscriber: Subscriber, now: datetime) -> bool:
    links = subscriber.mails.exclude(kind=AlertMail.Kind.ALERT)
    return links.filter(created_at__gt=now - DAY).count() >= LINKS_A_DAY


def _mail(subscriber: Subscriber, kind: str, now: datetime, subscription: Subscription | None = None) -> None:
    AlertMail.objects.create(
        subscriber=subscriber, kind=kind, subscription=subscription, created_at=now, not_before=now
    )


def tidy_note(note: str) -> str:
    return " ".join(note.replace("\x00", "").split())[:LONGEST_NOTE]


def ask_for_link(address: str, now: datetime) -> None:
    """Send a link to all alerts of this address, if it has any."""
    with transaction.atomic():
        known = Subscriber.objects.select_for_update().filter(email_key=fold(address)).first()
        if known is None or not known.subscriptions.active().exists() or written_often(known, now):
            return
        _mail(known, AlertMail.Kind.MANAGE, now)


def confirm(subscription: Subscription, now: datetime) -> Subscription:
    """From the mailbox itself; what happens from now on is told. Who follows it already only changes how."""
    welcome_back(subscription.subscriber)
    evaluated_until()
    with transaction.atomic():
        Subscriber.objects.select_for_update().get(pk=subscription.subscriber_id)
        one = Subscription.objects.select_related("subscriber", "followed").get(pk=subscription.pk)
        if one.confirmed_at is not None:
            return one
        same = Subscription.objects.active().filter(subscriber=one.subscriber_id, followed=one.followed_id).first()
        if same is not None:
            Subscription.objects.filter(pk=same.pk).update(rhythm=one.rhythm, note=one.note)
            one.delete()
            same.refresh_from_db()
            return same
        one.since = one.told = head_number()
        one.confirmed_at = one.digested_at = now
        one.save(update_fields=["confirmed_at", "digested_at", "since", "told"])
    return one


def change(subscription: Subscription, rhythm: str, note: str) -> None:
    """How often, and the own note. Another rhythm begins with what was not told yet."""
    Subscription.objects.filter(pk=subscription.pk).update(rhythm=Rhythm(rhythm), note=tidy_note(note))


def stop(subscriptions: "list[Subscription]", now: datetime) -> None:
    Subscription.objects.active().filter(pk__in=[one.pk for one in subscriptions]).update(stopped_at=now)


def stop_by(link: StopLink, now: datetime) -> list[Subscription]:
    """Stop what the link is for; returns what was stopped now."""
    found = [one for one in meant_by(link) if one.is_active]
    stop(found, now)
    return found


def meant_by(link: StopLink) -> list[Subscription]:
    """What the link stops, whether that was stopped already or not."""
    mine = link.subscriber.subscriptions.filter(confirmed_at__isnull=False).select_related("followed")
    return list(mine.filter(pk=link.subscription) if link.subscription else mine.filter(rhythm=link.rhythm))


def take_back(subscription: Subscription) -> bool:
    """Go on with what was stopped; False when the same is followed anew by now."""
    try:
        with transaction.atomic():
            Subscription.objects.filter(pk=subscription.pk).update(stopped_at=None)
    except IntegrityError:
        return False
    return True


def forget(subscriber: Subscriber) -> None:
    """The address and everything that hangs on it, at once."""
    subscriber.delete()
