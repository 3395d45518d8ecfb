"""The review screen: the letter on the left with marks, what was found on the right, each find a small form."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agenda_tracker.intake import decide
from agenda_tracker.intake.publish import check_list
from agenda_tracker.models import AgendaItem, Evidence, GovernmentPosition, Letter, MinisterialMeeting, Section, Topic
from agenda_tracker.models.marked_text import cut

from .base import may_publish

Review = GovernmentPosition.Review
ACTIONS = {"confirm": decide.confirm, "reject": decide.reject, "reopen": decide.reopen}
SAID = {
    "confirm": _("Standpunt bevestigd."),
    "reject": _("Standpunt afgewezen."),
    "reopen": _("Besluit teruggedraaid."),
    "save": _("Standpunt opgeslagen."),
}
# "Accept all that are certain" starts here; the clerk can set it lower or higher.
CERTAIN = 90
# In digits; a longer number is nobody's.
LONGEST_ID = 18


class PositionForm(forms.ModelForm):
    """One find, as a form; the agenda items and topics to choose from are read once for the whole page."""

    topics = forms.MultipleChoiceField(required=False, label=_("Thema’s"), widget=forms.CheckboxSelectMultiple)
    add_topic = forms.ChoiceField(required=False, label=_("Thema erbij"))
    agenda_item = forms.ChoiceField(required=False, label=_("Agendapunt"))

    class Meta:
        model = GovernmentPosition
        fields = ["wording", "kind", "stance", "amount_eur", "due_date", "due_as_written"]
        widgets = {
            "wording": forms.Textarea(attrs={"rows": 3}),
            "due_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, choices: "Choices", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {str(topic.pk) for topic in self.instance.topics.all()}
        posted = set(self.data.getlist(self.add_prefix("topics"))) if self.is_bound else set()  # type: ignore[attr-defined]
        self.fields["topics"].choices = [(pk, name) for pk, name in choices.topics if pk in own | posted]  # type: ignore[attr-defined]
        self.fields["topics"].initial = sorted(own)
        self.fields["add_topic"].choices = [("", "—"), *choices.topics]  # type: ignore[attr-defined]
        self.fields["agenda_item"].choices = [("", "—"), *choices.items]  # type: ignore[attr-defined]
        self.fields["agenda_item"].initial = str(self.instance.agenda_item_id or "")

    def apply(self) -> None:
        data = self.cleaned_data
        chosen = [*data["topics"], data["add_topic"]]
        decide.change_position(
            self.instance,
            topics=Topic.objects.filter(pk__in=[pk for pk in chosen if pk]),
            agenda_item=AgendaItem.objects.get(pk=data["agenda_item"]) if data["agenda_item"] else None,
        )


class Choices:
    """What every find of a letter can be tied to."""

    def __init__(self, letter: Letter) -> None:
        items = AgendaItem.objects.filter(meeting__letters=letter).distinct().order_by("meeting__start_date", "order")
        self.items = [(str(item.pk), item.title) for item in items]
        self.topics = [(str(pk), name) for pk, name in Topic.objects.order_by("name_key").values_list("pk", "name")]


def _letter_for(request: HttpRequest, pk: int) -> Letter:
    """The letter, if this clerk may change it; what is public only with the right to publish."""
    letter = get_object_or_404(Letter, pk=pk)
    if not request.user.has_perm("agenda_tracker.change_letter"):
        raise PermissionDenied
    if letter.is_public and not may_publish(request):
        raise PermissionDenied
    return letter


def _sections(letter: Letter) -> list[Section]:
    """The letter's parts with everything that is marked in them, in a fixed number of queries."""
    decided_first = Evidence.objects.select_related("position").exclude(position__review=Review.REJECTED)
    parts = letter.sections.prefetch_related(
        Prefetch("paragraphs__evidence", queryset=decided_first), "paragraphs__references", "paragraphs__footnotes"
    )
    sections = list(parts)
    for section in sections:
        for paragraph in section.paragraphs.all():
            paragraph.pieces = cut(  # type: ignore[attr-defined]
                paragraph.text, paragraph.evidence.all(), paragraph.references.all(), paragraph.footnotes.all()
            )
    return sections


def review_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = _letter_for(request, pk)
    choices = Choices(letter)
    evidence = Prefetch("evidence", queryset=Evidence.objects.select_related("paragraph"))
    positions = list(letter.positions.select_related("agenda_item", "reviewed_by").prefetch_related("topics", evidence))
    finds = [
        (position, PositionForm(instance=position, prefix=f"s{position.pk}", choices=choices)) for position in positions
    ]
    undecided = [position for position in positions if position.review == Review.SUGGESTED]
    context = {
        **admin.site.each_context(request),
        "title": _("Beoordelen"),
        "letter": letter,
        "sections": _sections(letter),
        "finds": finds,
        "decided": len(positions) - len(undecided),
        "undecided": len(undecided),
        "certain": CERTAIN,
        "treatments": letter.treatments.select_related("meeting__formation"),
        "loose_parts": letter.sections.filter(agenda_item=None).exclude(role=Section.Role.INTRODUCTION).count(),
        "references": letter.references.select_related("kamerstuk", "dossier", "paragraph", "footnote"),
        "footnotes": letter.footnotes.all(),
        "signatories": letter.signatories.all(),
        "notes": letter.reading_notes.splitlines(),
        "checks": check_list(letter),
        "may_publish": may_publish(request),
    }
    return render(request, "admin/agenda_tracker/letter/review.html", context)


@require_POST
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was changed in one find and, in the same transaction, what was decided on it."""
    position = get_object_or_404(GovernmentPosition.objects.select_related("letter"), pk=pk)
    letter = _letter_for(request, position.letter_id)
    action = request.POST.get("action", "save")
    try:
        with transaction.atomic():
            if action != "reopen":
                _save_find(request, position, letter)
            if action in ACTIONS:
                ACTIONS[action](position, request.user)  # type: ignore[arg-type]
        messages.success(request, SAID.get(action, SAID["save"]))
    except ValidationError as refusal:
        for message in refusal.messages:
            messages.error(request, f"“{position}”: {message}")
    answer = redirect("admin:agenda_tracker_letter_review", letter.pk)
    answer["Location"] += f"#standpunt-{pk}"
    return answer


def _save_find(request: HttpRequest, position: GovernmentPosition, letter: Letter) -> None:
    form = PositionForm(request.POST, instance=position, prefix=f"s{position.pk}", choices=Choices(letter))
    if not form.has_changed():
        return
    if not form.is_valid():
        raise ValidationError([f"{form.fields[name].label if name in form.fields else ''}: {error}"
                               for name, errors in form.errors.items() for error in errors])  # fmt: skip
    form.apply()


@require_POST
def confirm_all_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = _letter_for(request, pk)
    asked = request.POST.get("certain", "")
    least = int(asked) / 100 if asked.isdecimal() and len(asked) <= 3 else CERTAIN / 100
    count = decide.confirm_all(letter, request.user, at_least=least)  # type: ignore[arg-type]
    said = ngettext("%(count)d standpunt bevestigd.", "%(count)d standpunten bevestigd.", count) % {"count": count}
    messages.success(request, said)
    return redirect("admin:agenda_tracker_letter_review", pk)


@require_POST
def meeting_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Make agenda items of the headings, for a meeting that was tied to the letter by hand."""
    letter = _letter_for(request, pk)
    chosen = request.POST.get("meeting", "")
    if not chosen.isdecimal() or len(chosen) > LONGEST_ID:
        raise Http404
    meeting = get_object_or_404(MinisterialMeeting.objects.filter(letters=letter).distinct(), pk=chosen)
    count = decide.items_from_headings(letter, meeting)
    said = ngettext("%(count)d deel gekoppeld aan de agenda.", "%(count)d delen gekoppeld aan de agenda.", count)
    messages.success(request, said % {"count": count})
    return redirect("admin:agenda_tracker_letter_review", pk)
