"""Help when nothing is found: which filter to drop and what that gives, and what lies near a number that is not here."""

from dataclasses import dataclass

from django.db.models import Count, Value

from agenda_tracker.citations import Reference
from agenda_tracker.models import Dossier, Kamerstuk

from .addresses import address
from .describe import Chip, chips
from .filters import AgendaFilter
from .neighbours import nearest, nearest_dossiers
from .question import look_up
from .wanted import read_words

MOST = 8


@dataclass(frozen=True)
class WayOut:
    """A filter to drop, and how many rows there are without it."""

    chip: Chip
    count: int

    @property
    def label(self) -> str:
        """The name of the filter inside a sentence."""
        return self.chip.label[:1].lower() + self.chip.label[1:]


@dataclass(frozen=True)
class OtherWords:
    """What to type instead, how many rows that gives, and the same list with it."""

    typed: str
    count: int
    url: str


@dataclass(frozen=True)
class Unknown:
    """A number that the site does not know, with what stands beside it on the shelf."""

    reference: Reference
    papers: list[Kamerstuk]
    dossiers: list[Dossier]


def ways_out(selection: AgendaFilter) -> list[WayOut]:
    """The filters whose loss gives something, most rows first; at most eight are tried, in one query together."""
    on = chips(selection)[:MOST]
    numbers = _counted([selection.without(*chip.names) for chip in on])
    found = [WayOut(chip, numbers[at]) for at, chip in enumerate(on) if numbers.get(at)]
    return sorted(found, key=lambda way: -way.count)


def _counted(selections: list[AgendaFilter]) -> dict[int, int]:
    """How many rows each has, by its place; what can have none may be left out."""
    if selections and selections[0].answer is not None:
        return {at: one.count() for at, one in enumerate(selections)}
    counts = [
        one.selection.order_by()
        .annotate(at=Value(at))
        .values("at")
        .annotate(number=Count("pk"))
        .values_list("at", "number")
        for at, one in enumerate(selections)
    ]
    return dict(counts[0].union(*counts[1:], all=True)) if counts else {}


def other_words(selection: AgendaFilter) -> OtherWords | None:
    """A better spelling, or any of the words, with which the same selection gives something; None without an index."""
    other = selection.by_index(lambda answer: answer.otherwise) if "q" in selection.chosen else None
    if other is None:
        return None
    typed = other.typed or other.any_word.typed
    count = selection.asked_otherwise(read_words(typed)).count()
    return OtherWords(typed, count, address(selection.data, without={"q", "page"}, q=typed))


def unknown_numbers(selection: AgendaFilter) -> list[Unknown]:
    """The readings of the dossier filter, when none of them is known here."""
    targets = look_up(selection.chosen.get("dossier", ()))
    if any(target.record for target in targets):
        return []
    found = []
    for target in targets:
        papers = nearest(target.reference)
        found.append(Unknown(target.reference, papers, [] if papers else nearest_dossiers(target.reference)))
    return found
