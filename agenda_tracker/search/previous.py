"""The previous time: which earlier meeting spoke of the same, and what the cabinet said then, before it."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from agenda_tracker.models import (
    AgendaItem,
    Evidence,
    GovernmentPosition,
    Letter,
    LetterKind,
    LetterMeeting,
    MinisterialMeeting,
    Topic,
)
from agenda_tracker.models.prepared import Prepared, attached

from .kept import KeptRows
from .sources import ITEM_TAGS, UNSHOWN, add_topics

# How long ago a body may have spoken of a topic for that to be the previous time; bodies that meet once a year count.
HORIZON = timedelta(days=3 * 366)
# How many earlier items or meetings are looked at before more of them are.
LOOKS_BACK = (4, 20, 120, 600, None)


@dataclass
class Previous:
    """The previous meeting, and its positions that count for the item; `by_series` when a clerk tied the items together."""

    meeting: MinisterialMeeting
    by_series: bool
    positions: list[GovernmentPosition] = field(default_factory=list)


def reported() -> "QuerySet[LetterMeeting]":
    """Correlated with a position: its letter is the report of the very meeting, and not also its agenda."""
    own: QuerySet[LetterMeeting] = LetterMeeting.objects.filter(
        letter=OuterRef("letter"), meeting=OuterRef("agenda_item__meeting")
    )
    return own.order_by().filter(kind=LetterKind.REPORT)


def said_beforehand() -> "QuerySet[GovernmentPosition]":
    """Public positions from agendas and supplements that no later letter took the place of."""
    replaced = Letter.objects.public().filter(replaces=OuterRef("letter")).order_by()
    return GovernmentPosition.objects.public().filter(~Exists(reported()), ~Exists(replaced))


def beforehand(positions: Iterable[GovernmentPosition]) -> list[GovernmentPosition]:
    """Those of `positions` that count: not from a report of their own meeting, nor a letter replaced.

    One query; none for positions that were asked for with `marked`.
    """
    positions = list(positions)
    asked = [one.pk for one in positions if not hasattr(one, "is_beforehand")]
    counting = set(COUNTING(asked)) if asked else set()
    return [one for one in positions if getattr(one, "is_beforehand", one.pk in counting)]


COUNTING: Prepared[int] = Prepared(
    lambda positions: said_beforehand().filter(pk__in=positions).order_by().values_list("pk", flat=True)
)


def marked(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """With `is_beforehand`, which `changes_for` would else ask for: whether it takes part when two letters are compared."""
    return positions.annotate(is_beforehand=Exists(said_beforehand().filter(pk=OuterRef("pk"))))


def previous_positions(items: Sequence[AgendaItem], positions: Iterable[GovernmentPosition]) -> dict[int, Previous]:
    """By the id of the item, for the items that have a previous time."""
    positions = list(positions)
    series = items_before(items)
    rest = [item for item in items if item.pk not in series]
    topics = _topics_of(rest, positions)
    spoken = _spoken_of(rest, topics)
    chosen = {item.pk: _latest(item, topics[item.pk], spoken) for item in rest if topics[item.pk]}
    wanted = {pk for found in chosen.values() for pk in found}
    rows = _with_sources(wanted, set(series.values()))
    return _by_series(series, rows) | _by_topic(chosen, rows)


def items_before(
    items: Sequence[AgendaItem], spoken_on: "Callable[[set[int]], Iterable[int]] | None" = None
) -> dict[int, int]:
    """Item → the latest earlier item with positions in its series; `spoken_on` gives those of some items that count.

    One query for series that were not looked at since the last change, and one for each look back; none where no item
    has a series.
    """
    tied = {item.pk: item for item in items if item.series_id}
    if not tied:
        return {}
    series = RECURRING({item.series_id or 0 for item in tied.values()})
    candidates = {pk: series[item.series_id or 0].before(item.meeting.start_date) for pk, item in tied.items()}
    return _first_spoken_on(candidates, spoken_on or SPOKEN_ON)


class Recurring(NamedTuple):
    """The items of a series, the latest first; `ages` are their days as numbers below zero. Small, to be kept."""

    ages: "array[int]"
    items: "array[int]"

    def before(self, day: date) -> "array[int]":
        """The ids of those before that day."""
        return self.items[bisect_right(self.ages, -day.toordinal()) :]


def in_series(series: Sequence[int]) -> "QuerySet[AgendaItem, Any]":
    """Series, day and id of the items in these series, the latest first."""
    rows = AgendaItem.objects.filter(series__in=series)
    return rows.order_by("-meeting__start_date", "-meeting", "-pk").values_list("series", "meeting__start_date", "pk")


IN_SERIES: Prepared[tuple[int, date, int]] = Prepared(in_series)


def _recurring(series: list[int]) -> dict[int, Recurring]:
    found = {pk: Recurring(array("l"), array("q")) for pk in series}
    for pk, day, item in IN_SERIES(series):
        found[pk].ages.append(-day.toordinal())
        found[pk].items.append(item)
    return found


# Of about 500 bytes each; a series has an item for each time its subject came back, thousands in many years.
RECURRING: KeptRows[int, Recurring] = KeptRows(_recurring, 2_000)


def _first_spoken_on(
    candidates: "dict[int, array[int]]", spoken_on: "Callable[[set[int]], Iterable[int]]"
) -> dict[int, int]:
    """Item → the first of its candidates that has positions; a few are tried first, then more."""
    found: dict[int, int] = {}
    start: int | None = 0
    for most in LOOKS_BACK:
        tried = {pk for item, some in candidates.items() if item not in found for pk in some[start:most]}
        if not tried:
            break
        spoken = set(spoken_on(tried))
        for item, some in candidates.items():
            if item not in found and (first := next((pk for pk in some[start:most] if pk in spoken), None)):
                found[item] = first
        start = most
    return found


def spoken_on(items: Iterable[int], among: "QuerySet[AgendaItem] | None" = None) -> "QuerySet[GovernmentPosition, Any]":
    """Those of the items on which something was said beforehand; each as often as that."""
    said = said_beforehand().filter(agenda_item__in=items).order_by()
    if among is not None:
        said = said.filter(Exists(among.filter(pk=OuterRef("agenda_item")).order_by()))
    return said.values_list("agenda_item", flat=True)


SPOKEN_ON: Prepared[int] = Prepared(spoken_on)


def _topics_of(items: Sequence[AgendaItem], positions: Iterable[GovernmentPosition]) -> dict[int, set[int]]:
    """Item → the topics of its positions; where those have none, its own, and that takes a query."""
    found: dict[int, set[int]] = {item.pk: set() for item in items}
    for position in positions:
        if position.agenda_item_id in found:
            found[position.agenda_item_id] |= {topic.pk for topic in attached(position, "topics")}
    if without := [pk for pk, topics in found.items() if not topics]:
        for item, topic in ITEM_TAGS(without):
            found[item].add(topic)
    return found


# (body, topic) → meetings in time: (day, id of the meeting, ids of the positions).
Spoken = dict[tuple[int, int], dict[tuple[date, int], set[int]]]


def _spoken_of(items: Sequence[AgendaItem], topics: dict[int, set[int]]) -> Spoken:
    """Who spoke of what at the meetings before these items, no longer ago than counts, and no further than is needed.

    One query, and one for each look back.
    """
    spoken: Spoken = defaultdict(lambda: defaultdict(set))
    asked = [item for item in items if topics[item.pk]]
    meetings = _meetings_before(asked)
    start: int | None = 0
    for most in LOOKS_BACK:
        waiting = [item for item in asked if not _latest(item, topics[item.pk], spoken)]
        some = [pk for body in {one.meeting.formation_id for one in waiting} for pk in meetings[body][start:most]]
        if not some:
            break
        about = set().union(*(topics[item.pk] for item in waiting))
        for pk, topic, body, day, meeting in SPOKEN_AT(some, about):
            spoken[body, topic][day, meeting].add(pk)
        start = most
    return spoken


def _meetings_before(items: Sequence[AgendaItem]) -> dict[int, list[int]]:
    """Body → its meetings before the latest of these items and no longer ago than counts, the latest first."""
    found: dict[int, list[int]] = defaultdict(list)
    if not items:
        return found
    days = [item.meeting.start_date for item in items]
    since = max(min(days), date.min + HORIZON) - HORIZON
    for body, pk in BETWEEN({item.meeting.formation_id for item in items}, since, max(days)):
        found[body].append(pk)
    return found


def between(bodies: Sequence[int], since: date, until: date) -> "QuerySet[MinisterialMeeting, Any]":
    """Body and id of the meetings of these bodies from one day to before another, the latest first."""
    rows = MinisterialMeeting.objects.filter(formation__in=bodies, start_date__gte=since, start_date__lt=until)
    return rows.order_by("-start_date", "-pk").values_list("formation", "pk")


BETWEEN: Prepared[tuple[int, int]] = Prepared(between)


def spoken_at(meetings: Sequence[int], topics: Sequence[int]) -> "QuerySet[GovernmentPosition, Any]":
    """What was said beforehand at these meetings on these topics: position, topic, body, day and meeting."""
    place = "agenda_item__meeting"
    said = said_beforehand().filter(**{f"{place}__in": meetings}).order_by()
    # A sum, so that no database starts from all that was ever said on these topics.
    about = said.annotate(about=F("topics") + 0).filter(about__in=topics)
    return about.values_list("pk", "about", f"{place}__formation", f"{place}__start_date", place)


SPOKEN_AT: Prepared[tuple[int, int, int, date, int]] = Prepared(spoken_at)


def _latest(item: AgendaItem, topics: set[int], spoken: Spoken) -> set[int]:
    """The positions on one of the topics at the latest meeting before that of the item."""
    meeting = item.meeting
    seen = [spoken[meeting.formation_id, topic] for topic in topics if (meeting.formation_id, topic) in spoken]
    earlier = {when for one in seen for when in one if when[0] < meeting.start_date <= when[0] + HORIZON}
    latest = max(earlier, default=None)
    return set().union(*(one[latest] for one in seen if latest in one)) if latest else set()


def _with_sources(positions: set[int], items: set[int]) -> list[GovernmentPosition]:
    """The positions with these ids, and those said on these items; with their topics."""
    if not (positions or items):
        return []
    # No record has the number 0; a list of values that is empty would need a statement of its own.
    return add_topics(SAID_BEFORE(positions or [0], items or [0]))


def said_before(positions: Sequence[int], items: Sequence[int]) -> "QuerySet[GovernmentPosition]":
    """Of what was said beforehand: these positions, and those on these items."""
    said = said_beforehand().filter(Q(pk__in=positions) | Q(agenda_item__in=items))
    return as_shown(said).order_by("letter__date", "letter", "order", "pk")


SAID_BEFORE: Prepared[GovernmentPosition] = Prepared(said_before)


def with_item(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """With letter, item, meeting and body: one query."""
    return positions.select_related("letter", "agenda_item__meeting__formation")


def as_shown(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """As `with_item`, without what is not shown."""
    return with_item(positions).defer(*UNSHOWN)


def with_topics(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """With letter, item, meeting, body and public topics: two queries."""
    return with_item(positions).prefetch_related(Prefetch("topics", Topic.objects.public()))


def with_citation(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """As `with_topics`, with quotes, Kamerstukken and signatories: five queries."""
    sources = ("letter__kamerstukken", "letter__signatories")
    return with_topics(positions).prefetch_related(Prefetch("evidence", _quotes()), *sources)


def _quotes() -> "QuerySet[Evidence]":
    return Evidence.objects.select_related("paragraph").order_by("paragraph__order", "start")


def _by_series(series: dict[int, int], rows: list[GovernmentPosition]) -> dict[int, Previous]:
    said: dict[int, list[GovernmentPosition]] = defaultdict(list)
    for position in rows:
        said[position.agenda_item_id or 0].append(position)
    return {item: _previous(said[before], by_series=True) for item, before in series.items() if said[before]}


def _by_topic(chosen: dict[int, set[int]], rows: list[GovernmentPosition]) -> dict[int, Previous]:
    found = {item: [one for one in rows if one.pk in wanted] for item, wanted in chosen.items()}
    return {item: _previous(positions, by_series=False) for item, positions in found.items() if positions}


def _previous(positions: list[GovernmentPosition], *, by_series: bool) -> Previous:
    item = positions[0].agenda_item
    assert item is not None
    return Previous(item.meeting, by_series, positions)
