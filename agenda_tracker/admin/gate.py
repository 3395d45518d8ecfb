"""Before and after every request to the desk: who acts, whether with a second factor, what was denied, and staying in."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from agenda_tracker.client_address import client_address
from agenda_tracker.intake.audit import acting, audit

from .signing_in import WANTED, had_it_at_the_provider, has_second_factor

logger = logging.getLogger(__name__)

DESK = "/beheer/"
# What only clerks see: the desk, and letters before they are public.
FOR_CLERKS = (DESK, "/voorvertoning/")
# The pages where one logs in, gets a second factor, or a new password.
ACCOUNT_PAGES = ("account_", "mfa_", "password_reset_", "admin_password_reset")
SEEN = "desk_seen"


class DeskGate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(lambda: request.user.get_username(), client_address(request)):
            response = self.get_response(request)
            if request.path_info.startswith(DESK) and response.status_code == 403:
                audit("desk", f"{request.method} {request.path_info}", "denied")
        if response.status_code == 503:
            # Who this is may be what could not be found out; to ask again would wait as long once more.
            return response
        if request.path_info.startswith(FOR_CLERKS) and request.user.is_authenticated:
            stay(request)
            if "Cache-Control" not in response:
                add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.path_info.startswith(FOR_CLERKS) or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        if match and str(match.view_name).startswith((*ACCOUNT_PAGES, "admin:login", "admin:logout")):
            return None
        if not request.user.is_staff and request.path_info.startswith(DESK):
            raise PermissionDenied
        if settings.MFA_REQUIRED and request.user.is_staff and not shows_second_factor(request):
            return enrol(request)
        if WANTED in request.session:
            del request.session[WANTED]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A number that no database column holds is nobody's record: the form that sent it is refused."""
        if not request.path_info.startswith(FOR_CLERKS) or not isinstance(exception, OverflowError | DataError):
            return None
        logger.warning("refused: %s %s", request.method, request.path_info, exc_info=exception)
        return render(request, "400.html", status=400)


def shows_second_factor(request: HttpRequest) -> bool:
    return had_it_at_the_provider(request) or has_second_factor(request.user)


def enrol(request: HttpRequest) -> HttpResponse:
    """To the page of second factors; it leads on to what was asked for."""
    if request.method == "GET":
        request.session[WANTED] = request.get_full_path()
    return redirect("mfa_index")


def stay(request: HttpRequest) -> None:
    """Renew the session, at most sixty times within the time it lasts: each is a write to the database.

    Also when it was last seen later than now: the clock was set back, and the session would last too long.
    """
    now = int(timezone.now().timestamp())
    if not 0 <= now - request.session.get(SEEN, 0) < settings.SESSION_COOKIE_AGE // 60:
        request.session[SEEN] = now
