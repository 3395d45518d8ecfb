"""What is known of one dossier: its letters and papers through time, its topics, and where it is named itself."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Dossier, GovernmentPosition, Letter, Topic
from agenda_tracker.search import Branch, Page, Tree, Year, moments, years
from agenda_tracker.search.narrowing import carries_or_cites
from agenda_tracker.search.timeline import filled_in, papers_of

from .dossier_chart import chart
from .papers import by_letter, citing_letters
from .selecting import cut_asked

CITING, TOPICS = 5, 8
SORTS = {"": _("nieuwste eerst"), "oldest": _("oudste eerst"), "number": _("op nummer")}


@dataclass(frozen=True)
class Spoken:
    """How many positions come from letters in or about the dossier, and the topics most spoken of."""

    count: int
    branches: list[Branch]


def dossier_sheet(request: HttpRequest, dossier: Dossier, *, alone: bool) -> dict[str, Any]:
    """The context of a known dossier; where the address means a paper too, only the start of its papers."""
    of = {"dossier": dossier}
    told, undated = years(dossier)
    citing = list(citing_letters(of)[: CITING + 1])
    return {
        "record": dossier,
        "years": told[::-1],
        "letter_count": sum(year.inside + year.citing for year in told),
        "chart": chart(told),
        "undated": undated,
        "spoken": spoken_of(dossier),
        "citing": by_letter(citing[:CITING], of),
        "more_citing": len(citing) > CITING,
        **_shelf(request, dossier, told, alone=alone),
    }


def _shelf(request: HttpRequest, dossier: Dossier, told: list[Year], *, alone: bool) -> dict[str, Any]:
    """One page of the dossier, by day or by number."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS and alone else ""
    if sort == "number":
        page, problems = cut_asked(request, papers_of(dossier).select_related("letter").order_by("sort_key"))
        return {"page": page, "problems": problems, "sort": sort, "sorts": SORTS}
    rows, count = moments(dossier, oldest_first=sort == "oldest"), sum(year.count for year in told)
    page, problems = cut_asked(request, rows, count) if alone else (Page.cut(rows, count=count), [])
    return {"page": page, "problems": problems, "sort": sort, "sorts": SORTS, "moments": filled_in(page.rows)}


def spoken_of(dossier: Dossier) -> Spoken:
    """Positions counted as the list of positions counts them, so that each link gives what it says; three queries."""
    letters = Letter.objects.public().filter(carries_or_cites((dossier.reference,))).order_by().values("pk")
    positions = GovernmentPosition.objects.public().filter(letter__in=letters).order_by()
    tree = Tree(_most_tagged(positions), Topic.objects.order_by().values_list("pk", "parent_id"))
    branches = list(tree.walk())
    asked = {str(at): tree.ids(branch) for at, branch in enumerate(branches)}
    counted = {f"under_{at}": Count("pk", filter=Q(topics__in=ids), distinct=True) for at, ids in asked.items()}
    numbers = positions.aggregate(every=Count("pk", distinct=True), **counted)
    for at, branch in enumerate(branches):
        branch.count = numbers[f"under_{at}"]
    branches.sort(key=lambda branch: (-(branch.count or 0), branch.topic.name_key))
    return Spoken(numbers["every"], branches)


def _most_tagged(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[Topic]":
    rows = Topic.objects.public().filter(positions__in=positions.values("pk")).annotate(number=Count("positions"))
    return rows.order_by("-number", "name_key")[:TOPICS]
