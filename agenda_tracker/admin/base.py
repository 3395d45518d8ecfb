"""What every page of the desk shares: history, the journal, and who may touch what is public."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from agenda_tracker.models import (
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    Section,
    journalled,
)

PUBLISH = "agenda_tracker.publish_letter"
WITHIN_A_LETTER = (Section, Footnote, KamerstukReference, GovernmentPosition)


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm(PUBLISH)


def is_public(record: models.Model) -> bool:
    """Whether a stranger sees this record, or the letter it is part of, now."""
    letter = getattr(record, "letter", None)
    if isinstance(letter, Letter) and letter.is_public:
        return True
    manager: Any = type(record)._default_manager
    return hasattr(manager, "public") and manager.public().filter(pk=record.pk).exists()


class DraftsOnly:
    """Who may not publish ties records to drafts only."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "letter" and not may_publish(request):
            kwargs["queryset"] = Letter.objects.filter(status=Letter.Status.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class ClerkAdmin(DraftsOnly, SimpleHistoryAdmin):
    """Every save, restore and deletion is one transaction that ends in the journal."""

    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    # The fields that a list shows across relations, so that it needs no query per row.
    list_select_related: Any = ()

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with journalled() as change:
            request.public_change = change  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: Any, version_id: Any, extra_context: Any = None
    ) -> HttpResponse:
        """Looking at an old version, or (POST) restoring it: that needs the right to change the record as it is now."""
        current = self.get_object(request, str(object_id))
        if request.method == "POST" and not (current and self.has_change_permission(request, current)):
            raise PermissionDenied
        if request.method != "POST":
            return super().history_form_view(request, object_id, version_id, extra_context)
        with journalled() as change:
            request.public_change = change  # type: ignore[attr-defined]
            return super().history_form_view(request, object_id, version_id, extra_context)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what a record's name needs, so that autocompletion runs no query per row either."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """What a letter is made of stays with that letter: its text, its quotes and its numbers hang together."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and isinstance(obj, WITHIN_A_LETTER) and "letter" in form.base_fields:
            form.base_fields["letter"].disabled = True
        return form

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """What the form does not show stays as it is now, also when an old version is restored or a colleague was first."""
        record = super().save_form(request, form, change)
        if change:
            now = type(record)._default_manager.select_for_update().get(pk=record.pk)
            fixed = self.get_readonly_fields(request, now)
            for field in record._meta.concrete_fields:
                if field.name not in form.fields or field.name in fixed:
                    setattr(record, field.attname, getattr(now, field.attname))
        return record

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        journal = request.public_change  # type: ignore[attr-defined]
        journal.watch(*type(obj)._default_manager.filter(pk=obj.pk))
        super().save_model(request, obj, form, change)
        journal.watch(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        journal = request.public_change  # type: ignore[attr-defined]
        altered = [row.instance.pk for row in formset.initial_forms if row.has_changed()]
        journal.watch(*formset.model._default_manager.filter(pk__in=altered))
        super().save_formset(request, form, formset, change)
        journal.watch(*formset.new_objects, *(row for row, _fields in formset.changed_objects))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with journalled(obj):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with journalled(*queryset):
            super().delete_queryset(request, queryset)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_publish(request) or not is_public(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not is_public(obj))


class ClerkInline(DraftsOnly, admin.TabularInline):
    extra = 0
