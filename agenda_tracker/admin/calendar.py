"""The desk page where a calendar of meetings is read in: choose a file, look at the fate of every line, carry it out."""

import base64
import binascii
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.intake.calendar import Outdated, Plan, carry_out, plan_calendar
from agenda_tracker.intake.calendar_file import COLUMNS, EXAMPLE, MOST_BYTES, MOST_LINES

from .undoing import PUBLISH, tell

RIGHTS = ("agenda_tracker.add_ministerialmeeting", "agenda_tracker.change_ministerialmeeting")
SALT = "agenda_tracker.calendar"
# A file that was looked at longer ago is chosen again.
KEPT_SECONDS = 24 * 60 * 60


class CalendarForm(forms.Form):
    calendar = forms.FileField(
        label=gettext_lazy("Bestand"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv", "aria-describedby": "id_calendar_helptext"}),
    )

    def clean_calendar(self) -> bytes:
        file = self.cleaned_data["calendar"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Het bestand is groter dan 1 MB. Knip het in stukken en lees die na elkaar in."))
        return bytes(file.read())


def calendar_view(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perms(RIGHTS):
        raise PermissionDenied
    if request.method == "POST" and "bestand" in request.POST:
        return _carry_out(request)
    form = CalendarForm(request.POST, request.FILES) if request.method == "POST" else CalendarForm()
    if form.is_bound and form.is_valid():
        try:
            return _show(request, form.cleaned_data["calendar"])
        except ValidationError as refusal:
            form.add_error("calendar", refusal)
    return _page(request, form=form)


def _show(request: HttpRequest, data: bytes) -> HttpResponse:
    plan = plan_calendar(data, may_publish=request.user.has_perm(PUBLISH))
    return _page(request, form=CalendarForm(), plan=plan, carried=_wrap(request, data))


def _carry_out(request: HttpRequest) -> HttpResponse:
    data = _unwrap(request, request.POST["bestand"])
    if data is None:
        messages.error(request, _("Het overzicht is verlopen; er is nog niets ingelezen. Kies het bestand opnieuw."))
        return redirect("admin:agenda_tracker_ministerialmeeting_calendar")
    try:
        shown, may_publish = request.POST.get("overzicht", ""), request.user.has_perm(PUBLISH)
        done = carry_out(data, shown, request.user, may_publish=may_publish)  # type: ignore[arg-type]
    except Outdated as refusal:
        messages.warning(request, refusal.messages[0])
        return _show(request, data)
    if done:
        tell(request, f"{done}.", done)
    return redirect("admin:agenda_tracker_ministerialmeeting_changelist")


def _wrap(request: HttpRequest, data: bytes) -> str:
    """The file as text for a form field: signed for this clerk, so that what comes back is what was looked at."""
    text = base64.b64encode(data).decode("ascii")
    return signing.dumps([request.user.pk, text], salt=SALT, compress=True)


def _unwrap(request: HttpRequest, text: str) -> bytes | None:
    try:
        owner, data = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)
        return base64.b64decode(data, validate=True) if owner == request.user.pk else None
    except (signing.BadSignature, binascii.Error):
        return None


def _page(request: HttpRequest, *, form: CalendarForm, plan: Plan | None = None, carried: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Kalender inlezen"),
        "form": form,
        "plan": plan,
        "carried": carried,
        "columns": COLUMNS,
        "most_lines": MOST_LINES,
    }
    return render(request, "admin/agenda_tracker/ministerialmeeting/calendar.html", context)


def example_view(request: HttpRequest) -> HttpResponse:
    """A file to start from; with a mark at its start by which a spreadsheet knows the encoding."""
    answer = HttpResponse("\ufeff" + EXAMPLE, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kalender-voorbeeld.csv"'
    return answer
