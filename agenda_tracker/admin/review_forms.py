"""The forms of the review screen: one find that is changed, a passage that is marked without a mouse."""

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agenda_tracker.intake import decide
from agenda_tracker.intake.acts import Clerk
from agenda_tracker.models import AgendaItem, GovernmentPosition, Letter, Topic
from agenda_tracker.models.fields import fold

from .fields import AmountField


def topic_labels() -> dict[str, int]:
    """Every topic by the words a clerk knows it by; two of one name are told apart by what they fall under."""
    topics = list(Topic.objects.order_by("name_key").values_list("pk", "name", "parent__name"))
    times = Counter(fold(name) for _pk, name, _above in topics)
    return {(f"{name} ({above})" if times[fold(name)] > 1 and above else name): pk for pk, name, above in topics}


def topics_named(text: str) -> list[Topic]:
    """The topics in a list of names separated by semicolons. Raises ValidationError for a name that nobody knows."""
    by_name = {fold(label): pk for label, pk in topic_labels().items()}
    names = [name.strip() for name in text.split(";") if name.strip()]
    unknown = [name for name in names if fold(name) not in by_name]
    if unknown:
        raise ValidationError(
            _("Het thema “%(name)s” bestaat niet; kies een naam uit de lijst.") % {"name": unknown[0]}
        )
    return list(Topic.objects.filter(pk__in=[by_name[fold(name)] for name in names]))


class PositionForm(forms.ModelForm):
    """One position in full, as it is changed on the screen."""

    topics = forms.CharField(
        required=False,
        label=_("Thema’s"),
        help_text=_("Gescheiden door een puntkomma."),
        widget=forms.TextInput(attrs={"list": "themas"}),
    )
    agenda_item = forms.ChoiceField(required=False, label=_("Agendapunt"))

    class Meta:
        model = GovernmentPosition
        fields = ["wording", "kind", "stance", "amount_eur", "due_date", "due_as_written"]
        field_classes = {"amount_eur": AmountField}
        widgets = {
            "wording": forms.Textarea(attrs={"rows": 3}),
            "due_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = AgendaItem.objects.filter(meeting__letters=self.instance.letter_id).distinct()
        ordered = items.order_by("meeting__start_date", "meeting", "order").values_list("pk", "title")
        self.fields["agenda_item"].choices = [("", "—"), *((str(pk), title) for pk, title in ordered)]  # type: ignore[attr-defined]
        self.fields["agenda_item"].initial = str(self.instance.agenda_item_id or "")
        labels = {pk: label for label, pk in topic_labels().items()}
        self.fields["topics"].initial = "; ".join(labels[topic.pk] for topic in self.instance.topics.all())

    def clean_topics(self) -> list[Topic]:
        return topics_named(self.cleaned_data["topics"])

    def apply(self, by: Clerk) -> None:
        item = self.cleaned_data["agenda_item"]
        decide.change_position(
            self.instance,
            by,
            topics=self.cleaned_data["topics"],
            agenda_item=AgendaItem.objects.get(pk=item) if item else None,
        )


class MarkForm(forms.Form):
    """A passage by its words, or (from a selection) by paragraph and characters; marked as a position or a reference."""

    AS = [("position", _("standpunt")), ("reference", _("verwijzing"))]

    marked_as = forms.ChoiceField(choices=AS, label=_("Markeren als"))
    quote = forms.CharField(
        required=False, strip=False, label=_("Letterlijke woorden"), widget=forms.Textarea(attrs={"rows": 2})
    )
    paragraph = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    footnote = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter

    def place(self) -> tuple[Any, int, int]:
        """The paragraph or footnote, and the characters in it. Raises ValidationError when the letter does not say it."""
        from .positions import find_quote

        data = self.cleaned_data
        if data["start"] is not None and data["end"] is not None:
            for name, rows in (("paragraph", self.letter.paragraphs), ("footnote", self.letter.footnotes)):
                found = rows.filter(pk=data[name]).first() if data[name] else None
                if found is not None:
                    return found, data["start"], data["end"]
        return find_quote(self.letter, data["quote"])
