"""Rereading a draft: its parts, paragraphs and footnotes in the order of the reading, around what a clerk kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agenda_tracker.models import Footnote, Paragraph, Section

from .correct import OUT_OF_THE_WAY, renumber
from .meetings import drop_item_if_unused

if TYPE_CHECKING:
    from .reread_text import NewText


def put_in_order(text: NewText) -> None:
    """What a clerk kept stands behind what stood before it; a part that nothing is left of goes."""
    _order_paragraphs(text)
    parts = _ordered_parts(text)
    for section in _emptied(text):
        parts.remove(section)
        item = section.agenda_item
        section.delete()
        if item:
            drop_item_if_unused(item, text.old)
    _reorder(Section, parts)
    _reorder(Footnote, _ordered_notes(text))
    renumber(text.letter)


def _order_paragraphs(text: NewText) -> None:
    wanted = [(text.rows[place], text.parts[place[0]].pk) for place in text.places_read if place in text.rows]
    there = [row for row, _section in wanted]
    alive = set(text.letter.paragraphs.values_list("pk", flat=True))
    for place, row in enumerate(text.paragraphs):
        if row.pk in alive and row not in there:
            behind = next((one for one in reversed(text.paragraphs[:place]) if one in there), None)
            at = there.index(behind) + 1 if behind else 0
            section = wanted[at - 1][1] if behind and behind.section_id == row.section_id else row.section_id
            there.insert(at, row)
            wanted.insert(at, (row, section))
    now = list(text.letter.paragraphs.order_by("order").values_list("pk", "section"))
    if now != [(row.pk, section) for row, section in wanted]:
        for order, (row, section) in enumerate(wanted):
            Paragraph.objects.filter(pk=row.pk).update(order=2 * OUT_OF_THE_WAY + order, section=section)


def _ordered_parts(text: NewText) -> list[Section]:
    parts = [text.parts[index] for index in sorted(text.parts)]
    for place, section in enumerate(text.sections):
        if section not in parts:
            behind = text.sections[place - 1] if place else None
            parts.insert(parts.index(behind) + 1 if behind in parts else 0, section)
    return parts


def _emptied(text: NewText) -> list[Section]:
    """Parts that were not read any more, that no clerk made or altered, and in which no paragraph is left."""
    used = set(text.letter.paragraphs.values_list("section", flat=True))
    left = [part for part in text.sections if part not in text.parts.values() and part.pk not in used]
    return [part for part in left if text.wrote(part) and text.old.tied(part)]


def _ordered_notes(text: NewText) -> list[Footnote]:
    places = {note.pk: place for place, note in text.notes.items()}
    return sorted(text.letter.footnotes.all(), key=lambda note: (places.get(note.pk, len(places)), note.order))


def _reorder(model: Any, rows: list[Any]) -> None:
    """Give the rows the orders 1, 2, … in two passes, so that none meets another."""
    if [row.order for row in rows] == list(range(1, len(rows) + 1)):
        return
    for order, row in enumerate(rows, start=1):
        model.objects.filter(pk=row.pk).update(order=2 * OUT_OF_THE_WAY + order)
    for order, row in enumerate(rows, start=1):
        model.objects.filter(pk=row.pk).update(order=order)
