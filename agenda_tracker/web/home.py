"""The front page: one search box, what is coming, what is new, and where to browse."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.views.generic import TemplateView

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting
from agenda_tracker.search import Tree, public_tree
from agenda_tracker.search.kept import once_per_head
from agenda_tracker.search.previous import with_citation
from agenda_tracker.search.sources import UNSHOWN

from .meetings import with_letters

COMING, RECENT, NEWEST = 5, 5, 5


def coming(today: date) -> "QuerySet[MinisterialMeeting]":
    """The next meetings, the first one first; a meeting that is going on still counts."""
    rows = MinisterialMeeting.objects.public().filter(end_date__gte=today)
    return with_letters(rows).order_by("start_date", "pk")[:COMING]


def recent(today: date) -> "QuerySet[MinisterialMeeting]":
    rows = MinisterialMeeting.objects.public().filter(end_date__lt=today)
    return with_letters(rows).order_by("-start_date", "-pk")[:RECENT]


def newest() -> "QuerySet[GovernmentPosition]":
    """The first positions of the newest letters."""
    spoken = GovernmentPosition.objects.filter(letter=OuterRef("pk"), review=GovernmentPosition.Review.CONFIRMED)
    letters = Letter.objects.public().filter(Exists(spoken)).order_by("-date", "-pk").values_list("pk", flat=True)
    rows = with_citation(GovernmentPosition.objects.public().filter(letter__in=list(letters[:NEWEST])))
    return rows.defer(*UNSHOWN).order_by("-letter__date", "-letter", "order", "pk")[:NEWEST]


def counted_roots() -> Tree:
    tree = public_tree()
    tree.count(tree.roots)
    return tree


@once_per_head
def shown(today: date) -> dict[str, Any]:
    """All that the page shows on a day."""
    return {
        "coming": list(coming(today)),
        "recent": list(recent(today)),
        "newest": list(newest()),
        "branches": counted_roots().roots,
        "letters": Letter.objects.public().count(),
    }


class HomeView(TemplateView):
    template_name = "web/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**shown(timezone.localdate()), **kwargs)
