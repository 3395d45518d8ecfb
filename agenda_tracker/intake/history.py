"""Many records made or altered at once, each with its line in the history as if it had been saved by itself."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from agenda_tracker.models.batches import BATCH, batches
from agenda_tracker.models.seal import tie_fields


def create_all(rows: Sequence[models.Model]) -> None:
    """Save new records of one kind, each with the first line of its history; they have their keys afterwards."""
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=BATCH)
        write_lines(rows, made=True)


def update_all(rows: Sequence[models.Model], *names: str) -> None:
    """Save these fields of records of one kind, each with a line in its history."""
    if rows:
        type(rows[0])._base_manager.bulk_update(rows, names, batch_size=BATCH)
        write_lines(rows)


def remember(records: "models.QuerySet[Any]", reason: str, by: User | None, *, made: bool = False) -> None:
    """A line in the history of each, with its many-to-many ties as they are now; a few queries for all of them."""
    write_lines(list(records), reason[:100], by, made=made)


def write_lines(
    rows: Sequence[models.Model], reason: str | None = None, by: User | None = None, *, made: bool = False
) -> None:
    """A line for each record of one kind, with its many-to-many ties as they are now.

    Without `by` it names who is logged in, as when a record is saved by itself.
    """
    model: Any = type(rows[0]) if rows else None
    if model is None:
        return
    history = model.history.bulk_history_create(
        rows, batch_size=BATCH, update=not made, default_user=by, default_change_reason=reason
    )
    lines = {getattr(line, model._meta.pk.attname): line for line in history}
    for field in tie_fields(model.history.model):
        _remember_ties(field, getattr(model.history.model, field.name).model, lines)


def _remember_ties(field: Any, table: Any, lines: dict[int, Any]) -> None:
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    through = field.remote_field.through._base_manager
    for owners in batches(list(lines)):
        ties = through.filter(**{f"{own}__in": owners}).values_list("pk", f"{own}_id", f"{other}_id")
        table.objects.bulk_create(
            [
                table(history=lines[owner], id=pk, **{f"{own}_id": owner, f"{other}_id": target})
                for pk, owner, target in ties
            ]
        )
