"""Holding chosen Kamerstukken against the official sources at once, from their list."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.intake.official.check import check_safely
from agenda_tracker.intake.official.sources import NOT_SET_UP, Sources, open_sources
from agenda_tracker.models import Kamerstuk, OfficialStatement

from .base import is_public, may_publish

# As many as some seconds may be enough for.
MOST = 10
FILLED = OfficialStatement.State.FILLED


class AsksOfficialSources:
    """An action for the list of Kamerstukken."""

    @admin.action(description=gettext_lazy("Aanvullen en vergelijken met de officiële bron"), permissions=["change"])
    def ask_official(self, request: HttpRequest, queryset: Any) -> None:
        sources = open_sources(settings.OFFICIAL_PATIENCE)
        papers = list(queryset.select_related("dossier", "letter")[: MOST + 1])
        if sources == Sources(None, None):
            messages.warning(request, _(NOT_SET_UP))
        elif len(papers) > MOST:
            messages.warning(request, _("Kies er hooguit %d; er is niets gevraagd.") % MOST)
        else:
            _ask_each(request, papers, sources)


def _ask_each(request: HttpRequest, papers: list[Kamerstuk], sources: Sources) -> None:
    for paper in papers:
        if is_public(paper) and not may_publish(request):
            messages.warning(request, _("%s staat op de site; dat vult een redacteur aan.") % paper)
            continue
        made, trouble = check_safely(paper, sources)
        if trouble:
            messages.warning(request, f"{paper}: {trouble.sentence} {_('De rest is niet gevraagd.')}")
            return
        messages.info(request, f"{paper}: {_said(made)}")


def _said(made: list[OfficialStatement]) -> str:
    if not made:
        return _("niets nieuws bij de bron.")
    told = [f"{one.get_field_display()}{_of_dossier(one)} {one.get_state_display()}" for one in made]
    differs = any(one.state != FILLED for one in made)
    where = f" {_('Beslis op de voorpagina, bij “Anders volgens de officiële bron”.')}" if differs else ""
    return f"{', '.join(told)}.{where}"


def _of_dossier(statement: OfficialStatement) -> str:
    reference = statement.reference
    return f" {_('van dossier')} {reference.display}" if reference.kind == "dossier" else ""
