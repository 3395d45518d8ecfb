"""Rows below a record: two may exchange places, and what stands there already is told at the row before anything is saved."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import UniqueConstraint

from agenda_tracker.intake.correct import OUT_OF_THE_WAY
from agenda_tracker.models.fields import FoldedField

PLACE = "order"
LAST_PLACE = OUT_OF_THE_WAY - 1
# So many rows more than there are can be sent at once; what a form cannot have asked for is not even laid out.
MOST_NEW = 100


class Rows(forms.BaseInlineFormSet):
    model: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_num = self.absolute_max = len(self.get_queryset()) + MOST_NEW

    def clean(self) -> None:
        """Django compares the rows of the form with each other only; others may have come since, or stand on another page."""
        super().clean()
        own = [form.instance.pk for form in self.initial_forms]
        for number, form in enumerate(self.forms):
            if form.has_changed() and form not in self.deleted_forms and not form.errors:
                for constraint in self._unique():
                    # Without places to leave, a row must wait for those below it.
                    away = own if PLACE in constraint.fields else own[: number + 1]
                    if self._is_taken(form.instance, constraint, away):
                        form.add_error(None, constraint.get_violation_error_message())

    def save_existing_objects(self, commit: bool = True) -> Any:
        """What gets another place, or goes, first leaves its own: one row after the other is saved."""
        if commit:
            for number, pk in enumerate(self._leaving()):
                self.model._default_manager.filter(pk=pk).update(**{PLACE: OUT_OF_THE_WAY + number})
        return super().save_existing_objects(commit)

    def staying(self, name: str) -> set[int]:
        """What is chosen under that name in the rows that stay, those included that somebody else added since."""
        shown = [form.instance.pk for form in self.initial_forms]
        others = self.model._default_manager.filter(**{self.fk.name: self.instance}).exclude(pk__in=shown)
        kept = [form.cleaned_data.get(name) for form in self.forms if not form.cleaned_data.get("DELETE")]
        return {record.pk for record in kept if record} | set(others.values_list(name, flat=True))

    def _leaving(self) -> list[Any]:
        placed = {name for one in self._unique() if PLACE in one.fields for name in one.fields}
        moved = (form for form in self.initial_forms if form.has_changed() and placed.intersection(form.changed_data))
        gone = self.deleted_forms if placed else []
        return [form.instance.pk for form in dict.fromkeys([*moved, *gone]) if form.instance.pk]

    def _unique(self) -> Iterator[UniqueConstraint]:
        for one in self.model._meta.constraints:
            if isinstance(one, UniqueConstraint) and one.fields and not one.condition:
                yield one

    def _is_taken(self, record: Any, constraint: UniqueConstraint, away: list[Any]) -> bool:
        """Whether there is a row with the same that will not be `away` when this one is saved."""
        same = {}
        for name in constraint.fields:
            field = self.model._meta.get_field(name)
            value = (
                field.pre_save(record, add=False) if isinstance(field, FoldedField) else getattr(record, field.attname)
            )
            same[field.attname] = value
        if None in same.values():
            return False
        return bool(self.model._default_manager.filter(**same).exclude(pk__in=[pk for pk in away if pk]).exists())
