"""Lines in the history of many records at once, when rows were altered without saving each."""

from typing import Any

from django.contrib.auth.models import User
from django.db import models

# Rows written at a time.
BATCH = 500


def remember(records: "models.QuerySet[Any]", reason: str, by: User | None, *, made: bool = False) -> None:
    """A line in the history of each, with its many-to-many ties as they are now; a few queries for all of them."""
    model: Any = records.model
    history = model.history.bulk_history_create(
        list(records), batch_size=BATCH, update=not made, default_user=by, default_change_reason=reason[:100]
    )
    lines = {getattr(line, model._meta.pk.attname): line for line in history}
    for field in model._meta.local_many_to_many:
        if hasattr(model.history.model, field.name):
            _remember_ties(field, getattr(model.history.model, field.name).model, lines)


def _remember_ties(field: Any, table: Any, lines: dict[int, Any]) -> None:
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    ties = field.remote_field.through._base_manager.filter(**{f"{own}__in": list(lines)})
    rows = [
        table(history=lines[owner], id=pk, **{f"{own}_id": owner, f"{other}_id": target})
        for pk, owner, target in ties.values_list("pk", f"{own}_id", f"{other}_id")
    ]
    table.objects.bulk_create(rows, batch_size=BATCH)
