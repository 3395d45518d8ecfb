"""A dossier through time: its letters, the letters that cite from it and its other papers, by day and by year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, CharField, Count, F, Q, QuerySet, Value, When

from agenda_tracker.models import Dossier, Kamerstuk, Letter
from agenda_tracker.models.prepared import Cut, Prepared

from .narrowing import around, within


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


def papers_of(dossier: int) -> "QuerySet[Kamerstuk]":
    """The public papers of a dossier, also those of another dossier that stand in this one too."""
    own = Kamerstuk.objects.filter(dossier=dossier).order_by().values("pk")
    shared = Kamerstuk.also_in.through.objects.filter(dossier=dossier).order_by().values("kamerstuk")
    # As a union: with OR PostgreSQL looks at every paper.
    return Kamerstuk.objects.public().filter(pk__in=own.union(shared, all=True))


def _letters(normal_form: str) -> "QuerySet[Any, Any]":
    inside = Letter.objects.filter(within(normal_form)).order_by().values("pk")
    return (
        Letter.objects.public()
        .filter(around(normal_form))
        .annotate(inside=Case(When(pk__in=inside, then=True), default=False, output_field=BooleanField()))
        .order_by()
    )


def _other_papers(dossier: int) -> "QuerySet[Kamerstuk]":
    """Papers that are not a letter here."""
    return papers_of(dossier).exclude(Letter.objects.public().of()).order_by()


def years(dossier: Dossier) -> tuple[list[Year], int]:
    """Each year of the dossier, the first one first, and how many papers have no known date; two queries."""
    found: dict[int, Year] = {}
    for year, inside, count in _LETTERS_BY_YEAR(dossier.normal_form):
        setattr(found.setdefault(year, Year(year)), "inside" if inside else "citing", count)
    undated = 0
    for year, count in _PAPERS_BY_YEAR(dossier.pk):
        if year is None:
            undated = count
        else:
            found.setdefault(year, Year(year)).papers = count
    return [found[year] for year in sorted(found)], undated


def _moments(dossier: int, normal_form: str, sign: str) -> "QuerySet[Any, Any]":
    what = CharField()
    letters = _letters(normal_form).annotate(what=Value("letter", what), row=F("pk"), day=F("date"))
    papers = _other_papers(dossier).exclude(date=None)
    papers = papers.annotate(what=Value("paper", what), row=F("pk"), day=F("date"), inside=Value(value=True))
    names = ("what", "row", "day", "inside")
    union = letters.values_list(*names).union(papers.values_list(*names), all=True)
    return union.order_by(f"{sign}day", "what", f"{sign}row")


_LETTERS_BY_YEAR = Prepared(lambda name: _letters(name).values_list("date__year", "inside").annotate(count=Count("pk")))
_PAPERS_BY_YEAR = Prepared(lambda dossier: _other_papers(dossier).values_list("date__year").annotate(count=Count("pk")))
_NEWEST = Prepared(lambda dossier, name: _moments(dossier, name, "-"))
_OLDEST = Prepared(lambda dossier, name: _moments(dossier, name, ""))
_SHOWN = Prepared(lambda letters: Letter.objects.public().filter(pk__in=letters).defer("as_read", "read_meetings"))
_PAPERS = Prepared(lambda papers, letters: Kamerstuk.objects.public().filter(Q(pk__in=papers) | Q(letter__in=letters)))


def moments(dossier: Dossier, *, oldest_first: bool = False) -> "Cut[tuple[str, int, date, bool]]":
    """Rows (what, id, day, inside) of every letter and dated paper in order, to be cut and then filled in."""
    return (_OLDEST if oldest_first else _NEWEST).of(dossier.pk, dossier.normal_form)


def filled_in(rows: Iterable[tuple[str, int, date, bool]]) -> list[Moment]:
    """The moments of one page with their letters and papers; two queries."""
    rows = list(rows)
    if not rows:
        return []
    ids = {kind: [pk for what, pk, _day, _inside in rows if what == kind] for kind in ("letter", "paper")}
    letters = {letter.pk: letter for letter in (_SHOWN(ids["letter"]) if ids["letter"] else ())}
    by_id: dict[int, list[Kamerstuk]] = defaultdict(list)
    by_letter: dict[int | None, list[Kamerstuk]] = defaultdict(list)
    # No record has the number 0; a list of values that is empty would need a statement of its own.
    for paper in _PAPERS(ids["paper"] or [0], ids["letter"] or [0]):
        by_id[paper.pk].append(paper)
        by_letter[paper.letter_id].append(paper)
    return [
        Moment(day, inside, letters[pk], by_letter[pk]) if what == "letter" else Moment(day, inside, None, by_id[pk])
        for what, pk, day, inside in rows
    ]
