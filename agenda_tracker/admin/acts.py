"""The list of what was done at the desk, each act with its differences field by field, and the button that undoes it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.models import DeskAct
from agenda_tracker.models.dates import long_date
from agenda_tracker.models.snapshot import Delta, Row, stored_fields

from .known_rows import KnownRows
from .undoing import address_of, may_undo, undo_button

# Rows shown on the page of one act; an import can alter thousands.
SHOWN = 100
LONGEST = 300
# Fields that say nothing to a reader.
SILENT = {"quotes_key", "sort_key"}


@dataclass(frozen=True)
class Difference:
    """One field of one record: what it held and what it holds since, in words."""

    field: str
    was: str
    became: str


@dataclass(frozen=True)
class Altered:
    """One record that an act altered, made or removed."""

    kind: str
    name: str
    fate: str
    differences: list[Difference]


class InWords:
    """Reads the values of rows as a clerk would say them; each record that is named is looked up once."""

    def __init__(self) -> None:
        self.names: dict[tuple[Any, Any], str] = {}

    def altered(self, delta: Delta) -> Altered:
        model = delta.model_class
        if model._meta.auto_created:
            return self._tie(model, delta)
        fate = _("gemaakt") if delta.before is None else _("verwijderd") if delta.after is None else _("gewijzigd")
        name = self.name(model, delta.pk) or self._former_name(model, delta)
        return Altered(str(model._meta.verbose_name), name, fate, self._differences(model, delta))

    def _tie(self, table: Any, delta: Delta) -> Altered:
        row: Row = {**(delta.before or {}), **(delta.after or {})}
        ends = [field for field in stored_fields(table) if field.is_relation]
        names = " – ".join(self.said(field, row.get(field.attname)) for field in ends)
        moved = self._differences(table, delta) if delta.before and delta.after else []
        fate = _("verlegd") if moved else _("erbij") if delta.before is None else _("eraf")
        owner = table._meta.auto_created
        kind = next(f.verbose_name for f in owner._meta.local_many_to_many if f.remote_field.through is table)
        return Altered(str(kind), names, fate, moved)

    def _differences(self, model: Any, delta: Delta) -> list[Difference]:
        before, after = delta.before or {}, delta.after or {}
        found = []
        for field in stored_fields(model):
            held = field.attname in before or field.attname in after
            # What the machine read of a letter is for the machine.
            silent = field.primary_key or field.name in SILENT or isinstance(field, models.JSONField)
            if held and not silent:
                was, became = self.said(field, before.get(field.attname)), self.said(field, after.get(field.attname))
                if was != became:
                    found.append(Difference(str(field.verbose_name), was, became))
        return found

    def said(self, field: Any, value: Any) -> str:
        """`ja`, the label of a choice, the name of another record, or the text itself, not too long."""
        if value is None or value == "":
            return "–"
        if field.is_relation:
            return self.name(field.related_model, value) or f"{field.related_model._meta.verbose_name} {value}"
        if isinstance(value, bool):
            return _("ja") if value else _("nee")
        if isinstance(field, models.DateField):  # a moment is one, too
            return self._day(field.to_python(value))
        text = str(dict(field.flatchoices).get(value, value))
        return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"

    def _day(self, value: date) -> str:
        if isinstance(value, datetime):
            moment = timezone.localtime(value)
            return f"{long_date(moment.date())} {moment:%H:%M}"
        return long_date(value)

    def name(self, model: Any, pk: Any) -> str:
        if (model, pk) not in self.names:
            record = model._base_manager.filter(pk=pk).first()
            self.names[model, pk] = str(record) if record else ""
        return self.names[model, pk]

    def _former_name(self, model: type[models.Model], delta: Delta) -> str:
        """What a removed record was called, by the first of its telling fields."""
        row = delta.before or delta.after or {}
        for name in ("name", "title", "subject", "wording", "heading", "as_written", "normal_form", "text", "slug"):
            if row.get(name):
                return str(row[name])[:LONGEST]
        return str(delta.pk)


class ActorFilter(admin.RelatedOnlyFieldListFilter):
    """Only clerks who did something."""


@admin.register(DeskAct)
class DeskActAdmin(KnownRows, admin.ModelAdmin):  # type: ignore[misc]
    list_display = ["at", "actor", "verb", "what", "was_undone"]
    list_display_links = ["what"]
    list_select_related = ["actor"]
    list_filter = ["verb", ("actor", ActorFilter), "undone"]
    search_fields = ["what"]
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/agenda_tracker/desk/act.html"

    @admin.display(description=gettext_lazy("ongedaan gemaakt"), ordering="undone")
    def was_undone(self, obj: DeskAct) -> str:
        return _("ja") if obj.undone else "–"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the rows that were altered: they can be large, and a list does not show them."""
        return super().get_queryset(request).defer("deltas")

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        done = DeskAct.objects.filter(pk=object_id).select_related("undoes").first() if object_id.isdecimal() else None
        told = self._told(request, done) if done else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})

    def _told(self, request: HttpRequest, done: DeskAct) -> dict[str, Any]:
        words = InWords()
        changes = done.changes
        button = undo_button(request, done, request.path) if done.can_be_undone and may_undo(request, done) else ""
        return {
            "title": gettext_lazy("Handeling"),
            "subtitle": None,
            "act": done,
            "altered": [words.altered(delta) for delta in changes[:SHOWN]],
            "more": max(0, len(changes) - SHOWN),
            "undo_button": button,
            "record_address": address_of(done.kind, done.object_id),
            "later": done.undone_by.order_by("pk").first(),
        }

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
