"""The desk page of a letter: its head, meetings, signatories and parts; the way to review and publication."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference
from agenda_tracker.intake.addresses import letter_slug
from agenda_tracker.intake.suggest import give_number
from agenda_tracker.models import GovernmentPosition, Kamerstuk, Letter, LetterMeeting, Section, Signatory, dossier_for

from . import bulk_actions, fetching, matching, publishing, receiving, reviewing
from .base import ClerkAdmin, ClerkInline, is_public
from .bulk import BulkAdmin
from .fields import ReferenceField
from .narrowed import split_by, year_of
from .numbers import FindsNumbers, in_letter
from .rows import Rows
from .telling import TellingAdmin, ToldForm

UNDECIDED = Q(positions__review=GovernmentPosition.Review.SUGGESTED)
NUMBERED = Q(kamerstukken__isnull=False)
TIED = Q(treatments__isnull=False)


class LetterForm(ToldForm):
    own_numbers = ReferenceField(
        kind="paper",
        several=True,
        required=False,
        label=_("Kamerstuknummer van deze brief"),
        help_text=_("In elke schrijfwijze; de nummers van beide Kamers gescheiden door een puntkomma."),
    )
    above = ReferenceField(
        kind="dossier",
        several=True,
        required=False,
        label=_("dossiers boven het nummer"),
        help_text=_("Gescheiden door een puntkomma."),
    )

    class Meta:
        model = Letter
        exclude = ["dossiers", "meetings"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if self.instance.pk and "own_numbers" in self.fields:
            self.fields["own_numbers"].initial = "; ".join(map(str, self.instance.kamerstukken.all()))
            self.fields["above"].initial = "; ".join(map(str, self.instance.dossiers.all()))

    def clean_own_numbers(self) -> list[Reference]:
        references: list[Reference] = self.cleaned_data["own_numbers"]
        for reference in references:
            paper = Kamerstuk.objects.filter(normal_form=reference.normal).select_related("letter").first()
            if paper and paper.letter and paper.letter != self.instance:
                raise forms.ValidationError(f"{paper} hoort al bij de brief “{paper.letter}”. Is dit dezelfde brief?")
        return references

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.numbers_frozen and "date" in data and not data["date"]:
            self.add_error("date", _("Een brief die gepubliceerd is (geweest), heeft een datum."))
        if self.instance.is_public and not (data.get("to_tk") or data.get("to_ek")):
            self.add_error("to_tk", _("Een gepubliceerde brief is gericht aan minstens één Kamer."))
        if "slug" in self.fields and not data.get("slug") and data.get("subject"):
            data["slug"] = letter_slug(data.get("kind", "other"), data.get("date"), data["subject"])
        return data


class TreatmentFormSet(Rows):
    def clean(self) -> None:
        """The meeting whose agenda a published letter treats stays tied to it: public pages link there."""
        super().clean()
        if any(self.errors) or not self.instance.is_public:
            return
        on_items = self.instance.sections.exclude(agenda_item=None)
        treated = on_items.exclude(agenda_item__meeting__in=self.staying("meeting"))
        if treated.exists():
            raise forms.ValidationError(
                _(
                    "De gepubliceerde brief behandelt agendapunten van een vergadering die u loskoppelt; trek de brief eerst in."
                )
            )


class TreatmentInline(ClerkInline):
    model = LetterMeeting
    formset = TreatmentFormSet
    fields = ["meeting", "kind"]
    autocomplete_fields = ["meeting"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("meeting__formation")


class SignatoryInline(ClerkInline):
    model = Signatory
    fields = ["order", "role", "office_as_printed", "name_as_printed", "office", "holder"]
    autocomplete_fields = ["office", "holder"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("office", "holder__office")


class SectionInline(ClerkInline):
    model = Section
    fields = ["order", "heading", "level", "role", "agenda_item"]
    autocomplete_fields = ["agenda_item"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agenda_item")


@admin.register(Letter)
class LetterAdmin(FindsNumbers, TellingAdmin, BulkAdmin, ClerkAdmin):
    bulk_actions = bulk_actions.LETTERS
    form = LetterForm
    list_display = ["subject", "kind", "date", "status", "to_review"]
    list_filter = [
        "status",
        split_by(_("standpunten"), "besloten", UNDECIDED, yes=_("nog te beoordelen"), no=_("alle beoordeeld")),
        split_by(_("Kamerstuknummer"), "genummerd", NUMBERED, yes=_("met nummer"), no=_("zonder nummer")),
        split_by(_("vergadering"), "gekoppeld", TIED, yes=_("met vergadering"), no=_("zonder vergadering")),
        "kind",
        year_of("date"),
        ("signatories__office__ministry", admin.RelatedOnlyFieldListFilter),
        "to_tk",
        "to_ek",
    ]
    search_fields = ["subject", "subject_key", "kamerstukken__normal_form"]
    date_hierarchy = "date"
    autocomplete_fields = ["supplements", "replaces"]
    inlines = [TreatmentInline, SignatoryInline, SectionInline]
    change_form_template = "admin/agenda_tracker/letter/change_form.html"
    change_list_template = "admin/agenda_tracker/letter/change_list.html"
    fieldsets = [
        ("Kop", {"fields": ["kind", "subject", "date", ("to_tk", "to_ek"), "own_numbers", "above"]}),
        (
            "Verband",
            {"fields": ["supplements", "replaces", "planned_attendance", "text_note"], "classes": ["collapse"]},
        ),
        ("Adres op de site", {"fields": ["slug"], "description": "Laat leeg; het adres wordt dan gemaakt."}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("inlezen/", view(receiving.receive_view), name="agenda_tracker_letter_receive"),
            path("inlezen/nummer/", view(fetching.fetch_view), name="agenda_tracker_letter_fetch"),
            path("inlezen/nummer/later/", view(fetching.later_view), name="agenda_tracker_letter_fetch_later"),
            path("inlezen/<int:pk>/", view(receiving.answer_view), name="agenda_tracker_letter_answer"),
            path("<int:pk>/beoordelen/", view(reviewing.review_view), name="agenda_tracker_letter_review"),
            path("<int:pk>/vergadering/", view(reviewing.meeting_view), name="agenda_tracker_letter_meeting"),
            path("<int:pk>/zeker-akkoord/", view(reviewing.confirm_all_view), name="agenda_tracker_letter_confirm_all"),
            path("<int:pk>/markeren/", view(reviewing.mark_view), name="agenda_tracker_letter_mark"),
            path("<int:pk>/ongedaan/", view(reviewing.undo_view), name="agenda_tracker_letter_undo"),
            path("<int:pk>/nieuws/", view(reviewing.news_view), name="agenda_tracker_letter_news"),
            path("verwijzing/<int:pk>/", view(reviewing.reference_view), name="agenda_tracker_reference_settle"),
            path("standpunt/<int:pk>/", view(reviewing.decide_view), name="agenda_tracker_position_decide"),
            *matching.addresses(view),
            path("<int:pk>/publiceren/", view(publishing.publish_view), name="agenda_tracker_letter_publish"),
            path("<int:pk>/intrekken/", view(publishing.withdraw_view), name="agenda_tracker_letter_withdraw"),
            *super().get_urls(),
        ]

    @admin.display(description=_("werk"))
    def to_review(self, obj: Letter) -> str:
        address = reverse("admin:agenda_tracker_letter_review", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, _("beoordelen"))

    @admin.display(description=_("Kamerstuknummer van deze brief"))
    def own_numbers(self, obj: Letter) -> str:
        """For who may look but not change; otherwise the form's field of that name stands here."""
        return "; ".join(map(str, obj.kamerstukken.all()))

    @admin.display(description=_("dossiers boven het nummer"))
    def above(self, obj: Letter) -> str:
        return "; ".join(map(str, obj.dossiers.all()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["slug"] if obj and obj.numbers_frozen else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a draft that was never public can be thrown away; the file it came from stays."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.numbers_frozen)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def named(self, references: Iterable[Reference]) -> Q:
        return in_letter(references)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "own_numbers" in form.cleaned_data:
            self._save_numbers(request, form.instance, form.cleaned_data)
        request.public_change.watch(form.instance)  # type: ignore[attr-defined]

    def _save_numbers(self, request: HttpRequest, letter: Letter, typed: dict[str, Any]) -> None:
        wanted = {reference.normal for reference in typed["own_numbers"]}
        for paper in letter.kamerstukken.exclude(normal_form__in=wanted):
            paper.letter = None
            paper.save(update_fields=["letter"])
        notes: list[str] = []
        for reference in typed["own_numbers"]:
            give_number(letter, reference, notes)
        for note in notes:
            messages.warning(request, note)
        letter.dossiers.set([dossier_for(reference) for reference in typed["above"]])

    def view_on_site(self, obj: Letter) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None
