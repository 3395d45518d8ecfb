"""The desk pages of a letter's text: its parts with their paragraphs, and its footnotes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agenda_tracker.citations import Reference
from agenda_tracker.intake.correct import add_paragraph, correct_footnote, correct_paragraph, moved_quotes, renumber
from agenda_tracker.models import Footnote, Paragraph, Section

from .base import ClerkAdmin, clerk, is_public
from .narrowed import split_by
from .numbers import FindsNumbers, cited, in_letter
from .rows import Rows
from .telling import TellingAdmin, ToldForm

LETTER_STATUS = ("letter__status", admin.ChoicesFieldListFilter)


class TextForm(ToldForm):
    """A paragraph's text; a correction that would lose a quote is refused while the clerk's words are still there."""

    must_tell: tuple[str, ...] = ("text",)

    class Meta:
        model = Paragraph
        fields = ["text"]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        stored = Paragraph.objects.filter(pk=self.instance.pk).first()
        if stored:
            moved_quotes(stored, text)
        return text


class ParagraphForm(TextForm):
    must_tell: tuple[str, ...] = ()  # one line for the whole part is enough
    after = forms.ModelChoiceField(
        Paragraph.objects.none(),
        required=False,
        label=_("komt na"),
        help_text=_("Leeg: achteraan in dit deel."),
    )

    class Meta:
        model = Paragraph
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5, "cols": 100})}

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["after"].disabled = True
            self.fields["after"].widget = forms.HiddenInput()
        elif section and section.pk:
            self.instance.letter_id = section.letter_id
            self.fields["after"].queryset = section.paragraphs.all()  # type: ignore[attr-defined]


class ParagraphFormSet(Rows):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "section": self.instance}

    def clean(self) -> None:
        super().clean()
        published = self.instance.letter_id and self.instance.letter.is_public
        if published and self.has_changed() and not self.data.get("told", "").strip():
            raise forms.ValidationError(
                _("De brief is gepubliceerd: zeg onder “Openbare correctie” wat er is gecorrigeerd.")
            )


class ParagraphInline(admin.StackedInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    extra = 0
    fields = ["number", "text"]
    readonly_fields = ["number"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["number", "text", "after"]


@admin.register(Section)
class SectionAdmin(FindsNumbers, TellingAdmin, ClerkAdmin):
    form = ToldForm
    list_display = ["__str__", "role", "agenda_item", "letter"]
    list_select_related = ["letter", "agenda_item"]
    list_filter = [
        "role",
        split_by(
            _("agendapunt"),
            "agendapunt",
            Q(agenda_item__isnull=False),
            yes=_("met agendapunt"),
            no=_("zonder agendapunt"),
        ),
        LETTER_STATUS,
    ]
    search_fields = ["heading", "letter__subject_key"]
    autocomplete_fields = ["letter", "agenda_item"]
    inlines = [ParagraphInline]
    fields = ["letter", "order", "heading", "level", "role", "agenda_item"]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Paragraphs are saved by the functions that keep quotes, references and numbers right."""
        formset.save(commit=False)
        for paragraph in formset.deleted_objects:
            paragraph.delete()
        for paragraph, _fields in formset.changed_objects:
            _correct(request, paragraph)
        for new in formset.extra_forms:
            if new.has_changed() and new.cleaned_data.get("text"):
                add_paragraph(form.instance, new.cleaned_data["text"], new.cleaned_data.get("after"), clerk(request))
        if formset.deleted_objects:
            renumber(form.instance.letter)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        request.public_change.watch(form.instance)  # type: ignore[attr-defined]


@admin.register(Paragraph)
class ParagraphAdmin(FindsNumbers, TellingAdmin, ClerkAdmin):
    form = TextForm
    list_display = ["number", "letter", "start"]
    list_select_related = ["letter"]
    list_filter = [("section__role", admin.ChoicesFieldListFilter), LETTER_STATUS]
    search_fields = ["text", "=number", "letter__subject_key"]
    fields = ["letter", "section", "number", "text"]
    readonly_fields = ["letter", "section", "number"]

    @admin.display(description=_("begin"))
    def start(self, obj: Paragraph) -> str:
        return obj.text[:80]

    def named(self, references: Iterable[Reference]) -> Q:
        return in_letter(references, "letter__") | cited(references, "references__")

    def view_on_site(self, obj: Paragraph) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """New paragraphs are added to their part of the letter, where their place is chosen."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        _correct(request, obj)


def _correct(request: HttpRequest, typed: Paragraph) -> None:
    """Correct the paragraph as the clerk typed it, and tell which positions to look at."""
    stored = Paragraph.objects.select_related("letter").get(pk=typed.pk)
    for ask in correct_paragraph(stored, typed.text, clerk(request)):
        messages.warning(request, ask)


class FootnoteForm(ToldForm):
    must_tell: tuple[str, ...] = ("text",)


@admin.register(Footnote)
class FootnoteAdmin(FindsNumbers, TellingAdmin, ClerkAdmin):
    form = FootnoteForm
    list_display = ["marker", "letter", "start"]
    list_filter = [
        split_by(_("plaats"), "plaats", Q(paragraph__isnull=False), yes=_("bij een alinea"), no=_("zonder alinea")),
        LETTER_STATUS,
    ]
    list_select_related = ["letter"]
    search_fields = ["text", "letter__subject_key"]
    autocomplete_fields = ["letter", "paragraph"]
    fields = ["letter", "order", "marker", "text", "paragraph", "offset"]

    @admin.display(description=_("begin"))
    def start(self, obj: Footnote) -> str:
        return obj.text[:80]

    def named(self, references: Iterable[Reference]) -> Q:
        return in_letter(references, "letter__") | cited(references, "references__")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        text, before = obj.text, Footnote.objects.filter(pk=obj.pk).first()
        obj.text = before.text if before else text
        super().save_model(request, obj, form, change)
        correct_footnote(obj, text, clerk(request))
