"""The desk's panels for what a letter is tied to: its meetings, its agenda items, their series, and reading it again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agenda_tracker.intake.items import accept_all, item_questions, series_suggestions, tie_item, tie_series
from agenda_tracker.intake.meetings import MeetingQuestion, choose_meeting, make_meeting, meeting_questions
from agenda_tracker.intake.reread import reread
from agenda_tracker.models import AgendaItem, AgendaSeries, Formation, Letter, MinisterialMeeting

from .asked import back_to_review, letter_for
from .base import is_public, may_publish
from .known_rows import number_in

PANEL = "admin/agenda_tracker/letter/matching.html"


class NewMeetingForm(forms.ModelForm):
    """A meeting that is not on record yet, filled in as far as the letter told."""

    class Meta:
        model = MinisterialMeeting
        fields = ["formation", "informal", "start_date", "end_date", "place", "country"]
        widgets = {
            "start_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "end_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"end_date": _("Bij één dag mag u dit leeg laten.")}

    def __init__(self, question: MeetingQuestion, bodies: list[Formation], data: Any = None) -> None:
        super().__init__(data, initial=question.filled_in, prefix=f"v{question.index}")
        self.fields["formation"].choices = _bodies_to_choose(question.likely, bodies)  # type: ignore[attr-defined]
        self.fields["end_date"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["end_date"] = data.get("end_date") or data.get("start_date")
        return data

    def _post_clean(self) -> None:
        """The record itself is checked when it is made, with its address."""


def _bodies_to_choose(likely: list[Formation], bodies: list[Formation]) -> list[Any]:
    named = [(body.pk, str(body)) for body in likely]
    others = [(body.pk, str(body)) for body in bodies if body not in likely]
    if not named:
        return [("", "—"), *others]
    return [(_("Waarschijnlijk"), named), (_("Andere gremia"), others)]


def meeting_panel(letter: Letter) -> dict[str, Any]:
    """What `_meetings.html` shows: for each meeting that was read what it is tied to, and what else it may be."""
    return {"meeting_rows": _meeting_rows(letter)}


def item_panel(letter: Letter) -> dict[str, Any]:
    """What `_items.html` shows: agenda items known from another letter, and series."""
    questions, series = item_questions(letter), series_suggestions(letter)
    simple = len(series) + sum(len(question.candidates) == 1 for question in questions)
    return {"item_questions": questions, "series_suggestions": series, "simple_proposals": simple}


def _meeting_rows(letter: Letter, data: Any = None, posted: int | None = None) -> list[Any]:
    questions = meeting_questions(letter)
    bodies = list(Formation.objects.all()) if questions else []
    return [
        (question, NewMeetingForm(question, bodies, data if question.index == posted else None))
        for question in questions
    ]


def matching_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = letter_for(request, pk)
    return _page(request, letter, {})


def _page(request: HttpRequest, letter: Letter, instead: dict[str, Any]) -> HttpResponse:
    panels = {**meeting_panel(letter), **item_panel(letter), **instead}
    context = {**admin.site.each_context(request), "title": _("Koppelen"), "letter": letter, **panels}
    return render(request, PANEL, context)


def _chosen(request: HttpRequest, name: str) -> int:
    """An id from the form; what is no number of ours is not found."""
    chosen = number_in(request.POST.get(name, ""))
    if chosen is None:
        raise Http404
    return chosen


def _tell(request: HttpRequest, said: Any, do: Callable[[], Any]) -> None:
    """Do it and say so, or say why not."""
    try:
        do()
    except ValidationError as refusal:
        for message in refusal.messages:
            messages.error(request, message)
    else:
        messages.success(request, said)


@require_POST
def choose_meeting_view(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    letter = letter_for(request, pk)
    meeting = get_object_or_404(MinisterialMeeting, pk=_chosen(request, "meeting"))
    said = _("Vergadering gekoppeld: %(meeting)s.") % {"meeting": meeting}
    _tell(request, said, lambda: choose_meeting(letter, index, meeting, request.user))  # type: ignore[arg-type]
    return back_to_review(pk, "vergaderingen")


@require_POST
def make_meeting_view(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    """A new meeting; what is wrong with it is told beside the fields, with what was typed still in them."""
    letter = letter_for(request, pk)
    if not request.user.has_perm("agenda_tracker.add_ministerialmeeting"):
        raise PermissionDenied
    rows = _meeting_rows(letter, request.POST, index)
    form = next((form for question, form in rows if question.index == index), None)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            meeting = make_meeting(letter, index, form.cleaned_data, request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Nieuwe vergadering gekoppeld: %(meeting)s.") % {"meeting": meeting})
            return back_to_review(pk, "vergaderingen")
    return _page(request, letter, {"meeting_rows": rows})


@require_POST
def tie_item_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = letter_for(request, pk)
    section = get_object_or_404(letter.sections.select_related("letter"), pk=_chosen(request, "section"))
    item = get_object_or_404(AgendaItem, pk=_chosen(request, "item"))
    said = _("Agendapunt gekoppeld: %(item)s.") % {"item": item}
    _tell(request, said, lambda: tie_item(section, item, request.user))  # type: ignore[arg-type]
    return back_to_review(pk, "agendapunten")


@require_POST
def tie_series_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The series that was proposed for an item, or another one by name; earlier items only where the clerk may."""
    letter = letter_for(request, pk)
    item = get_object_or_404(
        AgendaItem.objects.filter(sections__letter=letter).select_related("meeting__formation").distinct(),
        pk=_chosen(request, "item"),
    )
    if not _may_change(request)(item):
        raise PermissionDenied
    proposed = next((one for one in series_suggestions(letter) if one.item == item), None)
    series = _series(request)
    earlier = proposed.earlier if proposed and series == proposed.name else []
    mine = [one for one in earlier if _may_change(request)(one)]
    said = _("Terugkerend onderwerp: %(series)s.") % {"series": series}
    _tell(request, said, lambda: tie_series(item, series, request.user, earlier=mine))  # type: ignore[arg-type]
    return back_to_review(pk, "agendapunten")


def _series(request: HttpRequest) -> AgendaSeries | str:
    if request.POST.get("series"):
        return get_object_or_404(AgendaSeries, pk=_chosen(request, "series"))
    name = request.POST.get("name", "").strip()
    if not name:
        raise Http404
    return name


def _may_change(request: HttpRequest) -> Callable[[AgendaItem], bool]:
    return lambda item: may_publish(request) or not is_public(item)


@require_POST
def tie_all_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = letter_for(request, pk)
    try:
        count = accept_all(letter, request.user, _may_change(request))  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        said = ngettext("%(count)d voorstel overgenomen.", "%(count)d voorstellen overgenomen.", count)
        messages.success(request, said % {"count": count})
    return back_to_review(pk, "agendapunten")


@require_POST
def reread_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the draft's file again; every change is told."""
    letter = letter_for(request, pk)
    try:
        said = reread(letter, request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, " ".join(said))
    return back_to_review(pk)


def addresses(view: Callable[[Any], Any]) -> list[Any]:
    """The addresses of this module; `view` is the desk's own wrapper."""
    name = "agenda_tracker_letter"
    return [
        path("<int:pk>/koppelen/", view(matching_view), name=f"{name}_matching"),
        path("<int:pk>/vergadering/<int:index>/", view(choose_meeting_view), name=f"{name}_choose_meeting"),
        path("<int:pk>/vergadering/<int:index>/nieuw/", view(make_meeting_view), name=f"{name}_make_meeting"),
        path("<int:pk>/agendapunt/", view(tie_item_view), name=f"{name}_tie_item"),
        path("<int:pk>/reeks/", view(tie_series_view), name=f"{name}_tie_series"),
        path("<int:pk>/opnieuw-lezen/", view(reread_view), name=f"{name}_reread"),
        path("<int:pk>/koppelingen-akkoord/", view(tie_all_view), name=f"{name}_tie_all"),
    ]
