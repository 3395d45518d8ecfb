"""A meeting as a briefing: per agenda item what the cabinet said beforehand, beside what the report says afterwards."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from agenda_tracker.models import (
    AgendaItem,
    Evidence,
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
from agenda_tracker.models.meeting import AgendaItemQuerySet

from .beside import beside
from .commitments import Commitment, ago, commitment, until
from .previous import items_before, said_beforehand

MANY = 30
# After so many days a report that is not here is no longer expected.
LONG_AGO = 90
# Parts of a report that only say how an item was handled.
FORMALITIES = (Section.Role.DOCUMENT, Section.Role.NATURE, Section.Role.PROCEDURE)


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
    rows = meeting.items.public().order_by("order")
    chosen = rows if item is None else rows.filter(pk=item)
    briefing = Briefing(meeting, _treatments(meeting), [ItemBriefing(one) for one in with_previous(chosen)], today)
    _fill(briefing)
    return briefing


def _treatments(meeting: MinisterialMeeting) -> list[LetterMeeting]:
    rows = LetterMeeting.objects.filter(Letter.objects.public().of(), meeting=meeting)
    return list(rows.select_related("letter").order_by("letter__date", "order", "pk"))


def with_previous(items: "QuerySet[AgendaItem]") -> list[AgendaItem]:
    """With `previous_id`, the last time before that the cabinet spoke on the same recurring subject, and `was_merged`."""
    merged = FormerSlug.objects.filter(kind=FormerSlug.Kind.ITEM, object_id=OuterRef("pk")).order_by()
    found: list[AgendaItem] = list(items.annotate(was_merged=Exists(merged)).select_related("meeting"))
    before = items_before(found, with_page(AgendaItem.objects.all()))
    for item in found:
        item.previous_id = before.get(item.pk)  # type: ignore[attr-defined]
    return found


def with_page(items: AgendaItemQuerySet) -> AgendaItemQuerySet:
    """The public items of public meetings: those that have a page."""
    return items.public().filter(Exists(MinisterialMeeting.objects.public().filter(pk=OuterRef("meeting")).order_by()))


def _fill(briefing: Briefing) -> None:
    items = {one.item.pk: one for one in briefing.items}
    _add_sections(items)
    after = _letters_afterwards(briefing)
    passages = _passages(items, after)
    positions = _positions(items.values())
    letters = [one.letter for one in briefing.treatments] + [one.letter for rows in positions.values() for one in rows]
    prefetch_related_objects(letters, "kamerstukken")
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
    sections = Section.objects.filter(Letter.objects.public().of(), agenda_item__in=items)
    for section in sections.select_related("letter").order_by("letter__date", "letter_id", "order"):
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
    rows = Paragraph.objects.filter(section__in=sections).exclude(section__role__in=FORMALITIES)
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in rows.select_related("section", "letter").order_by("letter__date", "letter_id", "order"):
        found[paragraph.section.agenda_item_id or 0].append(paragraph)
    return found


def _positions(items: Collection[ItemBriefing]) -> dict[int, list[GovernmentPosition]]:
    """The public positions on each item, and on the items of the previous time."""
    now, then = {one.item.pk for one in items}, {getattr(one.item, "previous_id", None) for one in items} - {None}
    rows = GovernmentPosition.objects.public().filter(agenda_item__in=now)
    rows |= said_beforehand().filter(agenda_item__in=then)
    evidence = Evidence.objects.select_related("paragraph").order_by("paragraph__order", "start")
    rows = rows.select_related("letter", "fulfilled_by", "agenda_item__meeting__formation")
    found: dict[int, list[GovernmentPosition]] = defaultdict(list)
    for one in rows.prefetch_related(Prefetch("evidence", evidence)).order_by(
        "letter__date", "letter_id", "order", "pk"
    ):
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
    ids, every = list(items), KamerstukReference.objects.order_by()
    # As a union, each half by its own index: with OR the table would be read through.
    in_text = every.filter(paragraph__section__agenda_item__in=ids).values("pk")
    in_notes = every.filter(footnote__paragraph__section__agenda_item__in=ids).values("pk")
    rows = KamerstukReference.objects.public().filter(pk__in=in_text.union(in_notes, all=True))
    rows = rows.exclude(kamerstuk=None, dossier=None).order_by(F("footnote").asc(nulls_first=True), "pk")
    found: dict[int, dict[str, KamerstukReference]] = defaultdict(dict)
    for reference in rows.select_related("kamerstuk", "dossier", "paragraph__section", "footnote__paragraph__section"):
        paragraph = reference.paragraph or (reference.footnote and reference.footnote.paragraph)
        if paragraph and paragraph.section.agenda_item_id:
            found[paragraph.section.agenda_item_id].setdefault(reference.normal_form, reference)
    for item, references in found.items():
        items[item].references = list(references.values())
