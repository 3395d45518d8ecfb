"""What became of a commitment to parliament: fulfilled by a letter, overdue, or open with so many days to go."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agenda_tracker.models import GovernmentPosition, Letter
from agenda_tracker.models.dates import long_date

from .numbers import counted

KIND = GovernmentPosition.Kind.COMMITMENT


@dataclass(frozen=True)
class Commitment:
    """A commitment as it stands on a day. `letter`: the public letter that fulfils it."""

    position: GovernmentPosition
    letter: Letter | None
    today: date

    @property
    def state(self) -> str:
        """`fulfilled`, `overdue` or `open`. On the due date itself it is still open."""
        if self.letter:
            return "fulfilled"
        due = self.position.due_date
        return "overdue" if due and due < self.today else "open"

    @property
    def state_name(self) -> str:
        return {"fulfilled": _("nagekomen"), "overdue": _("verlopen"), "open": _("open")}[self.state]

    @property
    def in_words(self) -> str:
        """`nagekomen`, `verlopen sinds 1 maart 2025 (12 dagen)`, `open, over 12 dagen`, `open`."""
        between = " " if self.state == "overdue" else ", "
        return between.join(filter(None, [self.state_name, self.time_left]))

    @property
    def due(self) -> str:
        """When it is due, as precisely as it was promised: `1 maart 2025`, `vóór de zomer`, `geen termijn genoemd`."""
        if self.position.due_date:
            return long_date(self.position.due_date)
        return self.position.due_as_written or _("geen termijn genoemd")

    @property
    def time_left(self) -> str:
        """`over 12 dagen`, `vandaag`, `sinds 1 maart 2025 (12 dagen)`; nothing once fulfilled, or without a date."""
        due = self.position.due_date
        if self.letter or not due:
            return ""
        return since(due, self.today) if due < self.today else until(due, self.today)


def commitment(position: GovernmentPosition, today: date) -> Commitment | None:
    """How the commitment stands; None for any other kind of position. Asks for `fulfilled_by` only."""
    if position.kind != KIND:
        return None
    letter = position.fulfilled_by
    return Commitment(position, letter if letter and letter.is_public else None, today)


def until(day: date, today: date) -> str:
    """`vandaag`, `morgen`, `over 12 dagen`. For a day that is not past."""
    days = (day - today).days
    return _("vandaag") if days == 0 else _("morgen") if days == 1 else f"{_('over')} {counted(days, 'dag', 'dagen')}"


def ago(day: date, today: date) -> str:
    """`gisteren`, `12 dagen geleden`. For a day that is past."""
    days = (today - day).days
    return _("gisteren") if days == 1 else f"{counted(days, 'dag', 'dagen')} {_('geleden')}"


def since(day: date, today: date) -> str:
    """`sinds 1 maart 2025 (12 dagen)`. For a day that is past."""
    return f"{_('sinds')} {long_date(day)} ({counted((today - day).days, 'dag', 'dagen')})"
