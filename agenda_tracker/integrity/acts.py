"""What clerks did: every act says what it altered, and is undone exactly when an undo of it is in effect."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from agenda_tracker.models import DeskAct
from agenda_tracker.models.scope import OF_A_LETTER

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


def last_told(model: Any, pks: Iterable[int], letters: set[int]) -> dict[int, dict[str, Any]]:
    """By record, the columns as the acts on these letters, and those that made a part of a letter, left them last."""
    wanted, found = set(pks), defaultdict[int, dict[str, Any]](dict)
    if wanted:
        parts = [part._meta.model_name for part in OF_A_LETTER]
        acts = DeskAct.objects.filter(Q(about_letter__in=letters) | Q(about_letter=None, kind__in=parts))
        for deltas in acts.order_by("pk").values_list("deltas", flat=True):
            for one in deltas if isinstance(deltas, list) else ():
                if _is_delta(one) and one["model"] == model._meta.label_lower and one["pk"] in wanted:
                    found[one["pk"]].update(one["after"] or {})
    return found


def repair_undone(pks: list[int]) -> int:
    """Whether it is undone follows from the undo that is in effect."""
    with transaction.atomic():
        for done in _counted().filter(pk__in=pks):
            DeskAct.objects.filter(pk=done.pk).update(undone=bool(done.undoing))
    return len(pks)


REPAIRS = {"act-undone": repair_undone}
