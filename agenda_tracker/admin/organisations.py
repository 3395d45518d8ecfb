"""The desk pages of the reference data: bodies, ministries, offices and who held them."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake.addresses import free_slug
from agenda_tracker.models import Formation, Ministry, Office, OfficeHolder
from agenda_tracker.models.fields import fold

from .base import ClerkAdmin, ClerkInline
from .copying import CopyAdmin
from .narrowed import split_by, year_of
from .rows import Rows


class OrganisationAdmin(ClerkAdmin):
    only_a_publisher_changes_what_is_public = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """All of them are public, so that is no reason to refuse; the database refuses what something still hangs on."""
        return super(ClerkAdmin, self).has_delete_permission(request, obj)


@admin.register(Formation)
class FormationAdmin(CopyAdmin, OrganisationAdmin):
    list_display = ["name", "abbreviation", "organisation"]
    list_filter = [
        "organisation",
        split_by(_("vergaderingen"), "gebruikt", Q(meetings__isnull=False), yes=_("met"), no=_("zonder")),
    ]
    search_fields = ["name", "name_key", "abbreviation", "aliases"]
    prepopulated_fields = {"slug": ["organisation", "abbreviation"]}
    fieldsets = [
        (None, {"fields": ["organisation", "name", "abbreviation"]}),
        ("Herkennen in brieven", {"fields": ["aliases"]}),
        ("Adres op de site", {"fields": ["slug"]}),
    ]

    def freshen(self, data: Any) -> None:
        words = f"{data.get('organisation', '')} {data.get('abbreviation') or data.get('name', '')}"
        data["slug"] = free_slug(Formation, words[:50], "formation")


class OfficeInline(ClerkInline):
    model = Office
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    show_change_link = True


@admin.register(Ministry)
class MinistryAdmin(OrganisationAdmin):
    list_display = ["name", "abbreviation", "successor"]
    list_select_related = ["successor"]
    list_filter = [
        split_by(_("opvolger"), "opgevolgd", Q(successor__isnull=False), yes=_("opgevolgd"), no=_("bestaat nog"))
    ]
    search_fields = ["name", "name_key", "abbreviation"]
    autocomplete_fields = ["successor"]
    prepopulated_fields = {"slug": ["abbreviation"]}
    fields = ["name", "abbreviation", "successor", "slug"]
    inlines = [OfficeInline]


class HolderFormSet(Rows):
    def clean(self) -> None:
        """Twice the same person in one go: each row alone is new, so only here can it be told."""
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            person = (fold(data.get("name") or ""), data.get("start_date"))
            if person in seen and all(person) and not data.get("DELETE"):
                form.add_error("name", _("Deze ambtsdrager staat er voor dit ambt en deze begindatum al."))
            seen.add(person)


class HolderInline(ClerkInline):
    model = OfficeHolder
    formset = HolderFormSet
    fields = ["name", "start_date", "end_date"]


@admin.register(Office)
class OfficeAdmin(OrganisationAdmin):
    list_display = ["name", "ministry"]
    list_select_related = ["ministry"]
    list_filter = ["ministry"]
    search_fields = ["name", "name_key", "aliases"]
    autocomplete_fields = ["ministry"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "ministry", "aliases", "slug"]
    inlines = [HolderInline]


@admin.register(OfficeHolder)
class OfficeHolderAdmin(CopyAdmin, OrganisationAdmin):
    list_display = ["name", "office", "start_date", "end_date"]
    list_select_related = ["office"]
    list_filter = [
        split_by(
            _("in functie"), "in-functie", Q(end_date__isnull=True), yes=_("zonder einddatum"), no=_("afgetreden")
        ),
        ("office__ministry", admin.RelatedOnlyFieldListFilter),
        year_of("start_date"),
    ]
    search_fields = ["name", "name_key", "office__name_key"]
    autocomplete_fields = ["office"]
    fields = ["name", "office", "start_date", "end_date"]
