"""Topics: the tree with counts, and the page of one with its positions through time and what changed in them."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from agenda_tracker.models import GovernmentPosition, Topic
from agenda_tracker.search import Branch, Tree, chips, counted, public_tree
from agenda_tracker.search.addresses import Addresses
from agenda_tracker.search.through_time import (
    POSITIONS_A_PAGE,
    Amount,
    MeetingTally,
    ThroughTime,
    TopicFilter,
    lanes,
    pages_of,
)
from agenda_tracker.search.topic_changes import by_meeting
from agenda_tracker.search.tree import known_tree

from .former import moved
from .topic_pictures import AddressOf, amount_chart, stance_chart, timeline

# The table beside the timeline has a row for each meeting, or when there are more than this, for each year.
MOST_ROWS = 40


class TopicsView(TemplateView):
    template_name = "web/topics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = public_tree()
        tree.count_all()
        return super().get_context_data(branches=tree.roots, **kwargs)


class TopicView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        tree = known_tree()
        branch = tree.by_slug.get(slug)
        if branch is None:
            return moved("topic", slug, Topic.objects.public())
        tree.count(branch.children)
        return render(request, "web/topic.html", topic_context(request, tree, branch))


def topic_context(request: HttpRequest, tree: Tree, branch: Branch) -> dict[str, Any]:
    """The topic, its subtopics and the selection of its positions: counted, drawn, and one page of it meeting by meeting."""
    topics = tree.ids(branch)
    selection = TopicFilter(request.GET, GovernmentPosition.objects.public(), branch.topic)
    found = selection.through_time(topics)
    pages = pages_of(found.meetings)
    number = selection.chosen.get("page", 1)
    if number > max(1, len(pages)):
        selection.problems.append(no_such_page(number, len(pages)))
        found, pages = ThroughTime([], []), []
    shown = [one.meeting for one in pages[number - 1]] if pages else []
    return {
        "branch": branch,
        "topic": branch.topic,
        "selection": selection,
        "problems": selection.problems,
        "chips": chips(selection),
        "summary": summary(found.meetings),
        "groups": by_meeting(selection.on_items(topics, shown), shown, topics, POSITIONS_A_PAGE) if shown else [],
        **paged(pages, number),
        **pictures(selection.amounts(topics) if found.meetings else [], found, _addresses(request, pages)),
    }


def no_such_page(number: int, last: int) -> str:
    return _("Pagina %(number)d bestaat niet: deze lijst heeft %(last)s. Ga terug naar pagina 1.") % {
        "number": number,
        "last": counted(max(1, last), "pagina", "pagina’s"),
    }


def summary(meetings: Sequence[MeetingTally]) -> dict[str, Any]:
    """How many positions at how many meetings, the newest of which is the first, and the first and last day."""
    return {
        "count": sum(one.count for one in meetings),
        "meetings": len(meetings),
        "first": meetings[-1].day if meetings else None,
        "last": meetings[0].day if meetings else None,
    }


def paged(pages: Sequence[Sequence[MeetingTally]], number: int) -> dict[str, Any]:
    """The page and those beside it."""
    return {
        "page": number,
        "last_page": len(pages),
        "newer": number - 1 if 1 < number <= len(pages) else None,
        "older": number + 1 if number < len(pages) else None,
    }


def _addresses(request: HttpRequest, pages: Sequence[Sequence[MeetingTally]]) -> AddressOf:
    """Where each meeting of the selection stands: on which page, and there where."""
    on_page = {tally.meeting: place for place, page in enumerate(pages, 1) for tally in page}
    addresses = Addresses(request.GET)

    def address_of(meeting: int) -> str:
        page = on_page[meeting]
        return f"{addresses({'page'}, **({'page': page} if page > 1 else {}))}#vergadering-{meeting}"

    return address_of


def pictures(amounts: Sequence[Amount], found: ThroughTime, address_of: AddressOf) -> dict[str, Any]:
    """The timeline and the charts, each None where there is nothing to draw, and what the table beside it shows."""
    few = found.meetings if len(found.meetings) <= MOST_ROWS else []
    return {
        "timeline": timeline(lanes(found.meetings), address_of),
        "meetings": [(one, address_of(one.meeting)) for one in few],
        "years": [] if few else by_year(found.meetings),
        "stances": stance_chart(found.years),
        "amounts": amount_chart(amounts),
    }


def by_year(meetings: Iterable[MeetingTally]) -> list[tuple[int, int, int]]:
    """Each year with how many positions at how many meetings."""
    runs = ((year, list(run)) for year, run in groupby(meetings, key=lambda one: one.day.year))
    return [(year, sum(one.count for one in run), len(run)) for year, run in runs]
