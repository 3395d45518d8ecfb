"""The previous time: which earlier meeting spoke of the same, and what the cabinet said then, before it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects

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

# How long ago a body may have spoken of a topic for that to be the previous time; bodies that meet once a year count.
HORIZON = timedelta(days=3 * 366)


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
    found = said_beforehand().filter(pk__in=asked).order_by() if asked else said_beforehand().none()
    counting = set(found.values_list("pk", flat=True))
    return [one for one in positions if getattr(one, "is_beforehand", one.pk in counting)]


def marked(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """With what `changes_for` would else ask for.

    `is_beforehand`: whether a position takes part when two letters are compared; `item_before`: the item of the previous
    time in the series of its item.
    """
    return positions.annotate(
        is_beforehand=Exists(said_beforehand().filter(pk=OuterRef("pk"))),
        item_before=_before("agenda_item__series", "agenda_item__meeting__start_date"),
    )


def previous_positions(items: Sequence[AgendaItem], positions: Iterable[GovernmentPosition]) -> dict[int, Previous]:
    """By the id of the item, for the items that have a previous time."""
    positions = list(positions)
    series = _items_before(items, positions)
    rest = [item for item in items if item.pk not in series]
    topics = _topics_of(rest, positions)
    spoken = _spoken_of(rest, topics)
    chosen = {item.pk: _latest(item, topics[item.pk], spoken) for item in rest if topics[item.pk]}
    wanted = {pk for found in chosen.values() for pk in found}
    rows = _with_sources(wanted, set(series.values()))
    return _by_series(series, rows) | _by_topic(chosen, rows)


def _items_before(items: Sequence[AgendaItem], positions: Iterable[GovernmentPosition]) -> dict[int, int]:
    """Item → the item of the previous time in its series. One query; none when all positions are `marked`."""
    known = {one.agenda_item_id: one.item_before for one in positions if hasattr(one, "item_before")}
    found = {item.pk: known[item.pk] for item in items if known.get(item.pk)}
    tied = [item.pk for item in items if item.series_id and item.pk not in known]
    if tied:
        rows = AgendaItem.objects.filter(pk__in=tied).order_by()
        rows = rows.annotate(before=_before("series", "meeting__start_date"))
        found |= {pk: before for pk, before in rows.values_list("pk", "before") if before}
    return found


def _before(series: str, day: str) -> Subquery:
    """The latest earlier item with positions in a series; both are paths of the row that this is asked for."""
    spoken = said_beforehand().filter(agenda_item=OuterRef("pk")).order_by()
    earlier = AgendaItem.objects.filter(Exists(spoken), series=OuterRef(series), meeting__start_date__lt=OuterRef(day))
    return Subquery(earlier.order_by("-meeting__start_date", "-meeting", "-pk").values("pk")[:1])


def _topics_of(items: Sequence[AgendaItem], positions: Iterable[GovernmentPosition]) -> dict[int, set[int]]:
    """Item → the topics of its positions; where those have none, its own, and that takes a query."""
    found: dict[int, set[int]] = {item.pk: set() for item in items}
    for position in positions:
        if position.agenda_item_id in found:
            found[position.agenda_item_id] |= {topic.pk for topic in position.topics.all()}
    without = [pk for pk, topics in found.items() if not topics]
    own = AgendaItem.topics.through.objects.filter(agendaitem__in=without).order_by()
    for item, topic in own.values_list("agendaitem", "topic") if without else ():
        found[item].add(topic)
    return found


# (body, topic) → meetings in time: (day, id of the meeting, ids of the positions).
Spoken = dict[tuple[int, int], dict[tuple[date, int], set[int]]]


def _spoken_of(items: Sequence[AgendaItem], topics: dict[int, set[int]]) -> Spoken:
    """Who spoke when of what, no longer ago than counts. One query."""
    spoken: Spoken = defaultdict(lambda: defaultdict(set))
    every = {topic for item in items for topic in topics[item.pk]}
    if not every:
        return spoken
    days = [item.meeting.start_date for item in items]
    meetings = MinisterialMeeting.objects.filter(
        formation__in={item.meeting.formation_id for item in items},
        start_date__gte=max(min(days), date.min + HORIZON) - HORIZON,
        start_date__lt=max(days),
    )
    rows = said_beforehand().filter(agenda_item__meeting__in=meetings.order_by().values("pk"), topics__in=every)
    place = "agenda_item__meeting"
    for body, topic, day, meeting, pk in rows.order_by().values_list(
        f"{place}__formation", "topics", f"{place}__start_date", place, "pk"
    ):
        spoken[body, topic][day, meeting].add(pk)
    return spoken


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
    condition = said_beforehand().filter(pk__in=positions) | said_beforehand().filter(agenda_item__in=items)
    return list(with_topics(condition).order_by("letter__date", "letter", "order", "pk"))


def with_topics(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """With letter, item, meeting, body and public topics: two queries."""
    rows = positions.select_related("letter", "agenda_item__meeting__formation")
    return rows.prefetch_related(Prefetch("topics", Topic.objects.public()))


def with_citation(positions: "QuerySet[GovernmentPosition]") -> "QuerySet[GovernmentPosition]":
    """As `with_topics`, with quotes, Kamerstukken and signatories: five queries."""
    sources = ("letter__kamerstukken", "letter__signatories")
    return with_topics(positions).prefetch_related(Prefetch("evidence", _quotes()), *sources)


def _quotes() -> "QuerySet[Evidence]":
    return Evidence.objects.select_related("paragraph").order_by("paragraph__order", "start")


def add_sources(positions: Sequence[GovernmentPosition]) -> None:
    """Add quotes and Kamerstukken to positions that lack them, and who signed a letter that has no Kamerstuk to cite.

    Three queries for all together; two when every letter has one.
    """
    prefetch_related_objects(positions, Prefetch("evidence", _quotes()), "letter__kamerstukken")
    without = [one.letter for one in positions if not one.letter.kamerstukken.all()]
    prefetch_related_objects(without, "signatories")


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
