"""What pointed at one record points at another: rows and ties moved, doubles folded, old addresses kept."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from agenda_tracker.models import FormerSlug
from agenda_tracker.models.snapshot import pointing_at

from .history import remember


def move_ties(kept: models.Model, gone: models.Model, reason: str, by: User | None) -> None:
    """Point everything at `kept` that points at `gone`; what would then stand there twice goes."""
    owners: dict[type[models.Model], set[int]] = defaultdict(set)
    for relation in pointing_at(type(gone)):
        table = relation.related_model
        if table._meta.auto_created:
            owners[table._meta.auto_created] |= _move_many_to_many(table, relation.field, kept, gone)
        else:
            _move_rows(table, relation.field, kept, gone, reason)
    for model, pks in owners.items():
        if model is not type(gone):  # its own ties are part of the history of the record that is kept
            remember(model._base_manager.filter(pk__in=pks), reason, by)


def _move_many_to_many(table: Any, field: Any, kept: models.Model, gone: models.Model) -> set[int]:
    """Returns which records at the other end have other ties now."""
    other = next(one for one in table._meta.fields if one.is_relation and one.name != field.name)
    mine = table._base_manager.filter(**{field.name: gone.pk})
    touched = set(mine.values_list(other.attname, flat=True))
    there = table._base_manager.filter(**{field.name: kept.pk}).values_list(other.attname, flat=True)
    mine.filter(**{f"{other.name}__in": list(there)}).delete()
    mine.update(**{field.attname: kept.pk})
    return touched


def _move_rows(table: Any, field: Any, kept: models.Model, gone: models.Model, reason: str) -> None:
    for row in table._base_manager.filter(**{field.name: gone.pk}):
        setattr(row, field.attname, kept.pk)
        row._change_reason = reason[:100]
        if _is_double(row, field.name):
            row.delete()
        else:
            row.save(update_fields=[field.name])


def _is_double(row: models.Model, moved: str) -> bool:
    """Whether another row already says the same, by one of the table's unique keys."""
    keys = [one.fields for one in row._meta.constraints if isinstance(one, models.UniqueConstraint)]
    others = type(row)._base_manager.exclude(pk=row.pk)
    return any(
        others.filter(**{name: getattr(row, name) for name in fields}).exists() for fields in keys if moved in fields
    )


def redirect_address(kind: str, slug: str, kept: models.Model, gone: models.Model) -> None:
    """The address of `gone`, and those that already led to it, lead to `kept`."""
    FormerSlug.objects.filter(kind=kind, object_id=gone.pk).update(object_id=kept.pk)
    FormerSlug.objects.update_or_create(kind=kind, slug=slug, defaults={"object_id": kept.pk})


def addresses_of(kind: str, slugs: Iterable[str], records: Iterable[models.Model]) -> "models.QuerySet[FormerSlug]":
    """The rows that `redirect_address` can alter."""
    of = models.Q(object_id__in=[record.pk for record in records]) | models.Q(slug__in=list(slugs))
    return FormerSlug.objects.filter(of, kind=kind)
