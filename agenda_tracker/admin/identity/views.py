"""The way to the provider and back, and saying goodbye there.

Leaving is a page that leads on by itself, not a redirect: a browser follows a form no further than this site
(`form-action 'self'`), whatever the provider redirects to in its turn.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from agenda_tracker.identity_provider import is_safe

from .provider import Back, DeskOpenID
from .setting import the_provider
from .trouble import Trouble, refused

# Where the provider ends a session, and which one it is; kept in ours.
FAREWELL = "identity_farewell"
LONGEST_HINT = 3000


@never_cache
@require_POST
@rate_limit(action="identity")
def start(request: HttpRequest) -> HttpResponse:
    """To the provider; `next` is where it leads in the end."""
    provider = get_adapter(request).get_provider(request, provider=the_provider().key)
    wanted, anew = get_next_redirect_url(request), request.POST.get("anew") == "1"
    answer = _without_breaking(request, lambda: provider.redirect(request, AuthProcess.LOGIN, wanted, anew=anew))
    return leaving(request, answer["Location"]) if answer.status_code == 302 else answer


@never_cache
@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Logs in, or shows the page that says why not."""
    asking = DeskOpenID(request, the_provider().key)
    answer = _without_breaking(request, lambda: Back.adapter_view(asking)(request))
    if answer.status_code == 302:
        request.session[FAREWELL] = _farewell(asking)
    return answer


def _without_breaking(request: HttpRequest, step: Callable[[], HttpResponse]) -> HttpResponse:
    """Also what allauth lets through, and an answer in a shape that nobody foresaw, leads to the page that says so."""
    try:
        return step()
    except Trouble as trouble:
        return refused(request, trouble.why, str(trouble))
    except (OAuth2Error, RequestException) as error:
        return refused(request, "away", type(error).__name__)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return refused(request, "token", f"{type(error).__name__}: {error}")


def _farewell(asking: DeskOpenID) -> dict[str, str]:
    where = asking.openid_config.get("end_session_endpoint")
    hint = asking.id_token if len(asking.id_token) <= LONGEST_HINT else ""
    return {"where": str(where), "hint": hint} if is_safe(where, local=settings.LOCAL) else {}


def leaving(request: HttpRequest, address: str) -> HttpResponse:
    return render(request, "account/identity_leaving.html", {"address": address, "provider_name": the_provider().name})


@never_cache
def logout(request: HttpRequest) -> HttpResponse:
    """Ends the session here, and then the one at the provider, where it has an address for that (RP-Initiated Logout 1.0)."""
    farewell = request.session.get(FAREWELL) or {}
    answer: HttpResponse = account.logout(request)
    if request.user.is_authenticated or not farewell or settings.OIDC is None or answer.status_code != 302:
        return answer
    told: dict[str, Any] = {
        "client_id": the_provider().client_id,
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("account_login")),
    }
    if farewell["hint"]:
        told["id_token_hint"] = farewell["hint"]
    mark = "&" if "?" in farewell["where"] else "?"
    return leaving(request, f"{farewell['where']}{mark}{urlencode(told)}")
