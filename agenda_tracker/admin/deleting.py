"""Deleting at the desk: what hangs on a record is told first, and the act can be undone from the message after it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import NestedObjects, unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agenda_tracker.intake.acts import act
from agenda_tracker.models import DeskAct, Letter
from agenda_tracker.models.scope import lost_with, root

from .undoing import with_button

# Records that are deleted in one act, and rows that go along or lose a tie by it: until it ends nobody else can write.
MOST, MOST_ALONG = 200, 5_000


@dataclass(frozen=True)
class Fate:
    """What deleting some records does to others, in words: `3 alinea’s`, and `14 standpunten (thema’s)`; and how many rows."""

    gone: list[str]
    loosened: list[str]
    count: int


def fate_of(records: Sequence[models.Model]) -> Fate:
    collector: Any = NestedObjects(using="default", origin=records)
    collector.collect(list(records))
    chosen = {(type(record), record.pk) for record in records}
    going = {(model, row.pk) for model, rows in collector.model_objs.items() for row in rows}
    tables = [model for model in collector.model_objs if not model._meta.auto_created]
    along = {model: sum(of is model for of, _pk in going - chosen) for model in tables}
    ties: Counter[tuple[Any, str]] = Counter()
    altered = 0
    for model, rows in collector.model_objs.items():
        if model._meta.auto_created:
            ties += _ties(model, rows, going)
    for (field, _value), updates in collector.field_updates.items():
        staying = [row for update in updates for row in update if (type(row), row.pk) not in going]
        altered += len(staying)
        ties[field.model, str(field.verbose_name)] += len(staying)
    return Fate(
        [_counted(model, count) for model, count in along.items() if count],
        [f"{_counted(model, count)} ({field})" for (model, field), count in ties.items() if count],
        len(going - chosen) + altered,
    )


def _ties(table: Any, rows: Any, going: set[tuple[Any, int]]) -> "Counter[tuple[Any, str]]":
    """The records that stay and had this many-to-many tie to one that goes."""
    owner = table._meta.auto_created
    tied = next(field for field in owner._meta.local_many_to_many if field.remote_field.through is table)
    column = f"{tied.m2m_field_name()}_id"
    staying = {getattr(row, column) for row in rows} - {pk for model, pk in going if model is owner}
    return Counter({(owner, str(tied.verbose_name)): len(staying)})


def _counted(model: type[models.Model], count: int) -> str:
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return f"{count} {name}"


def delete_chosen(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """Django's own action, with what hangs on the chosen records on its page; refused when that is too much for one act."""
    records = list(queryset[: MOST + 1])
    if len(records) > MOST:
        messages.error(request, _("Kies er hoogstens %(most)d tegelijk; er is niets verwijderd.") % {"most": MOST})
        return None
    fate = fate_of(records)
    if len(records) > 1 and fate.count > MOST_ALONG:
        told = _("Aan deze %(what)s hangen %(count)d andere gegevens. Kies er minder tegelijk; er is niets verwijderd.")
        messages.error(request, told % {"what": _counted(queryset.model, len(records)), "count": fate.count})
        return None
    answer: Any = delete_selected(modeladmin, request, queryset)
    if answer is not None:
        answer.context_data["fate"] = fate
    return answer


class DeletingAdmin:
    """Deleting is an act; its message has the button that undoes it. `request.undoable` is the act to offer."""

    delete_confirmation_template = "admin/agenda_tracker/desk/delete.html"
    delete_selected_confirmation_template = "admin/agenda_tracker/desk/delete_chosen.html"

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)  # type: ignore[misc]
        if "delete_selected" in actions:
            actions["delete_selected"] = (delete_chosen, *actions["delete_selected"][1:])
        return actions

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        told = {"fate": fate_of([record])} if record is not None and request.method == "GET" else {}
        return super().delete_view(request, object_id, {**told, **(extra_context or {})})  # type: ignore[misc]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._delete(request, [obj], _("“%(record)s” verwijderd") % {"record": obj})

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        records = list(queryset)
        if records:
            self._delete(request, records, _("%(what)s verwijderd") % {"what": _counted(queryset.model, len(records))})

    def _delete(self, request: HttpRequest, records: list[Any], what: str) -> None:
        known = [type(record)._default_manager.get(pk=record.pk) for record in records]  # deleting takes the key away
        letter = _only_letter(known)
        also = lost_with(known)
        with act(DeskAct.Verb.DELETE, request.user, *known, what=what, letter=letter, also=also) as current:  # type: ignore[arg-type]
            if any(isinstance(record, Letter) for record in known):
                current.change.letter = None  # the journal cannot point at a letter that goes
            for record in records:
                record.delete()
        request.undoable = current.done  # type: ignore[attr-defined]

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        done = getattr(request, "undoable", None)
        if done is not None and done.verb == DeskAct.Verb.DELETE:
            message = f"{done}."  # Django's own sentence knows no Dutch articles
        super().message_user(request, with_button(request, message, done), level, *args, **kwargs)  # type: ignore[misc]


def _only_letter(records: list[models.Model]) -> Letter | None:
    """The letter that all the records are part of, or are."""
    roots = {root(record) for record in records}
    kind, pk = roots.pop()
    return Letter.objects.filter(pk=pk).first() if kind == "letter" and not roots else None
