"""The three things that can be taken away: positions, letters and meetings, with all that their rows tell."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agenda_tracker.models import (
    Formation,
    GovernmentPosition,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Signatory,
)
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import AgendaFilter, LetterFilter, MeetingFilter, PositionFilter
from agenda_tracker.search.sources import (
    UNTOLD_OF_LETTER,
    add_papers,
    add_quotes,
    add_signatories,
    add_topics,
    share_letters,
)

BATCH = 500
# What no table or feed tells of a position; the texts for searching alone are as long as all the rest.
UNTOLD = (
    *("wording_key", "quotes_key", "rule", "confidence", "reviewed_by", "reviewed_at"),
    *(f"letter__{name}" for name in (*UNTOLD_OF_LETTER, "text_note")),
    *("agenda_item__title_key", "agenda_item__meeting__place_key", "agenda_item__meeting__formation__name_key"),
)


def batches(ids: "array[int]", size: int = BATCH) -> Iterator[list[int]]:
    """These keys, `size` at a time."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size].tolist()


@dataclass(frozen=True)
class Shelf:
    """`name` stands in addresses and file names, `page` names the list's page, `kind` its lines in the journal.

    `whole` and `add` give public rows what tables and feeds tell of each, in a constant number of queries.
    """

    name: str
    page: str
    kind: str
    filter_class: type[AgendaFilter]
    public: Callable[[], "QuerySet[Any]"]
    whole: Callable[["QuerySet[Any]"], "QuerySet[Any]"]
    add: Callable[[list[Any]], None] = lambda rows: None

    def among(self, keys: Sequence[int]) -> dict[int, Any]:
        """The whole public rows with these keys, by key."""
        if not keys:
            return {}
        found = self._with_keys(list(keys))
        self.add(found)
        return {row.pk: row for row in found}

    @cached_property
    def _with_keys(self) -> "Prepared[Any]":
        return Prepared(self._whole)

    def _whole(self, keys: list[int]) -> "QuerySet[Any]":
        """What is public in a subquery of its own: joined with the rest, SQLite would begin with all letters."""
        public = self.public().filter(pk__in=keys).order_by()
        return self.whole(public.model._default_manager.filter(pk__in=public.values("pk")).order_by())

    def in_batches(self, ids: "array[int]", size: int = BATCH) -> Iterator[Any]:
        """The rows with these keys in their order, read `size` at a time; what ceased to be public meanwhile is left out."""
        for keys in batches(ids, size):
            rows = self.among(keys)
            yield from (rows[key] for key in keys if key in rows)


def _signatories() -> Prefetch:
    return Prefetch("signatories", Signatory.objects.order_by("role", "order", "pk"))


def _counted(by: str) -> Any:
    """How many public positions belong to a row."""
    positions = GovernmentPosition.objects.public().filter(**{by: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(positions.values(by).annotate(number=Count("pk")).values("number")), 0)


def whole_positions(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("letter", "agenda_item__meeting__formation").defer(*UNTOLD)


def add_sources(rows: list[GovernmentPosition]) -> None:
    """Their letters, shared by all that are in one, quotes and topics; four queries."""
    letters = share_letters(rows)
    add_topics(rows)
    add_quotes(rows)
    add_papers(letters)
    add_signatories(letters)


def whole_letters(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    treatments = LetterMeeting.objects.select_related("meeting__formation").order_by("order", "pk")
    return rows.annotate(position_count=_counted("letter")).prefetch_related(
        Prefetch("treatments", treatments), _signatories(), "kamerstukken", "dossiers"
    )


def whole_meetings(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    treatments = LetterMeeting.objects.filter(Letter.objects.public().of()).select_related("letter")
    return (
        rows.select_related("formation")
        .annotate(position_count=_counted("agenda_item__meeting"))
        .prefetch_related(
            Prefetch("treatments", treatments.order_by("letter__date", "order", "pk"), to_attr="public_treatments"),
            Prefetch("also_with", Formation.objects.public()),
        )
    )


POSITIONS = Shelf(
    *("standpunten", "positions", "position", PositionFilter),
    lambda: GovernmentPosition.objects.public(),
    whole_positions,
    add_sources,
)
LETTERS = Shelf("brieven", "letters", "letter", LetterFilter, lambda: Letter.objects.public(), whole_letters)
MEETINGS = Shelf(
    "vergaderingen", "meetings", "meeting", MeetingFilter, lambda: MinisterialMeeting.objects.public(), whole_meetings
)
SHELVES = (POSITIONS, LETTERS, MEETINGS)
