"""What of the reference data was never on record, and making it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models

from agenda_tracker.models import journalled


def read_rows(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def ever(model: Any, key: str = "slug") -> dict[str, int]:
    """The ids of all that have, or once had, a key: what a clerk moved or threw away is not made again."""
    return dict(model.history.order_by("history_id").values_list(key, "id"))


def by_key(model: Any, key: str = "slug") -> dict[str, Any]:
    """The records by every key that they have or had; one that is gone is left out."""
    records = model._default_manager.in_bulk()
    return {name: records[pk] for name, pk in ever(model, key).items() if pk in records}


def add_missing(model: type[models.Model], key: str, rows: Iterable[dict[str, Any]]) -> int:
    """Make each row whose natural key was never on record; returns how many. One query when nothing is missing."""
    known = ever(model, key)
    missing = [row for row in rows if row[key] not in known]
    if missing:
        with journalled() as change:
            for row in missing:
                record = model(**row)
                record.full_clean()
                record.save()
                change.watch(record)
    return len(missing)
