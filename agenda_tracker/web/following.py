"""Asking for alerts by e-mail: what is followed, what that would have brought, and the form. Nothing is kept in a cookie."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from agenda_tracker.alerts.asking import LINKS_A_DAY, ask, ask_for_link, read_address
from agenda_tracker.alerts.links import CONFIRM_WITHIN
from agenda_tracker.alerts.preview import preview
from agenda_tracker.alerts.selections import Selection, meeting_selection, selection_of
from agenda_tracker.models import MinisterialMeeting, Rhythm
from agenda_tracker.models.alert import LONGEST_NOTE

from .former import moved


def never_kept(response: HttpResponseBase) -> HttpResponseBase:
    """For what is one person's: kept by no cache, and found by no search engine."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def read_rhythm(text: str) -> str:
    """Raises ValidationError with a Dutch sentence."""
    if text not in Rhythm.values:
        raise ValidationError(_("Kies hoe vaak u bericht wilt."))
    return text


# A form that is sent from elsewhere does no more than anybody can do here; without a cookie the page is the same for all.
@method_decorator(csrf_exempt, name="dispatch")
class FollowView(View):
    """The form for the selection of a list: `/volgen/standpunten/?topic=…`, with the same parameters as that list."""

    listing: ClassVar[str] = ""

    def selection(self, **kwargs: Any) -> Selection | HttpResponseBase:
        return selection_of(self.listing, self.request.GET)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = self.selection(**kwargs)
        return self.page(request, found) if isinstance(found, Selection) else found

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = self.selection(**kwargs)
        if not isinstance(found, Selection):
            return found
        typed = {name: request.POST.get(name, "") for name in ("email", "rhythm", "note")}
        try:
            address, rhythm = read_address(typed["email"]), read_rhythm(typed["rhythm"])
        except ValidationError as error:
            return never_kept(self.page(request, found, typed=typed, problem=error.messages[0]))
        if found.problems:
            return never_kept(self.page(request, found, typed=typed))
        ask(address, found, rhythm, typed["note"], timezone.now())
        return never_kept(asked(request, address, found))

    def page(self, request: HttpRequest, selection: Selection, **more: Any) -> HttpResponse:
        context = {
            "selection": selection,
            "problems": selection.problems,
            "rhythms": Rhythm.choices,
            "longest": LONGEST_NOTE,
            "days": CONFIRM_WITHIN.days,
            "typed": {"rhythm": Rhythm.DAILY},
            "preview": None if selection.problems else preview(selection, timezone.now()),
        }
        answer = render(request, "web/follow.html", context | more)
        if selection.filters is not None and selection.filters.lacks_index:
            add_never_cache_headers(answer)
        return answer


class FollowMeetingView(FollowView):
    """The form for one meeting."""

    def selection(self, **kwargs: Any) -> Selection | HttpResponseBase:
        meetings = MinisterialMeeting.objects.public().select_related("formation")
        meeting = meetings.filter(slug=kwargs["slug"]).first()
        if meeting is None:
            return moved("meeting", kwargs["slug"], MinisterialMeeting.objects.public())
        return meeting_selection(meeting)


@method_decorator(csrf_exempt, name="dispatch")
class FollowingView(View):
    """What can be followed and how, and a form that asks for a link to what one follows already."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "web/following.html")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        typed = request.POST.get("email", "")
        try:
            address = read_address(typed)
        except ValidationError as error:
            return never_kept(render(request, "web/following.html", {"typed": typed, "problem": error.messages[0]}))
        ask_for_link(address, timezone.now())
        return never_kept(asked(request, address, None))


def asked(request: HttpRequest, address: str, selection: Selection | None) -> HttpResponse:
    """The same words whether the address is known here or not, and whether a mail goes out or too many did."""
    back = selection.path if selection else reverse("following")
    context = {"address": address, "selection": selection, "back": back, "days": CONFIRM_WITHIN.days}
    return render(request, "web/follow_asked.html", context | {"most": LINKS_A_DAY})
