"""The columns of the tables that can be taken away; `docs/exports.md` explains each, and a test compares the two."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from agenda_tracker.models import (
    Formation,
    GovernmentPosition,
    Letter,
    LetterKind,
    LetterMeeting,
    MinisterialMeeting,
    Signatory,
)
from agenda_tracker.models.paths import path_to
from agenda_tracker.models.position import with_paragraphs

from . import position_table
from .cells import joined, labels, numbers, offices
from .shelves import LETTERS, MEETINGS, POSITIONS, Shelf

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """`width` in characters, for a spreadsheet. `is_address`: the value is a path that is made absolute."""

    name: str
    value: Callable[[Any], Value]
    width: int = 14
    is_address: bool = False


def shown(attribute: str, choices: Iterable[tuple[Any, Any]]) -> Callable[[Any], str]:
    """The label of a choice."""
    of, label = attrgetter(attribute), labels(choices)
    return lambda row: label(of(row))


def yes_no(value: bool) -> str:
    return str(_("ja") if value else _("nee"))


def official(letter: Letter) -> str:
    return joined(paper.official_url for paper in letter.kamerstukken.all() if paper.official_url)


def first_agenda(meeting: MinisterialMeeting) -> date | None:
    """The day of the first public annotated agenda."""
    treatments: list[LetterMeeting] = getattr(meeting, "public_treatments", [])
    days = [one.letter.date for one in treatments if one.kind == LetterKind.AGENDA and one.letter.date]
    return min(days, default=None)


def days_ahead(meeting: MinisterialMeeting) -> int | None:
    first = first_agenda(meeting)
    return (meeting.start_date - first).days if first else None


of_kind, of_stance = labels(GovernmentPosition.Kind.choices), labels(GovernmentPosition.Stance.choices)

OF_POSITIONS = (
    Column("adres", lambda one: path_to("position", one.said.pk), 36, is_address=True),
    Column("standpunt", lambda one: one.said.wording, 60),
    Column("citaat", lambda one: " […] ".join(one.quotes), 60),
    Column("aard", lambda one: of_kind(one.said.kind)),
    Column("houding", lambda one: of_stance(one.said.stance)),
    Column("bedrag_eur", lambda one: one.said.amount, 16),
    Column("termijn", lambda one: one.said.due_date),
    Column("termijn_in_de_brief", lambda one: one.said.due_as_written, 20),
    Column("nagekomen_met", lambda one: one.fulfilled_by, 36, is_address=True),
    Column("themas", lambda one: joined(one.topics), 30),
    Column("agendapunt_nummer", lambda one: one.said.item_label, 10),
    Column("agendapunt", lambda one: one.said.item_title, 36),
    Column("gremium", lambda one: one.meeting.formation, 30),
    Column("organisatie", lambda one: one.meeting.organisation),
    Column("vergadering_begin", lambda one: one.meeting.begin),
    Column("vergadering_einde", lambda one: one.meeting.end),
    Column("vergadering_plaats", lambda one: one.meeting.place),
    Column("vergadering_adres", lambda one: one.meeting.url, 36, is_address=True),
    Column("brief", lambda one: one.letter.subject, 44),
    Column("brief_soort", lambda one: one.letter.kind, 20),
    Column("brief_datum", lambda one: one.letter.date),
    Column("brief_van", lambda one: one.letter.offices, 30),
    Column("kamerstukken", lambda one: one.letter.numbers, 18),
    Column("alineas", lambda one: joined(dict.fromkeys(one.paragraphs)), 10),
    Column("brief_adres", lambda one: one.letter.url, 36, is_address=True),
    Column("verwijzing", lambda one: with_paragraphs(one.letter.citation, one.paragraphs), 50),
)
OF_LETTERS = (
    Column("adres", lambda one: one.get_absolute_url(), 36, is_address=True),
    Column("onderwerp", lambda one: one.subject, 60),
    Column("soort", shown("kind", LetterKind.choices), 20),
    Column("datum", lambda one: one.date),
    Column("aan", lambda one: one.chambers_in_words, 16),
    Column("van", lambda one: offices(one, Signatory.Role.SIGNS), 36),
    Column("mede_namens", lambda one: offices(one, Signatory.Role.ON_BEHALF), 36),
    Column("kamerstukken", numbers, 18),
    Column("dossiers", lambda one: joined(one.dossiers.all()), 18),
    Column("gremia", lambda one: joined(dict.fromkeys(t.meeting.formation.name for t in one.treatments.all())), 36),
    Column("vergaderingen", lambda one: joined(f"{t.meeting.start_date} {t.meeting.title}" for t in one.treatments.all()), 44),
    Column("standpunten", lambda one: one.position_count),
    Column("voorgenomen_deelname", lambda one: one.planned_attendance, 30),
    Column("officiele_bron", official, 44),
    Column("verwijzing", lambda one: one.citation, 50),
)  # fmt: skip
OF_MEETINGS = (
    Column("adres", lambda one: one.get_absolute_url(), 36, is_address=True),
    Column("vergadering", lambda one: one.title, 44),
    Column("gremium", lambda one: one.formation.name, 36),
    Column("afkorting", lambda one: one.formation.abbreviation),
    Column("organisatie", shown("formation.organisation", Formation.Organisation.choices)),
    Column("samen_met", lambda one: joined(one.also_with.all()), 30),
    Column("informeel", lambda one: yes_no(one.informal), 10),
    Column("vorm", shown("mode", MinisterialMeeting.Mode.choices), 18),
    Column("stand", shown("state", MinisterialMeeting.State.choices)),
    Column("begin", lambda one: one.start_date),
    Column("einde", lambda one: one.end_date),
    Column("plaats", lambda one: one.place),
    Column("land", lambda one: one.country),
    Column("standpunten", lambda one: one.position_count),
    Column("eerste_agenda", first_agenda),
    Column("dagen_vooraf", days_ahead),
    Column("brieven", lambda one: joined(f"{t.letter.dated}: {t.letter.subject}" for t in one.public_treatments), 60),
)
COLUMNS: dict[Shelf, tuple[Column, ...]] = {POSITIONS: OF_POSITIONS, LETTERS: OF_LETTERS, MEETINGS: OF_MEETINGS}


def rows(shelf: Shelf, keys: "array[int]") -> Iterator[Any]:
    """The rows with these keys in their order, as the columns look at them."""
    return position_table.rows_of(keys) if shelf is POSITIONS else shelf.in_batches(keys)
