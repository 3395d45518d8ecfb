"""What the tables of the dump are made of: selections that several need, and columns that return."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from agenda_tracker.citations import Reference
from agenda_tracker.models import AgendaItem, AgendaSeries, Evidence, GovernmentPosition, Letter
from agenda_tracker.models.paths import path_to

from .columns import Column, Kind


def of_letters(model: Any) -> "QuerySet[Any]":
    """The parts of public letters."""
    return model.objects.filter(Letter.objects.public().of())


def ties(through: Any, **public: Any) -> "QuerySet[Any]":
    """The rows between two models, where the one that is named is public."""
    [(field, rows)] = public.items()
    return through.objects.filter(Exists(rows.filter(pk=OuterRef(field)).order_by()))


def series() -> "QuerySet[Any]":
    """Those with a public item: the name of another may be that of a draft."""
    shown = AgendaItem.objects.public().filter(series=OuterRef("pk")).order_by()
    return AgendaSeries.objects.filter(Exists(shown))


def quotes() -> "QuerySet[Any]":
    shown = GovernmentPosition.objects.public().filter(pk=OuterRef("position")).order_by()
    return Evidence.objects.filter(Exists(shown))


def path(name: str, *fields: str) -> Column:
    return Column(
        "path", "adres op de site, zonder de naam van de site", source=fields, make=lambda *of: path_to(name, *of)
    )


def to(name: str, table: str, said: str, *, needed: bool = False) -> Column:
    return Column(name, said, Kind.NUMBER, to=table, needed=needed)


def official(normal: str) -> str:
    return Reference.parse(normal).official_url


def paper_path(prefix: str) -> Column:
    return Column(
        "path", "adres op de site", source=("normal_form",),
        make=lambda normal: path_to("kamerstuk", Reference.parse(prefix + normal).slug),
    )  # fmt: skip


ID = Column("id", "nummer van de rij, blijft gelijk", Kind.NUMBER)
ORDER = Column("order", "volgorde", Kind.NUMBER)
SLUG = Column("slug", "laatste deel van het adres")
START = Column("start", "eerste teken, geteld vanaf 0", Kind.NUMBER)
END = Column("end", "eerste teken erna", Kind.NUMBER)
OF_LETTER = to("letter_id", "letters", "de brief", needed=True)
