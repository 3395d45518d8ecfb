"""Positions through time: which meetings spoke, how often, with what stance and what amounts; counted by the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.db.models import Count, QuerySet

from agenda_tracker.models import Formation, GovernmentPosition, MinisterialMeeting, Topic
from agenda_tracker.models.position import PositionQuerySet

from .answers import Answer, Unanswerable, answer, values_of
from .kept import once_per_head
from .lists import PositionFilter
from .options import formations

MEETING = "agenda_item__meeting"
# A page of the list by meeting ends after so many meetings, or when it holds so many positions.
MEETINGS_A_PAGE, POSITIONS_A_PAGE = 10, 12
MOST_AMOUNTS = 12


class TopicFilter(PositionFilter):
    """The filters of the page of one topic: by period, body, nature and stance; named and checked as in the lists."""

    q = None
    topic = None
    organisation = None
    ministry = None
    letter_kind = None
    chamber = None
    dossier = None
    sort = None
    size = None

    def __init__(self, data: Any, queryset: "QuerySet[GovernmentPosition]", topic: Topic) -> None:
        """`queryset` has the positions on any topic; the selection those on this one."""
        super().__init__(data, queryset)
        self.on_topic = topic

    @cached_property
    def answer(self) -> Answer | None:
        """As in the lists, for the topic and all below it."""
        if self.problems:
            return None
        values = {**values_of(self.chosen), "topic": [str(self.on_topic.pk)]}
        return answer(self.documents, values, None, self.chosen.get("date_from"), self.chosen.get("date_to"))

    def of_topics(self, topics: Iterable[int], *, few: bool = False) -> PositionQuerySet:
        """The rows of the selection on these topics; `few` when what is chosen of them next are a few."""
        rows = cast(PositionQuerySet, self.selection)
        return rows.tagged(topics) if few else rows.under(topics)

    def tallies(self, topics: Iterable[int]) -> "list[MeetingTally]":
        """One for every meeting, the newest first; `topics` are the ids of the topic and of all below it."""
        if self.problems:
            return []
        try:
            if self.answer is not None:
                return _named(self.answer.meetings())
        except Unanswerable:
            self.answer = None
        return tallies(self.of_topics(topics))

    def amounts(self, topics: Iterable[int]) -> "list[Amount]":
        """The newest positions of the selection that name an amount."""
        try:
            named = self.answer.with_value("amount", "named") if self.answer is not None else None
            rows, _count = named.page(0, MOST_AMOUNTS, "newest") if named else ([], 0)
        except Unanswerable:
            named = None
        return amounts(self.queryset.filter(pk__in=[pk for _kind, pk in rows]) if named else self.of_topics(topics))


def _named(meetings: Iterable[tuple[date, int, Counter[str]]]) -> "list[MeetingTally]":
    """With the body of each meeting."""
    bodies, formations_by_id = bodies_of_meetings(), formations().by_value
    found = []
    for day, pk, stances in meetings:
        body: Formation = formations_by_id[str(bodies[pk])].value
        short = body.abbreviation or body.name
        found.append(MeetingTally(pk, day, body.pk, body.name, short, body.organisation, stances))
    return sorted(found, key=lambda tally: (tally.day, tally.meeting), reverse=True)


@once_per_head
def bodies_of_meetings() -> dict[int, int]:
    """Meeting → body."""
    return dict(MinisterialMeeting.objects.order_by().values_list("pk", "formation"))


@dataclass
class MeetingTally:
    """How many positions of a selection belong to a meeting, by stance (`""` when it is not said)."""

    meeting: int
    day: date
    formation: int
    body: str
    short_body: str
    organisation: str
    stances: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        return self.stances.total()


def tallies(positions: "QuerySet[GovernmentPosition]") -> list[MeetingTally]:
    """One for every meeting, the newest first, as lists put them. One query; no position is loaded."""
    names = ("", "__start_date", "__formation", "__formation__name", "__formation__abbreviation")
    columns = [f"{MEETING}{name}" for name in (*names, "__formation__organisation")]
    rows = positions.order_by().values_list(*columns, "stance").annotate(Count("pk"))
    found: dict[int, MeetingTally] = {}
    for pk, day, formation, name, short, organisation, stance, count in rows:
        tally = found.setdefault(pk, MeetingTally(pk, day, formation, name, short or name, organisation))
        tally.stances[stance] += count
    return sorted(found.values(), key=lambda tally: (tally.day, tally.meeting), reverse=True)


def pages_of(meetings: Iterable[MeetingTally]) -> list[list[MeetingTally]]:
    """The meetings cut into pages; a meeting is never cut."""
    pages: list[list[MeetingTally]] = []
    for tally in meetings:
        if not pages or _is_full(pages[-1], tally):
            pages.append([])
        pages[-1].append(tally)
    return pages


def _is_full(page: Sequence[MeetingTally], following: MeetingTally) -> bool:
    held = sum(one.count for one in page)
    return len(page) >= MEETINGS_A_PAGE or held + min(following.count, POSITIONS_A_PAGE) > POSITIONS_A_PAGE


@dataclass(frozen=True)
class Lane:
    """The meetings of one body, or of one organisation where there are many bodies; the oldest first."""

    name: str
    meetings: list[MeetingTally]


def lanes(meetings: Sequence[MeetingTally], most: int = 6) -> list[Lane]:
    """The lane with most positions first."""
    bodies = {tally.formation for tally in meetings}
    labels = dict(Formation.Organisation.choices)
    grouped: dict[Any, list[MeetingTally]] = defaultdict(list)
    for tally in reversed(meetings):
        grouped[tally.formation if len(bodies) <= most else tally.organisation].append(tally)
    named = [Lane(one[0].body if isinstance(key, int) else str(labels[key]), one) for key, one in grouped.items()]
    return sorted(named, key=lambda lane: (-sum(one.count for one in lane.meetings), lane.name))


def stances_by_year(meetings: Iterable[MeetingTally]) -> list[tuple[int, Counter[str]]]:
    """The newest year first; only years in which something was said."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for tally in meetings:
        found[tally.day.year] += tally.stances
    return sorted(found.items(), reverse=True)


@dataclass(frozen=True)
class Amount:
    """An amount in euros that a position names."""

    position: int
    day: date
    body: str
    value: Decimal
    wording: str


def amounts(positions: "QuerySet[GovernmentPosition]") -> list[Amount]:
    """The newest, the newest first; the query asks no more of them than are shown."""
    rows = positions.filter(amount_eur__isnull=False).order_by(*PositionFilter.newest)
    columns = (f"{MEETING}__start_date", f"{MEETING}__formation__abbreviation", f"{MEETING}__formation__name")
    return [
        Amount(pk, day, short or name, value, wording)
        for pk, day, short, name, value, wording in rows.values_list("pk", *columns, "amount_eur", "wording")[
            :MOST_AMOUNTS
        ]
    ]


def clusters(meetings: Sequence[MeetingTally], start: date, end: date, apart: float) -> Iterator[list[MeetingTally]]:
    """Meetings of one lane, the oldest first; those closer than that share of the whole period are taken together."""
    group: list[MeetingTally] = []
    for tally in meetings:
        if group and share(tally.day, start, end) - share(group[0].day, start, end) >= apart:
            yield group
            group = []
        group.append(tally)
    if group:
        yield group


def share(day: date, start: date, end: date) -> float:
    """Where a day lies between two others, from 0 to 1."""
    return (day - start).days / max(1, (end - start).days)
