"""Sending what waits: claimed for a while by one process, tried again with longer pauses, and known by its Message-ID.

A mail is marked as sent after the mail server took it. A process that dies in between leaves a claim that lapses; the
mail then goes out once more under the same Message-ID, by which mail programs and people know it for the same.
"""

import logging
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from agenda_tracker.models import AlertMail

from .bounces import hard_bounce
from .evaluate import head_number
from .messages import message_for, packed, reaches, unpacked, untold

LEASE = timedelta(minutes=10)
# After so many attempts a mail is given up: some four days after the first.
MOST_ATTEMPTS = 12
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=12)
BATCH = 50
State = AlertMail.State

logger = logging.getLogger(__name__)


class Unreachable(Exception):
    """The mail server cannot be reached, or takes nothing now; what waits goes on waiting."""


class Refused(Exception):
    """The mail server will never take this mail for this address."""


class Deferred(Exception):
    """The mail server wants this mail later."""


def send_waiting(now: datetime | None = None, most: int | None = None) -> int:
    """Send what is due; returns how many mails went out. Raises Unreachable when there is no mail server to take them."""
    sent = 0
    connection = get_connection()
    try:
        for mail in _claimed(now):
            sent += _sent(mail, connection, now or timezone.now())
            if most is not None and sent >= most:
                break
    finally:
        connection.close()
    return sent


def _claimed(now: datetime | None) -> Iterator[AlertMail]:
    """The mails that are due, one by one, each in the hands of this process only."""
    while pks := list(AlertMail.objects.claimable(now or timezone.now()).values_list("pk", flat=True)[:BATCH]):
        for pk in pks:
            if claim(pk, now or timezone.now()):
                whole = AlertMail.objects.select_related("subscriber", "subscription__followed")
                yield from whole.filter(pk=pk)  # none when the address was forgotten just now


def claim(pk: int, now: datetime) -> bool:
    """Take a mail, in one statement that only one process can win."""
    token = secrets.token_urlsafe(12)
    mine = AlertMail.objects.claimable(now).filter(pk=pk).order_by()
    return bool(mine.update(claimed_until=now + LEASE, claim=token, attempts=F("attempts") + 1))


def _sent(mail: AlertMail, connection: Any, now: datetime) -> bool:
    try:
        gone = untold(mail)
        message = _made(mail, gone)
        if message is None:
            return finish(mail, State.DROPPED, now, gone=gone)
        message.connection = connection
        hand_over(message)
    except Unreachable:
        release(mail)
        raise
    except Refused as refusal:
        hard_bounce(mail, now, str(refusal))
        return finish(mail, State.FAILED, now, str(refusal))
    except Deferred as later:
        return put_off(mail, now, str(later))
    except Exception as error:
        logger.exception("mail %s could not be made or sent", mail.name)
        return put_off(mail, now, type(error).__name__)
    finish(mail, State.SENT, now, gone=gone)
    return True


def _made(mail: AlertMail, gone: list[int]) -> EmailMultiAlternatives | None:
    """The mail in the words of an earlier attempt that may have succeeded, unless these may no longer be told."""
    basis = [gone, reaches(mail)]
    if mail.content is not None and mail.content["basis"] == basis:
        return unpacked(mail.content, mail)
    number = head_number()
    message = message_for(mail)
    if message is not None and mail.kind == AlertMail.Kind.ALERT:
        kept = {**packed(message), "basis": basis}
        AlertMail.objects.filter(pk=mail.pk, claim=mail.claim).update(content=kept, journal_number=number)
    return message


def hand_over(message: Any) -> None:
    """To the mail server. Raises Unreachable, Refused or Deferred."""
    try:
        _send(message)
    except SMTPRecipientsRefused as error:
        (code, _said), *_others = error.recipients.values()
        raise (Refused if 500 <= code < 600 else Deferred)(f"SMTP {code}") from error
    except SMTPServerDisconnected as error:
        raise Unreachable(type(error).__name__) from error
    except SMTPResponseException as error:
        if error.smtp_code == 421 or _is_about_us(error):
            raise Unreachable(f"SMTP {error.smtp_code}") from error
        raise (Refused if 500 <= error.smtp_code < 600 else Deferred)(f"SMTP {error.smtp_code}") from error
    except (SMTPException, OSError) as error:
        raise Unreachable(type(error).__name__) from error


def _send(message: Any) -> None:
    """Over the connection that is open already; over a new one when the server has closed that meanwhile."""
    try:
        message.connection.open()
        message.send()
    except SMTPServerDisconnected:
        message.connection.close()
        message.connection.open()
        message.send()


def _is_about_us(error: SMTPResponseException) -> bool:
    """Log-in refused, or our own sender: the next mail would fare no better."""
    return type(error).__name__ in ("SMTPAuthenticationError", "SMTPSenderRefused", "SMTPConnectError", "SMTPHeloError")


def finish(mail: AlertMail, state: str, now: datetime, problem: str = "", gone: Collection[int] = ()) -> bool:
    """Mark it, and of its lines those that were not told, unless another process has it by now; False."""
    mine = AlertMail.objects.filter(pk=mail.pk, claim=mail.claim, state=State.WAITING)
    with transaction.atomic():
        if mine.update(state=state, finished_at=now, claimed_until=None, problem=problem[:200], content=None):
            mail.lines.filter(pk__in=gone).update(dropped=True)
    return False


def release(mail: AlertMail) -> None:
    """Nothing was tried: the attempt does not count."""
    mine = AlertMail.objects.filter(pk=mail.pk, claim=mail.claim, state=State.WAITING)
    mine.update(claimed_until=None, attempts=F("attempts") - 1)


def put_off(mail: AlertMail, now: datetime, problem: str) -> bool:
    """Try again later, each time after a longer pause, or give up; False."""
    if mail.attempts >= MOST_ATTEMPTS:
        return finish(mail, State.FAILED, now, problem)
    pause = min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
    mine = AlertMail.objects.filter(pk=mail.pk, claim=mail.claim, state=State.WAITING)
    mine.update(claimed_until=None, not_before=now + pause, problem=problem[:200])
    return False
