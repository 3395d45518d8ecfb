"""Taking an act back from the desk: who may, the button that offers it, and the address behind that button."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda_tracker.intake.acts import undo
from agenda_tracker.models import DeskAct, Letter, Overtaken, PublicChange
from agenda_tracker.models.journalled import NAME_OF

Verb = DeskAct.Verb
PUBLISH = "agenda_tracker.publish_letter"
# What an act of this kind asks for beside the right to change the record.
ASKED = {Verb.PUBLISH: PUBLISH, Verb.WITHDRAW: PUBLISH, Verb.MERGE: "agenda_tracker.merge_records"}


def may_undo(request: HttpRequest, done: DeskAct) -> bool:
    """Who may do it may take it back; what is or was public only who may publish."""
    if not done.kind:
        return request.user.has_perm(PUBLISH)
    first = _first(done)
    action = "delete" if first.verb == Verb.DELETE else "change"
    wanted = [f"agenda_tracker.{action}_{done.kind}", ASKED.get(Verb(first.verb))]
    if not all(request.user.has_perm(name) for name in wanted if name):
        return False
    return request.user.has_perm(PUBLISH) or not touches_public(done)


def _first(done: DeskAct) -> DeskAct:
    """The act that a chain of undoing and doing again began with."""
    while done.undoes:
        done = done.undoes
    return done


def touches_public(done: DeskAct) -> bool:
    """Whether a stranger sees, or once saw, a record that the act altered or the letter that it is part of."""
    letters: set[Any] = {done.about_letter}
    altered: dict[Any, set[int]] = defaultdict(set)
    for delta in done.changes:
        altered[delta.model_class].add(delta.pk)
        letters |= {row.get("letter_id") for row in (delta.before, delta.after) if row}
    if Letter.objects.filter(pk__in=letters - {None}).exclude(first_published_at=None).exists():
        return True
    return any(_is_or_was_public(model, pks) for model, pks in altered.items())


def _is_or_was_public(model: Any, pks: set[int]) -> bool:
    rows = model._base_manager.filter(pk__in=pks)
    names = {field.name for field in model._meta.fields}
    if "letter" in names and rows.exclude(letter__first_published_at=None).exists():
        return True
    if hasattr(model._default_manager, "public") and model._default_manager.public().filter(pk__in=pks).exists():
        return True
    return PublicChange.objects.filter(kind=NAME_OF.get(model, "-"), object_id__in=pks).exists()


def undo_button(request: HttpRequest, done: DeskAct, back: str = "") -> SafeString:
    """A form of one button; works in a message, too, and without JavaScript."""
    return format_html(
        '<form method="post" action="{}" class="desk-undo"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="next" value="{}"><button type="submit" class="button">{}</button></form>',
        reverse("admin:agenda_tracker_deskact_undo", args=[done.pk]),
        get_token(request),
        back,
        _("Opnieuw doen") if done.verb == Verb.UNDO else _("Ongedaan maken"),
    )


def tell(request: HttpRequest, sentence: Any, done: DeskAct | None, back: str = "") -> None:
    """Say what was done, with the button that takes it back."""
    messages.success(request, with_button(request, sentence, done, back))


def with_button(request: HttpRequest, sentence: Any, done: DeskAct | None, back: str = "") -> Any:
    if done is None or not may_undo(request, done):
        return sentence
    return format_html("{} {}", sentence, undo_button(request, done, back))


@require_POST
def undo_view(request: HttpRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(DeskAct.objects.select_related("undoes"), pk=pk)
    if not may_undo(request, done):
        raise PermissionDenied
    try:
        undone = undo(done, request.user)  # type: ignore[arg-type]
    except Overtaken as refusal:
        for message in refusal.messages:
            messages.error(request, message)
    else:
        tell(request, f"{undone}.", undone)
    return HttpResponseRedirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The page that the clerk came from, when it is one of ours."""
    for wanted in (request.POST.get("next", ""), request.META.get("HTTP_REFERER", "")):
        if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            return wanted
    return reverse("admin:index")


def address_of(kind: str, pk: int | None) -> str:
    """The desk's page of a record, '' when it has none or is gone."""
    model = apps.get_model("agenda_tracker", kind) if kind else None
    if model is None or not model._base_manager.filter(pk=pk).exists():
        return ""
    return reverse(f"admin:agenda_tracker_{kind}_change", args=[pk])
