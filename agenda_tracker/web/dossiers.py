"""What is known of one dossier: its letters and papers through time, its topics, and where it is named itself."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Dossier, GovernmentPosition, Letter
from agenda_tracker.search import Branch, Page, Tree, Year, moments, public_tree, years
from agenda_tracker.search.answers import Unanswerable, answer
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
    letters = Letter.objects.public().filter(carries_or_cites((dossier.reference,))).order_by()
    positions = GovernmentPosition.objects.public().filter(letter__in=letters.values("pk"))
    tree = public_tree()
    branches = _most_tagged(tree, positions.order_by())
    every, counts = _by_index(dossier) or _by_database(positions.order_by(), [tree.ids(branch) for branch in branches])
    for at, branch in enumerate(branches):
        branch.count = counts[str(branch.topic.pk)] if isinstance(counts, Counter) else counts[at]
    branches.sort(key=lambda branch: (-(branch.count or 0), branch.topic.name_key))
    return Spoken(every, branches)


def _by_index(dossier: Dossier) -> tuple[int, Counter[str]] | None:
    """All, and by the id of a topic; None when the index cannot tell."""
    found = answer(("position",), {"dossier": [dossier.normal_form]}, None, None, None)
    try:
        return (found.count, found.facets(["topic"])["topic"]) if found is not None else None
    except Unanswerable:
        return None


def _by_database(positions: "QuerySet[GovernmentPosition]", groups: list[set[int]]) -> tuple[int, list[int]]:
    """All, and those on each group of topics."""
    counted = {f"under_{at}": Count("pk", filter=Q(topics__in=ids), distinct=True) for at, ids in enumerate(groups)}
    numbers = positions.aggregate(every=Count("pk", distinct=True), **counted)
    return numbers["every"], [numbers[name] for name in counted]


def _most_tagged(tree: Tree, positions: "QuerySet[GovernmentPosition]") -> list[Branch]:
    tagged = positions.filter(topics__isnull=False).values_list("topics").annotate(Count("pk"))
    numbers = {pk: number for pk, number in tagged if pk in tree.by_id}
    most = sorted(numbers, key=lambda pk: (-numbers[pk], tree.by_id[pk].topic.name_key))
    return [tree.by_id[pk] for pk in most[:TOPICS]]
