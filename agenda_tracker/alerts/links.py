"""Signed links in mails: nobody can guess one, and each says what it is for and whose it is."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from agenda_tracker.models import Subscriber, Subscription

# How long an address may take to confirm; what was not confirmed by then is forgotten.
CONFIRM_WITHIN = timedelta(days=3)
# How long a link to all of one's alerts works. Who kept an older mail asks for a new one.
MANAGE_WITHIN = timedelta(days=30)
# Stopping works from every mail that may still be in somebody's mailbox.
STOP_WITHIN = timedelta(days=3 * 366)

CONFIRM, MANAGE, STOP = "alerts.confirm", "alerts.manage", "alerts.stop"


class BadLink(Exception):
    """Not a link of ours, or one for something that is gone."""


class OldLink(BadLink):
    """It was one, and no longer works."""


@dataclass(frozen=True)
class StopLink:
    """Whom it stops, and what: one subscription, or everything of a rhythm."""

    subscriber: Subscriber
    rhythm: str
    subscription: int | None


def _token(salt: str, subscriber: Subscriber, *rest: object) -> str:
    return signing.dumps([subscriber.pk, subscriber.secret, *rest], salt=salt)


def _read(salt: str, token: str, within: timedelta) -> tuple[Subscriber, list[object]]:
    """Raises BadLink, or OldLink."""
    try:
        pk, secret, *rest = signing.loads(token, salt=salt, max_age=within)
    except signing.SignatureExpired:
        raise OldLink from None
    except (signing.BadSignature, ValueError, TypeError):
        raise BadLink from None
    subscriber = Subscriber.objects.filter(pk=pk, secret=secret).first()
    if subscriber is None:
        raise OldLink
    return subscriber, rest


def absolute(path: str) -> str:
    """For mails, which are made without a request that would tell the host."""
    return f"{settings.SITE_URL}{path}"


def confirm_link(subscription: Subscription) -> str:
    token = _token(CONFIRM, subscription.subscriber, subscription.pk)
    return absolute(reverse("follow-confirm", args=[token]))


def confirmed_by(token: str) -> Subscription:
    """Raises BadLink, or OldLink when it came too late or the subscription is gone."""
    subscriber, rest = _read(CONFIRM, token, CONFIRM_WITHIN)
    mine = subscriber.subscriptions.select_related("subscriber", "followed")
    found = mine.filter(pk=int(str(rest[0]))).first()
    if found is None:
        raise OldLink
    return found


def manage_path(subscriber: Subscriber) -> str:
    return reverse("follow-manage", args=[_token(MANAGE, subscriber)])


def manage_link(subscriber: Subscriber) -> str:
    return absolute(manage_path(subscriber))


def managed_by(token: str) -> Subscriber:
    """Raises BadLink or OldLink."""
    return _read(MANAGE, token, MANAGE_WITHIN)[0]


def stop_link(subscriber: Subscriber, rhythm: str, subscription: Subscription | None = None) -> str:
    token = _token(STOP, subscriber, rhythm, subscription.pk if subscription else None)
    return absolute(reverse("follow-stop", args=[token]))


def stopped_by(token: str) -> StopLink:
    """Raises BadLink or OldLink."""
    subscriber, (rhythm, subscription) = _read(STOP, token, STOP_WITHIN)
    return StopLink(subscriber, str(rhythm), subscription if isinstance(subscription, int) else None)
