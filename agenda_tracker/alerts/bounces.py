"""Mails that came back: an address that keeps refusing is left alone, and forgotten after a while."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message
from typing import Any

from django.db import transaction

from agenda_tracker.models import AlertMail, Subscriber
from agenda_tracker.models.fields import fold

# After so many mails that came back for good, with no more than so long between two, nothing is sent any more.
MOST_BOUNCES = 3
FORGIVEN_AFTER = timedelta(days=60)
_NAME = re.compile(r"<([0-9a-f]{32})@")


@dataclass(frozen=True)
class Report:
    """What a delivery status notification says (RFC 3464): of which mail, to whom, and whether for good."""

    names: tuple[str, ...]
    recipient: str
    action: str
    status: str

    @property
    def is_hard(self) -> bool:
        return self.action == "failed" and not self.status.startswith("4")


def read_report(raw: bytes) -> list[Report]:
    """One for each recipient it speaks of; none when it is no such notification."""
    message = message_from_bytes(raw, policy=policy.default)
    names = tuple(dict.fromkeys(_names(message)))
    blocks = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    fields = [block for part in blocks for block in _blocks(part)]
    return [_report(block, names) for block in fields if block.get("Action")]


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _report(block: Message, names: tuple[str, ...]) -> Report:
    recipient = str(block.get("Final-Recipient") or block.get("Original-Recipient") or "")
    action, status = str(block["Action"]).strip().lower(), str(block.get("Status", "")).strip()
    return Report(names, recipient.rpartition(";")[2].strip(), action, status)


def _names(message: Message) -> list[str]:
    """Names of our mails that it gives back, whole or its head only."""
    found: list[str] = []
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            found += _NAME.findall(str(part.get_payload()))
        elif part is not message and part.get("Message-ID"):
            found += _NAME.findall(str(part["Message-ID"]))
    return found


def record_bounce(raw: bytes, now: datetime) -> tuple[int, int]:
    """Count what came back for good; returns how many reports it held, and how many of them were counted."""
    reports = read_report(raw)
    counted = 0
    for report in reports:
        mail = mail_of(report)
        if mail is not None and report.is_hard:
            counted += hard_bounce(mail, now, f"DSN {report.status}")
    return len(reports), counted


def mail_of(report: Report) -> AlertMail | None:
    """The mail that it is about: by its Message-ID; where that was not given back, the last one to that address."""
    mails = AlertMail.objects.select_related("subscriber")
    if report.names:
        return mails.filter(name__in=report.names).first()
    sent = mails.filter(subscriber__email_key=fold(report.recipient), state=AlertMail.State.SENT, bounced_at=None)
    return sent.order_by("-pk").first()


def hard_bounce(mail: AlertMail, now: datetime, problem: str) -> bool:
    """Count it once for each mail; an address that has too many is left alone. False when it was counted before."""
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().filter(pk=mail.subscriber_id).first()
        fresh = AlertMail.objects.filter(pk=mail.pk, bounced_at=None)
        if subscriber is None or not fresh.update(bounced_at=now, problem=problem[:200]):
            return False
        long_ago = subscriber.bounced_at is not None and now - subscriber.bounced_at > FORGIVEN_AFTER
        subscriber.bounces = 1 if long_ago else subscriber.bounces + 1
        subscriber.bounced_at = now
        if subscriber.bounces >= MOST_BOUNCES and subscriber.paused_at is None:
            subscriber.paused_at = now
        subscriber.save(update_fields=["bounces", "bounced_at", "paused_at"])
    return True


def welcome_back(subscriber: Subscriber) -> None:
    """A link in a mail was used: the address works. What happened meanwhile is told at the next turn."""
    if subscriber.bounces or subscriber.paused_at:
        back: dict[str, Any] = {"bounces": 0, "bounced_at": None, "paused_at": None}
        Subscriber.objects.filter(pk=subscriber.pk).update(**back)
