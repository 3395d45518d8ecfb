"""The review screen: every decision on a find is saved at once, told, and can be undone."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agenda_tracker.citations import read_query
from agenda_tracker.intake import decide, quotes
from agenda_tracker.intake.acts import Verb, act, undo
from agenda_tracker.models import (
    DeskAct,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    MinisterialMeeting,
    Overtaken,
    Paragraph,
)

from .asked import back_to_review, letter_for
from .base import clerk, may_publish
from .known_rows import number_in
from .review_forms import MarkForm, PositionForm, topics_named
from .review_page import CERTAIN, review_context

TEMPLATE = "admin/agenda_tracker/letter/review.html"
SAID = {
    "confirm": _("Akkoord."),
    "reject": _("Afgewezen."),
    "reopen": _("Besluit teruggenomen."),
    "save": _("Opgeslagen."),
    "topic": _("Thema toegevoegd."),
    "untopic": _("Thema weggehaald."),
    "merge": _("Samengevoegd met het volgende standpunt."),
    "split": _("Gesplitst in twee standpunten."),
}
PUBLISHING = (Verb.PUBLISH, Verb.WITHDRAW)


class Stale(ValidationError):
    """Somebody else changed the find since this clerk saw it."""


def review_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = letter_for(request, pk)
    asked = number_in(request.GET.get("wijzig", ""))
    found = None if asked is None else letter.positions.filter(pk=asked).first()
    return _page(request, letter, _form(found) if found else None)


def _page(request: HttpRequest, letter: Letter, opened: PositionForm | None = None, status: int = 200) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": _("Beoordelen"), **review_context(request, letter, opened)}
    return render(request, TEMPLATE, context, status=status)


def _form(position: GovernmentPosition, data: Any = None) -> PositionForm:
    return PositionForm(data, instance=position, prefix=f"s{position.pk}")


@require_POST
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision on one position: what was changed in its form and what was decided are one act."""
    position = get_object_or_404(GovernmentPosition.objects.select_related("letter"), pk=pk)
    letter = letter_for(request, position.letter_id)
    action, _sign, detail = request.POST.get("action", "save").partition(":")
    form = _form(position, request.POST) if f"s{pk}-wording" in request.POST and action != "reopen" else None
    if form is not None and not form.is_valid():
        return _page(request, letter, form)
    try:
        _decide(request, position, form, action, detail)
    except ValidationError as refusal:
        return _refused(request, letter, position, form, refusal)
    messages.success(request, SAID.get(action, SAID["save"]))
    return back_to_review(letter.pk, f"standpunt-{pk}")


def _decide(request: HttpRequest, position: GovernmentPosition, form: Any, action: str, detail: str) -> None:
    by = clerk(request)
    verb = {"confirm": Verb.CONFIRM, "reject": Verb.REJECT, "reopen": Verb.REOPEN}.get(action, Verb.CHANGE)
    with act(verb, by, position, what=decide.titled(position), letter=position.letter):
        _refuse_if_stale(request, position)
        if form is None:
            position.refresh_from_db()
        else:
            form.apply(by)
        ACTIONS.get(action, _nothing)(position, by, detail, request)


def _refuse_if_stale(request: HttpRequest, position: GovernmentPosition) -> None:
    seen = request.POST.get("version", "")
    now = GovernmentPosition.objects.get(pk=position.pk)
    if not seen or seen == decide.version_of(now):
        return
    last = DeskAct.objects.filter(about_letter=position.letter_id).select_related("actor").first()
    who = f" door {last.actor}" if last and last.actor else ""
    raise Stale(
        f"Niet bewaard: dit standpunt is intussen gewijzigd{who}. Hieronder staat het zoals het nu is; besluit opnieuw."
    )


def _refused(
    request: HttpRequest, letter: Letter, position: GovernmentPosition, form: Any, refusal: ValidationError
) -> HttpResponse:
    """Told why; what was typed stays in the form, on top of what is on record now."""
    for message in refusal.messages:
        messages.error(request, f"“{decide.titled(position)}”: {message}")
    if form is None:
        return back_to_review(letter.pk, f"standpunt-{position.pk}")
    fresh = GovernmentPosition.objects.get(pk=position.pk)
    return _page(request, letter, _form(fresh, request.POST), status=409 if isinstance(refusal, Stale) else 200)


Action = Callable[[GovernmentPosition, Any, str, HttpRequest], None]


def _nothing(position: GovernmentPosition, by: Any, detail: str, request: HttpRequest) -> None:
    """Saving alone."""


def _add_topics(position: GovernmentPosition, by: Any, detail: str, request: HttpRequest) -> None:
    named = topics_named(request.POST.get("add_topic", ""))
    decide.change_position(position, by, topics=[*position.topics.all(), *named])


def _drop_topic(position: GovernmentPosition, by: Any, detail: str, request: HttpRequest) -> None:
    kept = [topic for topic in position.topics.all() if str(topic.pk) != detail]
    decide.change_position(position, by, topics=kept)


def _merge(position: GovernmentPosition, by: Any, detail: str, request: HttpRequest) -> None:
    """With the next find that was not rejected."""
    following = (
        position.letter.positions.filter(order__gt=position.order).exclude(review="rejected").order_by("order", "pk")
    )
    second = following.first()
    if second is None:
        raise ValidationError(_("Hierna komt geen standpunt meer om mee samen te voegen."))
    quotes.merge_positions(position, second, by)


def _split(position: GovernmentPosition, by: Any, detail: str, request: HttpRequest) -> None:
    place = (detail or request.POST.get("split_at", "")).partition("-")
    pk, offset = number_in(place[0]), number_in(place[2])
    if pk is None or offset is None:
        raise ValidationError(_("Kies waar het standpunt gesplitst moet worden."))
    paragraph = get_object_or_404(Paragraph, pk=pk, letter=position.letter_id)
    quotes.split_position(position, paragraph, offset, by)


ACTIONS: dict[str, Action] = {
    "confirm": lambda position, by, detail, request: decide.confirm(position, by),
    "reject": lambda position, by, detail, request: decide.reject(position, by),
    "reopen": lambda position, by, detail, request: decide.reopen(position, by),
    "topic": _add_topics,
    "untopic": _drop_topic,
    "merge": _merge,
    "split": _split,
}


@require_POST
def mark_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a position or a reference of a passage that was selected, or whose words were typed."""
    letter = letter_for(request, pk)
    form = MarkForm(request.POST, letter=letter)
    spot = "markeren"
    try:
        if not form.is_valid():
            raise ValidationError(_("Selecteer de woorden in de brief, of plak ze in het veld."))
        where, start, end = form.place()
        if form.cleaned_data["marked_as"] == "reference":
            spot = f"verwijzing-{quotes.mark_reference(where, start, end, clerk(request)).pk}"
        elif isinstance(where, Paragraph):
            spot = f"standpunt-{quotes.mark_position(where, start, end, clerk(request)).pk}"
        else:
            raise ValidationError(_("Een standpunt staat in een alinea, niet in een voetnoot."))
        messages.success(request, _("Gemarkeerd."))
    except ValidationError as refusal:
        for message in refusal.messages:
            messages.error(request, message)
    return back_to_review(letter.pk, spot)


@require_POST
def reference_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle what a citation means: one of its readings, or a number typed in any spelling."""
    reference = get_object_or_404(KamerstukReference.objects.select_related("letter"), pk=pk)
    letter = letter_for(request, reference.letter_id)
    typed = request.POST.get("meaning") or request.POST.get("typed", "")
    found = [one for one in read_query(typed[:200]).references if one.kind in ("paper", "dossier")]
    if len(found) == 1:
        normal = found[0].normal
        decide.choose_meaning(reference, normal, clerk(request))
        messages.success(request, _("Verwijzing herkend als %(number)s.") % {"number": found[0].display})
    else:
        messages.error(request, _("Typ één Kamerstuk of dossier, bijvoorbeeld 28 676, nr. 464."))
    return back_to_review(letter.pk, f"verwijzing-{pk}")


@require_POST
def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an act on this letter: the one that is named, else the clerk's own last one; or do it again."""
    letter = letter_for(request, pk)
    asked = number_in(request.POST.get("act", ""))
    if asked is not None:
        done = DeskAct.objects.filter(pk=asked, about_letter=pk).first()
    else:
        which = decide.last_redoable if request.POST.get("redo") else decide.last_undoable
        done = which(decide.last_acts(letter), clerk(request))
    if done is None:
        messages.warning(request, _("Er is niets om ongedaan te maken."))
        return back_to_review(letter.pk)
    if done.verb in PUBLISHING and not may_publish(request):
        raise PermissionDenied
    try:
        messages.success(request, str(undo(done, clerk(request))))
    except Overtaken as refusal:
        messages.error(request, " ".join(refusal.messages))
    return back_to_review(letter.pk)


def news_view(request: HttpRequest, pk: int) -> JsonResponse:
    """The last act on this letter, and by whom: the screen asks it now and then, and shows what colleagues did."""
    letter = letter_for(request, pk)
    last = DeskAct.objects.filter(about_letter=letter.pk).select_related("actor").defer("deltas").first()
    mine = last is None or last.actor_id == request.user.pk
    told = "" if mine or last is None else f"{last.actor or 'Agendavolger'}: {last}"
    answer = JsonResponse({"last": last.pk if last else 0, "said": told})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def confirm_all_view(request: HttpRequest, pk: int) -> HttpResponse:
    letter = letter_for(request, pk)
    asked = request.POST.get("certain", "")
    least = int(asked) / 100 if asked.isdecimal() and len(asked) <= 3 else CERTAIN / 100
    count = decide.confirm_all(letter, clerk(request), at_least=least)
    said = ngettext("%(count)d standpunt bevestigd.", "%(count)d standpunten bevestigd.", count) % {"count": count}
    messages.success(request, said)
    return back_to_review(letter.pk, "gevonden")


@require_POST
def meeting_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Make agenda items of the headings, for a meeting that was tied to the letter by hand."""
    letter = letter_for(request, pk)
    chosen = number_in(request.POST.get("meeting", ""))
    meeting = get_object_or_404(MinisterialMeeting.objects.filter(letters=letter).distinct(), pk=chosen)
    count = decide.items_from_headings(letter, meeting, clerk(request))
    said = ngettext("%(count)d deel gekoppeld aan de agenda.", "%(count)d delen gekoppeld aan de agenda.", count)
    messages.success(request, said % {"count": count})
    return back_to_review(letter.pk)
