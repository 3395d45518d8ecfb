"""What every page of the desk shares: history, the journal, and who may touch what is public."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from agenda_tracker.intake.acts import Verb, act
from agenda_tracker.models import (
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    LetterSource,
    Paragraph,
    Section,
)

from .conflicts import VersionGuard
from .deleting import DeletingAdmin
from .known_rows import KnownRows
from .rows import Rows
from .undoing import PUBLISH

PARTS_OF_A_LETTER = Section | Paragraph | Footnote | KamerstukReference | GovernmentPosition | LetterSource
WITHIN_A_LETTER = (Section, Footnote, KamerstukReference, GovernmentPosition)


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm(PUBLISH)


def clerk(request: HttpRequest) -> User | None:
    """Who acts; the desk lets nobody in without a name."""
    return request.user if isinstance(request.user, User) else None


def letter_of(record: models.Model) -> Letter | None:
    """The letter that a record is, or is part of."""
    letter = record if isinstance(record, Letter) else getattr(record, "letter", None)
    return letter if isinstance(letter, Letter) and isinstance(record, Letter | PARTS_OF_A_LETTER) else None


def is_public(record: models.Model) -> bool:
    """Whether a stranger sees this record, or the letter it is part of, now."""
    letter = getattr(record, "letter", None)
    if isinstance(letter, Letter) and letter.is_public:
        return True
    manager: Any = type(record)._default_manager
    return hasattr(manager, "public") and manager.public().filter(pk=record.pk).exists()


def only_a_number(model: Any, text: Any) -> None:
    """Raises Http404 when this cannot be the key of a record; `simple_history` asks the database for whatever it gets."""
    try:
        model._meta.pk.to_python(str(text))
    except ValidationError:
        raise Http404 from None


class DraftsOnly:
    """Who may not publish ties records to drafts only."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "letter" and not may_publish(request):
            kwargs["queryset"] = Letter.objects.filter(status=Letter.Status.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class ClerkAdmin(DraftsOnly, KnownRows, VersionGuard, DeletingAdmin, SimpleHistoryAdmin):
    """Every save, restore and deletion is one act: a transaction on record, undoable, that ends in the journal."""

    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    # The fields that a list shows across relations, so that it needs no query per row.
    list_select_related: Any = ()
    # What is public is changed by who may publish. Not so reference data: that is for who keeps it, public or not.
    only_a_publisher_changes_what_is_public = True

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        record = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method != "POST":
            return super().changeform_view(
                request, object_id, form_url, self._versioned(request, record, extra_context)
            )
        verb, said = (Verb.CHANGE, _("gewijzigd")) if record else (Verb.ADD, _("toegevoegd"))
        with self._act(request, verb, str(said), record):
            conflict = self.conflict(request, record)
            request.conflict = conflict  # type: ignore[attr-defined]
            context = self._versioned(request, record, extra_context)
            return super().changeform_view(request, object_id, form_url, {**context, "conflict": conflict})

    def _versioned(self, request: HttpRequest, record: Any, context: Any) -> dict[str, Any]:
        return {**(context or {}), "version": self.version(request, record) if record else ""}

    @contextmanager
    def _act(self, request: HttpRequest, verb: Verb, said: str, record: Any) -> Iterator[None]:
        """The act around a view that saves; `save_model` tells it what was made."""
        name = f"{self.opts.verbose_name} {said}"
        letter = letter_of(record) if record else None
        with act(verb, clerk(request), *([record] if record else []), what=name, letter=letter) as current:
            request.desk_act, request.public_change = current, current.change  # type: ignore[attr-defined]
            yield

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        only_a_number(self.model, unquote(object_id))
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: Any, version_id: Any, extra_context: Any = None
    ) -> HttpResponse:
        """Looking at an old version, or (POST) restoring it: that needs the right to change the record as it is now."""
        only_a_number(self.model, object_id)
        only_a_number(self.model.history.model, version_id)
        current = self.get_object(request, str(object_id))
        if request.method == "POST" and not (current and self.has_change_permission(request, current)):
            raise PermissionDenied
        if request.method != "POST":
            return super().history_form_view(request, object_id, version_id, extra_context)
        # It never stands in a small window; Django would close one by a part of the address that this address lacks.
        sent = request.POST.copy()
        sent.pop(IS_POPUP_VAR, None)
        request.POST = sent  # type: ignore[assignment]
        with self._act(request, Verb.RESTORE, str(_("teruggezet")), current):
            return super().history_form_view(request, object_id, version_id, extra_context)

    def history_form_view_title(self, request: HttpRequest, obj: Any) -> str:
        said = (
            _("Oude versie bekijken: %(record)s")
            if self.revert_disabled(request, obj)
            else _("Oude versie terugzetten: %(record)s")
        )
        return said % {"record": obj}

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what a record's name needs, so that autocompletion runs no query per row either."""
        rows = super().get_queryset(request)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """What a letter is made of stays with that letter: its text, its quotes and its numbers hang together."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and getattr(request, "conflict", None):
            form = self.told_by(form, request.conflict)  # type: ignore[attr-defined]
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
        current = request.desk_act  # type: ignore[attr-defined]
        current.watch(*(type(obj)._default_manager.filter(pk=obj.pk) if change else [obj]))
        super().save_model(request, obj, form, change)
        current.what = f"{self.opts.verbose_name} {current.verb.label}: {obj}"
        current.made(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        journal = request.public_change  # type: ignore[attr-defined]
        altered = [row.instance.pk for row in formset.initial_forms if row.has_changed()]
        journal.watch(*formset.model._default_manager.filter(pk__in=altered))
        super().save_formset(request, form, formset, change)
        journal.watch(*formset.new_objects, *(row for row, _fields in formset.changed_objects))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or not self.only_a_publisher_changes_what_is_public:
            return allowed
        return may_publish(request) or not is_public(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not is_public(obj))


class ClerkInline(DraftsOnly, KnownRows, admin.TabularInline):
    formset = Rows
    extra = 0
