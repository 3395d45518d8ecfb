"""The filters of the three lists: how letters, meetings, positions, items and words select the rows of each."""

from typing import Any

from django.db.models import Q, QuerySet

from agenda_tracker.models import (
    AgendaItem,
    GovernmentPosition,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Section,
)
from agenda_tracker.models.fields import fold

from . import options
from .filters import AgendaFilter
from .narrowing import POSITION_RULES, Chosen


def _ids(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.order_by().values("pk")


def _treatments() -> "QuerySet[LetterMeeting]":
    return LetterMeeting.objects.order_by()


def _sections() -> "QuerySet[Section]":
    return Section.objects.order_by()


class PositionFilter(AgendaFilter):
    """Positions: by meeting, within a meeting in the order of the agenda."""

    documents = ("position",)
    date_field = "agenda_item__meeting__start_date"
    newest = ("-agenda_item__meeting__start_date", "-agenda_item__meeting_id", "agenda_item__order", "order", "pk")
    oldest = ("agenda_item__meeting__start_date", "agenda_item__meeting_id", "agenda_item__order", "order", "pk")
    looks_ahead = True

    def by_letter(self, letters: "QuerySet[Letter]") -> Q:
        return Q(letter__in=_ids(letters))

    def by_meeting(self, meetings: "QuerySet[MinisterialMeeting]") -> Q:
        return Q(agenda_item__meeting__in=_ids(meetings))

    def by_what_is_said(self, chosen: Chosen) -> list[Q]:
        return [rule(chosen[name]) for name, rule in POSITION_RULES.items() if name in chosen]

    def filter_queryset(self, queryset: Any) -> "QuerySet[Any]":
        topic = self.chosen.get("topic")
        return super().filter_queryset(queryset.under(topic.branch_ids) if topic else queryset)

    def by_word(self, word: str) -> Q:
        return Q(wording_key__contains=word) | Q(quotes_key__contains=word) | Q(agenda_item__title_key__contains=word)


class LetterFilter(AgendaFilter):
    """Letters by their date."""

    documents = ("letter",)
    date_field = "date"
    newest = ("-date", "-pk")
    oldest = ("date", "pk")

    def by_letter(self, letters: "QuerySet[Letter]") -> Q:
        return Q(pk__in=_ids(letters))

    def by_meeting(self, meetings: "QuerySet[MinisterialMeeting]") -> Q:
        return Q(pk__in=_treatments().filter(meeting__in=_ids(meetings)).values("letter"))

    def by_position(self, positions: "QuerySet[GovernmentPosition]") -> Q:
        return Q(pk__in=positions.order_by().values("letter"))

    def by_item(self, items: "QuerySet[AgendaItem]") -> Q:
        return Q(pk__in=_sections().filter(agenda_item__in=_ids(items)).values("letter"))

    def by_word(self, word: str) -> Q:
        items = AgendaItem.objects.filter(title_key__contains=word)
        return Q(subject_key__contains=word) | self.by_item(items)


class MeetingFilter(AgendaFilter):
    """Meetings by the day they start."""

    documents = ("meeting",)
    date_field = "start_date"
    newest = ("-start_date", "-pk")
    oldest = ("start_date", "pk")
    looks_ahead = True

    def by_letter(self, letters: "QuerySet[Letter]") -> Q:
        return Q(pk__in=_treatments().filter(letter__in=_ids(letters)).values("meeting"))

    def by_meeting(self, meetings: "QuerySet[MinisterialMeeting]") -> Q:
        return Q(pk__in=_ids(meetings))

    def by_position(self, positions: "QuerySet[GovernmentPosition]") -> Q:
        return Q(pk__in=positions.order_by().values("agenda_item__meeting"))

    def by_item(self, items: "QuerySet[AgendaItem]") -> Q:
        return Q(pk__in=items.order_by().values("meeting"))

    def by_word(self, word: str) -> Q:
        """In the name of the body, its aliases, the place, or an agenda item that is public."""
        items = AgendaItem.objects.public().filter(title_key__contains=word)
        bodies = [
            option.value
            for option in self.form.fields["formation"].options.values()
            if word in fold(f"{option.value.name} {option.value.abbreviation} {option.value.aliases}")
        ]
        return options.with_formations(bodies) | Q(place_key__contains=word) | self.by_item(items)
