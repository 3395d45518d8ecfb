"""The desk's acts on a whole letter: publish, withdraw."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import Letter

from .base import clerk, may_publish


@require_POST
def publish_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = _letter(request, pk)
    try:
        publish(letter, clerk(request))
    except ValidationError as refusal:
        for message in refusal.messages:
            messages.error(request, message)
        return redirect("admin:agenda_tracker_letter_review", pk)
    messages.success(request, _("De brief is gepubliceerd."))
    return redirect("admin:agenda_tracker_letter_review", pk)


class WithdrawForm(forms.Form):
    note = forms.CharField(
        label=_("Openbare toelichting"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=_("Bezoekers zien op het adres van de brief alleen deze zin."),
    )


def withdraw_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = _letter(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(letter, form.cleaned_data["note"], clerk(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("De brief is ingetrokken; opnieuw publiceren kan altijd."))
            return redirect("admin:agenda_tracker_letter_review", pk)
    context = {**admin.site.each_context(request), "title": _("Brief intrekken"), "letter": letter, "form": form}
    return render(request, "admin/agenda_tracker/letter/withdraw.html", context)


def _letter(request: HttpRequest, pk: int) -> Letter:
    if not may_publish(request):
        raise PermissionDenied
    return get_object_or_404(Letter, pk=pk)
