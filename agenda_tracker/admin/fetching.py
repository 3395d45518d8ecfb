"""Taking a letter in by its Kamerstuk number; what cannot be had now is kept, and entry by hand goes on."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda_tracker.citations import Reference
from agenda_tracker.intake.official.fetch import Fetched, fetch
from agenda_tracker.intake.official.sources import open_sources
from agenda_tracker.intake.official.tasks import queue
from agenda_tracker.intake.receive import Outcome

from .base import clerk
from .official_waiting import OfficialTasks
from .receiving import FetchForm, ReceiveForm, may_receive, receive_page, tell_verdicts

KEPT = "Het staat nu bij “Nog op te halen” op de voorpagina en wordt vanzelf opnieuw geprobeerd."


@require_POST
def fetch_view(request: HttpRequest) -> HttpResponse:
    """Within some seconds in all: the letter, or publications to choose from, or why not."""
    may_receive(request)
    form = FetchForm(request.POST)
    if not form.is_valid():
        return receive_page(request, ReceiveForm(), [], fetch_form=form)
    [reference] = form.cleaned_data["typed"]
    identifier = request.POST.get("identifier", "")[:70]
    fetched = fetch(reference, clerk(request), open_sources(settings.OFFICIAL_PATIENCE), identifier=identifier)
    if fetched.is_done and fetched.verdict:
        return tell_verdicts(request, [fetched.verdict])
    return _tell_why_not(request, form, fetched, identifier)


def _tell_why_not(request: HttpRequest, form: FetchForm, fetched: Fetched, identifier: str) -> HttpResponse:
    """Trouble in the network is kept for later at once; whether to wait for a publication the clerk says."""
    is_kept = fetched.again and not fetched.missing
    if is_kept:
        queue(fetched.reference, clerk(request), fetched, identifier)
    status = 503 if fetched.verdict and fetched.verdict.outcome is Outcome.UNSTORED else 200
    kept = _(KEPT) if is_kept else ""
    return receive_page(request, ReceiveForm(), [], status, fetch_form=form, fetched=fetched, kept_for_later=kept)


@require_POST
def later_view(request: HttpRequest) -> HttpResponse:
    """The clerk wants to wait for it."""
    may_receive(request)
    form = FetchForm(request.POST)
    if not form.is_valid():
        return receive_page(request, ReceiveForm(), [], fetch_form=form)
    [reference] = form.cleaned_data["typed"]
    queue(reference, clerk(request), _waited_for(reference))
    messages.success(request, f"{reference.display}: {_(KEPT)}")
    return redirect(reverse("admin:index") + f"#{OfficialTasks.key}")


def _waited_for(reference: Reference) -> Fetched:
    return Fetched(reference, sentence=_("nog niet gepubliceerd toen ernaar werd gevraagd"), again=True, missing=True)
