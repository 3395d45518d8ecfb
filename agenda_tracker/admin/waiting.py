"""What the front page of the desk shows: the work that waits, each line a link to it."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from agenda_tracker.models import Letter, LetterKind, LetterSource, MinisterialMeeting

MOST = 10


def what_waits() -> dict[str, Any]:
    """Drafts, received files without a letter, and coming meetings without an annotated agenda; at most ten of each."""
    undecided = Count("positions", filter=Q(positions__review="suggested"))
    drafts = Letter.objects.filter(status=Letter.Status.DRAFT).annotate(undecided=undecided).order_by("-created_at")
    agendas = Letter.objects.public().filter(treatments__kind=LetterKind.AGENDA)
    today = timezone.localdate()
    coming = MinisterialMeeting.objects.filter(start_date__gte=today).exclude(state=MinisterialMeeting.State.CANCELLED)
    bare = coming.exclude(letters__in=agendas).select_related("formation").order_by("start_date")
    meetings = list(bare[:MOST])
    for meeting in meetings:
        meeting.days_left = (meeting.start_date - today).days  # type: ignore[attr-defined]
    return {
        "drafts": drafts[:MOST],
        "unread": LetterSource.objects.filter(letter=None).exclude(problem="")[:MOST],
        "bare_meetings": meetings,
    }
