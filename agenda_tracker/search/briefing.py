"""A meeting as a briefing: per agenda item what the cabinet said beforehand, beside what the report says afterwards."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from agenda_tracker.models import (
    AgendaItem,
    FormerSlug,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    LetterKind,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Section,
)

from .beside import beside
from .briefing_rows import (
    IN_NOTES,
    IN_TEXT,
    ITEM,
    ITEMS,
    PARAGRAPHS,
    POSITIONS,
    SECTIONS,
    SPOKEN_ON,
    TREATMENTS,
)
from .commitments import Commitment, ago, commitment, until
from .previous import items_before
from .sources import add_papers, add_quotes

MANY = 30
# After so many days a report that is not here is no longer expected.
LONG_AGO = 90


@dataclass
class Pair:
    """A position beforehand, and the paragraphs of the report that are most like it."""

    position: GovernmentPosition
    passages: list[Paragraph]


@dataclass
class ItemBriefing:
    """A public agenda item with all that public letters say on it."""

    item: AgendaItem
    pairs: list[Pair] = field(default_factory=list)
    afterwards: list[GovernmentPosition] = field(default_factory=list)
    outcome: list[Paragraph] = field(default_factory=list)
    further: list[Paragraph] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    previous: list[GovernmentPosition] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    references: list[KamerstukReference] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    in_report: bool = False

    @property
    def position_count(self) -> int:
        return len(self.pairs) + len(self.afterwards) + len(self.commitments)

    @property
    def letters(self) -> list[Letter]:
        """The letters that treat the item, each once."""
        return list({section.letter_id: section.letter for section in self.sections}.values())


@dataclass
class Briefing:
    """What a meeting's page, its items' pages and its document in Word show. `today`: the day in the Netherlands."""

    meeting: MinisterialMeeting
    treatments: list[LetterMeeting]
    items: list[ItemBriefing]
    today: date

    @property
    def reports(self) -> list[Letter]:
        return [one.letter for one in self.treatments if one.kind == LetterKind.REPORT]

    @property
    def commitments(self) -> list[Commitment]:
        return [one for item in self.items for one in item.commitments]

    @cached_property
    def position_count(self) -> int:
        """Asked for when all is filled in."""
        return sum(item.position_count for item in self.items)

    @property
    def is_long(self) -> bool:
        """Whether a page with every quote on it would be too heavy; the pages of the items and the document have all."""
        return self.position_count > MANY

    @property
    def words(self) -> int:
        """How many words of a paragraph a page with everything on it gives."""
        return 20 if self.is_long else 70

    @property
    def waiting(self) -> str:
        """Why there is nothing of afterwards yet: `Het verslag is er nog niet; de vergadering is over 5 dagen.`"""
        if self.reports:
            return ""
        if self.meeting.state == MinisterialMeeting.State.CANCELLED:
            return _("Er is geen verslag: de vergadering is afgelast.")
        if (self.today - self.meeting.end_date).days > LONG_AGO:
            return f"{_('Een verslag staat hier niet; de vergadering')} {self._when()}."
        return f"{_('Het verslag is er nog niet; de vergadering')} {self._when()}."

    def _when(self) -> str:
        meeting = self.meeting
        if meeting.end_date < self.today:
            return f"{_('was')} {ago(meeting.end_date, self.today)}"
        return f"{_('is')} {until(max(meeting.start_date, self.today), self.today)}"


def briefing_of(meeting: MinisterialMeeting, today: date, item: int | None = None) -> Briefing:
    """The briefing on all public items of a meeting, or on the one asked for; the same few queries however many."""
    rows = ITEMS(meeting.pk) if item is None else ITEM(meeting.pk, item)
    briefing = Briefing(meeting, TREATMENTS(meeting.pk), [ItemBriefing(one) for one in with_previous(rows)], today)
    _fill(briefing)
    return briefing


def with_previous(items: list[AgendaItem]) -> list[AgendaItem]:
    """With `previous_id`, the last time before that the cabinet spoke on the same recurring subject."""
    before = items_before(items, SPOKEN_ON)
    for item in items:
        item.previous_id = before.get(item.pk)  # type: ignore[attr-defined]
    return items


def _fill(briefing: Briefing) -> None:
    items = {one.item.pk: one for one in briefing.items}
    _add_sections(items)
    after = _letters_afterwards(briefing)
    passages = _passages(items, after)
    positions = _positions(items.values())
    letters = [one.letter for one in briefing.treatments] + [one.letter for rows in positions.values() for one in rows]
    add_papers(letters)
    for pk, one in items.items():
        one.previous = positions[getattr(one.item, "previous_id", None) or 0]
        one.in_report = any(section.letter_id in after for section in one.sections)
        _sort(one, positions[pk], after, briefing.today)
        _lay_beside(one, passages[pk])
    _add_references(items)
    _add_merged({pk: one for pk, one in items.items() if getattr(one.item, "was_merged", False)})


def _add_merged(items: dict[int, ItemBriefing]) -> None:
    """The numbers of the items that were merged into these; no query for the many meetings without any."""
    if items:
        for former in FormerSlug.objects.filter(kind=FormerSlug.Kind.ITEM, object_id__in=items).order_by("pk"):
            items[former.object_id].merged.append(former.slug)


def _add_sections(items: dict[int, ItemBriefing]) -> None:
    for section in SECTIONS(list(items)) if items else ():
        items[section.agenda_item_id or 0].sections.append(section)


def _letters_afterwards(briefing: Briefing) -> set[int]:
    """The letters that look back on this meeting: one may be the report of it and the agenda of the next."""
    kinds = defaultdict(set)
    for one in briefing.treatments:
        kinds[one.letter_id].add(one.kind)
    for letter in (letter for item in briefing.items for letter in item.letters):
        kinds[letter.pk] = kinds[letter.pk] or {letter.kind}
    return {pk for pk, found in kinds.items() if found == {LetterKind.REPORT}}


def _passages(items: dict[int, ItemBriefing], after: set[int]) -> dict[int, list[Paragraph]]:
    """The paragraphs of the reports on each item, in reading order."""
    sections = [one.pk for item in items.values() for one in item.sections if one.letter_id in after]
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in PARAGRAPHS(sections) if sections else ():
        found[paragraph.section.agenda_item_id or 0].append(paragraph)
    return found


def _positions(items: Collection[ItemBriefing]) -> dict[int, list[GovernmentPosition]]:
    """The public positions on each item, and on the items of the previous time."""
    now, then = {one.item.pk for one in items}, {getattr(one.item, "previous_id", None) for one in items} - {None}
    found: dict[int, list[GovernmentPosition]] = defaultdict(list)
    if now:
        # No item has the number 0; a list of values that is empty would need a statement of its own.
        rows = POSITIONS(now, then or {0})
        add_quotes(rows)
        for one in rows:
            found[one.agenda_item_id or 0].append(one)
    return found


def _sort(one: ItemBriefing, positions: list[GovernmentPosition], after: set[int], today: date) -> None:
    for position in positions:
        promised = commitment(position, today)
        if promised:
            one.commitments.append(promised)
        elif position.letter_id in after:
            one.afterwards.append(position)
        else:
            one.pairs.append(Pair(position, []))


def _lay_beside(one: ItemBriefing, passages: list[Paragraph]) -> None:
    """The outcome stays whole; every other passage goes beside the position that it is most like, if any."""
    one.outcome = [passage for passage in passages if passage.section.role == Section.Role.RESULT]
    others = [passage for passage in passages if passage.section.role != Section.Role.RESULT]
    found = beside([_text(pair.position) for pair in one.pairs], [passage.text for passage in others])
    for pair, row in zip(one.pairs, found.rows, strict=True):
        pair.passages = [others[index] for index in row]
    one.further = [others[index] for index in found.rest]


def _text(position: GovernmentPosition) -> str:
    return " ".join([position.wording, *(evidence.quote for evidence in position.evidence.all())])


def _add_references(items: dict[int, ItemBriefing]) -> None:
    """The resolved citations in the paragraphs and footnotes on each item, each paper once."""
    found: dict[int, dict[str, KamerstukReference]] = defaultdict(dict)
    wanted = list(items)
    for reference in [*IN_TEXT(wanted), *IN_NOTES(wanted)] if wanted else ():
        found[getattr(reference, "item")].setdefault(reference.normal_form, reference)  # noqa: B009 (by the query)
    for item, references in found.items():
        items[item].references = list(references.values())
