"""Numbers that forms send: what cannot be that of a row is left out before Django's admin asks the database for it.

What a column has no room for is refused, on every database.
"""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.http import HttpRequest

from .rows import LAST_PLACE, PLACE

# In digits; a longer number is nobody's.
LONGEST_NUMBER = 18


def number_in(text: str) -> int | None:
    """The number that came in a form or address; None for what cannot be the number of a row or place."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


class _NumbersOnly:
    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> Any:
        known = [one for one in value if not one or number_in(str(one)) is not None]
        return super().optgroups(name, known, attrs)  # type: ignore[misc]


class OneRow(_NumbersOnly, AutocompleteSelect):  # type: ignore[misc]
    pass


class SeveralRows(_NumbersOnly, AutocompleteSelectMultiple):  # type: ignore[misc]
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """A number that no column holds is refused like a word: SQLite cannot even be asked for it."""
        sent = super().value_from_datadict(data, files, name)
        return [one if len(one) <= LONGEST_NUMBER else f"{one[:LONGEST_NUMBER]}…" for one in sent or []]


class KnownRows:
    """For every page of the desk: lists with actions, forms with searched choices, and the record that a page is about."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Where an address names no field (`?_to_field=`) it is the key."""
        return super().get_object(request, object_id, from_field or None)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """No place that rows leave for while they are moved, and no number that SQLite alone has room for."""
        if isinstance(db_field, models.IntegerField) and not db_field.choices:
            _least, most = BaseDatabaseOperations.integer_field_ranges[db_field.get_internal_type()]
            kwargs.setdefault("max_value", LAST_PLACE if db_field.name == PLACE else most)
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def response_action(self, request: HttpRequest, queryset: Any) -> Any:
        sent = request.POST.copy()
        chosen = [one for one in sent.getlist(ACTION_CHECKBOX_NAME) if number_in(one) is not None]
        sent.setlist(ACTION_CHECKBOX_NAME, chosen)
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, queryset)  # type: ignore[misc]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", OneRow(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", SeveralRows(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]
