"""What a briefing asks of the database, each compiled once."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet

from agenda_tracker.models import (
    AgendaItem,
    FormerSlug,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Section,
)
from agenda_tracker.models.meeting import AgendaItemQuerySet
from agenda_tracker.models.prepared import Prepared

from .previous import said_beforehand, spoken_on
from .sources import UNTOLD_OF_LETTER

# Parts of a report that only say how an item was handled.
FORMALITIES = (Section.Role.DOCUMENT, Section.Role.NATURE, Section.Role.PROCEDURE)


def with_page(items: AgendaItemQuerySet) -> AgendaItemQuerySet:
    """The public items of public meetings: those that have a page."""
    return items.public().filter(Exists(MinisterialMeeting.objects.public().filter(pk=OuterRef("meeting")).order_by()))


def _treatments(meeting: int) -> "QuerySet[LetterMeeting]":
    rows = LetterMeeting.objects.filter(Letter.objects.public().of(), meeting=meeting)
    return rows.select_related("letter").defer(*_unshown("letter")).order_by("letter__date", "order", "pk")


def _items(meeting: int) -> "QuerySet[AgendaItem]":
    """The public items, with whether one `was_merged`."""
    merged = FormerSlug.objects.filter(kind=FormerSlug.Kind.ITEM, object_id=OuterRef("pk")).order_by()
    items = AgendaItem.objects.public().filter(meeting=meeting).order_by("order")
    return items.annotate(was_merged=Exists(merged)).select_related("meeting__formation")


def _sections(items: Iterable[int]) -> "QuerySet[Section]":
    rows = Section.objects.filter(Letter.objects.public().of(), agenda_item__in=items).select_related("letter")
    return rows.defer(*_unshown("letter")).order_by("letter__date", "letter_id", "order")


def _paragraphs(sections: Iterable[int]) -> "QuerySet[Paragraph]":
    rows = Paragraph.objects.filter(section__in=sections).exclude(section__role__in=FORMALITIES)
    rows = rows.select_related("section", "letter").defer(*_unshown("letter"))
    return rows.order_by("letter__date", "letter_id", "order")


def _positions_on(now: Iterable[int], then: Iterable[int]) -> "QuerySet[GovernmentPosition]":
    """The public positions on the items of now, and those said beforehand on the items of then."""
    rows = GovernmentPosition.objects.public().filter(agenda_item__in=now)
    rows |= said_beforehand().filter(agenda_item__in=then)
    rows = rows.select_related("letter", "fulfilled_by", "agenda_item__meeting__formation")
    unshown = ("wording_key", "quotes_key", "reviewed_at", *_unshown("letter"), *_unshown("fulfilled_by"))
    return rows.defer(*unshown).order_by("letter__date", "letter_id", "order", "pk")


def _references(items: Iterable[int], section: str) -> "QuerySet[KamerstukReference]":
    """The resolved citations in these sections of these items, with the `item` that each stands on.

    In the text and in its notes apart: PostgreSQL reorders eight joins at most, and with both would join all citations first.
    """
    rows = KamerstukReference.objects.public().filter(**{f"{section}__agenda_item__in": items})
    rows = rows.exclude(kamerstuk=None, dossier=None).order_by(F("footnote").asc(nulls_first=True), "pk")
    return rows.annotate(item=F(f"{section}__agenda_item")).select_related("kamerstuk", "dossier")


def _unshown(letter: str) -> list[str]:
    """What no briefing shows of a letter."""
    names = (*UNTOLD_OF_LETTER, "first_published_at")
    return [f"{letter}__{name}" for name in names]


ITEMS = Prepared(_items)
ITEM = Prepared(lambda meeting, item: _items(meeting).filter(pk=item))
TREATMENTS, SECTIONS, PARAGRAPHS = Prepared(_treatments), Prepared(_sections), Prepared(_paragraphs)
POSITIONS = Prepared(_positions_on)
IN_TEXT = Prepared(lambda items: _references(items, "paragraph__section"))
IN_NOTES = Prepared(lambda items: _references(items, "footnote__paragraph__section"))
# Of the items with a page.
SPOKEN_ON: Prepared[int] = Prepared(lambda items: spoken_on(items, with_page(AgendaItem.objects.all())))
