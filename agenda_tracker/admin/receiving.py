"""The desk page where a letter comes in: files chosen or text pasted, and a verdict on each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from agenda_tracker.intake.official.sources import can_fetch
from agenda_tracker.intake.receive import (
    KEPT_FACTOR,
    NotStored,
    Outcome,
    Verdict,
    answer_revised,
    answer_same,
    read_stored,
    receive,
    too_large_to_keep,
)
from agenda_tracker.intake.statistics import refresh_when_outgrown
from agenda_tracker.models import LetterSource

from .fields import ReferenceField

PASTED_NAME = "geplakte tekst.txt"
# The header in which the page's script asks for a part of the page, and by which it knows that it got one.
PART = "X-Desk-Part"
# Seconds after which what could not be stored is best sent again: somebody has to make room first.
AGAIN = 120
STRAIGHT_ON = (Outcome.DRAFT, Outcome.SAME)


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
        if not self.errors and not data.get("letters") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Kies een bestand of plak de tekst van de brief."))
        return data


class FetchForm(forms.Form):
    typed = ReferenceField(
        kind="paper",
        label=_("Kamerstuknummer"),
        help_text=_("In elke schrijfwijze: 21 501-02, nr. 2900 of kst-21501-02-2900."),
    )


def receive_view(request: HttpRequest) -> HttpResponse:
    may_receive(request)
    form = ReceiveForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return receive_page(request, form, [])
    verdicts = [_take(file) for file in form.cleaned_data["letters"]]
    pasted = form.cleaned_data["text"]
    if pasted.strip():
        verdicts.append(_received(pasted.encode("utf-8", "replace"), PASTED_NAME))
    return tell_verdicts(request, verdicts)


@require_POST
def answer_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What the clerk says to a file that waits: a letter of its own, part or revision of the one asked about, read it again."""
    may_receive(request)
    source = get_object_or_404(LetterSource.objects.select_related("letter", "may_be"), pk=pk)
    answer = request.POST.get("answer")
    if answer not in ANSWERS or not source.file:
        raise Http404
    return tell_verdicts(request, [ANSWERS[answer](source, request.user)])


# What a clerk may say to a file that waits.
ANSWERS: dict[str, Callable[[LetterSource, Any], Verdict]] = {
    "own": lambda source, by: read_stored(source, even_if_other=True),
    "same": answer_same,
    "revised": lambda source, by: answer_revised(source),
    "again": lambda source, by: read_stored(source, ask=True),
}


def may_receive(request: HttpRequest) -> None:
    if not request.user.has_perm("agenda_tracker.add_letter"):
        raise PermissionDenied


def tell_verdicts(request: HttpRequest, verdicts: list[Verdict]) -> HttpResponse:
    """A script that sends files one by one gets the verdict alone; one letter leads straight to its review."""
    if any(verdict.outcome is Outcome.DRAFT for verdict in verdicts):
        refresh_when_outgrown()
    kept = all(verdict.outcome is not Outcome.UNSTORED for verdict in verdicts)
    if request.headers.get(PART) == "verdict":
        answer = _page(request, "_verdict.html", {"verdict": verdicts[0]}, 200 if kept else 503)
        answer[PART] = "verdict"
        return answer
    first = verdicts[0]
    if len(verdicts) == 1 and first.outcome in STRAIGHT_ON and first.letter:
        messages.success(request, first.sentence)
        return redirect("admin:agenda_tracker_letter_review", first.letter.pk)
    if kept:
        return receive_page(request, ReceiveForm(), verdicts)
    return receive_page(request, ReceiveForm(initial={"text": request.POST.get("text", "")}), verdicts, status=503)


def receive_page(
    request: HttpRequest, form: ReceiveForm, verdicts: list[Verdict], status: int = 200, **more: Any
) -> HttpResponse:
    """The page; `more` is what came of fetching by number (`fetching`)."""
    context = {
        **admin.site.each_context(request),
        "title": _("Brief inlezen"),
        "form": form,
        "verdicts": verdicts,
        "kept": status == 200,
        "limit_mb": settings.LETTER_MAX_BYTES // 1024 // 1024,
        "most_bytes": settings.LETTER_MAX_BYTES * KEPT_FACTOR,
        "fetch_form": FetchForm() if can_fetch() else None,
        **more,
    }
    return _page(request, "receive.html", context, status)


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    """With the time to try again when something was not stored."""
    answer = render(request, f"admin/agenda_tracker/letter/{name}", context, status=status)
    if status == 503:
        answer["Retry-After"] = str(AGAIN)
    return answer


def _take(file: Any) -> Verdict:
    return too_large_to_keep(file.size, file.name) or _received(file.read(), file.name)


def _received(data: bytes, name: str) -> Verdict:
    try:
        return receive(data, name, ask=True)
    except NotStored as refusal:
        return Verdict(Outcome.UNSTORED, str(refusal))
