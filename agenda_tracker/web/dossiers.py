"""What is known of one dossier: its letters and papers through time, its topics, and where it is named itself."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Dossier, GovernmentPosition, Letter
from agenda_tracker.search import Branch, Page, Tree, Year, moments, public_tree, years
from agenda_tracker.search.narrowing import carries_or_cites
from agenda_tracker.search.timeline import filled_in, papers_of
from agenda_tracker.search.tree import counted_by_topic

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
    letters = Letter.objects.public().filter(carries_or_cites((dossier.reference,))).order_by()
    positions = GovernmentPosition.objects.public().filter(letter__in=letters.values("pk"))
    tree = public_tree()
    branches = _most_tagged(tree, positions.order_by())
    known = counted_by_topic({"dossier": [dossier.reference.normal]})
    every, counts = known or _counted(positions.order_by(), {str(one.topic.pk): tree.ids(one) for one in branches})
    for branch in branches:
        branch.count = counts[str(branch.topic.pk)]
    branches.sort(key=lambda branch: (-(branch.count or 0), branch.topic.name_key))
    return Spoken(every, branches)


def _counted(positions: "QuerySet[GovernmentPosition]", groups: dict[str, set[int]]) -> tuple[int, Counter[str]]:
    """As `counted_by_topic`, by the database: all, and by name those on each group of topics."""
    counted = {f"under_{name}": Count("pk", filter=Q(topics__in=ids), distinct=True) for name, ids in groups.items()}
    numbers = positions.aggregate(every=Count("pk", distinct=True), **counted)
    return numbers["every"], Counter({name: numbers[f"under_{name}"] for name in groups})


def _most_tagged(tree: Tree, positions: "QuerySet[GovernmentPosition]") -> list[Branch]:
    tagged = positions.filter(topics__isnull=False).values_list("topics").annotate(Count("pk"))
    numbers = {pk: number for pk, number in tagged if pk in tree.by_id}
    most = sorted(numbers, key=lambda pk: (-numbers[pk], tree.by_id[pk].topic.name_key))
    return [tree.by_id[pk] for pk in most[:TOPICS]]
