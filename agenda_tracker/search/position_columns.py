"""What is said in positions, as columns: lists and tables need many of them, and a record of each takes longer to make."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from agenda_tracker.models import Evidence, GovernmentPosition
from agenda_tracker.models.prepared import Prepared


class Said(NamedTuple):
    """Columns of a position and of its item; `letter`, `item`, `meeting` and `fulfilled_by` are keys.

    Those with a default are told in tables only: who makes one of a record that was fetched for a page leaves them out.
    """

    pk: int
    wording: str
    kind: str
    stance: str
    amount: Decimal | None
    letter: int
    item: int
    item_title: str
    meeting: int
    item_label: str = ""
    due_date: date | None = None
    due_as_written: str = ""
    fulfilled_by: int | None = None


COLUMNS = (
    *("pk", "wording", "kind", "stance", "amount_eur", "letter", "agenda_item", "agenda_item__title"),
    *("agenda_item__meeting", "agenda_item__label", "due_date", "due_as_written", "fulfilled_by"),
)


def columns_of(positions: list[int]) -> "QuerySet[GovernmentPosition, Any]":
    """Of the public ones among these."""
    return GovernmentPosition.objects.public().filter(pk__in=positions).order_by().values_list(*COLUMNS)


def quotes_of(positions: list[int]) -> "QuerySet[Evidence, Any]":
    """In the order of the letter: position, number of the paragraph and text."""
    length = F("end") - F("start")
    rows = Evidence.objects.filter(position__in=positions).order_by("paragraph__order", "start")
    return rows.values_list("position", "paragraph__number", Substr("paragraph__text", F("start") + 1, length))


_COLUMNS, _QUOTES = Prepared(columns_of), Prepared(quotes_of)


def said_in(positions: list[int]) -> list[Said]:
    """In the public ones among these, in no order; one query."""
    return list(map(Said._make, _COLUMNS(positions)))


def quotes_by(positions: list[int]) -> dict[int, list[tuple[str, str]]]:
    """By position: the numbers of the paragraphs and what is quoted there; one query."""
    found = defaultdict(list)
    for position, number, text in _QUOTES(positions):
        found[position].append((number, text))
    return found
