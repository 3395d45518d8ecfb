"""Which rows an act on a record can alter: what is compared before and after it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.deletion import Collector

from .address import FormerSlug
from .correction import LetterCorrection
from .kamerstuk import Kamerstuk
from .letter import Letter, LetterMeeting, Signatory
from .meeting import AgendaItem, MinisterialMeeting
from .ministry import Office, OfficeHolder
from .position import Evidence, GovernmentPosition
from .reference import KamerstukReference
from .snapshot import pointing_at
from .source import LetterSource
from .text import Footnote, Paragraph, Section
from .topic import Topic

Rows = list["models.QuerySet[Any]"]
OF_A_LETTER = (
    LetterMeeting,
    Signatory,
    Section,
    Paragraph,
    Footnote,
    KamerstukReference,
    GovernmentPosition,
    LetterSource,
    LetterCorrection,
)


def root(record: models.Model) -> tuple[str, int]:
    """What the record is part of and is compared with: its letter, its meeting, or itself."""
    letter = _letter_of(record)
    if letter is not None:
        return "letter", letter
    if isinstance(record, AgendaItem):
        return "ministerialmeeting", record.meeting_id
    return record._meta.model_name or "", record.pk


def scope(record: models.Model) -> Rows:
    """The record with what hangs on it: the letter that it is part of, the agenda of its meeting, its own tables."""
    kind, pk = root(record)
    if kind == "letter":
        return _letter_rows(pk)
    if kind == "ministerialmeeting":
        return _meeting_rows(pk)
    return [*own_rows(record), *_inline_rows(record)]


def own_rows(record: models.Model) -> Rows:
    """The row itself, its many-to-many rows, and the addresses it had."""
    rows: Rows = [type(record)._base_manager.filter(pk=record.pk)]
    rows += [_through(field, pk=record.pk) for field in record._meta.local_many_to_many if _is_plain(field)]
    kinds = {MinisterialMeeting: "meeting", Letter: "letter", Topic: "topic", Kamerstuk: "kamerstuk"}
    if type(record) in kinds:
        rows.append(FormerSlug.objects.filter(kind=kinds[type(record)], object_id=record.pk))
    return rows


def tied_to(record: models.Model) -> Rows:
    """Every row anywhere that points at the record; many for a topic, so only for acts that move them all."""
    return [
        relation.related_model._base_manager.filter(**{relation.field.name: record.pk})
        for relation in pointing_at(type(record))
    ]


def lost_with(records: Iterable[models.Model]) -> Rows:
    """Everything that goes, or loses a tie, when the records are deleted."""
    collector = Collector(using="default")
    collector.collect(list(records))
    found: Rows = [
        model._base_manager.filter(pk__in=[row.pk for row in rows]) for model, rows in collector.data.items()
    ]
    found += [rows for rows in collector.fast_deletes if isinstance(rows, models.QuerySet)]
    for updates in collector.field_updates.values():
        found += [type(one)._base_manager.filter(pk=one.pk) for one in _instances(updates)]
    return found


def _instances(updates: Iterable[Any]) -> list[models.Model]:
    found: list[models.Model] = []
    for update in updates:
        found += list(update) if isinstance(update, models.QuerySet) else [update]
    return found


def _letter_of(record: models.Model) -> int | None:
    if isinstance(record, Letter):
        return record.pk
    if isinstance(record, Evidence):
        return record.position.letter_id
    return record.letter_id if isinstance(record, OF_A_LETTER) else None


def _letter_rows(letter: int) -> Rows:
    """All of a letter: head, text, finds, and its own numbers; with the agenda of its meetings, which grows with it."""
    rows = [Letter.objects.filter(pk=letter), Letter.dossiers.through.objects.filter(letter=letter)]
    rows += [model._base_manager.filter(letter=letter) for model in OF_A_LETTER]
    rows += [
        LetterSource.objects.filter(may_be=letter),
        GovernmentPosition.topics.through.objects.filter(governmentposition__letter=letter),
        Evidence.objects.filter(position__letter=letter),
        Kamerstuk.objects.filter(letter=letter),
        AgendaItem.objects.filter(meeting__treatments__letter=letter).distinct(),
    ]
    return rows


def _meeting_rows(meeting: int) -> Rows:
    items = AgendaItem.objects.filter(meeting=meeting)
    return [
        MinisterialMeeting.objects.filter(pk=meeting),
        MinisterialMeeting.also_with.through.objects.filter(ministerialmeeting=meeting),
        FormerSlug.objects.filter(kind="meeting", object_id=meeting),
        items,
        AgendaItem.topics.through.objects.filter(agendaitem__in=items),
        LetterMeeting.objects.filter(meeting=meeting),
    ]


def _inline_rows(record: models.Model) -> Rows:
    """What is entered on the same page."""
    if isinstance(record, Office):
        return [OfficeHolder.objects.filter(office=record.pk)]
    return [Office.objects.filter(ministry=record.pk)] if record._meta.model_name == "ministry" else []


def _is_plain(field: Any) -> bool:
    return bool(field.remote_field.through._meta.auto_created)


def _through(field: Any, pk: int | None) -> "models.QuerySet[Any]":
    table = field.remote_field.through
    own = next(one for one in table._meta.fields if one.is_relation and one.name == field.m2m_field_name())
    rows: models.QuerySet[Any] = table._base_manager.filter(**{own.name: pk})
    return rows
