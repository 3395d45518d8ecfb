"""What is known of one dossier: its letters and papers through time, its topics, and where it is named itself."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Dossier, GovernmentPosition, Letter
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import Branch, Page, Year, moments, public_tree, years
from agenda_tracker.search.citing import CITING
from agenda_tracker.search.narrowing import around
from agenda_tracker.search.sources import public_topics
from agenda_tracker.search.timeline import filled_in, papers_of
from agenda_tracker.search.tree import counted_by_topic

from .dossier_chart import chart
from .papers import by_letter
from .selecting import cut_asked

FEW, TOPICS = 5, 8
SORTS = {"": _("nieuwste eerst"), "oldest": _("oudste eerst"), "number": _("op nummer")}


@dataclass(frozen=True)
class Spoken:
    """How many positions come from letters in or about the dossier, and the topics most spoken of."""

    count: int
    branches: list[Branch]


def dossier_sheet(request: HttpRequest, dossier: Dossier, *, alone: bool) -> dict[str, Any]:
    """The context of a known dossier; where the address means a paper too, only the start of its papers."""
    told, undated = years(dossier)
    citing = CITING["dossier"](dossier.pk, stop=FEW + 1)
    return {
        "record": dossier,
        "years": told[::-1],
        "letter_count": sum(year.inside + year.citing for year in told),
        "chart": chart(told),
        "undated": undated,
        "spoken": spoken_of(dossier),
        "citing": by_letter(citing[:FEW], "dossier", dossier.pk),
        "more_citing": len(citing) > FEW,
        **_shelf(request, dossier, told, alone=alone),
    }


def _shelf(request: HttpRequest, dossier: Dossier, told: list[Year], *, alone: bool) -> dict[str, Any]:
    """One page of the dossier, by day or by number."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS and alone else ""
    if sort == "number":
        page, problems = cut_asked(request, papers_of(dossier.pk).select_related("letter").order_by("sort_key"))
        return {"page": page, "problems": problems, "sort": sort, "sorts": SORTS}
    rows: Any = moments(dossier, oldest_first=sort == "oldest")
    count = sum(year.count for year in told)
    page, problems = cut_asked(request, rows, count) if alone else (Page.cut(rows, count=count), [])
    return {"page": page, "problems": problems, "sort": sort, "sorts": SORTS, "moments": filled_in(page.rows)}


def spoken_of(dossier: Dossier) -> Spoken:
    """Positions counted as the list of positions counts them, so that each link gives what it says; two queries."""
    known = counted_by_topic({"dossier": [dossier.reference.normal]})
    if known is not None:
        every, counts = known
        branches = _most_tagged(dossier, {pk: Branch(topic) for pk, topic in public_topics().items()})
    else:
        tree = public_tree()
        branches = _most_tagged(dossier, tree.by_id)
        groups = {str(branch.topic.pk): tree.ids(branch) for branch in branches}
        every, counts = _counted(positions_around(dossier.normal_form), groups)
    for branch in branches:
        branch.count = counts[str(branch.topic.pk)]
    branches.sort(key=lambda branch: (-(branch.count or 0), branch.topic.name_key))
    return Spoken(every, branches)


def _most_tagged(dossier: Dossier, public: dict[int, Branch]) -> list[Branch]:
    numbers = {pk: number for pk, number in _TAGGED(dossier.normal_form) if pk in public}
    most = sorted(numbers, key=lambda pk: (-numbers[pk], public[pk].topic.name_key))
    return [public[pk] for pk in most[:TOPICS]]


def positions_around(normal_form: str) -> "QuerySet[GovernmentPosition]":
    """The public positions from letters in or about the dossier."""
    letters = Letter.objects.public().filter(around(normal_form)).order_by()
    return GovernmentPosition.objects.public().filter(letter__in=letters.values("pk")).order_by()


_TAGGED = Prepared(
    lambda name: positions_around(name).filter(topics__isnull=False).values_list("topics").annotate(Count("pk"))
)


def _counted(positions: "QuerySet[GovernmentPosition]", groups: dict[str, set[int]]) -> tuple[int, Counter[str]]:
    """As `counted_by_topic`, by the database: all, and by name those on each group of topics."""
    counted = {f"under_{name}": Count("pk", filter=Q(topics__in=ids), distinct=True) for name, ids in groups.items()}
    numbers = positions.aggregate(every=Count("pk", distinct=True), **counted)
    return numbers["every"], Counter({name: numbers[f"under_{name}"] for name in groups})
