"""Acts of clerks: one transaction each, on record with what it altered, and undoable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, models
from django.utils import timezone

from agenda_tracker.models import DeskAct, Letter, Overtaken, journalled
from agenda_tracker.models.journalled import Change
from agenda_tracker.models.scope import Rows, root, scope
from agenda_tracker.models.snapshot import (
    Delta,
    Snapshot,
    altered_since,
    difference,
    loose_ends,
    missing_targets,
    revert,
    rows_by_key,
    stored_fields,
    take,
)

from .audit import audit
from .history import remember

Clerk = User | None
Verb = DeskAct.Verb


class Act:
    """An act that is under way; `watch` tells it of records that it makes."""

    def __init__(self, verb: Verb, what: str, change: Change) -> None:
        self.verb, self.what, self.change = verb, what, change
        self.subject: models.Model | None = None
        self.letter: Letter | None = None
        self.scopes: list[Rows] = []
        self.roots: set[tuple[str, int]] = set()
        self.before: Snapshot = {}
        self.done: DeskAct | None = None

    def watch(self, *records: models.Model, also: Rows | None = None) -> None:
        """Compare these with how they are now, at the end of the act; of one that is to be made, what it will be part of."""
        self.change.watch(*records)
        for record in records:
            self.subject = self.subject or record
            if root(record)[1] and root(record) not in self.roots:
                self.roots.add(root(record))
                self._compare(scope(record))
        self._compare(also or [])

    def made(self, *records: models.Model) -> None:
        """Records that did not exist when the act began."""
        self.change.watch(*records)
        for record in records:
            self.subject = self.subject if self.subject and self.subject.pk else record
            if root(record) not in self.roots:
                self.roots.add(root(record))
                self.scopes.append(scope(record))

    def _compare(self, rows: Rows) -> None:
        for key, row in take(rows).items():
            self.before.setdefault(key, row)
        self.scopes.append(rows)

    def deltas(self) -> list[Delta]:
        after: Snapshot = {}
        for rows in self.scopes:
            after.update(take(rows))
        after.update(take(rows_by_key(self.before.keys() - after.keys())))  # no longer in reach is not gone
        return difference(self.before, after)


_under_way: ContextVar[Act | None] = ContextVar("act", default=None)


@contextmanager
def act(
    verb: Verb, by: Clerk, *records: models.Model, what: str, letter: Letter | None = None, also: Rows | None = None
) -> Iterator[Act]:
    """One transaction around what a clerk does to `records`; its last act puts it on record and in the journal.

    `what` says it in a short Dutch sentence. An act inside another one is part of that. `also` are further rows that it
    may alter. Nothing is recorded when nothing was altered, or when an exception leaves the block.
    """
    outer = _under_way.get()
    if outer is not None:
        outer.watch(*records, also=also)
        yield outer
        return
    with journalled(letter=letter) as change:
        _wait_for_turn(letter, *records)
        current = Act(verb, what, change)
        current.letter = letter
        current.watch(*records, also=also)
        token = _under_way.set(current)
        try:
            yield current
        finally:
            _under_way.reset(token)
        current.done = _on_record(current, by)
        if current.done is None:
            change.forget()
    audit(current.verb, _named(current), "done" if current.done else "nothing changed")


def _wait_for_turn(*records: models.Model | None) -> None:
    """Acts on one letter or record come one after the other, so that what one altered is never taken for the other's."""
    for record in records:
        if record is not None and record.pk:
            list(type(record)._base_manager.select_for_update().filter(pk=record.pk).values_list("pk"))


def _on_record(current: Act, by: Clerk) -> DeskAct | None:
    deltas = current.deltas()
    subject = current.subject
    if not deltas:
        return None
    return DeskAct.objects.create(
        actor=by,
        verb=current.verb,
        what=current.what[:300],
        kind=(subject._meta.model_name or "") if subject else "",
        object_id=subject.pk if subject else None,
        about_letter=current.letter.pk if current.letter else None,
        deltas=[delta.as_json() for delta in deltas],
    )


def _named(current: Act) -> str:
    return f"{current.subject._meta.model_name} {current.subject.pk}" if current.subject else "-"


def undo(done: DeskAct, by: Clerk) -> DeskAct:
    """Take an act back, whole. Raises Overtaken, and changes nothing, when what it left was altered since."""
    try:
        return _undo(done, by)
    except IntegrityError:  # an address, a place or a name that was free then
        raise Overtaken(
            f"“{done}” kan niet meer ongedaan worden gemaakt: iets anders staat nu op die plaats of heeft die naam. "
            "Wijzig dat eerst."
        ) from None


def _undo(done: DeskAct, by: Clerk) -> DeskAct:
    letter = Letter.objects.filter(pk=done.about_letter).first() if done.about_letter else None
    with journalled(letter=letter) as change:
        _wait_for_turn(letter)
        fresh = DeskAct.objects.select_for_update().get(pk=done.pk)
        deltas = fresh.changes
        _refuse_if_overtaken(fresh, deltas)
        change.watch(*_shown(deltas))
        revert(deltas)
        change.watch(*_shown(deltas))
        _remember(deltas, f"Ongedaan gemaakt: {fresh.what}"[:100], by)
        undone = _record_undo(fresh, by)
    audit(Verb.UNDO, f"act {fresh.pk}", "done")
    return undone


def _refuse_if_overtaken(done: DeskAct, deltas: list[Delta]) -> None:
    if not done.can_be_undone:
        raise Overtaken("Dit is al ongedaan gemaakt.")
    altered = altered_since(deltas)
    ties = loose_ends(deltas)
    if altered or ties or missing_targets(deltas):
        later = _later_act(done, altered)
        told = f" door {later.actor or 'iemand'}: “{later}”" if later else ""
        raise Overtaken(
            f"“{done}” kan niet meer ongedaan worden gemaakt: het is later gewijzigd{told}. Maak dat eerst ongedaan."
        )


def _later_act(done: DeskAct, altered: list[Delta]) -> DeskAct | None:
    """The last act since that touched the same rows."""
    rows = {(delta.model, delta.pk) for delta in altered}
    later = DeskAct.objects.filter(pk__gt=done.pk, undone=False).select_related("actor")
    same = later.filter(about_letter=done.about_letter) if done.about_letter else later
    return next((one for one in same[:200] if rows & {(delta.model, delta.pk) for delta in one.changes}), None)


def _record_undo(done: DeskAct, by: Clerk) -> DeskAct:
    done.undone = True
    done.save(update_fields=["undone"])
    if done.undoes_id:
        DeskAct.objects.filter(pk=done.undoes_id).update(undone=False)
    again = done.verb == Verb.UNDO
    what = done.what.removeprefix("Ongedaan gemaakt: ") if again else done.what
    return DeskAct.objects.create(
        actor=by,
        verb=Verb.UNDO,
        what=f"{'Opnieuw' if again else 'Ongedaan gemaakt'}: {what}"[:300],
        kind=done.kind,
        object_id=done.object_id,
        about_letter=done.about_letter,
        undoes=done,
        deltas=[Delta(one.model, one.pk, one.after, one.before).as_json() for one in done.changes],
    )


def _shown(deltas: Iterable[Delta]) -> list[models.Model]:
    """The rows that are there now, and for a row of a many-to-many table the records that it ties."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for delta in deltas:
        if not delta.model_class._meta.auto_created:
            wanted[delta.model_class].add(delta.pk)
    for field, pks in _tied(deltas):
        wanted[field.related_model] |= pks
    return [record for model, pks in wanted.items() for record in model._base_manager.filter(pk__in=pks)]


def _tied(deltas: Iterable[Delta]) -> list[tuple[Any, set[int]]]:
    """Per end of each many-to-many table: the records that its rows tie or tied; of a row that moved one end, both."""
    ties = [delta for delta in deltas if delta.model_class._meta.auto_created]
    now = take(rows_by_key((delta.model, delta.pk) for delta in ties))
    found: dict[Any, set[int]] = defaultdict(set)
    for delta in ties:
        rows = [row for row in (delta.before, delta.after, now.get((delta.model, delta.pk))) if row]
        for field in stored_fields(delta.model_class):
            if field.is_relation:
                found[field] |= {row[field.attname] for row in rows if field.attname in row}
    return list(found.items())


def _remember(deltas: list[Delta], reason: str, by: Clerk) -> None:
    """A line in the history of each record that came back or changed, ties included; of each that went, its last state."""
    changed: dict[type[models.Model], set[int]] = defaultdict(set)
    for delta in deltas:
        changed[delta.model_class].add(delta.pk)
        if delta.before is None and hasattr(delta.model_class, "history"):
            _remember_removed(delta, reason)
    for field, pks in _tied(deltas):
        if field.related_model is field.model._meta.auto_created:  # the end whose history tells of the tie
            changed[field.related_model] |= pks
    for model, pks in changed.items():
        if hasattr(model, "history"):
            remember(model._base_manager.filter(pk__in=pks), reason, by)


def _remember_removed(delta: Delta, reason: str) -> None:
    last = delta.model_class.history.filter(**{delta.model_class._meta.pk.attname: delta.pk}).first()  # type: ignore[attr-defined]
    if last is not None and last.history_type != "-":
        last.pk, last.history_type, last.history_change_reason = None, "-", reason
        last.history_date = timezone.now()
        last.save(force_insert=True)
