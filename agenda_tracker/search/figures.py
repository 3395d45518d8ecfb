"""How long before the meeting annotated agendas came: which letters count, and the figures per ministry."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from typing import Any

from django import forms
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Letter, LetterKind, LetterMeeting, MinisterialMeeting, Ministry, Signatory

from .fields import SlugField, YearField
from .filters import organisations
from .options import with_formations

Treatments = QuerySet[LetterMeeting]


class FiguresForm(forms.Form):
    """The part of a selection that figures can be asked for; the same names and meaning as in the lists."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["year"] = YearField(label=_("Jaar"))
        self.fields["organisation"] = SlugField(
            source=organisations, label=_("Organisatie"), what=_("organisatie"), every=_("alle organisaties")
        )

    @property
    def problems(self) -> list[str]:
        return [str(message) for messages in self.errors.values() for message in messages]

    def conditions(self) -> list[Q]:
        """On treatments; empty when nothing is asked. Only for a form without problems."""
        year, organisation = self.cleaned_data["year"], self.cleaned_data["organisation"]
        found = [Q(meeting__start_date__year=year)] if year else []
        if organisation:
            meetings = MinisterialMeeting.objects.filter(with_formations(organisation.value))
            found.append(Q(meeting__in=meetings.order_by().values("pk")))
        return found


def sent_ahead(letters: "QuerySet[Letter]") -> Treatments:
    """For each annotated agenda among `letters` its first meeting, and how long `ahead` of it the letter was dated.

    Supplements do not count, nor does a letter that replaces another public one: the first was in time, or was not.
    """
    agendas = LetterMeeting.objects.filter(kind=LetterKind.AGENDA)
    first = agendas.filter(letter=OuterRef("letter")).order_by("meeting__start_date", "order", "pk").values("pk")[:1]
    counting = letters.exclude(kind=LetterKind.SUPPLEMENT).exclude(Letter.objects.public().of("replaces"))
    ahead = ExpressionWrapper(F("meeting__start_date") - F("letter__date"), output_field=DurationField())
    return agendas.filter(
        pk=Subquery(first), letter__in=counting.order_by().values("pk"), letter__date__isnull=False
    ).annotate(ahead=ahead)


def public_agendas() -> Treatments:
    """What the public figures are about."""
    return sent_ahead(Letter.objects.public()).filter(
        Exists(MinisterialMeeting.objects.public().filter(pk=OuterRef("meeting")).order_by())
    )


def late(treatments: QuerySet[Any], days_before: int) -> Treatments:
    """Those dated less than so many days before the meeting, or after it began."""
    return treatments.filter(ahead__lt=timedelta(days=days_before))


@dataclass
class Tally:
    """The days ahead of some letters, and what is to be said about them."""

    days_before: int
    days: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.days)

    @property
    def median(self) -> float:
        return float(median(self.days))

    @property
    def median_in_words(self) -> str:
        """`9 dagen`, `9,5 dagen`, `1 dag`, `2 dagen na het begin`."""
        size = f"{abs(self.median):g}".replace(".", ",")
        days = f"{size} {_('dag') if size == '1' else _('dagen')}"
        return f"{days} {_('na het begin')}" if self.median < 0 else days

    @property
    def late(self) -> int:
        return sum(days < self.days_before for days in self.days)

    @property
    def share_late(self) -> int:
        """Whole per cents, a half rounded up."""
        return (200 * self.late + self.count) // (2 * self.count)

    @property
    def is_late(self) -> bool:
        return self.median < self.days_before


@dataclass
class MinistryFigures:
    """One ministry: over all years of the selection, and per year, the newest first. None: the signature is not known."""

    ministry: Ministry | None
    total: Tally
    years: list[tuple[int, Tally]]


def figures(treatments: Treatments, days_before: int) -> list[MinistryFigures]:
    """Per ministry of the office that signed first, by name; who is not known comes last. Two queries."""
    signed = Signatory.objects.filter(letter=OuterRef("letter"), role=Signatory.Role.SIGNS).order_by("order", "pk")
    rows = treatments.annotate(ministry=Subquery(signed.values("office__ministry")[:1])).order_by()
    found: dict[int | None, dict[int, Tally]] = defaultdict(lambda: defaultdict(lambda: Tally(days_before)))
    for ministry, start, ahead in rows.values_list("ministry", "meeting__start_date", "ahead"):
        found[ministry][start.year].days.append(ahead.days)
    known = {ministry.pk: ministry for ministry in Ministry.objects.public().order_by("name_key")}
    order: list[int | None] = [*known, None]
    return [_of(known.get(pk or 0), found[pk], days_before) for pk in order if pk in found]


def _of(ministry: Ministry | None, years: dict[int, Tally], days_before: int) -> MinistryFigures:
    return MinistryFigures(ministry, together(years.values(), days_before), sorted(years.items(), reverse=True))


def together(tallies: Iterable[Tally], days_before: int) -> Tally:
    return Tally(days_before, [days for tally in tallies for days in tally.days])
