"""Form fields in which a clerk types a Kamerstuk or dossier in any spelling, or an amount as Dutch writes it."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference, read_query
from agenda_tracker.search.numbers import decimals

LONGEST = 200
# `1500000`, `1.500.000`, `1 500 000`, with or without `,5` or `,50`.
AMOUNT = re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:\s\d{3})+)(?:,\d{1,2})?")


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


class AmountField(forms.DecimalField):
    """Euros in Dutch notation: dots between thousands, a comma before the cents. What may be read otherwise is refused."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        return decimals(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip().removeprefix("€").strip()
        if AMOUNT.fullmatch(text):
            text = re.sub(r"[.\s]", "", text).replace(",", ".")
        elif re.fullmatch(r"-?[\d.,\s]*\d[\d.,\s]*", text):
            raise ValidationError(
                _(
                    "“%(amount)s” is niet met zekerheid te lezen. Zet punten alleen tussen duizendtallen en een komma "
                    "voor de centen: 1500000, 1.500.000 of 1,50."
                ),
                params={"amount": text},
            )
        return super().to_python(text)
