"""Which agenda items a letter speaks of: known from another letter on the same meeting, and from earlier meetings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from agenda_tracker.models import AgendaItem, AgendaSeries, DeskAct, Letter, Section
from agenda_tracker.models.fields import fold
from agenda_tracker.models.scope import scope

from .acts import Clerk, act
from .as_read import AsRead
from .matching import alike_items
from .meetings import PUBLISHED, drop_item_if_unused, move_section
from .titles import SURE, Title, likeness, read_title

MOST = 5  # items beside each other
LOOKED_BACK = 400  # earlier items of the body that are compared
RETURNED = 2  # so many earlier items that are alike make a series
# Titles of no series: something else stands under them every time.
GENERIC = frozenset(("algemeen", "overig", "overige onderwerpen", "diversen"))


@dataclass(frozen=True)
class ItemQuestion:
    """A part of the letter whose item may be one that another letter on the meeting has already; `item` is what it has now."""

    section: Section
    item: AgendaItem | None
    candidates: list[AgendaItem]

    @property
    def title(self) -> str:
        return self.item.title if self.item else self.section.heading


@dataclass(frozen=True)
class SeriesSuggestion:
    """The series that an item belongs to by its title; a new one has a name and the earlier items that belong to it."""

    item: AgendaItem
    series: AgendaSeries | None
    name: str
    earlier: list[AgendaItem]


def item_questions(letter: Letter) -> list[ItemQuestion]:
    """Parts whose item is this letter's alone, or that have none, with items like it that another letter has."""
    sections = list(letter.sections.select_related("agenda_item"))
    own = {section.agenda_item_id for section in sections if section.agenda_item_id}
    elsewhere = Exists(Section.objects.filter(agenda_item=OuterRef("pk")).exclude(letter=letter))
    items = AgendaItem.objects.filter(meeting__treatments__letter=letter).distinct()
    known = list(items.annotate(elsewhere=elsewhere).select_related("meeting__formation").order_by("meeting", "order"))
    others = [item for item in known if item.elsewhere and item.pk not in own]
    shared = {item.pk for item in known if item.elsewhere}
    asked: list[ItemQuestion] = []
    for section in _first_of_each(sections):
        item = section.agenda_item
        if item is None or item.pk not in shared:
            candidates = _candidates(section, others)
            asked += [ItemQuestion(section, item, candidates)] if candidates else []
    return asked


def _first_of_each(sections: Iterable[Section]) -> list[Section]:
    """The first part of each item, and every part with a heading that has none."""
    found: list[Section] = []
    seen: set[int] = set()
    for section in sections:
        if section.agenda_item_id is None:
            found += [section] if section.heading and section.role != Section.Role.INTRODUCTION else []
        elif section.agenda_item_id not in seen:
            seen.add(section.agenda_item_id)
            found.append(section)
    return found


def _candidates(section: Section, others: Sequence[AgendaItem]) -> list[AgendaItem]:
    item = section.agenda_item
    same = [other for other in others if item is None or other.meeting_id == item.meeting_id]
    near = alike_items(item.title if item else section.heading, same, part=item.part if item else "")
    return [other for other, _share in near[:MOST]]


def tie_item(section: Section, item: AgendaItem, by: Clerk) -> None:
    """This part, and the letter's other parts on the item it had, speak of `item`; their positions go along.

    An item that the reading had made and that nothing else uses is deleted.
    """
    letter = section.letter
    _refuse_public(letter)
    if not letter.treatments.filter(meeting=item.meeting_id).exists():
        raise ValidationError("Dit agendapunt hoort bij een vergadering die niet aan de brief is gekoppeld.")
    with act(DeskAct.Verb.MATCH, by, letter, what=f"Agendapunt gekoppeld: {item}", letter=letter, also=scope(item)):
        letter.refresh_from_db(fields=["as_read"])
        section.refresh_from_db()
        as_read, old = AsRead(letter), section.agenda_item
        parts = letter.sections.filter(agenda_item=old) if old else letter.sections.filter(pk=section.pk)
        for part in parts.select_related("agenda_item"):
            move_section(part, item, as_read, by_hand=True)
        if old and old != item:
            drop_item_if_unused(old, as_read)
        as_read.store()


def series_suggestions(letter: Letter) -> list[SeriesSuggestion]:
    """For each item of the letter without a series: the one of an earlier item like it, or a new one."""
    items = AgendaItem.objects.filter(sections__letter=letter, series=None).distinct()
    waiting = [item for item in items.select_related("meeting") if item.title_key not in GENERIC]
    if not waiting:
        return []
    bodies = {item.meeting.formation_id for item in waiting}
    meetings = {item.meeting_id for item in waiting}
    earlier = AgendaItem.objects.filter(meeting__formation__in=bodies).exclude(meeting__in=meetings)
    recent = list(earlier.select_related("meeting", "series").order_by("-meeting__start_date", "pk")[:LOOKED_BACK])
    past = Earlier(recent)
    found = [_series_for(item, past.like(item)) for item in waiting]
    return [one for one in found if one]


class Earlier:
    """Items of earlier meetings, by the body that met; every two titles are compared once."""

    def __init__(self, items: Iterable[AgendaItem]) -> None:
        self.items: dict[int, list[tuple[Title, AgendaItem]]] = defaultdict(list)
        for item in items:
            self.items[item.meeting.formation_id].append((_title_of(item), item))
        self.alike: dict[tuple[int, Title], set[Title]] = {}

    def like(self, item: AgendaItem) -> list[AgendaItem]:
        """Those of the same body whose title is surely that of the item, whatever its numbers."""
        title, theirs = _title_of(item), self.items[item.meeting.formation_id]
        key = item.meeting.formation_id, title
        if key not in self.alike:
            self.alike[key] = {other for other in {one for one, _item in theirs} if likeness(title, other) >= SURE}
        return [other for one, other in theirs if one in self.alike[key]]


def _title_of(item: AgendaItem) -> Title:
    return read_title(item.title).without_numbers()


def _series_for(item: AgendaItem, alike: list[AgendaItem]) -> SeriesSuggestion | None:
    named = Counter(other.series for other in alike if other.series)
    if named:
        series = min(named, key=lambda one: (-named[one], one.pk))
        return SeriesSuggestion(item, series, series.name, [])
    if len({other.meeting_id for other in alike}) < RETURNED:
        return None
    name = min((other.title for other in (*alike, item)), key=lambda text: (len(text), text))
    return SeriesSuggestion(item, None, name, alike)


def tie_series(item: AgendaItem, series: AgendaSeries | str, by: Clerk, *, earlier: Iterable[AgendaItem] = ()) -> None:
    """The item belongs to a series; a name makes a new one of it and the `earlier` items, or finds the one of that name."""
    items = [item, *earlier]
    with act(DeskAct.Verb.MATCH, by, *items, what=f"Terugkerend onderwerp: {series}") as current:
        if isinstance(series, str):
            series = _series_named(series, item, current.made)
        for one in items:
            one.series = series
            one.save(update_fields=["series"])


def _series_named(name: str, item: AgendaItem, made: Callable[..., None]) -> AgendaSeries:
    known = AgendaSeries.objects.filter(name_key=fold(name)).first()
    if known:
        return known
    series = AgendaSeries(name=name.strip()[:200], formation=item.meeting.formation)
    series.full_clean()
    series.save()
    made(series)
    return series


def accept_all(letter: Letter, by: Clerk, may_change: Callable[[AgendaItem], bool]) -> int:
    """Accept what is proposed without a choice: items with one candidate, and every series; returns how many, one act."""
    _refuse_public(letter)
    count = 0
    with act(DeskAct.Verb.MATCH, by, letter, what="Voorgestelde koppelingen akkoord", letter=letter):
        for question in item_questions(letter):
            if len(question.candidates) == 1:
                tie_item(question.section, question.candidates[0], by)
                count += 1
        for suggestion in series_suggestions(letter):
            if may_change(suggestion.item):
                earlier = [item for item in suggestion.earlier if may_change(item)]
                tie_series(suggestion.item, suggestion.series or suggestion.name, by, earlier=earlier)
                count += 1
    return count


def _refuse_public(letter: Letter) -> None:
    if letter.is_public:
        raise ValidationError(PUBLISHED)
