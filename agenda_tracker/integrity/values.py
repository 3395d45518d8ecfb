"""Every value is one that its column can hold: there when it must be, of its type, and among its choices."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from .finding import Finding, kind_and_key

# What SQLite, which keeps anything anywhere, can be asked of a value {0}. PostgreSQL keeps to the type of the column.
WHOLE = "typeof({0}) = 'integer'"
NUMBER = "typeof({0}) IN ('integer', 'real')"
TEXT = "typeof({0}) = 'text'"
SOUND = {
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), WHOLE),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField", "DurationField"), WHOLE),
    **dict.fromkeys(("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"), WHOLE),
    **dict.fromkeys(("FloatField", "DecimalField"), NUMBER),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FileField"), TEXT),
    "BooleanField": WHOLE + " AND {0} IN (0, 1)",
    "DateField": TEXT + " AND date({0}, '+0 days') IS {0}",
    "DateTimeField": TEXT + " AND datetime(substr({0}, 1, 19), '+0 days') IS substr({0}, 1, 19)",
    "UUIDField": TEXT + " AND length({0}) = 32 AND {0} NOT GLOB '*[^0-9a-f]*'",
    "JSONField": TEXT + " AND json_valid({0})",
}
ADVICE = "Herstel dit aan het bureau, of zet het record terug uit een back-up"
Condition = tuple[str, list[Any]]


def find() -> Iterator[Finding]:
    there = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and model._meta.db_table in there:
            yield from _of_model(model)


def _of_model(model: type[models.Model]) -> Iterator[Finding]:
    wrong = {field: condition for field in model._meta.concrete_fields if (condition := impossible(field))}
    for pk, *values in _rows(model, wrong):
        for field, value in zip(wrong, values, strict=True):
            if value is not None:
                told = f"heeft bij ‘{field.verbose_name}’ een waarde die niet kan ({value[:60]})"
                yield Finding("value", kind_and_key(model, pk), told, ADVICE)


def _rows(model: type[models.Model], wrong: dict[Any, Condition]) -> list[Any]:
    """The rows with an odd value: the key, and of each column the value as text where it is odd."""
    if not wrong:
        return []
    quote = connection.ops.quote_name
    odd = ", ".join(
        f"CASE WHEN {condition} THEN coalesce(CAST({quote(field.column)} AS text), 'leeg') END AS odd_{number}"
        for number, (field, (condition, _params)) in enumerate(wrong.items())
    )
    some = " OR ".join(f"odd_{number} IS NOT NULL" for number in range(len(wrong)))
    of, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM (SELECT {key}, {odd} FROM {of}) AS looked WHERE {some} ORDER BY 1",  # noqa: S608
            [param for _condition, params in wrong.values() for param in params],
        )
        return list(cursor.fetchall())


def impossible(field: Any) -> Condition | None:
    """When a value of this column cannot be, in SQL; None when the database itself sees to it."""
    column = connection.ops.quote_name(field.column)
    conditions = [] if field.null else [f"{column} IS NULL"]
    sound = SOUND.get(_kept_as(field).get_internal_type()) if connection.vendor == "sqlite" else None
    if sound:
        conditions.append(f"{column} IS NOT NULL AND NOT ({sound.format(column)})")
    allowed = _choices(field)
    if allowed:
        conditions.append(f"{column} NOT IN ({', '.join(['%s'] * len(allowed))})")
    return (" OR ".join(conditions), allowed) if conditions else None


def _kept_as(field: Any) -> Any:
    return _kept_as(field.target_field) if field.is_relation else field


def _choices(field: Any) -> list[Any]:
    """What history tells may have been a choice once."""
    if hasattr(field.model, "instance_type") or not field.choices:
        return []
    blank = [""] if field.blank and field.empty_strings_allowed else []
    return [*dict(field.flatchoices), *blank]
