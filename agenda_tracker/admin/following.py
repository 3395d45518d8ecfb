"""How the alerts by e-mail fare: for beheerders, to read only, and without the addresses."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda_tracker.models import AlertCursor, AlertMail, Followed, JournalHead, Subscriber, Subscription

# Failures that are shown, and of how many days.
MOST, DAYS = 50, 30
# A mail that waits so long says that the command does not run, or that no mail server takes it.
LATE = timedelta(hours=1)


def may_see(user: Any) -> bool:
    """Who makes the accounts keeps an eye on the mails, too."""
    return bool(user.has_perm("auth.view_user"))


def following_view(request: HttpRequest) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied
    context = {**admin.site.each_context(request), "title": _("E-mailmeldingen"), **figures()}
    return render(request, "admin/following.html", context)


def figures() -> dict[str, Any]:
    """Counts, and the last failures by the number of their follower; ten queries at most."""
    now = timezone.now()
    mails = AlertMail.objects.filter(created_at__gte=now - timedelta(days=DAYS))
    waiting = AlertMail.objects.waiting().aggregate(number=Count("pk"), oldest=Min("created_at"))
    cursor = AlertCursor.objects.values_list("number", flat=True).first()
    return {
        "days": DAYS,
        "followers": Subscriber.objects.aggregate(
            all=Count("pk"),
            paused=Count("pk", filter=Q(paused_at__isnull=False)),
            bounced=Count("pk", filter=Q(bounces__gt=0)),
        ),
        "subscriptions": Subscription.objects.active().count(),
        "unconfirmed": Subscription.objects.unconfirmed().count(),
        "selections": Followed.objects.alive().count(),
        "rhythms": _by_rhythm(),
        "waiting": waiting,
        "late": bool(waiting["oldest"]) and now - waiting["oldest"] > LATE,
        "behind": max(0, _head() - cursor) if cursor is not None else None,
        "sent": mails.filter(state=AlertMail.State.SENT).aggregate(number=Count("pk"), last=Max("finished_at")),
        "failures": list(_failures(mails)),
    }


def _by_rhythm() -> list[tuple[str, int]]:
    counted = Subscription.objects.active().order_by().values_list("rhythm").annotate(number=Count("pk"))
    known = dict(counted)
    field: Any = Subscription._meta.get_field("rhythm")
    return [(str(name), known.get(value, 0)) for value, name in field.flatchoices]


def _head() -> int:
    return JournalHead.objects.values_list("number", flat=True).first() or 0


def _failures(mails: Any) -> Any:
    """What failed, came back, or is being tried again; the latest first."""
    trouble = Q(state=AlertMail.State.FAILED) | Q(bounced_at__isnull=False)
    trouble |= Q(state=AlertMail.State.WAITING, attempts__gt=0) & ~Q(problem="")
    return mails.filter(trouble).order_by("-pk")[:MOST]
