"""What clerks did: every act says what it altered, and is undone exactly when an undo of it is in effect."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from agenda_tracker.models import DeskAct

from .finding import BATCH, Finding, chunks, named

IN_EFFECT = Count("undone_by", filter=Q(undone_by__undone=False))
FROM_BACKUP = "Zet de handeling terug uit een back-up"


def find() -> Iterator[Finding]:
    for part in chunks(_counted(), BATCH):
        for done in part:
            yield from _of_one(done)


def _counted() -> "QuerySet[Any]":
    return DeskAct.objects.annotate(undoing=IN_EFFECT)


def _of_one(done: Any) -> Iterator[Finding]:
    wrong = _of_deltas(done.deltas)
    if wrong:
        yield Finding("act-deltas", named(done), wrong, FROM_BACKUP)
    if done.undoing > 1:
        yield Finding("act-undone", named(done), f"is {done.undoing} keer tegelijk ongedaan gemaakt", FROM_BACKUP)
    elif done.undone != bool(done.undoing):
        told = "ongedaan gemaakt, maar niets deed dat" if done.undone else "van kracht, maar is ongedaan gemaakt"
        yield Finding("act-undone", named(done), f"heet {told}", "Draai met --repair", done.pk)


def _of_deltas(deltas: Any) -> str:
    if not isinstance(deltas, list) or not deltas:
        return "zegt niet wat er is gewijzigd"
    return "" if all(_is_delta(one) for one in deltas) else "wat er is gewijzigd, is niet te lezen"


def _is_delta(one: Any) -> bool:
    if not isinstance(one, dict) or set(one) != {"model", "pk", "before", "after"}:
        return False
    try:
        apps.get_model(one["model"])
    except (LookupError, ValueError):
        return False
    return one["before"] is not None or one["after"] is not None


def repair_undone(pks: list[int]) -> int:
    """Whether it is undone follows from the undo that is in effect."""
    with transaction.atomic():
        for done in _counted().filter(pk__in=pks):
            DeskAct.objects.filter(pk=done.pk).update(undone=bool(done.undoing))
    return len(pks)


REPAIRS = {"act-undone": repair_undone}
