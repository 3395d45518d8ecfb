"""Rows as they stood before and after a change: what the change did to them, and how to take it back."""

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models

from .fields import FoldedField

Row = dict[str, Any]
Key = tuple[str, int]
Snapshot = dict[Key, Row]


@dataclass(frozen=True)
class Delta:
    """One row: `before` is None when it was made, `after` when it was removed; else both hold the fields that differ."""

    model: str
    pk: int
    before: Row | None
    after: Row | None

    @property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def stored_fields(model: type[models.Model]) -> list[Any]:
    """The columns that hold what was entered; folded ones follow from them."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, FoldedField)]


def take(querysets: Iterable["models.QuerySet[Any]"]) -> Snapshot:
    """Every row of the querysets, as plain values that JSON can hold. One query each."""
    snapshot: Snapshot = {}
    for rows in querysets:
        names = [field.attname for field in stored_fields(rows.model)]
        for values in rows.order_by().values(*names):
            row = {name: plain(value) for name, value in values.items()}
            snapshot[rows.model._meta.label_lower, row[rows.model._meta.pk.attname]] = row
    return snapshot


def plain(value: Any) -> Any:
    """As JSON can hold it."""
    if isinstance(value, datetime.date):  # a datetime is one, too
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def fingerprint(querysets: Iterable["models.QuerySet[Any]"]) -> str:
    """A short word that differs as soon as one of the rows does."""
    state = sorted((*key, json.dumps(row, sort_keys=True)) for key, row in take(querysets).items())
    return hashlib.sha256(repr(state).encode()).hexdigest()[:16]


def difference(before: Snapshot, after: Snapshot) -> list[Delta]:
    found = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None:
            altered = [name for name in new if old.get(name) != new[name]]
            if altered:
                found.append(
                    Delta(*key, {name: old.get(name) for name in altered}, {name: new[name] for name in altered})
                )
        else:
            found.append(Delta(*key, old, new))
    return found


def altered_since(deltas: Iterable[Delta]) -> list[Delta]:
    """Those whose rows are no longer as the change left them."""
    deltas = list(deltas)
    now = take(_rows_of(deltas))
    return [delta for delta in deltas if not _is_as_left(delta, now.get((delta.model, delta.pk)))]


def _is_as_left(delta: Delta, now: Row | None) -> bool:
    if delta.after is None or now is None:
        return delta.after is None and now is None
    return all(now.get(name) == value for name, value in delta.after.items())


def _rows_of(deltas: Iterable[Delta]) -> "list[models.QuerySet[Any]]":
    return rows_by_key((delta.model, delta.pk) for delta in deltas)


def rows_by_key(keys: Iterable[Key]) -> "list[models.QuerySet[Any]]":
    by_model: dict[str, list[int]] = defaultdict(list)
    for label, pk in keys:
        by_model[label].append(pk)
    return [apps.get_model(label)._base_manager.filter(pk__in=pks) for label, pks in by_model.items()]


def revert(deltas: Iterable[Delta]) -> None:
    """Put the rows back as they were before. Call it inside a transaction; foreign keys are looked at when it ends.

    All rows are taken out first and put in again, so that two that swapped places never meet.
    """
    deltas = list(deltas)
    now = take(_rows_of(deltas))
    for rows in _rows_of(deltas):
        rows._raw_delete(connection.alias)
    wanted: dict[type[models.Model], list[Row]] = defaultdict(list)
    for delta in deltas:
        if delta.before is not None:
            wanted[delta.model_class].append({**now.get((delta.model, delta.pk), {}), **delta.before})
    for model, entered in wanted.items():
        model._base_manager.bulk_create([_record(model, row) for row in entered])
        _restore_times(model, entered)


def _restore_times(model: type[models.Model], rows: list[Row]) -> None:
    """The moment a row was made, which Django would set to now."""
    times = [field.attname for field in stored_fields(model) if getattr(field, "auto_now_add", False)]
    for row in rows if times else ():
        model._base_manager.filter(pk=row[model._meta.pk.attname]).update(**{name: row[name] for name in times})


def loose_ends(deltas: Iterable[Delta]) -> list[models.Model]:
    """Rows that `revert` would leave pointing at nothing: what was tied since to a row that it takes out again."""
    deltas = list(deltas)
    removed: dict[type[models.Model], list[int]] = defaultdict(list)
    for delta in deltas:
        if delta.before is None:
            removed[delta.model_class].append(delta.pk)
    found: list[models.Model] = []
    for model, pks in removed.items():
        for relation in pointing_at(model):
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pks})
            found += rows.exclude(pk__in=_let_go(deltas, relation, pks))[:3]
    return found


def _let_go(deltas: list[Delta], relation: Any, targets: list[int]) -> list[int]:
    """Rows that `revert` takes out, too, or points elsewhere."""
    column = relation.field.attname
    mine = [delta for delta in deltas if delta.model == relation.related_model._meta.label_lower]
    return [
        delta.pk
        for delta in mine
        if delta.before is None or (column in delta.before and delta.before[column] not in targets)
    ]


def missing_targets(deltas: Iterable[Delta]) -> list[str]:
    """Names of the fields through which `revert` would make a row point at one that is gone."""
    deltas = list(deltas)
    back = {(delta.model, delta.pk) for delta in deltas if delta.before is not None and delta.after is None}
    missing = []
    for delta in deltas:
        for field in stored_fields(delta.model_class):
            target = (delta.before or {}).get(field.attname) if field.is_relation and field.db_constraint else None
            if target is None or (field.related_model._meta.label_lower, target) in back:
                continue
            if not field.related_model._base_manager.filter(pk=target).exists():
                missing.append(str(field.verbose_name))
    return missing


def pointing_at(model: type[models.Model]) -> list[Any]:
    """The foreign keys of other tables to this one, those of many-to-many tables, too; history is not a real tie."""
    relations = model._meta.get_fields(include_hidden=True)
    keys = [one for one in relations if one.auto_created and (one.one_to_many or one.one_to_one)]
    return [relation for relation in keys if relation.field.db_constraint]  # type: ignore[union-attr]


def _record(model: type[models.Model], row: Row) -> models.Model:
    fields = {field.attname: field for field in stored_fields(model)}
    return model(**{name: _value(fields[name], value) for name, value in row.items() if name in fields})


def _value(field: Any, value: Any) -> Any:
    """Foreign keys hold plain keys; everything else knows how to read its own text."""
    return value if field.is_relation or value is None else field.to_python(value)
