"""What letters are about: bodies, subjects that return, dossiers and papers, and who holds which office."""

import random
from array import array
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from agenda_tracker.citations import Reference
from agenda_tracker.models import Formation, Office, Topic

from .rows import Rows
from .vocabulary import Vocabulary, zipf

FIRST_DAY = date(1996, 1, 8)
LAST_DAY = date(2025, 12, 19)
FIRST_NUMBER = 50_000  # no dossier of parliament is that far yet
MOST_PAPERS = 9_000  # in one dossier: numbers have four digits
SUFFIXES = ("V", "X", "XIII", "A")  # as budgets have
TERM = timedelta(days=1461)
TITLES = (
    "Verordening {}",
    "Richtlijn {}",
    "Raadsconclusies over {}",
    "Stand van zaken {}",
    "Gedachtewisseling over {}",
    "Voortgang {} en {}",
    "Actieplan {}",
    "Herziening {}",
)
PLACES = (("Brussel", "België"), ("Luxemburg", "Luxemburg"), ("Straatsburg", "Frankrijk"), ("Praag", "Tsjechië"))


@dataclass
class Subject:
    """Something that is discussed again and again in one body."""

    title: str
    words: list[str]
    topics: list[int]
    dossiers: list[int]
    series: int | None = None


@dataclass
class InDossier:
    """A dossier of the sample and the keys of its papers, of which the first has number 1."""

    pk: int
    reference: Reference
    papers: "array[int]" = field(default_factory=lambda: array("q"))

    def paper(self, number: int) -> Reference:
        return Reference("paper", self.reference.dossier, suffix=self.reference.suffix, number=str(number))


@dataclass
class Body:
    formation: Formation
    office: Office
    subjects: list[Subject]
    weights: list[float]
    dossier: int


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


class World:
    """Makes the rows that stand before any letter, and answers what a letter needs to know of them."""

    def __init__(self, rows: Rows, chance: random.Random, letters: int) -> None:
        self.rows, self.chance = rows, chance
        self.vocabulary = Vocabulary(chance)
        self.topics = list(Topic.objects.filter(parent__isnull=False).order_by("slug").values_list("pk", flat=True))
        chance.shuffle(self.topics)
        self.topic_weights = zipf(len(self.topics))
        self.dossiers = self._make_dossiers(min(30_000, max(20, letters // 5)))
        self.dossier_weights = zipf(len(self.dossiers), 0.9)
        offices = list(Office.objects.order_by("slug"))
        self.holders = {office.pk: self._make_holders(office) for office in offices}
        self.bodies = self._make_bodies(offices, max(4, round(0.4 * letters**0.5)))
        self.body_weights = list(accumulate((rank + 3) ** -0.7 for rank in range(len(self.bodies))))

    def _make_dossiers(self, count: int) -> list[InDossier]:
        numbers = self.chance.sample(range(FIRST_NUMBER, FIRST_NUMBER + max(1_000, 2 * count)), count)
        return [self._make_dossier(number) for number in numbers]

    def _make_dossier(self, number: int) -> InDossier:
        suffix = self.chance.choice(SUFFIXES) if self.chance.random() < 0.08 else ""
        made = InDossier(next(self.rows.dossiers.ids), Reference("dossier", number, suffix=suffix))
        title = self._title() if self.chance.random() < 0.85 else ""
        self.rows.dossiers.add(
            id=made.pk,
            number=number,
            roman="",
            suffix=suffix,
            title=title,
            normal_form=made.reference.dossier_normal,
            sort_key=made.reference.sort_key,
        )
        return made

    def _make_holders(self, office: Office) -> list[tuple[int, str]]:
        """One a term of four years, thirty years long."""
        held, day = [], FIRST_DAY - timedelta(days=60)
        while day < LAST_DAY:
            name = f"{self.chance.choice('ABCDEFGHJKLMNPRSTVW')}. {self.vocabulary.name().capitalize()}"
            pk = next(self.rows.holders.ids)
            last = day + TERM - timedelta(days=1)
            self.rows.holders.add(id=pk, office_id=office.pk, name=name, start_date=day, end_date=last)
            held.append((pk, name))
            day += TERM
        return held

    def holder_on(self, office: int, day: date) -> tuple[int, str]:
        """Key and name of who held an office on a day."""
        held = self.holders[office]
        return held[min(len(held) - 1, (day - FIRST_DAY + timedelta(days=60)) // TERM)]

    def _make_bodies(self, offices: list[Office], subjects: int) -> list[Body]:
        formations = list(Formation.objects.order_by("slug"))
        self.chance.shuffle(formations)
        return [self._make_body(formation, offices, subjects) for formation in formations]

    def _make_body(self, formation: Formation, offices: list[Office], count: int) -> Body:
        made = {subject.title: subject for subject in (self.subject() for _one in range(count))}
        for subject in made.values():
            subject.series = next(self.rows.series.ids)
            name = f"{subject.title} ({formation.short_name})"
            self.rows.series.add(id=subject.series, name=name, formation_id=formation.pk)
        office = self.chance.choice(offices)
        return Body(formation, office, list(made.values()), zipf(len(made)), self.any_dossier())

    def subject(self) -> Subject:
        """One on the agenda for the first time."""
        title, chance = self._title(), self.chance
        words = [*title.split()[-1:], *chance.sample(self.vocabulary.compounds, 3), chance.choice(self.vocabulary.rare)]
        topics = chance.choices(self.topics, cum_weights=self.topic_weights, k=chance.choice((1, 1, 2)))
        return Subject(title, words, list(dict.fromkeys(topics)), [self.any_dossier(), self.any_dossier()])

    def _title(self) -> str:
        some = self.chance.sample(self.vocabulary.compounds, 2)
        return self.chance.choice(TITLES).format(*some)

    def any_dossier(self) -> int:
        """Place of a dossier; some come far more often than others."""
        return self.chance.choices(range(len(self.dossiers)), cum_weights=self.dossier_weights)[0]

    def new_paper(self, place: int, title: str, day: date, letter: int | None) -> tuple[int, Reference, InDossier]:
        """The next number of a dossier, or of the one after it when that is full."""
        while len(self.dossiers[place].papers) >= MOST_PAPERS:
            place = (place + 1) % len(self.dossiers)
        dossier = self.dossiers[place]
        pk, reference = next(self.rows.papers.ids), dossier.paper(len(dossier.papers) + 1)
        dossier.papers.append(pk)
        self.rows.papers.add(
            id=pk,
            dossier_id=dossier.pk,
            number=reference.number,
            session_year="",
            version="",
            title=title,
            date=day,
            letter_id=letter,
            normal_form=reference.normal,
            sort_key=reference.sort_key,
        )
        return pk, reference, dossier
