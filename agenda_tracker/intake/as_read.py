"""What the reader made of a letter, row by row: what differs from it by now was altered by a clerk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models

from agenda_tracker.letters import LetterReading
from agenda_tracker.models import (
    AgendaItem,
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    Paragraph,
    Section,
    Signatory,
)

HEAD = ("kind", "subject", "date", "to_tk", "to_ek", "planned_attendance")
# What is compared of each kind of row. The agenda item of a part is compared by itself: see `tie_of`.
VALUES: dict[type[models.Model], Callable[[Any], tuple[Any, ...]]] = {
    Section: lambda row: (row.heading, row.level, row.role),
    Paragraph: lambda row: (row.text,),
    Footnote: lambda row: (row.marker, row.text),
    KamerstukReference: lambda row: (row.as_written, row.normal_form, row.status, row.kamerstuk_id, row.dossier_id),
    Signatory: lambda row: (row.role, row.office_as_printed, row.name_as_printed, row.office_id, row.holder_id),
    AgendaItem: lambda row: (row.label, row.title, row.part, row.nature, row.summary),
    GovernmentPosition: lambda row: (
        row.wording,
        row.kind,
        row.stance,
        None if row.amount_eur is None else float(row.amount_eur),
        row.due_date,
        row.due_as_written,
        row.agenda_item_id,
        sorted(topic.pk for topic in row.topics.all()),
    ),
}


def key_of(row: models.Model) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def print_of(row: models.Model) -> str:
    """A short word that differs as soon as what a clerk can alter in the row does."""
    return _hash(VALUES[type(row)](row))


def tie_of(section: Section) -> tuple[str, str]:
    """Key and print of the agenda item that a part is tied to."""
    return f"tie:{section.pk}", _hash((section.agenda_item_id,))


def _hash(values: tuple[Any, ...]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:12]


class AsRead:
    """The record kept in `Letter.as_read`; alter it and `store` it."""

    def __init__(self, letter: Letter) -> None:
        kept = letter.as_read or {}
        self.letter = letter
        self.known = bool(kept)
        self.head: dict[str, Any] = kept.get("head", {})
        self.numbers: dict[str, Any] = kept.get("numbers", {})
        self.notes: list[str] = kept.get("notes", [])
        self.rows: dict[str, str] = kept.get("rows", {})
        # By the key of a part: index of its meeting, then title, label, part and nature of its agenda item, as read.
        self.places: dict[str, list[Any]] = kept.get("places", {})

    def wrote(self, row: models.Model) -> bool:
        """Whether the row is the reader's, and no clerk altered it."""
        return self.rows.get(key_of(row)) == print_of(row)

    def tied(self, section: Section) -> bool:
        """Whether the agenda item of the part is the one the reader gave it, or the reader gave none and none is there."""
        key, now = tie_of(section)
        return self.rows.get(key) == now

    def note(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows[key_of(row)] = print_of(row)
            if isinstance(row, Section):
                self.rows.update([tie_of(row)])

    def note_ties(self, sections: Iterable[Section]) -> None:
        self.rows.update(tie_of(section) for section in sections)

    def note_head(self, reading_notes: Iterable[str], numbers: dict[str, Any]) -> None:
        self.head = {name: _plain(getattr(self.letter, name)) for name in HEAD}
        self.notes, self.numbers = list(reading_notes), numbers

    def head_is_as_read(self, name: str) -> bool:
        return self.head.get(name) == _plain(getattr(self.letter, name))

    def store(self) -> None:
        names = ("head", "numbers", "notes", "rows", "places")
        self.letter.as_read = {name: getattr(self, name) for name in names}
        self.letter.save(update_fields=["as_read"])


def numbers_of(reading: LetterReading) -> dict[str, Any]:
    return {"own": reading.own_kamerstuk or "", "dossiers": list(reading.dossiers)}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def rows_of(letter: Letter) -> Iterator[models.Model]:
    """Everything in the letter that the reader writes, except agenda items: those belong to the meeting."""
    for model in VALUES:
        if model is not AgendaItem:
            rows = model._base_manager.filter(letter=letter)
            yield from rows.prefetch_related("topics") if model is GovernmentPosition else rows
