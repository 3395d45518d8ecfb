"""Actions on many rows of a list: a page that shows what will happen and to which, and then one act."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from agenda_tracker.intake.bulk import Outcome, do_to_all
from agenda_tracker.models import DeskAct

from .undoing import tell

# Records that the page names; the rest is counted.
SHOWN = 20


def _none(record: Any) -> str:
    return ""


@dataclass(frozen=True)
class BulkAction:
    """`apply` does it to one record, with the clerk and what was filled in. `pointless` says why there is nothing to do."""

    name: str
    label: Any
    done: Any
    apply: Callable[[Any, Any, dict[str, Any]], None]
    verb: DeskAct.Verb = DeskAct.Verb.CHANGE
    pointless: Callable[[Any], str] = _none
    form: type[forms.Form] = forms.Form
    note: Any = ""
    # A right that it asks for beside changing the record.
    right: str = ""
    most: int = 500


class BulkAdmin:
    """Adds `bulk_actions` to a list."""

    bulk_actions: list[BulkAction] = []

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)  # type: ignore[misc]
        if IS_POPUP_VAR not in request.GET and self.has_change_permission(request):  # type: ignore[attr-defined]
            for one in self.bulk_actions:
                if not one.right or request.user.has_perm(one.right):
                    actions[one.name] = (partial(_run, one), one.name, one.label)
        return actions


def _run(action: BulkAction, modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    confirmed = "bevestigd" in request.POST
    form = action.form(request.POST if confirmed else None)
    records = list(queryset[: action.most + 1])
    if len(records) > action.most:
        messages.error(request, _("Kies er hoogstens %(most)d tegelijk.") % {"most": action.most})
        return None
    if confirmed and form.is_valid():
        _tell(request, _do(action, modeladmin, request, records, form.cleaned_data))
        return None
    return _ask(action, modeladmin, request, records, form)


def _do(
    action: BulkAction, modeladmin: Any, request: HttpRequest, records: list[Any], filled_in: dict[str, Any]
) -> Outcome:
    return do_to_all(
        modeladmin.model,
        [record.pk for record in records],
        request.user,  # type: ignore[arg-type]
        verb=action.verb,
        what=lambda count: f"{_counted(modeladmin, count)} {_said(action, filled_in)}",
        apply=lambda record: action.apply(record, request.user, filled_in),
        objection=partial(_objection, action, modeladmin, request),
    )


def _said(action: BulkAction, filled_in: dict[str, Any]) -> str:
    return str(action.done) % filled_in


def _objection(action: BulkAction, modeladmin: Any, request: HttpRequest, record: Any) -> str:
    """Why it cannot be done to this record, '' when it can."""
    if not modeladmin.has_change_permission(request, record):
        return _("staat op de site; dat wijzigt een redacteur")
    return action.pointless(record)


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.done:
        tell(request, f"{outcome.done}.", outcome.done, request.get_full_path())
    elif not outcome.refused:
        messages.info(request, _("Er veranderde niets."))
    for name, reason in outcome.refused[:SHOWN]:
        messages.warning(request, f"“{name}”: {reason}")
    if len(outcome.refused) > SHOWN:
        more = len(outcome.refused) - SHOWN
        messages.warning(request, _("Nog %(more)d andere bleven zoals ze waren.") % {"more": more})


def _counted(modeladmin: Any, count: int) -> str:
    opts = modeladmin.opts
    return f"{count} {opts.verbose_name if count == 1 else opts.verbose_name_plural}"


def _ask(action: BulkAction, modeladmin: Any, request: HttpRequest, records: list[Any], form: Any) -> HttpResponse:
    reasons = {record.pk: _objection(action, modeladmin, request, record) for record in records}
    free = [record for record in records if not reasons[record.pk]]
    held = [(record, reasons[record.pk]) for record in records if reasons[record.pk]]
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": action.label,
        "opts": modeladmin.opts,
        "action": action,
        "form": form,
        "counted": _counted(modeladmin, len(free)),
        "free": free[:SHOWN],
        "more": max(0, len(free) - SHOWN),
        "held": held[:SHOWN],
        "held_more": max(0, len(held) - SHOWN),
        "chosen": [record.pk for record in records],
        "checkbox": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/agenda_tracker/desk/bulk.html", context)
