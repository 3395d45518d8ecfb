"""The desk pages of dossiers, Kamerstukken and the places where letters cite them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import format_html

from agenda_tracker.citations import Reference
from agenda_tracker.intake.merge import merge_kamerstukken
from agenda_tracker.models import Dossier, Kamerstuk, KamerstukReference, dossier_for, merged_into

from .base import ClerkAdmin, is_public
from .fields import ReferenceField
from .merging import MergingAdmin
from .narrowed import split_by, year_of
from .numbers import FindsNumbers, cited
from .official_asking import AsksOfficialSources

TITLED = split_by("titel", "titel", ~Q(title=""), yes="met titel", no="zonder titel")


class TypedForm(forms.ModelForm):
    """A new record is typed in any spelling; afterwards its number is fixed."""

    kind = ""
    typed = ReferenceField(kind="paper", label="nummer")

    def clean_typed(self) -> Reference:
        reference: Reference = self.cleaned_data["typed"][0]
        if type(self.instance)._default_manager.filter(normal_form=self.normal_form(reference)).exists():
            raise forms.ValidationError(f"{reference.display} staat al in Agendavolger; zoek het op in de lijst.")
        return reference

    def normal_form(self, reference: Reference) -> str:
        return reference.normal

    def _post_clean(self) -> None:
        reference = self.cleaned_data.get("typed")
        if isinstance(reference, Reference) and not self.errors:  # taking it makes its dossier
            self.take(reference)
        super()._post_clean()  # type: ignore[misc]

    def take(self, reference: Reference) -> None:
        raise NotImplementedError


class DossierForm(TypedForm):
    typed = ReferenceField(
        kind="dossier", label="dossier", help_text="In elke schrijfwijze: 28 676, 21501-02, 36 600 X."
    )

    class Meta:
        model = Dossier
        fields = ["title"]

    def normal_form(self, reference: Reference) -> str:
        return reference.dossier_normal

    def take(self, reference: Reference) -> None:
        dossier = self.instance
        dossier.number, dossier.roman, dossier.suffix = reference.dossier, reference.ek_dossier, reference.suffix
        dossier.normal_form, dossier.sort_key = reference.dossier_normal, reference.sort_key


class KamerstukForm(TypedForm):
    typed = ReferenceField(
        kind="paper", label="Kamerstuk", help_text="In elke schrijfwijze: 28 676, nr. 464 of kst-28676-464."
    )

    class Meta:
        model = Kamerstuk
        fields = ["title", "date", "also_in", "letter"]

    def clean_typed(self) -> Reference:
        reference = super().clean_typed()
        merged = merged_into([self.normal_form(reference)])
        if merged:
            raise forms.ValidationError(f"{reference.display} is samengevoegd met {merged}; gebruik dat Kamerstuk.")
        return reference

    def take(self, reference: Reference) -> None:
        paper = self.instance
        paper.dossier = dossier_for(reference)
        paper.number, paper.session_year, paper.version = reference.number, reference.session_year, reference.version
        paper.normal_form, paper.sort_key = reference.normal, reference.sort_key


class TypedAdmin(FindsNumbers, ClerkAdmin):
    """Adding asks for the number in any spelling; changing shows it, fixed. Searching knows any spelling, too."""

    add_form: type[TypedForm] = TypedForm
    rest: list[Any] = []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = self.add_form
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["typed", *self.rest] if obj is None else ["shown_number", *self.rest, "official"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else ["shown_number", "official"]

    @admin.display(description="nummer")
    def shown_number(self, obj: Any) -> str:
        return str(obj)

    @admin.display(description="officiële bron")
    def official(self, obj: Any) -> str:
        address = obj.reference.official_url
        return format_html('<a href="{}">{}</a>', address, address) if address else "geen"

    def view_on_site(self, obj: Any) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None


@admin.register(Dossier)
class DossierAdmin(TypedAdmin):
    add_form = DossierForm
    rest = ["title"]
    list_display = ["shown_number", "title"]
    list_filter = [
        TITLED,
        split_by("Kamer", "ek", ~Q(roman=""), yes="eigen dossier van de Eerste Kamer", no="beide Kamers"),
    ]
    search_fields = ["normal_form", "title_key"]

    def named(self, references: Iterable[Reference]) -> Q:
        return Q(normal_form__in=[reference.dossier_normal for reference in references])


@admin.register(Kamerstuk)
class KamerstukAdmin(AsksOfficialSources, MergingAdmin, TypedAdmin):
    actions = ["ask_official"]
    merge = staticmethod(merge_kamerstukken)
    add_form = KamerstukForm
    rest = ["title", "date", "letter", "also_in"]
    list_display = ["shown_number", "title", "date", "letter"]
    list_filter = [
        TITLED,
        split_by("brief", "brief", Q(letter__isnull=False), yes="is een brief in Agendavolger", no="een ander stuk"),
        split_by("aangehaald", "aangehaald", Q(citations__isnull=False), yes="aangehaald", no="niet aangehaald"),
        year_of("date"),
    ]
    list_select_related = ["letter", "dossier"]
    search_fields = ["normal_form", "title_key"]
    autocomplete_fields = ["letter", "also_in"]

    def named(self, references: Iterable[Reference]) -> Q:
        """The papers themselves; all papers of a dossier that is named without one."""
        dossiers = [reference.dossier_normal for reference in references if reference.kind == "dossier"]
        papers = [reference.normal for reference in references]
        here = Q(normal_form__in=papers) | Q(dossier__normal_form__in=dossiers)
        return here | Q(also_in__normal_form__in=dossiers)


class ReferenceForm(forms.ModelForm):
    """What is written is what stands at that place, and what it means is what was chosen."""

    class Meta:
        model = KamerstukReference
        fields = "__all__"  # noqa: DJ007 (the page names them)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and {"start", "end", "as_written", "status"}.issubset(data):
            self._check_place(data)
            self._check_meaning(data)
        return data

    def _check_place(self, data: dict[str, Any]) -> None:
        where, start, end = data.get("paragraph") or data.get("footnote"), data["start"], data["end"]
        if where is None:
            return
        there = where.text[start:end][: KamerstukReference._meta.get_field("as_written").max_length]
        if end > len(where.text):
            self.add_error("end", f"De tekst heeft {len(where.text)} tekens; het einde kan niet verder liggen.")
        elif there.split() != data["as_written"].split():
            self.add_error("as_written", f"Op die plaats staat “{there}”.")
        else:
            data["as_written"] = there

    def _check_meaning(self, data: dict[str, Any]) -> None:
        paper, dossier = data.get("kamerstuk"), data.get("dossier")
        if data["status"] != KamerstukReference.Status.RESOLVED:
            if paper or dossier:
                self.add_error("status", "Wat niet herkend is, heeft geen Kamerstuk of dossier: maak die leeg.")
        elif paper and dossier:
            self.add_error("dossier", "Kies een Kamerstuk of een dossier, niet allebei.")
        elif (target := paper or dossier) and {"kamerstuk", "dossier", "status"}.intersection(self.changed_data):
            data["normal_form"] = target.reference.normal
        elif "normal_form" in self.changed_data:
            self.add_error("normal_form", "Kies het Kamerstuk of het dossier dat bedoeld is; dit volgt daaruit.")


@admin.register(KamerstukReference)
class ReferenceAdmin(FindsNumbers, ClerkAdmin):
    form = ReferenceForm
    list_display = ["as_written", "normal_form", "status", "letter"]
    list_select_related = ["letter"]
    list_filter = [
        "status",
        split_by("plaats", "plaats", Q(footnote__isnull=False), yes="in een voetnoot", no="in de tekst"),
        ("letter__status", admin.ChoicesFieldListFilter),
        year_of("letter__date"),
    ]
    search_fields = ["as_written", "normal_form", "letter__subject_key"]
    autocomplete_fields = ["letter", "paragraph", "footnote", "kamerstuk", "dossier"]
    fieldsets = [
        ("Waar", {"fields": ["letter", "paragraph", "footnote", ("start", "end"), "as_written"]}),
        (
            "Wat",
            {
                "fields": ["normal_form", "status", "kamerstuk", "dossier"],
                "description": "Weet u wat bedoeld is? Kies het Kamerstuk of het dossier en zet de stand op “herkend”. "
                "Blijft het onzeker, laat het dan open: er wordt niets geraden.",
            },
        ),
    ]

    def named(self, references: Iterable[Reference]) -> Q:
        return cited(references)
