"""The columns of the tables that can be taken away; `docs/exports.md` explains each, and a test compares the two."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from agenda_tracker.models import (
    AgendaItem,
    Formation,
    GovernmentPosition,
    Letter,
    LetterKind,
    LetterMeeting,
    MinisterialMeeting,
    Signatory,
)
from agenda_tracker.models.position import with_paragraphs

from .shelves import LETTERS, MEETINGS, POSITIONS, Shelf

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """`width` in characters, for a spreadsheet. `is_address`: the value is a path that is made absolute."""

    name: str
    value: Callable[[Any], Value]
    width: int = 14
    is_address: bool = False


def joined(values: Iterable[object]) -> str:
    return "; ".join(str(value) for value in values)


def shown(attribute: str, choices: Iterable[tuple[Any, Any]]) -> Callable[[Any], str]:
    """The label of a choice, as `get_…_display` gives it, in a fraction of the time; nothing for an empty value."""
    of = attrgetter(attribute)

    @cache
    def named() -> dict[Any, str]:
        """When the first row is told: in the language of the site, which has one."""
        return {value: str(name) for value, name in choices}

    def label(row: Any) -> str:
        value = of(row)
        return named().get(value, str(value)) if value else ""

    return label


def yes_no(value: bool) -> str:
    return str(_("ja") if value else _("nee"))


def offices(letter: Letter, role: str) -> str:
    return joined(one.office_as_printed for one in letter.signatories.all() if one.role == role)


def numbers(letter: Letter) -> str:
    return joined(letter.kamerstukken.all())


def official(letter: Letter) -> str:
    return joined(paper.official_url for paper in letter.kamerstukken.all() if paper.official_url)


def fulfilled_by(position: GovernmentPosition) -> str:
    """The letter with which a commitment was met, when that letter is public itself."""
    letter = position.fulfilled_by
    return letter.get_absolute_url() if letter and letter.is_public else ""


def first_agenda(meeting: MinisterialMeeting) -> date | None:
    """The day of the first public annotated agenda."""
    treatments: list[LetterMeeting] = getattr(meeting, "public_treatments", [])
    days = [one.letter.date for one in treatments if one.kind == LetterKind.AGENDA and one.letter.date]
    return min(days, default=None)


def days_ahead(meeting: MinisterialMeeting) -> int | None:
    first = first_agenda(meeting)
    return (meeting.start_date - first).days if first else None


class Told(NamedTuple):
    """A position with what it belongs to: looked up once, and not for every column."""

    position: GovernmentPosition
    letter: Letter
    item: AgendaItem
    meeting: MinisterialMeeting
    formation: Formation
    quotes: list[str]
    paragraphs: list[str]


def told(position: GovernmentPosition) -> Told:
    item = position.agenda_item
    assert item is not None  # a confirmed position has one
    evidence = list(position.evidence.all())
    quotes, paragraphs = [one.quote for one in evidence], [one.paragraph.number for one in evidence]
    meeting = item.meeting
    return Told(position, position.letter, item, meeting, meeting.formation, quotes, paragraphs)


def of_letter(value: Callable[[Letter], Any]) -> Callable[[Told], Any]:
    """Of the letter, and worked out once for all rows that share it."""

    def known(one: Told) -> Any:
        cells = one.letter.__dict__.setdefault("cells", {})
        if value not in cells:
            cells[value] = value(one.letter)
        return cells[value]

    return known


citation = of_letter(lambda letter: letter.citation)

OF_POSITIONS = (
    Column("adres", lambda one: one.position.get_absolute_url(), 36, is_address=True),
    Column("standpunt", lambda one: one.position.wording, 60),
    Column("citaat", lambda one: " […] ".join(one.quotes), 60),
    Column("aard", shown("position.kind", GovernmentPosition.Kind.choices)),
    Column("houding", shown("position.stance", GovernmentPosition.Stance.choices)),
    Column("bedrag_eur", lambda one: one.position.amount_eur, 16),
    Column("termijn", lambda one: one.position.due_date),
    Column("termijn_in_de_brief", lambda one: one.position.due_as_written, 20),
    Column("nagekomen_met", lambda one: fulfilled_by(one.position), 36, is_address=True),
    Column("themas", lambda one: joined(one.position.topics.all()), 30),
    Column("agendapunt_nummer", lambda one: one.item.label, 10),
    Column("agendapunt", lambda one: one.item.title, 36),
    Column("gremium", lambda one: one.formation.name, 30),
    Column("organisatie", shown("formation.organisation", Formation.Organisation.choices)),
    Column("vergadering_begin", lambda one: one.meeting.start_date),
    Column("vergadering_einde", lambda one: one.meeting.end_date),
    Column("vergadering_plaats", lambda one: one.meeting.place),
    Column("vergadering_adres", lambda one: one.meeting.get_absolute_url(), 36, is_address=True),
    Column("brief", lambda one: one.letter.subject, 44),
    Column("brief_soort", shown("letter.kind", LetterKind.choices), 20),
    Column("brief_datum", lambda one: one.letter.date),
    Column("brief_van", of_letter(lambda letter: offices(letter, Signatory.Role.SIGNS)), 30),
    Column("kamerstukken", of_letter(numbers), 18),
    Column("alineas", lambda one: joined(dict.fromkeys(one.paragraphs)), 10),
    Column("brief_adres", of_letter(Letter.get_absolute_url), 36, is_address=True),
    Column("verwijzing", lambda one: with_paragraphs(citation(one), one.paragraphs), 50),
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


def seen(shelf: Shelf, row: Any) -> Any:
    """The row as its columns look at it."""
    return told(row) if shelf is POSITIONS else row
