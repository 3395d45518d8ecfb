"""The journal, to look at."""

from typing import Any

from django.contrib import admin

from agenda_tracker.models import PublicChange

from .known_rows import KnownRows


@admin.register(PublicChange)
class PublicChangeAdmin(KnownRows, admin.ModelAdmin):  # type: ignore[misc]
    list_display = ["number", "at", "kind", "object_id", "change", "letter"]
    list_select_related = ["letter"]
    list_filter = ["change", "kind"]
    show_full_result_count = False

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
