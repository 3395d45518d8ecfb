"""Topics: the tree with counts, and the page of one with its positions through time and what changed in them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from agenda_tracker.models import GovernmentPosition, Topic
from agenda_tracker.search import Branch, Tree, chips, counted, public_tree
from agenda_tracker.search.addresses import addresses_of, with_part
from agenda_tracker.search.kept import KeptSelections
from agenda_tracker.search.through_time import (
    Amount,
    ByMeeting,
    ThroughTime,
    TopicFilter,
    by_year,
    lanes,
    page_starts,
)
from agenda_tracker.search.tree import known_tree

from .former import moved
from .topic_groups import GroupKey, written_groups
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
    whole = NOTHING
    if not selection.problems:
        key = (branch.topic.pk, addresses_of(request.GET)({"page"}))
        whole = OVERVIEWS(key, lambda: overview(request, selection, topics))
    number = selection.chosen.get("page", 1)
    if number > max(1, whole.last_page):
        selection.problems.append(no_such_page(number, whole.last_page))
        whole = NOTHING
    written = [GroupKey(tuple(sorted(topics)), meeting, *selection.said) for meeting in whole.page(number)]
    return {
        "branch": branch,
        "topic": branch.topic,
        "selection": selection,
        "problems": selection.problems,
        "chips": chips(selection),
        "summary": whole,
        "pictures": mark_safe(whole.pictures.decode()),  # noqa: S308 (a template wrote them)
        "groups": mark_safe(b"".join(written_groups(written).values()).decode()),  # noqa: S308 (so did one here)
        **paged(number, whole.last_page),
    }


class Overview(NamedTuple):
    """A selection of positions as a whole: how many there are, at which meetings, and how they are drawn.

    `ids` are those of the meetings, and each page has those from one of the `starts`. It is made to be kept, and small.
    """

    positions: int
    first: date | None
    last: date | None
    ids: "array[int]"
    starts: "array[int]"
    pictures: bytes

    @property
    def meetings(self) -> int:
        return len(self.ids)

    @property
    def last_page(self) -> int:
        return len(self.starts)

    def page(self, number: int) -> "array[int]":
        """The ids of the meetings on a page, the first of which is 1."""
        if not self.starts:
            return self.ids
        following = self.starts[number] if number < len(self.starts) else len(self.ids)
        return self.ids[self.starts[number - 1] : following]


NOTHING = Overview(0, None, None, array("q"), array("q"), b"")
# Of about 50 kB each.
OVERVIEWS: KeptSelections[Overview] = KeptSelections(150)


def overview(request: HttpRequest, selection: TopicFilter, topics: Iterable[int]) -> Overview:
    """Of all pages of the selection together; `topics` are the ids of the topic and of all below it."""
    found = selection.through_time(topics)
    meetings = found.meetings
    if not meetings.days:
        return NOTHING
    starts = array("q", page_starts(meetings.positions))
    drawn = pictures(selection.amounts(topics), found, _addresses(request, meetings, starts))
    return Overview(
        positions=sum(meetings.positions),
        first=date.fromordinal(meetings.days[-1]),
        last=date.fromordinal(meetings.days[0]),
        ids=array("q", meetings.meetings),
        starts=starts,
        pictures=render_to_string("web/_pictures.html", drawn, request).encode(),
    )


def no_such_page(number: int, last: int) -> str:
    return _("Pagina %(number)d bestaat niet: deze lijst heeft %(last)s. Ga terug naar pagina 1.") % {
        "number": number,
        "last": counted(max(1, last), "pagina", "pagina’s"),
    }


def paged(number: int, last: int) -> dict[str, Any]:
    """The page and those beside it."""
    return {
        "page": number,
        "last_page": last,
        "newer": number - 1 if 1 < number <= last else None,
        "older": number + 1 if number < last else None,
    }


def _addresses(request: HttpRequest, found: ByMeeting, starts: "array[int]") -> AddressOf:
    """Where each meeting of the selection stands: on which page, and there where."""
    first = addresses_of(request.GET)({"page"})

    def address_of(place: int) -> str:
        page = bisect_right(starts, place)
        address = with_part(first, "page", str(page)) if page > 1 else first
        return f"{address}#vergadering-{found.meetings[place]}"

    return address_of


def pictures(amounts: Sequence[Amount], found: ThroughTime, address_of: AddressOf) -> dict[str, Any]:
    """The timeline and the charts, each None where there is nothing to draw, and what the table beside it shows."""
    meetings = found.meetings
    few = len(meetings.days) <= MOST_ROWS
    return {
        "timeline": timeline(meetings, lanes(found), address_of),
        "meetings": list(_rows(found, address_of)) if few else [],
        "years": [] if few else list(by_year(meetings)),
        "stances": stance_chart(found.years),
        "amounts": amount_chart(amounts),
    }


def _rows(found: ThroughTime, address_of: AddressOf) -> Iterator[tuple[date, str, int, str]]:
    """Of the table beside the timeline: day, body, how many positions, and where they stand."""
    for place, (day, meeting, positions) in enumerate(zip(*found.meetings, strict=True)):
        yield date.fromordinal(day), found.bodies[meeting].short, positions, address_of(place)
