"""What clerks did: every act says what it altered, and is undone exactly when an undo of it is in effect."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
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
    before: str | None = None
    for part in chunks(_counted(), BATCH):
        for done in part:
            yield from _of_one(done)
            if done.seal != (done.seal_after(before) if done.seal or before else None):
                wrong = "is veranderd sinds zij werd gedaan, of de handeling ervoor is weg"
                yield Finding("act-seal", named(done), wrong, FROM_BACKUP)
            before = done.seal


def _counted() -> "QuerySet[Any]":
    return DeskAct.objects.select_related("undoes").annotate(undoing=IN_EFFECT)


def _of_one(done: Any) -> Iterator[Finding]:
    wrong = _of_deltas(done.deltas)
    if wrong:
        yield Finding("act-deltas", named(done), wrong, FROM_BACKUP)
    if told := _wrongly_tied(done):
        yield Finding("act-undoes", named(done), told, FROM_BACKUP)
    elif done.undoing > 1:
        yield Finding("act-undone", named(done), f"is {done.undoing} keer tegelijk ongedaan gemaakt", FROM_BACKUP)
    elif done.undone != bool(done.undoing):
        told = "ongedaan gemaakt, maar niets deed dat" if done.undone else "van kracht, maar is ongedaan gemaakt"
        yield Finding("act-undone", named(done), f"heet {told}", "Draai met --repair", done.pk)


def _wrongly_tied(done: Any) -> str:
    """An undo takes back one earlier act on the same record; no other act takes back anything."""
    of = done.undoes
    if (done.verb == DeskAct.Verb.UNDO) != (of is not None):
        return "is een ongedaanmaking van niets" if of is None else "maakt iets ongedaan, maar heet anders"
    if of is None:
        return ""
    if of.pk >= done.pk:
        return "maakt zichzelf of iets van later ongedaan"
    same = (of.kind, of.object_id, of.about_letter) == (done.kind, done.object_id, done.about_letter)
    return "" if same else f"gaat over iets anders dan handeling {of.pk}, die het ongedaan maakt"


def _of_deltas(deltas: Any) -> str:
    if not isinstance(deltas, list) or not deltas:
        return "zegt niet wat er is gewijzigd"
    return "" if all(is_delta(one) for one in deltas) else "wat er is gewijzigd, is niet te lezen"


def is_delta(one: Any) -> bool:
    """One row of a known table, with columns that it has, as it was, as it became, or both."""
    if not isinstance(one, dict) or set(one) != {"model", "pk", "before", "after"} or not isinstance(one["pk"], int):
        return False
    rows = [row for row in (one["before"], one["after"]) if row is not None]
    columns = _columns(one["model"]) if isinstance(one["model"], str) else frozenset()
    if not rows or not all(isinstance(row, dict) and row and columns.issuperset(row) for row in rows):
        return False
    return len({frozenset(row) for row in rows}) == 1


@cache
def _columns(label: str) -> frozenset[str]:
    """Of a table that is not there, none."""
    try:
        return frozenset(field.attname for field in apps.get_model(label)._meta.concrete_fields)
    except (LookupError, ValueError):
        return frozenset()


def last_told(model: Any, pks: Iterable[int], letters: set[int]) -> dict[int, dict[str, Any]]:
    """By record, the columns as the acts on these letters, and those that made a part of a letter, left them last."""
    wanted, found = set(pks), defaultdict[int, dict[str, Any]](dict)
    if wanted:
        parts = [part._meta.model_name for part in OF_A_LETTER]
        acts = DeskAct.objects.filter(Q(about_letter__in=letters) | Q(about_letter=None, kind__in=parts))
        for deltas in acts.order_by("pk").values_list("deltas", flat=True):
            for one in deltas if isinstance(deltas, list) else ():
                if is_delta(one) and one["model"] == model._meta.label_lower and one["pk"] in wanted:
                    found[one["pk"]].update(one["after"] or {})
    return found


def repair_undone(pks: list[int]) -> int:
    """Whether it is undone follows from the undo that is in effect."""
    with transaction.atomic():
        for done in _counted().filter(pk__in=pks):
            DeskAct.objects.filter(pk=done.pk).update(undone=bool(done.undoing))
    return len(pks)


REPAIRS = {"act-undone": repair_undone}
