"""Positions through time: which meetings spoke, how often, with what stance and what amounts; counted by the database."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from operator import neg
from typing import Any, NamedTuple, cast

from django.db.models import Count, QuerySet

from agenda_tracker.models import Formation, GovernmentPosition, MinisterialMeeting, Topic
from agenda_tracker.models.position import PositionQuerySet
from agenda_tracker.models.prepared import Prepared

from .answers import Answer, answer, values_of
from .counting import ByMeeting
from .kept import once_per_head
from .lists import PositionFilter

MEETING = "agenda_item__meeting"
# A page of the list by meeting ends after so many meetings, or when it holds so many positions.
MEETINGS_A_PAGE, POSITIONS_A_PAGE = 8, 8
MOST_AMOUNTS = 8


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

    def of_topics(self, topics: Iterable[int]) -> PositionQuerySet:
        """The rows of the selection on these topics."""
        return cast(PositionQuerySet, self.selection).under(topics)

    @property
    def said(self) -> tuple[str | None, str | None]:
        """Nature and stance: what of the selection a position must fit where its meeting does already."""
        kind, stance = (self.chosen[name].value if name in self.chosen else None for name in ("kind", "stance"))
        return kind, stance

    def through_time(self, topics: Iterable[int]) -> "ThroughTime":
        """Of the selection; `topics` are the ids of the topic and of all below it."""
        if self.problems:
            return ThroughTime(ByMeeting([], [], []), [], {})
        told = self.by_index(lambda answer: (answer.meetings(), answer.years()))
        return through_time(self.of_topics(topics)) if told is None else ThroughTime(*told, bodies_at(told[0]))

    def amounts(self, topics: Iterable[int]) -> "list[Amount]":
        """The newest positions of the selection that name an amount."""
        rows = self.by_index(lambda answer: answer.with_value("amount", "named").page(0, MOST_AMOUNTS, "newest")[0])
        if rows is None:
            return _as_amounts(amounts(self.of_topics(topics))[:MOST_AMOUNTS])
        return _as_amounts(AMOUNTS([pk for _kind, pk in rows])) if rows else []


def at_meetings(
    meetings: Sequence[int], topics: Sequence[int], kind: str | None, stance: str | None
) -> "QuerySet[GovernmentPosition, Any]":
    """Position and agenda item of what is said on these topics at these meetings; `kind` and `stance` narrow it if given."""
    rows = GovernmentPosition.objects.public().tagged(topics).filter(agenda_item__meeting__in=meetings)
    said = {name: value for name, value in (("kind", kind), ("stance", stance)) if value is not None}
    return rows.filter(**said).order_by().values_list("pk", "agenda_item")


AT_MEETINGS: Prepared[tuple[int, int]] = Prepared(at_meetings)


@dataclass(frozen=True, eq=False)
class Body:
    """A body that meets, as far as a picture shows it; one object for each."""

    name: str
    short: str
    organisation: str


def _bodies_of_meetings() -> dict[int, Body]:
    """Meeting → body."""
    names = Formation.objects.order_by().values_list("pk", "name", "abbreviation", "organisation")
    bodies = {pk: Body(name, short or name, organisation) for pk, name, short, organisation in names}
    meetings = MinisterialMeeting.objects.order_by().values_list("pk", "formation")
    return {pk: bodies[formation] for pk, formation in meetings}


bodies_of_meetings = once_per_head(_bodies_of_meetings)


def bodies_at(found: ByMeeting) -> dict[int, Body]:
    """As `bodies_of_meetings`; the index may know of a meeting that was made after the head of this answer."""
    known = bodies_of_meetings()
    return known if known.keys() >= set(found.meetings) else _bodies_of_meetings()


class ThroughTime(NamedTuple):
    """A selection by meeting, and by year with how many have each stance (`""`: not said); the latest first.

    `bodies` has the body of each of these meetings.
    """

    meetings: ByMeeting
    years: list[tuple[int, Counter[str]]]
    bodies: dict[int, Body]


def through_time(positions: "QuerySet[GovernmentPosition]") -> ThroughTime:
    """As lists put the meetings. One query; no position is loaded."""
    names = ("", "__start_date", "__formation", "__formation__name", "__formation__abbreviation")
    columns = [f"{MEETING}{name}" for name in (*names, "__formation__organisation")]
    rows = positions.order_by().values_list(*columns, "stance").annotate(Count("pk"))
    found: Counter[tuple[date, int]] = Counter()
    years: dict[int, Counter[str]] = defaultdict(Counter)
    known: dict[int, Body] = {}
    bodies: dict[int, Body] = {}
    for pk, day, formation, name, short, organisation, stance, count in rows:
        found[day, pk] += count
        years[day.year][stance] += count
        bodies[pk] = known.setdefault(formation, Body(name, short or name, organisation))
    places = sorted(found, reverse=True)
    meetings = ByMeeting(
        [day.toordinal() for day, _pk in places], [pk for _day, pk in places], [found[place] for place in places]
    )
    return ThroughTime(meetings, sorted(years.items(), reverse=True), bodies)


def page_starts(positions: Sequence[int]) -> Iterator[int]:
    """The place of the first meeting on each page; `positions` are how many each meeting has. A meeting is never cut."""
    held = list(accumulate(positions, initial=0))
    at = 0
    while at < len(positions):
        yield at
        most = min(at + MEETINGS_A_PAGE, len(positions))
        # Where more are held than a page may; a page has at least one.
        beyond = bisect_right(held, held[at] + POSITIONS_A_PAGE, at + 1, most + 1)
        at = max(at + 1, beyond - 1)


def by_year(found: ByMeeting) -> Iterator[tuple[int, int, int]]:
    """Each year, the latest first, with how many positions at how many meetings."""
    at = 0
    while at < len(found.days):
        year = date.fromordinal(found.days[at]).year
        following = bisect_right(found.days, -date(year, 1, 1).toordinal(), key=neg)
        yield year, sum(found.positions[at:following]), following - at
        at = following


@dataclass(frozen=True)
class Lane:
    """The meetings of one body, or of one organisation where there are many bodies, the earliest first.

    `places` are those among all meetings, `days` ordinal numbers.
    """

    name: str
    places: list[int]
    days: list[int]


def lanes(through_time: ThroughTime, most: int = 6) -> list[Lane]:
    """The lane with most positions first."""
    found = through_time.meetings
    bodies = [through_time.bodies[pk] for pk in found.meetings]
    each: Sequence[Any] = bodies if len(set(bodies)) <= most else [body.organisation for body in bodies]
    places: dict[Any, list[int]] = defaultdict(list)
    for place in reversed(range(len(each))):
        places[each[place]].append(place)
    labels = dict(Formation.Organisation.choices)
    named = [
        Lane(one.name if isinstance(one, Body) else str(labels[one]), some, list(map(found.days.__getitem__, some)))
        for one, some in places.items()
    ]
    return sorted(named, key=lambda lane: (-sum(map(found.positions.__getitem__, lane.places)), lane.name))


@dataclass(frozen=True)
class Amount:
    """An amount in euros that a position names."""

    position: int
    day: date
    body: str
    value: Decimal
    wording: str


def amounts(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition, Any]":
    """Those that name an amount, the newest first."""
    rows = positions.filter(amount_eur__isnull=False).order_by(*PositionFilter.newest)
    columns = (f"{MEETING}__start_date", f"{MEETING}__formation__abbreviation", f"{MEETING}__formation__name")
    return rows.values_list("pk", *columns, "amount_eur", "wording")


AMOUNTS: Prepared[tuple[Any, ...]] = Prepared(
    lambda positions: amounts(GovernmentPosition.objects.public().filter(pk__in=positions))
)


def _as_amounts(rows: Iterable[tuple[Any, ...]]) -> list[Amount]:
    return [Amount(pk, day, short or name, value, wording) for pk, day, short, name, value, wording in rows]


def clusters(days: Sequence[int], apart: float) -> Iterator[tuple[int, int]]:
    """First and last place, that not included, of the days that lie closer than `apart` days to the first of them.

    The days are numbers, the earliest first.
    """
    at = 0
    while at < len(days):
        following = bisect_left(days, days[at] + apart, at)
        yield at, following
        at = following
