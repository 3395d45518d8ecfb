"""The desk pages of meetings, agenda items and the subjects that return."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Max, Q
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext as _

from agenda_tracker.citations import Reference
from agenda_tracker.intake.addresses import meeting_slug
from agenda_tracker.intake.merge import merge_items, merge_meetings
from agenda_tracker.models import (
    AgendaItem,
    AgendaSeries,
    Letter,
    LetterKind,
    LetterMeeting,
    MinisterialMeeting,
    PublicChange,
)

from . import bulk_actions, calendar
from .base import ClerkAdmin, ClerkInline, is_public, may_publish
from .bulk import BulkAdmin
from .copying import CopyAdmin
from .merging import MergingAdmin
from .narrowed import split_by, year_of
from .numbers import FindsNumbers, in_letter
from .rows import Rows


def treated_as(kind: str) -> Q:
    return Q(pk__in=LetterMeeting.objects.filter(kind=kind).values("meeting"))


class MeetingForm(forms.ModelForm):
    """The address may be left empty for a new meeting; the end date, too: then it lasts one day."""

    class Meta:
        model = MinisterialMeeting
        exclude: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("slug", "end_date"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, formation = data.get("start_date"), data.get("formation")
        if not data.get("end_date") and "end_date" not in self.errors:
            data["end_date"] = start or self.instance.end_date
        if "slug" in self.fields and not data.get("slug") and start and formation:
            data["slug"] = meeting_slug(formation, start, informal=bool(data.get("informal")))
        return data


class ItemInline(ClerkInline):
    model = AgendaItem
    fields = ["order", "label", "title", "part", "nature"]
    show_change_link = True


class TreatmentFormSet(Rows):
    def clean(self) -> None:
        """As on the page of the letter: a meeting whose items a published letter treats stays tied to it."""
        super().clean()
        if any(self.errors) or not self.instance.pk:
            return
        tied = LetterMeeting.objects.filter(meeting=self.instance).values("letter")
        gone = Letter.objects.public().filter(pk__in=tied).exclude(pk__in=self.staying("letter"))
        treating = gone.filter(sections__agenda_item__meeting=self.instance)
        if letter := treating.first():
            raise forms.ValidationError(
                _(
                    "De gepubliceerde brief “%s” behandelt agendapunten van deze vergadering en blijft eraan gekoppeld; "
                    "trek de brief eerst in."
                )
                % letter
            )


class TreatmentInline(ClerkInline):
    model = LetterMeeting
    formset = TreatmentFormSet
    fields = ["letter", "kind"]
    autocomplete_fields = ["letter"]
    verbose_name = "brief"
    verbose_name_plural = "brieven over deze vergadering"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("letter", "meeting__formation")


@admin.register(MinisterialMeeting)
class MeetingAdmin(CopyAdmin, FindsNumbers, MergingAdmin, BulkAdmin, ClerkAdmin):
    merge, asks_tick = staticmethod(merge_meetings), True
    bulk_actions = bulk_actions.MEETINGS
    form = MeetingForm
    list_display = ["title", "dates", "place", "state", "released"]
    list_select_related = ["formation"]
    list_filter = [
        "state",
        split_by("geannoteerde agenda", "agenda", treated_as(LetterKind.AGENDA), yes="met agenda", no="zonder agenda"),
        split_by("verslag", "verslag", treated_as(LetterKind.REPORT), yes="met verslag", no="zonder verslag"),
        "formation__organisation",
        year_of("start_date"),
        "mode",
        "released",
    ]
    not_copied = ("slug", "released", "treatments")
    search_fields = ["formation__name_key", "formation__abbreviation", "place", "items__title_key"]
    date_hierarchy = "start_date"
    change_list_template = "admin/agenda_tracker/ministerialmeeting/change_list.html"
    autocomplete_fields = ["formation", "also_with"]
    inlines = [ItemInline, TreatmentInline]
    fieldsets = [
        (
            "Vergadering",
            {"fields": ["formation", "also_with", "informal", ("start_date", "end_date"), ("place", "country")]},
        ),
        (
            "Stand",
            {
                "fields": ["mode", "state", "released"],
                "description": "Verplaatst of afgelast? Laat de vergadering staan en zet hier de stand.",
            },
        ),
        ("Adres op de site", {"fields": ["slug"], "description": "Laat leeg; het adres wordt dan gemaakt."}),
    ]

    def get_urls(self) -> list[Any]:
        view, name = self.admin_site.admin_view, "agenda_tracker_ministerialmeeting_calendar"
        return [
            path("kalender-inlezen/", view(calendar.calendar_view), name=name),
            path("kalender-inlezen/voorbeeld/", view(calendar.example_view), name=f"{name}_example"),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        was_public = obj and PublicChange.objects.filter(kind="meeting", object_id=obj.pk).exists()
        fixed = ["slug"] if obj and (was_public or is_public(obj)) else []
        return fixed if may_publish(request) else [*fixed, "released"]

    def named(self, references: Iterable[Reference]) -> Q:
        return in_letter(references, "letters__")

    def view_on_site(self, obj: MinisterialMeeting) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None


@admin.register(AgendaItem)
class AgendaItemAdmin(CopyAdmin, FindsNumbers, MergingAdmin, BulkAdmin, ClerkAdmin):
    merge = staticmethod(merge_items)
    bulk_actions = bulk_actions.ITEMS
    list_display = ["title", "meeting", "order", "series"]
    list_select_related = ["meeting__formation", "series"]
    list_filter = [
        split_by("thema", "thema", Q(topics__isnull=False), yes="met thema", no="zonder thema"),
        split_by("reeks", "reeks", Q(series__isnull=False), yes="keert terug", no="nog in geen reeks"),
        split_by("brief", "brief", Q(sections__isnull=False), yes="in een brief behandeld", no="in geen brief"),
        "meeting__formation__organisation",
        year_of("meeting__start_date"),
    ]
    search_fields = ["title", "title_key", "meeting__formation__abbreviation"]
    autocomplete_fields = ["meeting", "topics", "series"]
    fieldsets = [
        ("Agendapunt", {"fields": ["meeting", ("order", "label"), "title", ("part", "nature")]}),
        ("Inhoud", {"fields": ["summary", "topics", "series"]}),
    ]

    def named(self, references: Iterable[Reference]) -> Q:
        return in_letter(references, "sections__letter__")

    def freshen(self, data: Any) -> None:
        """The copy comes last, also in the same meeting."""
        meeting = data.get("meeting", "")
        items = AgendaItem.objects.filter(meeting=meeting) if meeting.isdecimal() else AgendaItem.objects.none()
        if items.filter(order=data["order"] if data.get("order", "").isdecimal() else 0).exists():
            data["order"] = str((items.aggregate(last=Max("order"))["last"] or 0) + 1)

    def view_on_site(self, obj: AgendaItem) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None


@admin.register(AgendaSeries)
class AgendaSeriesAdmin(ClerkAdmin):
    list_display = ["name", "formation"]
    list_select_related = ["formation"]
    list_filter = [
        ("formation__organisation", admin.ChoicesFieldListFilter),
        split_by("agendapunten", "gebruikt", Q(items__isnull=False), yes="met agendapunten", no="zonder agendapunten"),
    ]
    search_fields = ["name", "name_key"]
    autocomplete_fields = ["formation"]
    fields = ["name", "formation"]
