"""Histories that nobody alters unseen: each line carries a seal over what it says and over the line before it.

What clerks did carries one, too (`models.act`).
"""

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.db import models, router
from simple_history.models import HistoricalRecords

from .batches import batches
from .fields import FoldedField

# Of a line, besides the columns of its record. Who wrote it is left out: that is let go of with the account.
OF_LINE = ("id", "history_type", "history_date", "history_change_reason")
EMPTY: tuple[Any, ...] = (None, "", False, [], {})
# What a record is tied to, by the field that ties it.
Ties = dict[str, set[int]]


class SealedQuerySet(models.QuerySet[Any]):
    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        lines = list(objs)
        seal(lines)
        return super().bulk_create(lines, *args, **kwargs)


class SealedLine(models.Model):
    """A line of a history; `seal` is None in lines that were written before there were seals."""

    # Without a value of its own SQLite adds the column at once, and need not write every table anew.
    seal = models.CharField(max_length=32, null=True, editable=False)  # noqa: DJ001

    objects = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            seal([self])
        super().save(*args, **kwargs)


def sealed_history(**options: Any) -> HistoricalRecords:
    """A history of sealed lines; the options are those of `HistoricalRecords`."""
    return HistoricalRecords(bases=[SealedLine], **options)


def seal(lines: Sequence[Any]) -> None:
    """New lines of one kind, in the order in which they are written. At most two queries for every 500 records.

    The records are as the lines say, and so are their many-to-many ties.
    """
    if not lines:
        return
    model = type(lines[0])
    last = _last_seals(model, sorted({line.id for line in lines if line.history_type != "+"}))
    ties = _ties_now(model, sorted({line.id for line in lines}))
    for line in lines:
        values = {name: getattr(line, name) for name in columns(model)}
        line.seal = last[line.id] = seal_of(model, values, ties.get(line.id, {}), last.get(line.id))


def seal_of(model: Any, values: dict[str, Any], ties: Ties, before: str | None) -> str:
    """Of a line of this model with these `columns` and ties, after a line with the seal `before`."""
    told = {name: plain(values[name]) for name, plain in _plainly(model).items()}
    return sealed(before, told, {name: sorted(some) for name, some in ties.items()})


def sealed(before: str | None, *told: dict[str, Any]) -> str:
    """The seal over plain values, and over the seal of what stands before them.

    What is empty or zero does not count, so that a column that comes later, and is so at first, changes no seal.
    """
    full = [{name: value for name, value in some.items() if value not in EMPTY} for some in told]
    whole = json.dumps([before, *full], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def columns(model: Any) -> list[str]:
    """What is sealed of a line."""
    return list(_plainly(model))


def tie_fields(model: Any) -> list[Any]:
    """The many-to-many fields of which these lines keep the ties."""
    fields = model.instance_type._meta.local_many_to_many
    return [field for field in fields if hasattr(model, field.name)]


@cache
def _plainly(model: Any) -> dict[str, Callable[[Any], Any]]:
    """Column → what makes its value plain."""
    tracked = [field.name for field in model.tracked_fields if not isinstance(field, FoldedField)]
    fields = [model._meta.get_field(name) for name in dict.fromkeys((*OF_LINE, *tracked))]
    return {field.attname: partial(plain_of, field) for field in fields}


def plain_of(field: Any, value: Any) -> Any:
    """A value of this field as JSON holds it, the same before it is written and after it is read, on either database."""
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, cls=field.encoder))
    value = field.to_python(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal(1).scaleb(-field.decimal_places)))
    return value if isinstance(value, str | int) else str(value)


def _last_seals(model: Any, pks: Sequence[int]) -> dict[int, str | None]:
    """Record → the seal of its last line so far."""
    found: dict[int, str | None] = {}
    for some in batches(pks):
        rows = written(model).filter(id__in=some).order_by("history_id")
        found.update(rows.values_list("id", "seal"))
    return found


def _ties_now(model: Any, pks: Sequence[int]) -> dict[int, Ties]:
    found: dict[int, Ties] = defaultdict(lambda: defaultdict(set))
    for field in tie_fields(model):
        own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
        for some in batches(pks):
            rows = written(field.remote_field.through).filter(**{f"{own}__in": some}).order_by()
            for pk, target in rows.values_list(f"{own}_id", f"{other}_id"):
                found[pk][field.name].add(target)
    return found


def written(model: Any) -> "models.QuerySet[Any]":
    """The rows where they are written: a replica may not have the last ones yet."""
    return model._base_manager.using(router.db_for_write(model))
