"""Filters beside the lists of the desk that Django does not have: by year, and by what is missing or still to be done."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def year_of(field: str) -> type[admin.SimpleListFilter]:
    """Years that occur in a date field, which may lie across relations; newest first, one query."""

    class YearFilter(admin.SimpleListFilter):
        title = _("jaar")
        parameter_name = "jaar"

        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
            years = model_admin.model._default_manager.order_by().exclude(**{field: None})
            found = sorted(set(years.values_list(f"{field}__year", flat=True)), reverse=True)
            return [(str(year), str(year)) for year in found]

        def queryset(self, request: Any, queryset: Any) -> Any:
            year = self.value() or ""
            return queryset.filter(**{f"{field}__year": int(year)}) if year.isdecimal() and len(year) == 4 else queryset

    return YearFilter


def split_by(name: Any, parameter: str, condition: Q, *, yes: Any, no: Any) -> type[admin.SimpleListFilter]:
    """Two choices: rows for which the condition holds (`yes`, in words), and all others (`no`); each row once."""

    class SplitFilter(admin.SimpleListFilter):
        title = name
        parameter_name = parameter

        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
            return [("ja", yes), ("nee", no)]

        def queryset(self, request: Any, queryset: Any) -> Any:
            matching = queryset.model._default_manager.filter(condition).order_by().values("pk")
            if self.value() == "ja":
                return queryset.filter(pk__in=matching)
            return queryset.exclude(pk__in=matching) if self.value() == "nee" else queryset

    return SplitFilter
