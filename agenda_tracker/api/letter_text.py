"""The text of a public letter: sections with numbered paragraphs, footnotes, and what is cited and said in them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from agenda_tracker.models import (
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    Paragraph,
    Section,
)
from agenda_tracker.models.prepared import Prepared

from . import linked
from .addresses import href


def _references(letter: int) -> "QuerySet[KamerstukReference]":
    rows = KamerstukReference.objects.filter(letter=letter).select_related("kamerstuk", "dossier")
    return rows.order_by("start", "pk")


def _said(letter: int) -> "QuerySet[GovernmentPosition]":
    rows = GovernmentPosition.objects.public().filter(letter=letter).order_by("order", "pk")
    return rows.only("pk", "wording", "kind")


SECTIONS = Prepared(
    lambda letter: Section.objects.filter(letter=letter).select_related("agenda_item").order_by("order")
)
PARAGRAPHS = Prepared(lambda letter: Paragraph.objects.filter(letter=letter).order_by("order"))
FOOTNOTES = Prepared(lambda letter: Footnote.objects.filter(letter=letter).order_by("order"))
REFERENCES, SAID = Prepared(_references), Prepared(_said)
OTHER = Prepared(lambda pk: Letter.objects.public().filter(pk=pk).only("slug", "kind", "subject", "date"))


def text_of(letter: Letter) -> linked.Told:
    """What the list leaves out; other letters only when they are public themselves. Seven queries at most."""
    cited: dict[tuple[int | None, int | None], list[Any]] = defaultdict(list)
    for reference in REFERENCES(letter.pk):
        cited[reference.paragraph_id, reference.footnote_id].append(_cited(reference))
    paragraphs = PARAGRAPHS(letter.pk)
    numbers = {paragraph.pk: paragraph.number for paragraph in paragraphs}
    below: dict[int, list[Any]] = defaultdict(list)
    for one in paragraphs:
        references = cited[one.pk, None]
        below[one.section_id].append({"number": one.number, "text": one.text, "references": references})
    return {
        "note": letter.text_note,
        "plannedAttendance": letter.planned_attendance,
        "supplements": _other(letter.supplements_id),
        "replaces": _other(letter.replaces_id),
        "sections": [_section(section, below[section.pk]) for section in SECTIONS(letter.pk)],
        "footnotes": [_footnote(note, numbers, cited[None, note.pk]) for note in FOOTNOTES(letter.pk)],
        "positions": said(SAID(letter.pk)),
    }


def _other(pk: int | None) -> linked.Told | None:
    letter = OTHER.first(pk) if pk else None
    return linked.of_letter(letter) if letter else None


def _section(section: Section, paragraphs: list[Any]) -> linked.Told:
    return {
        "heading": section.heading,
        "level": section.level,
        "role": section.role,
        "agendaItem": linked.of_item(section.agenda_item) if section.agenda_item else None,
        "paragraphs": paragraphs,
    }


def _footnote(note: Footnote, numbers: dict[int, str], references: list[Any]) -> linked.Told:
    return {
        "marker": note.marker,
        "text": note.text,
        "paragraph": numbers.get(note.paragraph_id or 0),
        "offset": note.offset,
        "references": references,
    }


def _cited(reference: KamerstukReference) -> linked.Told:
    paper, dossier = reference.kamerstuk, reference.dossier
    target = (
        href("kamerstuk", paper.normal_form) if paper else href("dossier", dossier.normal_form) if dossier else None
    )
    return {
        "start": reference.start,
        "end": reference.end,
        "asWritten": reference.as_written,
        "normalForms": [one.strip() for one in reference.normal_form.split(";") if one.strip()],
        "status": reference.status,
        "href": target,
    }


def said(positions: Iterable[GovernmentPosition]) -> list[linked.Told]:
    """Positions by their wording, where a letter or item leads to them."""
    return [
        {"id": one.pk, "wording": one.wording, "kind": one.kind, "href": href("position", one.pk)} for one in positions
    ]
