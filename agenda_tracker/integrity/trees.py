"""Chains from record to record that must end: topics below topics, ministries that succeed, letters that replace."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from agenda_tracker.models import Letter, Ministry, Topic

from .finding import Finding, kind_and_key

CHAINS: tuple[tuple[type[models.Model], str, str], ...] = (
    (Topic, "parent", "valt onder zichzelf"),
    (Ministry, "successor", "volgt zichzelf op"),
    (Letter, "replaces", "vervangt zichzelf"),
    (Letter, "supplements", "vult zichzelf aan"),
)


def find() -> Iterator[Finding]:
    for model, name, wrong in CHAINS:
        tied = model._base_manager.exclude(**{name: None}).order_by("pk")
        above: dict[int, int] = dict(tied.values_list("pk", name))
        for ring in rings(above):
            through = f", langs {' → '.join(map(str, ring))}" if len(ring) > 1 else ""
            field: Any = model._meta.get_field(name)
            advice = f"Kies aan het bureau voor een van deze een ander ‘{field.verbose_name}’"
            yield Finding(f"{model._meta.model_name}-ring", kind_and_key(model, ring[0]), wrong + through, advice)


def rings(above: dict[int, int]) -> Iterator[list[int]]:
    """Every ring once, from its lowest key; each record is visited once."""
    done: set[int] = set()
    for start in above:
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in done:
            done.add(at)
            path.append(at)
            at = above.get(at)
        if at in path:
            ring = path[path.index(at) :]
            first = ring.index(min(ring))
            yield ring[first:] + ring[:first]
