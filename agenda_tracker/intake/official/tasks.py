"""What could not be fetched yet: kept, tried again with growing pauses and a limit, and shown at the desk."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.intake.acts import Clerk
from agenda_tracker.intake.audit import audit
from agenda_tracker.models import OfficialTask

from .fetch import Fetched, fetch
from .sources import Sources

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(days=1)
# What is not published yet is looked for twice a day, for a month; trouble is given up after some days.
MISSING_PAUSE = timedelta(hours=12)
MOST_ATTEMPTS, MOST_MISSING = 12, 60


def queue(reference: Reference, by: Clerk, fetched: Fetched | None = None, identifier: str = "") -> OfficialTask:
    """Keep it for later, once per Kamerstuk; one that was given up gets new chances."""
    now = timezone.now()
    error, next_at = ((fetched.why or fetched.sentence)[:400], _following(fetched, 1, now)) if fetched else ("", now)
    with transaction.atomic():
        task, is_new = OfficialTask.objects.get_or_create(
            normal_form=reference.normal,
            defaults={"asked_by": by, "identifier": identifier, "next_at": next_at, "error": error},
        )
        if not is_new:
            OfficialTask.objects.filter(pk=task.pk).update(
                given_up=False, attempts=0, next_at=next_at, error=error, identifier=identifier
            )
    audit("queue", f"official {reference.normal}", "done")
    return task


def run(pk: int, sources: Sources, by: Clerk = None) -> Fetched | None:
    """Try a task now; None when it is gone or somebody else is trying it. A crash leaves it to be tried again."""
    task = OfficialTask.objects.claim(pk, timezone.now())
    if task is None:
        return None
    fetched = fetch(task.reference, by or task.asked_by, sources, identifier=task.identifier)
    _settle(task, fetched)
    return fetched


def _settle(task: OfficialTask, fetched: Fetched) -> None:
    if fetched.is_done:
        task.delete()
        return
    attempts = task.attempts + 1
    most = MOST_MISSING if fetched.missing else MOST_ATTEMPTS
    OfficialTask.objects.filter(pk=task.pk).update(
        attempts=attempts,
        error=(fetched.why or fetched.sentence)[:400],
        next_at=_following(fetched, attempts, timezone.now()),
        claimed_until=None,
        given_up=not fetched.again or attempts >= most,
    )


def _following(fetched: Fetched, attempts: int, now: datetime) -> datetime:
    pause = MISSING_PAUSE if fetched.missing else min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
    return now + max(pause, timedelta(seconds=min(fetched.wait, 7 * 24 * 3600)))


def drop(pk: int) -> bool:
    """The clerk does not want it any more."""
    gone, _kinds = OfficialTask.objects.filter(pk=pk).delete()
    return bool(gone)
