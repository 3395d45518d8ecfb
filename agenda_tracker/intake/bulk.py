"""One thing done to many records, as one act: each by the function that does it to one; what is refused is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from agenda_tracker.models import DeskAct, Letter

from .acts import Clerk, act


@dataclass
class Outcome:
    """How many records were done, which were left as they were and why, and the act on record."""

    count: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    done: DeskAct | None = None


def do_to_all(
    model: type[models.Model],
    pks: Sequence[int],
    by: Clerk,
    *,
    verb: DeskAct.Verb,
    what: Callable[[int], str],
    apply: Callable[[Any], None],
    objection: Callable[[Any], str],
) -> Outcome:
    """Apply to each record that has no `objection`; both see the record as it is once nobody else can change it.

    A ValidationError refuses that one record only. `what` says the act in words, given how many were done.
    """
    outcome = Outcome()
    with transaction.atomic():
        letters = _lock_letters(model, pks)
        rows = model._default_manager.select_for_update().filter(pk__in=pks)
        only = letters[0] if len(letters) == 1 else None
        with act(verb, by, what="", letter=only) as current:
            for record in rows.order_by("pk"):
                reason = objection(record) or _refusal(current, record, apply)
                if reason:
                    outcome.refused.append((str(record), reason))
                else:
                    outcome.count += 1
            current.what = what(outcome.count)
    outcome.done = current.done
    return outcome


def _lock_letters(model: Any, pks: Sequence[int]) -> list[Letter]:
    """The letters that the records are, or are part of: locked in one order, so that two clerks never wait for each other."""
    of = {"pk__in": pks} if model is Letter else None
    if of is None and "letter" in {one.name for one in model._meta.fields}:
        of = {"pk__in": list(model._default_manager.filter(pk__in=pks).order_by().values_list("letter", flat=True))}
    return list(Letter.objects.select_for_update().filter(**of).order_by("pk")) if of else []


def _refusal(current: Any, record: models.Model, apply: Callable[[Any], None]) -> str:
    current.watch(record)
    try:
        with transaction.atomic():
            apply(record)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
