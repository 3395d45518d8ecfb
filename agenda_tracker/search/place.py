"""Where a row stands in a selection: how far down, in how many, and which rows lie just before and after it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from .filters import AgendaFilter


@dataclass(frozen=True)
class Place:
    """`number` counts from 1; before the first and after the last row lies None."""

    number: int
    count: int
    previous: Any
    following: Any


def place_of(record: Model, selection: AgendaFilter) -> Place | None:
    """At most four queries however long the list is; None when the row is not in it, or no column tells the order."""
    if not selection.problems and "q" in selection.chosen and selection.answer is not None:
        place = _by_index(record, selection)
        if selection.answer is not None:
            return place
    if selection.problems or not selection.order:
        return None
    rows = selection.filter_queryset(selection.queryset).order_by()
    names = [name.lstrip("-") for name in selection.order]
    values = rows.filter(pk=record.pk).values_list(*names).first()
    if values is None:
        return None
    before, after = _beside(selection.order, values)
    counts = rows.aggregate(count=Count("pk"), before=Count("pk", filter=before))
    number, count = counts["before"] + 1, counts["count"]
    return Place(
        number,
        count,
        previous=_first(rows.filter(before), _reversed(selection.order)) if number > 1 else None,
        following=_first(rows.filter(after), selection.order) if number < count else None,
    )


def _by_index(record: Model, selection: AgendaFilter) -> Place | None:
    """As the list stands that has these words: the database knows them otherwise."""
    name, order = (selection.documents[0], record.pk), selection.sorted_by
    found = selection.by_index(lambda answer: answer.place(name, order))
    if found is None:
        return None
    number, count, before, after = found
    rows = {row.pk: row for row in selection.queryset.filter(pk__in=[pk for pk in (before, after) if pk])}
    return Place(number, count, rows.get(before), rows.get(after))


def _beside(order: tuple[str, ...], values: tuple[Any, ...]) -> tuple[Q, Q]:
    """The rows above and below the one with these values: level on the first columns, above or below on the next."""
    before, after, level = Q(pk__in=[]), Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        column, falls = name.lstrip("-"), name.startswith("-")
        before |= level & Q(**{f"{column}__{'gt' if falls else 'lt'}": value})
        after |= level & Q(**{f"{column}__{'lt' if falls else 'gt'}": value})
        level &= Q(**{column: value})
    return before, after


def _reversed(order: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _first(rows: "QuerySet[Any]", order: tuple[str, ...]) -> Any:
    """Only what its address needs: the rest of a letter can be long."""
    names = {field.name for field in rows.model._meta.get_fields()} & {"slug"}
    return rows.order_by(*order).only("pk", *names).first()
