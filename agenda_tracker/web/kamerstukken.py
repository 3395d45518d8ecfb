"""Dossiers and Kamerstukken: what our letters say about them, and help when a number is not here."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, DateField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from agenda_tracker.citations import Reference, parse_slug, session_year_of
from agenda_tracker.models import Dossier, Kamerstuk, Letter, merged_into
from agenda_tracker.search import Target, look_up, nearest, nearest_dossiers, read_question, share_an_address

from .dossiers import dossier_sheet
from .papers import paper_sheet
from .selecting import cut_asked

NEVER = date(1, 1, 1)
SHELF_SORTS = {"": gettext_lazy("op nummer"), "newest": gettext_lazy("nieuwste brief eerst")}


def counted_dossiers() -> "QuerySet[Dossier]":
    """The public dossiers on the shelf, with the number of public papers in each."""
    papers = Kamerstuk.objects.public().filter(dossier=OuterRef("pk")).order_by()
    counted = papers.values("dossier").annotate(number=Count("pk")).values("number")
    return Dossier.objects.public().annotate(paper_count=Coalesce(Subquery(counted), 0)).order_by("sort_key")


def by_newest_letter(dossiers: "QuerySet[Dossier]") -> "QuerySet[Dossier]":
    """With the day of the newest letter in each, that dossier first; `NEVER` where no letter stands in it."""
    every: list[QuerySet[Any, Any]] = [Letter.dossiers.through.objects.all(), Kamerstuk.objects.order_by()]
    days = []
    for rows in every:
        newest = rows.filter(Letter.objects.public().of(), dossier=OuterRef("pk")).values("dossier")
        day = Subquery(newest.annotate(day=Max("letter__date")).values("day"))
        days.append(Coalesce(day, Value(NEVER), output_field=DateField()))
    return dossiers.annotate(newest=Greatest(*days)).order_by("-newest", "sort_key")


def in_session_years(dossiers: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Grouped by the session year of the newest letter: `2024-2025`; "" where there is none."""

    def session(dossier: Any) -> str:
        year = "" if dossier.newest == NEVER else session_year_of(dossier.newest)
        return year and f"{year[:4]}-{year[4:]}"

    return [(year, list(rows)) for year, rows in groupby(dossiers, key=session)]


def moved_to(references: Iterable[Reference]) -> Kamerstuk | None:
    """The public paper that one of these numbers was merged into."""
    paper = merged_into([reference.normal for reference in references if reference.kind == "paper"])
    return Kamerstuk.objects.public().filter(pk=paper.pk).first() if paper else None


class KamerstukkenView(TemplateView):
    template_name = "web/kamerstukken.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sort = "newest" if self.request.GET.get("sort") == "newest" else ""
        dossiers = counted_dossiers()
        page, problems = cut_asked(self.request, by_newest_letter(dossiers) if sort else dossiers)
        groups = in_session_years(page.rows) if sort else [("", list(page.rows))]
        return super().get_context_data(
            page=page, problems=problems, groups=groups, sort=sort, sorts=SHELF_SORTS, **kwargs
        )


class KamerstukView(View):
    """One address, one or two meanings; each is shown as known, or as unknown with what lies close by."""

    def get(self, request: HttpRequest, address: str) -> HttpResponse:
        references = parse_slug(address) or read_question(address).references
        if not share_an_address(references):
            return self.malformed(request, address)
        if self.is_spelled_otherwise(address, references):
            return HttpResponsePermanentRedirect(self.canonical(request, references[0]))
        sheets = [self.sheet(request, target, alone=len(references) == 1) for target in look_up(references)]
        known = any(sheet["record"] for sheet in sheets)
        moved = None if known else moved_to(references)
        if moved:
            return HttpResponsePermanentRedirect(moved.get_absolute_url())
        asked = read_question(request.GET.get("zoek", ""))
        context = {"sheets": sheets, "asked": asked, "known": known, "crumb_dossier": self.above(sheets)}
        return render(request, "web/kamerstuk.html", context, status=200 if known else 404)

    def above(self, sheets: list[dict[str, Any]]) -> Dossier | None:
        """The dossier to name above a paper that is known."""
        record = sheets[0]["record"]
        return record.dossier if isinstance(record, Kamerstuk) else None

    def is_spelled_otherwise(self, address: str, references: tuple[Reference, ...]) -> bool:
        slug = references[0].slug
        return address != slug and parse_slug(slug) == references

    def canonical(self, request: HttpRequest, reference: Reference) -> str:
        query = request.META.get("QUERY_STRING", "")
        return reverse("kamerstuk", args=[reference.slug]) + (f"?{query}" if query else "")

    def malformed(self, request: HttpRequest, address: str) -> HttpResponse:
        return render(request, "web/kamerstuk_malformed.html", {"question": read_question(address)}, status=404)

    def sheet(self, request: HttpRequest, target: Target, *, alone: bool) -> dict[str, Any]:
        if isinstance(target.record, Kamerstuk):
            return {"target": target, **paper_sheet(request, target.record)}
        if isinstance(target.record, Dossier):
            return {"target": target, **dossier_sheet(request, target.record, alone=alone)}
        return {
            "target": target,
            "record": None,
            "near": nearest(target.reference),
            "near_dossiers": nearest_dossiers(target.reference),
        }
