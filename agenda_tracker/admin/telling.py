"""A change of a published letter is told to its readers in a line of its own."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake.correct import tell_correction

from .base import clerk, letter_of


class ToldForm(forms.ModelForm):
    """With the public line; fields in `must_tell` cannot be changed in a published letter without one."""

    must_tell: tuple[str, ...] = ()
    told = forms.CharField(
        required=False,
        max_length=300,
        label=_("Wat is er gecorrigeerd?"),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=_("Openbaar: bezoekers lezen bij de brief “gecorrigeerd op … : ” en deze woorden."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        letter = letter_of(self.instance)
        if letter and letter.is_public and set(self.must_tell) & set(self.changed_data) and not data.get("told"):
            self.add_error("told", _("De brief is gepubliceerd: zeg de lezers in een zin wat er is gecorrigeerd."))
        return data


class TellingAdmin:
    """Shows the public line for what belongs to a published letter, and puts it on record."""

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Any:
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]  # type: ignore[misc]
        for _name, options in fieldsets:
            options["fields"] = [field for field in options["fields"] if field != "told"]
        letter = letter_of(obj) if obj else None
        if letter and letter.is_public and self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            fieldsets.append((str(_("Openbare correctie")), {"fields": ["told"]}))
        return fieldsets

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        letter, told = letter_of(form.instance), form.cleaned_data.get("told", "")
        if letter and letter.is_public and told:
            tell_correction(letter, told, clerk(request))
