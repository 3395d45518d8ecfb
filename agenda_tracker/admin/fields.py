"""Form fields in which a clerk types a Kamerstuk or dossier in any spelling."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference, read_query

LONGEST = 200


class ReferenceField(forms.CharField):
    """Reads any spelling into references of one kind (`paper` or `dossier`); says in Dutch what is wrong."""

    def __init__(self, *, kind: str, several: bool = False, **kwargs: Any) -> None:
        self.kind, self.several = kind, several
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[Reference]:
        text = super().clean(value)
        return [found for part in text.replace("\n", ";").split(";") if part.strip() for found in self._read(part)]

    def _read(self, part: str) -> list[Reference]:
        reading = read_query(part)
        found = [reference for reference in reading.references if reference.kind == self.kind]
        if reading.error:
            raise ValidationError(reading.error)
        if not found:
            example = "28 676, nr. 464" if self.kind == "paper" else "28 676"
            raise ValidationError(
                _("“%(part)s” is hier niet herkend; typ bijvoorbeeld %(example)s."),
                params={"part": part, "example": example},
            )
        if len(found) > 1 and not self.several:
            raise ValidationError(_("Typ hier één nummer; er zijn er %(count)s herkend."), params={"count": len(found)})
        return found
