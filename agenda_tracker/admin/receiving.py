"""The desk page where a letter comes in: files chosen or text pasted, and a verdict on each."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake.receive import Outcome, Verdict, receive, too_large_to_keep

PASTED_NAME = "geplakte tekst.txt"


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Empty files pass: what is wrong with them is said in their verdict."""
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class ReceiveForm(forms.Form):
    letters = SeveralFilesField(
        required=False,
        label=_("Bestanden"),
        help_text=_("Eén of meer brieven: PDF, Word (.docx), HTML, XML of tekst."),
        widget=SeveralFiles(attrs={"accept": ".pdf,.docx,.html,.htm,.xml,.txt"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Of plak de tekst"),
        widget=forms.Textarea(attrs={"rows": 14, "cols": 100}),
        help_text=_("De hele brief, van het adres tot en met de ondertekening."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("letters") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Kies een bestand of plak de tekst van de brief."))
        return data


def receive_view(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("agenda_tracker.add_letter"):
        raise PermissionDenied
    form = ReceiveForm(request.POST or None, request.FILES or None)
    verdicts: list[Verdict] = []
    if request.method == "POST" and form.is_valid():
        verdicts = [_take(file) for file in form.cleaned_data["letters"]]
        pasted = form.cleaned_data["text"]
        if pasted.strip():
            verdicts.append(receive(pasted.encode("utf-8", "replace"), PASTED_NAME))
        if len(verdicts) == 1 and verdicts[0].outcome is Outcome.DRAFT and verdicts[0].letter:
            messages.success(request, verdicts[0].sentence)
            return redirect("admin:agenda_tracker_letter_review", verdicts[0].letter.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Brief inlezen"),
        "form": form,
        "verdicts": verdicts,
        "limit_mb": settings.LETTER_MAX_BYTES // 1024 // 1024,
    }
    return render(request, "admin/agenda_tracker/letter/receive.html", context)


def _take(file: Any) -> Verdict:
    return too_large_to_keep(file.size, file.name) or receive(file.read(), file.name)
