"""Chains from record to record that must end: a ministry that succeeds another, a letter that replaces one."""

from typing import Any


def closes_ring(record: Any, name: str) -> bool:
    """Whether following this relation from the record, as it is now, leads back to it; one query for each step."""
    seen: set[int] = set()
    field = record._meta.get_field(name)
    at = getattr(record, field.attname) if record.pk else None
    while at is not None and at not in seen:
        if at == record.pk:
            return True
        seen.add(at)
        at = type(record)._base_manager.filter(pk=at).values_list(field.attname, flat=True).first()
    return False
