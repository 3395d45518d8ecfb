"""The mails themselves: headers that mail programs understand, plain text and HTML of the same words, nothing that tracks."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda_tracker.models import AlertMail, AlertMailLine, AlertMatch, Rhythm, Subscription
from agenda_tracker.search import counted

from . import links
from .news import News, Told, still_public, tell, together
from .preview import line_at
from .returned import as_known
from .selections import Selection, selection_followed

# Things told in one mail; of the rest only how many there are, and where.
MOST = 60
SUBJECT = 120
# How long is kept what was told.
TOLD_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Part:
    """What one subscription has to tell; `more` is how many there are beyond those shown."""

    subscription: Subscription
    selection: Selection
    news: list[News]
    more: int
    stop: str

    @property
    def count(self) -> int:
        return len(self.news) + self.more

    @property
    def url(self) -> str:
        return links.absolute(self.selection.path)


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def message_id(mail: AlertMail) -> str:
    """The same at every attempt, so that a repeated mail can be recognised as the same."""
    return f"<{mail.name}@{host()}>"


def message_for(mail: AlertMail) -> EmailMultiAlternatives | None:
    """The mail as it is to be sent now; None when there is nothing left to tell."""
    return MAKERS[mail.kind](mail)


def packed(message: EmailMultiAlternatives) -> dict[str, Any]:
    """Its words and headers, to be kept until they are known to have arrived."""
    (html, _kind), *_others = message.alternatives
    return {
        "subject": str(message.subject),
        "text": str(message.body),
        "html": str(html),
        "headers": message.extra_headers,
    }


def unpacked(kept: dict[str, Any], mail: AlertMail) -> EmailMultiAlternatives:
    to = [mail.subscriber.email]
    message = EmailMultiAlternatives(kept["subject"], kept["text"], None, to, headers=kept["headers"])
    message.attach_alternative(kept["html"], "text/html")
    return message


def _message(mail: AlertMail, subject: str, template: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    context = {
        "subject": subject,
        "site": settings.SITE_URL,
        "address": mail.subscriber.email,
        "organisation": settings.ORGANISATION,
        "privacy": f"{settings.SITE_URL}/privacy/",
        **context,
    }
    headers = {
        "Message-ID": message_id(mail),
        "Date": format_datetime(mail.created_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    text = render_to_string(f"mail/{template}.txt", context, using="jinja2").strip() + "\n"
    message = EmailMultiAlternatives(subject, text, None, [mail.subscriber.email], headers=headers)
    message.attach_alternative(render_to_string(f"mail/{template}.html", context, using="jinja2"), "text/html")
    return message


def _alert(mail: AlertMail) -> EmailMultiAlternatives | None:
    parts = parts_of(mail)
    if not parts:
        return None
    subscriber, rhythm = mail.subscriber, mail.rhythm
    stop = links.stop_link(subscriber, rhythm)
    context = {
        "parts": parts,
        "has_marks": any(one.contrasts for part in parts for one in part.news),
        "rhythm": Rhythm(rhythm).label,
        "stop": stop,
        "manage": links.manage_link(subscriber),
        "site_of": links.absolute,
    }
    message = _message(mail, subject_of(parts), "alert", context)
    message.extra_headers |= {
        "List-Id": f"Agendavolger {Rhythm(rhythm).label} <{rhythm.replace('_', '-')}.agendavolger.{host()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
    return message


def parts_of(mail: AlertMail) -> list[Part]:
    """By subscription that still holds, what is still public; each record once, under the first that found it."""
    lines = mail.lines.filter(subscription__in=Subscription.objects.active())
    lines = lines.select_related("item", "subscription__followed", "subscription__subscriber")
    by_subscription: dict[int, list[AlertMailLine]] = defaultdict(list)
    for line in lines.order_by("subscription", "item"):
        by_subscription[line.subscription_id].append(line)
    taken: dict[tuple[str, int], list[str]] = {}
    drafts = [_draft(some, taken) for some in by_subscription.values()]
    room, parts = MOST, []
    for subscription, selection, told in drafts:
        shown = told[:room]
        room -= len(shown)
        news = _with_others(tell(shown), taken, selection.title)
        stop = links.stop_link(mail.subscriber, subscription.rhythm, subscription)
        parts.append(Part(subscription, selection, news, len(told) - len(shown), stop))
    return [part for part in parts if part.count]


def _draft(
    lines: list[AlertMailLine], taken: dict[tuple[str, int], list[str]]
) -> tuple[Subscription, Selection, list[Told]]:
    subscription, items = lines[0].subscription, [line.item for line in lines]
    selection = selection_followed(subscription.followed)
    matches = AlertMatch.objects.filter(followed=subscription.followed_id, item__in=items, came_in=True)
    came = set(matches.values_list("item", flat=True))
    floor = line_at(timezone.now() - TOLD_FOR) - 1 if any(item.returned for item in items) else 0
    known = as_known(subscription, items, floor)
    mine = []
    for told in still_public(together((item, item.number in came) for item in known)):
        key = told.item.kind, told.item.object_id
        if key not in taken:
            mine.append(told)
        taken.setdefault(key, []).append(selection.title)
    return subscription, selection, mine


def reaches(mail: AlertMail) -> list[int]:
    """The subscriptions that it speaks for and that still hold."""
    active = Subscription.objects.active().filter(pk__in=mail.lines.values("subscription"))
    return list(active.order_by("pk").values_list("pk", flat=True))


def untold(mail: AlertMail) -> list[int]:
    """Its lines about records that are no longer public."""
    lines = list(mail.lines.select_related("item"))
    shown = {(one.item.kind, one.item.object_id) for one in still_public([Told(line.item) for line in lines])}
    return [line.pk for line in lines if (line.item.kind, line.item.object_id) not in shown]


def _with_others(news: list[News], taken: dict[tuple[str, int], list[str]], title: str) -> list[News]:
    """Each with the titles of the other subscriptions that found it."""
    others = (tuple(other for other in taken[one.kind, one.pk] if other != title) for one in news)
    return [replace(one, also=also) for one, also in zip(news, others, strict=True)]


def subject_of(parts: list[Part]) -> str:
    """`Standpunten over Luchtverdediging: 1 nieuw standpunt`, or how much there is of how many subscriptions."""
    number = sum(part.count for part in parts)
    if len(parts) > 1:
        return _("%(number)s bij %(parts)s") % {
            "number": counted(number, _("nieuws"), _("berichten")),
            "parts": counted(len(parts), _("selectie die u volgt"), _("selecties die u volgt")),
        }
    (part,) = parts
    if number == 1:
        return _cut(f"{part.news[0].label}: {part.news[0].title}")
    return _cut(f"{part.selection.title}: {counted(number, _('bericht'), _('berichten'))}")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SUBJECT else f"{text[: SUBJECT - 1]}…"


def _confirm(mail: AlertMail) -> EmailMultiAlternatives | None:
    subscription = mail.subscription
    if subscription is None or subscription.confirmed_at is not None or subscription.stopped_at is not None:
        return None
    selection = selection_followed(subscription.followed)
    context = {
        "subscription": subscription,
        "selection": selection,
        "rhythm": subscription.get_rhythm_display(),
        "confirm": links.confirm_link(subscription),
        "days": links.CONFIRM_WITHIN.days,
    }
    return _message(mail, _("Bevestig uw e-mailmelding van Agendavolger"), "confirm", context)


def _manage(mail: AlertMail) -> EmailMultiAlternatives | None:
    context = {"manage": links.manage_link(mail.subscriber), "days": links.MANAGE_WITHIN.days}
    return _message(mail, _("Uw e-mailmeldingen van Agendavolger"), "manage", context)


MAKERS: dict[str, Callable[[AlertMail], EmailMultiAlternatives | None]] = {
    AlertMail.Kind.ALERT: _alert,
    AlertMail.Kind.CONFIRM: _confirm,
    AlertMail.Kind.MANAGE: _manage,
}
