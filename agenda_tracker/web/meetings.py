"""Ministerial meetings: the list, and the page with what the cabinet said on each item of the agenda."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from agenda_tracker.models import (
    AgendaItem,
    Formation,
    FormerSlug,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Section,
)
from agenda_tracker.search import MeetingFilter

from .carrying import taken_along
from .former import moved
from .positions import with_source
from .selecting import SelectionView


def with_letters(meetings: "QuerySet[MinisterialMeeting]") -> "QuerySet[MinisterialMeeting]":
    """With the public letters that treat them (`public_treatments`), their bodies, and the number of positions."""
    public = LetterMeeting.objects.filter(letter__in=Letter.objects.public()).select_related("letter")
    positions = GovernmentPosition.objects.public().filter(agenda_item__meeting=OuterRef("pk")).order_by()
    counted = positions.values("agenda_item__meeting").annotate(number=Count("pk")).values("number")
    return (
        meetings.select_related("formation")
        .annotate(position_count=Coalesce(Subquery(counted), 0))
        .prefetch_related(
            Prefetch("treatments", public.order_by("letter__date", "order", "pk"), to_attr="public_treatments"),
            Prefetch("also_with", Formation.objects.public()),
        )
    )


class MeetingsView(SelectionView):
    template_name = "web/meetings.html"
    filter_class = MeetingFilter

    def rows(self) -> "QuerySet[MinisterialMeeting]":
        return with_letters(MinisterialMeeting.objects.public())


@dataclass
class Treated:
    """An agenda item with what public letters say on it."""

    item: AgendaItem
    positions: list[GovernmentPosition] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    references: list[KamerstukReference] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def treated_items(meeting: MinisterialMeeting) -> list[Treated]:
    """The public items in the order of the agenda; a constant number of queries."""
    items = {item.pk: Treated(item) for item in meeting.items.public().order_by("order")}
    for position in with_source(GovernmentPosition.objects.public().filter(agenda_item__in=items)):
        items[position.agenda_item_id or 0].positions.append(position)
    sections = Section.objects.filter(agenda_item__in=items, letter__in=Letter.objects.public())
    for section in sections.select_related("letter").order_by("letter__date", "letter", "order"):
        items[section.agenda_item_id or 0].sections.append(section)
    for item_id, references in references_by_item(items).items():
        items[item_id].references = references
    for former in FormerSlug.objects.filter(kind=FormerSlug.Kind.ITEM, object_id__in=items).order_by("pk"):
        items[former.object_id].merged.append(former.slug)
    return list(items.values())


def references_by_item(items: Iterable[int]) -> dict[int, list[KamerstukReference]]:
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
    return {item: list(references.values()) for item, references in found.items()}


class MeetingView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        meetings = MinisterialMeeting.objects.public()
        meeting = with_letters(meetings.filter(slug=slug)).first()
        if meeting is None:
            return moved("meeting", slug, meetings)
        along = taken_along(request, MeetingFilter, meetings, meeting, "meetings")
        return render(request, "web/meeting.html", {**along, "meeting": meeting, "treated": treated_items(meeting)})
