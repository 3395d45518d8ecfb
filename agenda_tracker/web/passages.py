"""The passage of a letter in which the words stand that were asked for, for a list of letters."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from agenda_tracker.models import Letter, Paragraph
from agenda_tracker.search import Hits


@dataclass(frozen=True)
class Passage:
    """A piece of a paragraph in runs, each a hit or not; `number` is the paragraph's address."""

    number: str
    runs: list[tuple[str, bool]]


def add_passages(rows: Iterable[Any], hits: Hits | None) -> None:
    """Give every letter among the rows its best `passage`, or None. One query; without words none."""
    records = [getattr(row, "record", row) for row in rows]
    letters = [record for record in records if isinstance(record, Letter)]
    if not letters or hits is None:
        return
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    numbers: dict[int, str] = {}
    rows_of_text = Paragraph.objects.filter(letter__in=letters).order_by("letter", "order")
    for pk, letter, number, text in rows_of_text.values_list("pk", "letter", "number", "text"):
        numbers[pk] = number
        texts[letter].append((pk, text))
    for record in letters:
        best = hits.passage(texts[record.pk])
        record.passage = Passage(numbers[best[0]], best[1]) if best else None  # type: ignore[attr-defined]
