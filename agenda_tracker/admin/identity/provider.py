"""The provider as allauth asks it, with what this desk wants more: a nonce, PKCE, and an answer that is looked through."""

import secrets
from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from agenda_tracker.identity_provider import is_safe

from .accounts import value_at
from .asking import Asking, json_object
from .setting import the_provider
from .tokens import believed
from .trouble import Trouble

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class AddingClient(OAuth2Client):
    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: Any) -> str:
        """The address may have a query of its own."""
        path, _mark, query = authorization_url.partition("?")
        url: str = super().get_redirect_url(path, scope, extra_params)
        return f"{url}&{query}" if query else url


class DeskOpenID(OpenIDConnectOAuth2Adapter):
    """Asks the provider on behalf of one request."""

    client_class = AddingClient
    # Of the log-in that this answer belongs to, once it is found.
    state: dict[str, Any] | None = None
    id_token = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            self._openid_config = self._checked(ask(self.get_provider().server_url))
        return self._openid_config

    def _checked(self, config: dict[str, Any]) -> dict[str, Any]:
        if config.get("issuer") != the_provider().issuer:
            raise Trouble("token", f"says it is {config.get('issuer')!r}, and not {the_provider().issuer!r}")
        for name in ENDPOINTS:
            if not is_safe(config.get(name), local=settings.LOCAL):
                raise Trouble("away", f"{name} is no safe address: {config.get(name)!r}")
        return config

    @property
    def basic_auth(self) -> bool:
        """What the provider knows; when it says nothing, this is meant (OpenID Connect Discovery 1.0, §3)."""
        methods = self.openid_config.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_post" not in methods

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("account_identity_back"))

    def get_access_token_data(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Raises Trouble before the code goes anywhere when the answer names another issuer (RFC 9207)."""
        if request.GET.get("iss", the_provider().issuer) != the_provider().issuer:
            raise Trouble("token", f"the answer comes from {request.GET['iss']!r}")
        return super().get_access_token_data(request, *args, **options)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        self.id_token = kwargs["response"].get("id_token")
        nonce = (self.state or {}).get("nonce") or ""
        claims = believed(self.id_token, ask(self.openid_config["jwks_uri"]), the_provider(), nonce)
        if value_at(claims, the_provider().groups_claim) is None and self.openid_config.get("userinfo_endpoint"):
            claims = {**self._more_about(claims["sub"], token.token), **claims}
        return self.get_provider().sociallogin_from_response(request, claims)

    def _more_about(self, sub: str, access_token: str) -> dict[str, Any]:
        """What is told beside the token, when it is about the same person (OpenID Connect Core 1.0, §5.3.2)."""
        url = self.openid_config["userinfo_endpoint"]
        told = ask(url, {"Authorization": f"Bearer {access_token}", "Accept": "application/json"})
        if told.get("sub") != sub:
            raise Trouble("token", "userinfo is about somebody else")
        return told


def ask(url: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Raises Trouble, whatever happens on the way."""
    try:
        with Asking() as asking:
            return json_object(asking.get(url, headers=headers))
    except RequestException as error:
        raise Trouble("away", f"{type(error).__name__}: {error}") from error


class DeskProvider(OpenIDConnectProvider):
    oauth2_adapter_class = DeskOpenID
    pkce_enabled_default = True

    def redirect(
        self, request: HttpRequest, process: Any, next_url: Any = None, data: Any = None, **kwargs: Any
    ) -> Any:
        """With a nonce that only this log-in knows. Nothing of the request goes along but where it leads.

        With `anew` the provider asks who it is, also when it knows already.
        """
        nonce = secrets.token_urlsafe(32)
        told = {"nonce": nonce, **({"prompt": "login"} if kwargs.get("anew") else {})}
        return super().redirect(request, process, next_url, data, auth_params=told, nonce=nonce)

    def get_scope(self) -> list[str]:
        return list(the_provider().scopes)

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        """The claims go along for this log-in only; none is stored."""
        login = super().sociallogin_from_response(request, response)
        login.claims = response
        return login

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class Back(OAuth2CallbackView):
    """The way back from the provider."""

    adapter: DeskOpenID

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state
        request.identity_state_found = state is not None  # type: ignore[attr-defined]
        return state, response
