"""The passage of a letter in which the words stand that were asked for, where a list would not show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agenda_tracker.models import Evidence, GovernmentPosition, Letter, Paragraph
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import Hits
from agenda_tracker.search.lines import PositionLine

from .printed import label_of

Texts = list[tuple[int, str]]


@dataclass(frozen=True)
class Passage:
    """A piece of a paragraph in runs, each a hit or not; `number` is the paragraph's address."""

    number: str
    runs: list[tuple[str, bool]]


def add_passages(rows: Iterable[Any], hits: Hits | None) -> None:
    """Give every letter among the rows its best `passage`, or None. One query; without words none."""
    letters = [record for record in _records(rows) if isinstance(record, Letter)]
    if not letters or hits is None:
        return
    texts: dict[int, Texts] = defaultdict(list)
    numbers: dict[int, str] = {}
    rows_of_text = Paragraph.objects.filter(letter__in=letters).order_by("letter", "order")
    for pk, letter, number, text in rows_of_text.values_list("pk", "letter", "number", "text"):
        numbers[pk] = number
        texts[letter].append((pk, text))
    for record in letters:
        best = hits.passage(texts[record.pk])
        record.passage = Passage(numbers[best[0]], best[1]) if best else None  # type: ignore[attr-defined]


def passages_around(rows: Iterable[Any], hits: Hits | None) -> dict[int, Passage]:
    """By position among the rows: where the quoted words stand around what is cited of it, when its row has not got them.

    One query where there are such rows; without quoted words none.
    """
    if hits is None or not hits.quoted:
        return {}
    lines = [record for record in _records(rows) if isinstance(record, PositionLine)]
    sought = {line.pk: unseen for line in lines if (unseen := hits.elsewhere(_shown(line)))}
    texts, numbers = _around(sought) if sought else ({}, {})
    best = {pk: sought[pk].passage(some) for pk, some in texts.items()}
    return {pk: Passage(numbers[one[0]], one[1]) for pk, one in best.items() if one}


def _records(rows: Iterable[Any]) -> list[Any]:
    return [getattr(row, "record", row) for row in rows]


def _shown(line: PositionLine) -> list[str]:
    """What a row says itself."""
    kind = label_of(GovernmentPosition, "kind", line.kind)
    topics = [name for _slug, name in line.topics]
    return [line.wording, *(text for _number, text in line.quotes), line.item_title, line.meeting.title, kind, *topics]


def _around(positions: Iterable[int]) -> tuple[dict[int, Texts], dict[int, str]]:
    """The paragraphs that are cited, by position, and their numbers."""
    texts: dict[int, Texts] = defaultdict(list)
    numbers: dict[int, str] = {}
    for pk, paragraph, number, text in _CITED(list(positions)):
        numbers[paragraph] = number
        texts[pk].append((paragraph, text))
    return texts, numbers


def _cited(positions: list[int]) -> "QuerySet[Evidence, Any]":
    rows = Evidence.objects.filter(position__in=positions).order_by("position", "paragraph__order", "start")
    return rows.values_list("position", "paragraph", "paragraph__number", "paragraph__text")


_CITED: Prepared[tuple[int, int, str, str]] = Prepared(_cited)
