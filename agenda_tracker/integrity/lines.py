"""What acts did stands in the histories of the records: a line of each, in the order of the acts, as they left it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import models

from agenda_tracker.models import DeskAct
from agenda_tracker.models.snapshot import Delta, plain

from .acts import is_delta
from .finding import BATCH, REASON, Finding, chunks, kind_and_key
from .history import MOVED_ALONG, RESTORE, columns, with_history

Row = dict[str, Any]
Key = tuple[str, int]


def find() -> Iterator[Finding]:
    kinds = {model._meta.label_lower: model for model in with_history()}
    reached: dict[Key, int] = {}  # the last line of each record that an act left
    for part in chunks(DeskAct.objects.only("deltas"), BATCH):
        done = [(act.pk, delta) for act in part for delta in _deltas(act.deltas) if delta.model in kinds]
        for label in sorted({delta.model for _act, delta in done}):
            yield from _of_model(kinds[label], [one for one in done if one[1].model == label], reached)


def _deltas(deltas: Any) -> list[Delta]:
    return [Delta(**one) for one in deltas if is_delta(one)] if isinstance(deltas, list) else []


def _of_model(model: Any, done: list[tuple[int, Delta]], reached: dict[Key, int]) -> Iterator[Finding]:
    lines = _lines(model, {delta.pk for _act, delta in done})
    told = _told(model)
    for act, delta in done:
        left = {name: value for name, value in (delta.after or {}).items() if _is_told(told.get(name), value)}
        if delta.pk not in lines or (delta.after is not None and not left):
            continue
        key = delta.model, delta.pk
        # What acts added by hand to a letter was once told as if they had made all of it, which was there.
        first = reached.get(key, 0) + (delta.before is not None)
        later = (line for line in lines[delta.pk] if line["history_id"] >= first)
        found = next((line["history_id"] for line in later if _is_left_by(delta, left, line)), None)
        if found is None:
            wrong = f"heeft in zijn geschiedenis geen regel van wat handeling {act} deed"
            yield Finding("history-act", kind_and_key(model, delta.pk), wrong, RESTORE)
        else:
            reached[key] = found


def _lines(model: Any, pks: set[int]) -> dict[int, list[Row]]:
    """By record; of one whose history was begun anew, nothing is known of before."""
    names = ["id", "history_id", "history_type", "history_change_reason", *columns(model)]
    rows = model.history.filter(id__in=pks).order_by("id", "history_id").values(*names)
    by_record = {pk: list(lines) for pk, lines in groupby(rows, key=lambda line: line["id"])}
    return {pk: lines for pk, lines in by_record.items() if not _is_anew(lines[0])}


def _is_anew(line: Row) -> bool:
    return (line["history_change_reason"] or "").startswith(REASON)


def _told(model: Any) -> dict[str, Any]:
    """The columns of which each change has a line."""
    along = MOVED_ALONG.get(model._meta.model_name, set())
    there = {field.attname: field for field in model._meta.concrete_fields}
    return {name: there[name] for name in columns(model) if name not in along and name in there}


def _is_told(field: Any, value: Any) -> bool:
    """What is let go because the other record was deleted has no line."""
    if field is None:
        return False
    return value is not None or not field.is_relation or field.remote_field.on_delete is not models.SET_NULL


def _is_left_by(delta: Delta, left: Row, line: Row) -> bool:
    if delta.after is None:
        return bool(line["history_type"] == "-")
    return line["history_type"] != "-" and all(plain(line[name]) == value for name, value in left.items())
