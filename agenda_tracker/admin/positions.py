"""The desk page of a position: entered by hand, or changed after the review screen made it."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference
from agenda_tracker.intake.decide import mark_review
from agenda_tracker.models import Evidence, GovernmentPosition, Letter

from . import bulk_actions
from .base import ClerkAdmin, ClerkInline, is_public
from .bulk import BulkAdmin
from .copying import CopyAdmin
from .fields import AmountField
from .narrowed import split_by, year_of
from .numbers import FindsNumbers, cited, in_letter
from .rows import Rows


def find_quote(letter: Letter, quote: str) -> tuple[Any, int, int]:
    """The paragraph of the letter that holds the quote, and its characters there; white space is not looked at.

    Raises ValidationError when the letter does not say it, or says it more than once.
    """
    words = quote.strip().strip("“”\"'").split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    finds = [(paragraph, found) for paragraph in letter.paragraphs.all() for found in pattern.finditer(paragraph.text)]
    if not words or not finds:
        raise ValidationError(_("Deze woorden staan niet zo in één alinea van de brief; kopieer ze letterlijk."))
    if len(finds) > 1:
        raise ValidationError(_("Deze woorden staan meer dan eens in de brief; neem een langer citaat."))
    paragraph, found = finds[0]
    return paragraph, found.start(), found.end()


class EvidenceForm(forms.ModelForm):
    quote = forms.CharField(
        label=_("letterlijk citaat"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 100}),
        help_text=_("Kopieer de woorden uit de brief; de alinea wordt erbij gezocht."),
    )

    class Meta:
        model = Evidence
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["quote"].initial = self.instance.quote


class EvidenceFormSet(Rows):
    def clean(self) -> None:
        for form in self.forms if self.instance.letter_id else ():
            quote = form.cleaned_data.get("quote") if form.is_valid() else None
            if quote and not form.cleaned_data.get("DELETE") and (form.has_changed() or form.instance.pk is None):
                self._place(form, quote)
        super().clean()

    def _place(self, form: Any, quote: str) -> None:
        try:
            paragraph, start, end = find_quote(self.instance.letter, quote)
        except ValidationError as refusal:
            form.add_error("quote", refusal)
            return
        place = (paragraph.pk, start, end)
        others = [one.instance for one in self.forms if one is not form and not one.cleaned_data.get("DELETE")]
        if place in [(other.paragraph_id, other.start, other.end) for other in others]:
            form.add_error("quote", _("Dit citaat staat er al."))
            return
        form.instance.paragraph, form.instance.start, form.instance.end = paragraph, start, end


class EvidenceInline(ClerkInline):
    model = Evidence
    form = EvidenceForm
    formset = EvidenceFormSet
    fields = ["quote"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("paragraph")


@admin.register(GovernmentPosition)
class PositionAdmin(CopyAdmin, FindsNumbers, BulkAdmin, ClerkAdmin):
    bulk_actions = bulk_actions.POSITIONS
    list_display = ["__str__", "kind", "review", "agenda_item", "letter"]
    list_select_related = ["agenda_item", "letter"]
    list_filter = [
        "review",
        split_by(_("thema"), "thema", Q(topics__isnull=False), yes=_("met thema"), no=_("zonder thema")),
        split_by(
            _("agendapunt"),
            "agendapunt",
            Q(agenda_item__isnull=False),
            yes=_("met agendapunt"),
            no=_("zonder agendapunt"),
        ),
        "kind",
        "stance",
        ("letter__status", admin.ChoicesFieldListFilter),
        ("agenda_item__meeting__formation__organisation", admin.ChoicesFieldListFilter),
        year_of("agenda_item__meeting__start_date"),
        ("letter__signatories__office__ministry", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["wording_key", "quotes_key", "letter__subject_key"]
    autocomplete_fields = ["letter", "agenda_item", "topics", "fulfilled_by"]
    inlines = [EvidenceInline]
    formfield_overrides = {models.DecimalField: {"form_class": AmountField}}
    fieldsets = [
        ("Waar", {"fields": ["letter", "agenda_item"]}),
        (
            "Standpunt",
            {
                "fields": ["wording", ("kind", "stance"), "topics"],
                "description": "Standpunt: wat het kabinet vindt. Inzet: wat het wil bereiken. Bijdrage: wat het zelf levert. "
                "Toezegging: wat het de Kamer belooft. Zonder thema is een standpunt niet op onderwerp te vinden.",
            },
        ),
        (
            "Bedrag en termijn",
            {
                "fields": ["amount_eur", ("due_date", "due_as_written"), "fulfilled_by"],
                "description": "Alleen als de brief ze noemt. Nagekomen met: de brief waarmee een toezegging is ingelost.",
            },
        ),
        ("Besluit", {"fields": ["review"], "description": "Bezoekers zien alleen bevestigde standpunten."}),
    ]

    def view_on_site(self, obj: GovernmentPosition) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None

    def named(self, references: Iterable[Reference]) -> Q:
        """In a letter with that number, or with a quote from a paragraph or its footnotes that cites it."""
        return (
            in_letter(references, "letter__")
            | cited(references, "evidence__paragraph__references__")
            | cited(references, "evidence__paragraph__footnotes__references__")
        )

    def freshen(self, data: Any) -> None:
        """Nobody has reviewed the copy yet."""
        data["review"] = GovernmentPosition.Review.SUGGESTED

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "review" in form.changed_data or not change:
            mark_review(obj, obj.review, request.user)  # type: ignore[arg-type]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.refresh_quotes_key()
