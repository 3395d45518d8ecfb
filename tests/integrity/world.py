"""A site with something of everything on record, made by the functions that clerks use; and going around them."""

from typing import Any

from django.contrib.auth.models import User
from django.db import models
from simple_history.manager import HistoryManager

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.decide import change_position, confirm_all
from agenda_tracker.intake.items import tie_series
from agenda_tracker.intake.publish import publish
from agenda_tracker.intake.receive import receive
from agenda_tracker.integrity.seals import ties_of
from agenda_tracker.letters import LetterReading, read_letter
from agenda_tracker.models import AgendaItem, DeskAct, Letter, LetterSource, Topic, journalled
from agenda_tracker.models.seal import columns, seal_of
from tests.basis import put_basis
from tests.drills.letters import letter_text
from tests.factories import make_treatment


class World:
    """Two published letters with their originals, one draft, and acts of which one was undone."""

    def __init__(self) -> None:
        put_basis()
        self.clerk = User.objects.create_user("griffie")
        self.letter, self.other, self.draft = (self.bring_in(number) for number in range(3))
        for letter in (self.letter, self.other):
            confirm_all(letter, self.clerk)
            publish(letter, self.clerk)
        with journalled(self.other):  # so that the meeting stays public when the letter on it is tied to another
            make_treatment(self.other, self.letter.meetings.get(), "supplement")
        self.position = self.letter.positions.order_by("pk").first()
        change_position(self.position, self.clerk, topics=Topic.objects.order_by("pk")[:2])
        change_position(self.position, self.clerk, wording="Nederland wil dit anders.")
        undo(DeskAct.objects.first(), self.clerk)
        self.position.refresh_from_db()
        self.item = AgendaItem.objects.filter(sections__letter=self.letter).order_by("pk").first()
        tie_series(self.item, "Natuur op de agenda", self.clerk)
        self.paper = self.reference(kamerstuk__isnull=False)
        self.source = LetterSource.objects.get(letter=self.letter)

    def bring_in(self, number: int) -> Letter:
        verdict = receive(letter_text(number).encode(), f"brief-{number}.txt", read=read_here)
        assert verdict.letter is not None, verdict.sentence
        return verdict.letter

    def reference(self, **wanted: Any) -> Any:
        return self.letter.references.filter(**wanted).order_by("pk").first()


def read_here(data: bytes, _name: str, *, formations: Any) -> LetterReading:
    """Without a process of its own: these letters are ours."""
    return read_letter(data.decode(), formations=formations)


def plant(record: models.Model, *, told: bool = True, **values: Any) -> None:
    """Alter a row behind everybody's back; with `told` its history, too, so that only the row itself is wrong."""
    manager: Any = type(record)._base_manager
    manager.filter(pk=record.pk).update(**values)
    if isinstance(record, DeskAct):
        _seal_acts_again()
    history = getattr(type(record), "history", None)
    if told and isinstance(history, HistoryManager):
        last: Any = history.filter(id=record.pk).order_by("-history_id").first()  # type: ignore[attr-defined]
        known = {field.attname for field in last._meta.concrete_fields} | {field.name for field in last._meta.fields}
        kept = {name: value for name, value in values.items() if name in known}
        if kept:
            type(last)._base_manager.filter(pk=last.pk).update(**kept)
            seal_again(last)


def _seal_acts_again() -> None:
    before = None
    for done in DeskAct.objects.order_by("pk"):
        before = done.seal_after(before)
        DeskAct.objects.filter(pk=done.pk).update(seal=before)


def seal_again(line: Any) -> None:
    """As if this line and those behind it had been written like this."""
    history, before = type(line), None
    lines = history._base_manager.filter(id=line.id).order_by("history_id")
    ties = ties_of(history, lines.values_list("history_id", flat=True))
    for one in lines:
        if one.pk >= line.pk:
            values = {name: getattr(one, name) for name in columns(history)}
            one.seal = seal_of(history, values, ties[one.pk], before)
            history._base_manager.filter(pk=one.pk).update(seal=one.seal)
        before = one.seal
