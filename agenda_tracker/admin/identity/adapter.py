"""How django-allauth behaves towards the provider of this desk."""

import re
import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.http import HttpRequest
from requests import RequestException

from .accounts import admit
from .asking import Asking
from .provider import DeskProvider
from .trouble import Trouble, refused

DISCOVERY = "/.well-known/openid-configuration"
NAMED_ERROR = re.compile(r'"error"\s*:\s*"([a-z_]{1,40})"')


class ClerkIdentity(DefaultSocialAccountAdapter):
    """There is the one provider of the settings, and none from the database; nobody signs up but through `admit`."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        told = settings.OIDC
        if told is None or (provider not in (None, told.key)):
            return []
        app = SocialApp(
            provider="openid_connect", provider_id=told.key, name=told.name, client_id=told.client_id,
            secret=told.client_secret, settings={"server_url": told.issuer.rstrip("/") + DISCOVERY},
        )  # fmt: skip
        return [app]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> DeskProvider:
        """Raises SocialApp.DoesNotExist for another than the one of the settings."""
        return DeskProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def get_requests_session(self) -> Asking:
        return Asking()

    def generate_state_param(self, state: dict[str, Any]) -> str:
        return secrets.token_urlsafe(32)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        admit(request, sociallogin)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        raise ImmediateHttpResponse(refused(request, why(request, error, exception), _detail(request, exception)))


def why(request: HttpRequest, error: Any, exception: Any) -> str:
    """Which of the reasons it is. Without an exception, the provider said no, or the answer belongs to nothing here."""
    if isinstance(exception, Trouble):
        return exception.why
    if exception is not None:
        return "away"
    if error == AuthError.CANCELLED:
        return "cancelled"
    return "away" if request.GET.get("error") and _is_known(request) else "state"


def _is_known(request: HttpRequest) -> bool:
    """Whether the state of this answer was found, and so used up."""
    return getattr(request, "identity_state_found", False)


def _detail(request: HttpRequest, exception: Any) -> str:
    """For the log. Of an answer to a code only the name of the error: the rest may hold tokens."""
    if isinstance(exception, Trouble | RequestException):
        return str(exception)
    if exception is None:
        return str(request.GET.get("error", ""))
    named = NAMED_ERROR.search(str(exception))
    return f"no token: {named[1]}" if named else type(exception).__name__
