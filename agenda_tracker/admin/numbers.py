"""Searching the lists of the desk by a Kamerstuk or dossier in any spelling."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference, read_query


def in_letter(references: Iterable[Reference], path: str = "") -> Q:
    """Whose letter carries one of the papers, or stands in one of the dossiers; `path` leads to the letter."""
    references = list(references)
    papers = [found.normal for found in references if found.kind == "paper"]
    dossiers = [found.dossier_normal for found in references if found.kind == "dossier"]
    return (
        Q(**{f"{path}kamerstukken__normal_form__in": papers})
        | Q(**{f"{path}kamerstukken__dossier__normal_form__in": dossiers})
        | Q(**{f"{path}dossiers__normal_form__in": dossiers})
    )


def cited(references: Iterable[Reference], path: str = "") -> Q:
    """Where one of them is cited, also as one of several meanings; `path` leads to the citation."""
    references = list(references)
    dossiers = [found.dossier_normal for found in references if found.kind == "dossier"]
    found = Q(**{f"{path}kamerstuk__dossier__normal_form__in": dossiers})
    for reference in references:
        normal = reference.normal
        found |= Q(**{f"{path}normal_form": normal})
        found |= Q(**{f"{path}normal_form__startswith": f"{normal};"})
        found |= Q(**{f"{path}normal_form__endswith": f";{normal}"})
    return found


class FindsNumbers:
    """A typed number narrows the list to what has to do with it (`named`); other words are searched as usual."""

    search_help_text = _("Woorden, of een Kamerstuk of dossier in elke schrijfwijze.")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        reading = read_query(search_term)
        if not reading.references:
            return super().get_search_results(request, queryset, search_term)  # type: ignore[misc]
        matching = queryset.model._default_manager.filter(self.named(reading.references))
        return queryset.filter(pk__in=matching.order_by().values("pk")), False

    def named(self, references: Iterable[Reference]) -> Q:
        """Subclasses whose rows are no part of a letter say how a number finds them."""
        return in_letter(references, "letter__")
