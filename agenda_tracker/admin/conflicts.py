"""Two clerks on one record: the second is told who changed what, sees both versions, keeps own input and chooses."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import DeskAct
from agenda_tracker.models.scope import Rows, own_rows
from agenda_tracker.models.snapshot import fingerprint

VERSION = "_version"
LATEST = 5


@dataclass(frozen=True)
class Difference:
    """One field in both versions, in words."""

    label: str
    theirs: str
    mine: str


@dataclass
class Conflict:
    """What a colleague did to a record since its form was opened."""

    acts: list[DeskAct]

    @property
    def message(self) -> str:
        who = [f"{act.actor or _('Agendavolger')} ({_moment(act)}: {act})" for act in self.acts]
        told = "; ".join(map(str, who)) or _("een collega")
        return str(
            _(
                "Nog niet bewaard: dit record is gewijzigd sinds u het opende, door %(who)s. "
                "Uw invoer staat hieronder; kies wat moet gelden."
            )
            % {"who": told}
        )


def _moment(done: DeskAct) -> str:
    return date_format(timezone.localtime(done.at), "j F H:i")


class VersionGuard:
    """For a ModelAdmin: its form carries the version it was opened with, and a save on another version is refused once."""

    def version_rows(self, request: HttpRequest, record: models.Model) -> Rows:
        """The rows that the form shows: the record with its own tables, and those of its inlines."""
        rows = own_rows(record)
        for inline in self.get_inline_instances(request, record):  # type: ignore[attr-defined]
            key = forms.models._get_foreign_key(type(record), inline.model, fk_name=inline.fk_name)
            rows.append(inline.model._base_manager.filter(**{key.name: record.pk}))
        return rows

    def version(self, request: HttpRequest, record: models.Model) -> str:
        return fingerprint(self.version_rows(request, record))

    def conflict(self, request: HttpRequest, record: models.Model | None) -> Conflict | None:
        """What stands between the form that was sent and the record as it is now. Ask it once the record is locked."""
        opened = request.POST.get(VERSION, "")
        if record is None or not opened or opened == self.version(request, record):
            return None
        return Conflict(_acts_since(request, record))

    def told_by(self, form: type[forms.ModelForm], conflict: Conflict) -> type[forms.ModelForm]:
        """The form, refusing to be saved and showing both versions of what differs."""

        class Contested(form):  # type: ignore[misc, valid-type]
            def clean(self) -> Any:
                data = super().clean()
                self.add_error(None, conflict.message)
                return data

            @property
            def differences(self) -> list[Difference]:
                return [_difference(self, name) for name in self.changed_data]

        return Contested


def _acts_since(request: HttpRequest, record: models.Model) -> list[DeskAct]:
    """The last acts of others on this record, the latest first."""
    acts = DeskAct.objects.filter(kind=record._meta.model_name, object_id=record.pk).select_related("actor")
    return list(acts.exclude(actor=request.user)[:LATEST])  # type: ignore[misc]


def _difference(form: Any, name: str) -> Difference:
    field = form[name]
    return Difference(str(field.label), _in_words(field, field.initial), _in_words(field, field.value()))


def _in_words(field: Any, value: Any) -> str:
    """A value as the clerk knows it: choices and records by name."""
    if callable(value):
        value = value()
    several = value if isinstance(value, list | tuple | models.QuerySet) else [value]
    names = [_named(field.field, one) for one in several]
    return ", ".join(name for name in names if name) or "–"


def _named(field: forms.Field, value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool) or isinstance(field, forms.BooleanField):
        return str(_("ja") if value in (True, "on", "True") else _("nee"))
    if isinstance(field, forms.ModelChoiceField):
        return str(value if isinstance(value, models.Model) else _record(field, value) or value)
    choices = dict(getattr(field, "choices", None) or [])
    return str(choices.get(value, value))


def _record(field: forms.ModelChoiceField, value: Any) -> models.Model | None:
    """The record that was chosen; None where what was sent names none."""
    try:
        return field.to_python(value)
    except ValidationError:
        return None
