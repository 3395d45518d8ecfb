"""A dossier through time: its letters, the letters that cite from it and its other papers, by day and by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, F, Q, QuerySet, Value, When

from agenda_tracker.models import Dossier, Kamerstuk, Letter

from .narrowing import carries, carries_or_cites


@dataclass
class Moment:
    """One letter or paper on its day; `inside` tells a letter of the dossier from one that cites from it.

    `papers` are the numbers a letter has; a paper that is no letter has itself there.
    """

    day: date
    inside: bool
    letter: Letter | None
    papers: list[Kamerstuk]


@dataclass
class Year:
    """How many letters stand in the dossier, how many cite from it, and how many other papers are known."""

    year: int
    inside: int = 0
    citing: int = 0
    papers: int = 0

    @property
    def count(self) -> int:
        return self.inside + self.citing + self.papers


def papers_of(dossier: Dossier) -> "QuerySet[Kamerstuk]":
    """The public papers of a dossier, also those of another dossier that stand in this one too."""
    shared = Kamerstuk.also_in.through.objects.filter(dossier=dossier).values("kamerstuk")
    return Kamerstuk.objects.public().filter(Q(dossier=dossier) | Q(pk__in=shared))


def _letters(dossier: Dossier) -> "QuerySet[Any, Any]":
    inside = Letter.objects.filter(carries(dossier.reference)).order_by().values("pk")
    return (
        Letter.objects.public()
        .filter(carries_or_cites((dossier.reference,)))
        .annotate(inside=Case(When(pk__in=inside, then=True), default=False, output_field=BooleanField()))
        .order_by()
    )


def _other_papers(dossier: Dossier) -> "QuerySet[Kamerstuk]":
    """Papers that are not a letter here."""
    return papers_of(dossier).exclude(Letter.objects.public().of()).order_by()


def years(dossier: Dossier) -> tuple[list[Year], int]:
    """Each year of the dossier, the first one first, and how many papers have no known date; two queries."""
    found: dict[int, Year] = {}
    for year, inside, count in _letters(dossier).values_list("date__year", "inside").annotate(count=Count("pk")):
        setattr(found.setdefault(year, Year(year)), "inside" if inside else "citing", count)
    undated = 0
    for year, count in _other_papers(dossier).values_list("date__year").annotate(count=Count("pk")):
        if year is None:
            undated = count
        else:
            found.setdefault(year, Year(year)).papers = count
    return [found[year] for year in sorted(found)], undated


def moments(dossier: Dossier, *, oldest_first: bool = False) -> "QuerySet[Any, Any]":
    """Rows (what, id, day, inside) of every letter and dated paper in order, to be cut and then filled in."""
    what, sign = CharField(), "" if oldest_first else "-"
    letters = _letters(dossier).annotate(what=Value("letter", what), row=F("pk"), day=F("date"))
    papers = _other_papers(dossier).exclude(date=None)
    papers = papers.annotate(what=Value("paper", what), row=F("pk"), day=F("date"), inside=Value(value=True))
    names = ("what", "row", "day", "inside")
    union = letters.values_list(*names).union(papers.values_list(*names), all=True)
    return union.order_by(f"{sign}day", "what", f"{sign}row")


def filled_in(rows: Iterable[tuple[str, int, date, bool]]) -> list[Moment]:
    """The moments of one page with their letters and papers; two queries."""
    rows = list(rows)
    ids = {kind: [pk for what, pk, _day, _inside in rows if what == kind] for kind in ("letter", "paper")}
    letters = Letter.objects.public().defer("as_read", "read_meetings").in_bulk(ids["letter"])
    papers = list(Kamerstuk.objects.public().filter(Q(pk__in=ids["paper"]) | Q(letter__in=ids["letter"])))
    return [
        Moment(day, inside, letters[pk], [paper for paper in papers if paper.letter_id == pk])
        if what == "letter"
        else Moment(day, inside, None, [paper for paper in papers if paper.pk == pk])
        for what, pk, day, inside in rows
    ]
