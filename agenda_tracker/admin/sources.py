"""The desk page of received files: what came in, what was read, and why something was not."""

import logging
from time import monotonic
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake.receive import Outcome, Verdict, read_stored
from agenda_tracker.intake.statistics import refresh_when_outgrown
from agenda_tracker.models import LetterSource

from .base import ClerkAdmin
from .narrowed import year_of
from .numbers import FindsNumbers

logger = logging.getLogger(__name__)
# Files read for one click. One takes half a second, but it may be eight: no file is begun after so many seconds.
MOST, PATIENCE = 20, 30


class ReadFilter(admin.SimpleListFilter):
    title = _("gelezen")
    parameter_name = "gelezen"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("nee", _("niet gelezen")), ("ja", _("hoort bij een brief"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        if self.value() is None:
            return queryset
        return queryset.filter(letter__isnull=self.value() == "nee")


class SourceForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "url" in data and not data["url"] and not self.instance.sha256:
            self.add_error("url", _("Geef een adres op internet; een bestand levert u aan met “Brief inlezen”."))
        return data


@admin.register(LetterSource)
class SourceAdmin(FindsNumbers, ClerkAdmin):
    form = SourceForm
    change_form_template = "admin/agenda_tracker/lettersource/change_form.html"
    list_display = ["original_name", "received_at", "letter", "problem"]
    list_select_related = ["letter"]
    list_filter = [ReadFilter, "role", "chamber", year_of("received_at")]
    search_fields = ["original_name", "letter__subject_key", "sha256"]
    autocomplete_fields = ["letter"]
    actions = ["read_again", "read_anyway"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fields = [
        "letter",
        "role",
        "chamber",
        "url",
        "original_name",
        "download",
        "size",
        "sha256",
        "received_at",
        "problem",
    ]
    readonly_fields = ["original_name", "download", "size", "sha256", "received_at", "problem"]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.download_view)
        return [path("<int:pk>/bestand/", view, name="agenda_tracker_lettersource_file"), *super().get_urls()]

    @admin.display(description=_("oorspronkelijk bestand"))
    def download(self, obj: LetterSource | None) -> str:
        if obj is None or not obj.file:
            return "–"
        address = reverse("admin:agenda_tracker_lettersource_file", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, _("ophalen"))

    def download_view(self, request: HttpRequest, pk: int) -> FileResponse:
        """The original, always as a download and never as a page, whatever is in it."""
        if not request.user.has_perm("agenda_tracker.view_lettersource"):
            raise PermissionDenied
        source = get_object_or_404(LetterSource.objects.exclude(file=""), pk=pk)
        answer = FileResponse(
            source.file.open("rb"),
            as_attachment=True,
            filename=source.original_name,
            content_type="application/octet-stream",
        )
        # Should a program show it all the same: nothing in it runs, or reaches this site.
        answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
        return answer

    @admin.action(description=_("Opnieuw inlezen"), permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._read(request, queryset, even_if_other=False)

    @admin.action(
        description=_("Toch als eigen brief inlezen, ook als die geen agenda of verslag of een bekende brief lijkt"),
        permissions=["change"],
    )
    def read_anyway(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return self._read(request, queryset, even_if_other=True)

    def _read(self, request: HttpRequest, queryset: Any, *, even_if_other: bool) -> HttpResponse | None:
        files = list(queryset.exclude(file="")[: MOST + 1])
        if len(files) > MOST:
            messages.error(request, _("Kies er hoogstens %(most)d tegelijk; er is niets ingelezen.") % {"most": MOST})
            return None
        verdicts = self._read_each(request, files, even_if_other=even_if_other)
        if any(verdict.outcome is Outcome.DRAFT for verdict in verdicts):
            refresh_when_outgrown()
        for verdict in verdicts:
            waits = verdict.outcome in (Outcome.PROBLEM, Outcome.QUESTION)
            level = messages.WARNING if waits else messages.SUCCESS
            messages.add_message(request, level, f"{verdict.source}: {verdict.sentence}")
        if len(files) == 1 and verdicts[0].letter and verdicts[0].outcome is not Outcome.QUESTION:
            return redirect("admin:agenda_tracker_letter_review", verdicts[0].letter.pk)
        return None

    def _read_each(self, request: HttpRequest, files: list[LetterSource], *, even_if_other: bool) -> list[Verdict]:
        """Each in a transaction of its own; whatever stops it halfway is told, with what was done before."""
        verdicts: list[Verdict] = []
        begun, stopped = monotonic(), ""
        for source in files:
            if verdicts and monotonic() - begun > PATIENCE:
                stopped = str(_("het lezen duurt te lang"))
                break
            try:
                verdicts.append(read_stored(source, even_if_other=even_if_other, ask=True))
            except DatabaseError:
                if not verdicts:
                    raise
                logger.exception("source %s could not be read", source.pk)
                stopped = str(_("de database is bezet"))
                break
        if stopped:
            told = _("Gestopt na %(done)d van %(all)d bestanden: %(why)s. Kies de rest straks opnieuw.")
            messages.error(request, told % {"done": len(verdicts), "all": len(files), "why": stopped})
        return verdicts
