"""Form fields that say in Dutch what is wrong with a value from the address, and what would be right."""

import re
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agenda_tracker.citations import Reference, read_query
from agenda_tracker.models.dates import YEARS

from .bounds import MOST_WORDS, shown, too_strange
from .options import Option, Options
from .pages import HIGHEST, SIZES
from .wanted import Wanted, read_words

T = TypeVar("T")


def shallow(one: T) -> T:
    """Another one with the same attributes, in a third of the time that `copy` takes: a page has thirty of these."""
    other = object.__new__(type(one))
    other.__dict__.update(one.__dict__)
    return other


class Copied(dict[str, Any]):
    """Filters or fields of a class, of which each form gets its own; what these are made of is the same for all."""

    def __deepcopy__(self, memo: Any) -> dict[str, Any]:
        return {name: shallow(one) for name, one in self.items()}


class AddressField(forms.CharField):
    """One value from the query string; `read` turns a non-empty, bounded text into what the filter needs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, label=kwargs.get("label"), widget=kwargs.get("widget"))

    def clean(self, value: Any) -> Any:
        text = str(value or "")
        strange = too_strange(text)
        if strange:
            raise ValidationError(strange)
        text = text.strip()
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def accepted(self, value: Any) -> Any:
        """The cleaned value; None when it is blank or wrong."""
        try:
            return self.clean(value)
        except ValidationError:
            return None


class SlugField(AddressField):
    """A choice by its slug; cleaned to the Option."""

    def __init__(self, *, source: Callable[[], Options], what: Any, every: Any, **kwargs: Any) -> None:
        self.source, self.what, self.every = source, what, every
        # The page lists the options: a widget would copy them for every form.
        super().__init__(widget=forms.Select(), label=kwargs.get("label"))

    @cached_property
    def options(self) -> Options:
        """What can be chosen now: asked by the copy that a form has of this field."""
        return self.source()

    def read(self, text: str) -> Option:
        option = self.options.get(text) or self.options.get(text.lower())
        if option is None:
            raise ValidationError(self.complaint(text))
        return option

    def bound_data(self, data: Any, initial: Any) -> Any:
        """The choice as the list spells it, so that the form keeps what an address spells otherwise."""
        option = self.accepted(data)
        return option.slug if option else data

    def complaint(self, text: str) -> str:
        fixed = all(isinstance(option.value, str) for option in self.options.values()) and self.options
        known = ", ".join(f"{slug} ({option.name})" for slug, option in self.options.items())
        advice = _("Mogelijk zijn: %s.") % known if fixed else _("Kies uit de lijst.")
        return _("“%(value)s” is als %(what)s niet bekend. %(advice)s") % {
            "value": shown(text),
            "what": self.what,
            "advice": advice,
        }


class WordsField(AddressField):
    """Words, phrases and what must not occur; cleaned to Wanted."""

    def read(self, text: str) -> Wanted:
        wanted = read_words(text)
        if not wanted:
            raise ValidationError(_("In “%s” staat geen woord om op te zoeken.") % shown(text))
        if len(text.split()) > MOST_WORDS:
            raise ValidationError(
                _("“%(value)s” heeft meer dan %(most)d woorden; gebruik er minder.")
                % {"value": shown(text), "most": MOST_WORDS}
            )
        return wanted


class DayField(AddressField):
    """A date, as `2024-01-31` or `31-1-2024`."""

    widget = forms.DateInput(attrs={"type": "date"})

    def bound_data(self, data: Any, initial: Any) -> str:
        """The day as a date input can show it, so that the form keeps it; nothing else is valid there."""
        day = self.accepted(data)
        return day.isoformat() if day else ""

    def read(self, text: str) -> date:
        iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
        dutch = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})", text)
        parts = [int(part) for part in (iso.groups() if iso else dutch.groups()[::-1] if dutch else ())]
        try:
            return date(*parts)
        except (ValueError, TypeError):
            raise ValidationError(
                _("“%s” is geen datum. Schrijf jaar, maand en dag, bijvoorbeeld 2024-01-31.") % shown(text)
            ) from None


class YearField(AddressField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4", "size": "6", "autocomplete": "off"})

    def read(self, text: str) -> int:
        if not re.fullmatch("[0-9]{4}", text) or int(text) not in YEARS:
            raise ValidationError(_("“%s” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024.") % shown(text))
        return int(text)


class DossierField(AddressField):
    """A dossier or Kamerstuk in any spelling; cleaned to its references, two when it can mean two things."""

    def read(self, text: str) -> tuple[Reference, ...]:
        reading = read_query(text)
        if reading.error:
            raise ValidationError(f"“{shown(text)}”: {reading.error}")
        if not reading.references:
            raise ValidationError(
                _("“%s” is geen dossier- of Kamerstuknummer. Schrijf bijvoorbeeld 28676 of 28 676, nr. 464.")
                % shown(text)
            )
        return reading.references


class PageField(AddressField):
    widget = forms.HiddenInput

    def read(self, text: str) -> int:
        if not re.fullmatch("[0-9]+", text) or not 1 <= int(text) <= HIGHEST:
            raise ValidationError(_("“%s” is geen paginanummer. Gebruik een getal vanaf 1.") % shown(text))
        return int(text)


class SizeField(AddressField):
    def read(self, text: str) -> int:
        if text not in {str(size) for size in SIZES}:
            raise ValidationError(
                _("“%s” is geen aantal per pagina dat kan. Mogelijk zijn: 10, 25, 50 of 100.") % shown(text)
            )
        return int(text)
