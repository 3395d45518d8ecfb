"""How django-allauth behaves at this desk: its words, its limits, when it asks again who you are, and what is logged."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda_tracker.identity_provider import LOCAL
from agenda_tracker.intake.audit import audit

# Whom a page for logged-out people leads on to once the second factor is there; kept in the session.
WANTED = "desk_wanted"
INACTIVE = _("Dit account is gedeactiveerd. Vraag een beheerder om hulp.")


def named(username: str) -> str:
    """The account of that name, or `?`: what was typed may be a password in the wrong box."""
    known = User.objects.filter(username=username).exists() if "\0" not in username else False
    return f"account {username}" if known else "account ?"


def tried(request: HttpRequest) -> str:
    """The account that is logging in: known after its password, known when it shows again who it is, or as typed."""
    stage = getattr(request, "_login_stage", None)
    user = stage.login.user if stage else request.user
    return f"account {user.username}" if user.is_authenticated else named(request.POST.get("login", ""))


class ClerkAdapter(DefaultAccountAdapter):
    """Accounts are made by a beheerder; a log-in of a moment ago counts as showing who you are."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": INACTIVE,
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en typ die."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "rate_limited": _("Te veel pogingen. Probeer het over 10 minuten opnieuw."),
        # The longest of the windows in ACCOUNT_RATE_LIMITS["login_failed"]: by then the next attempt is free.
        "too_many_login_attempts": _("Te veel mislukte pogingen. Probeer het over 10 minuten opnieuw."),
        "username_password_mismatch": _("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "too_many_login_attempts" and self.request:
            audit("login", tried(self.request), "throttled")
        error: ValidationError = super().validation_error(code, *args)
        return error

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        audit("login", f"account {user.username}", "inactive")
        messages.error(request, INACTIVE)
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        moment = timezone.now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > moment for record in records)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        said = {
            "reauthenticate": _("Met uw wachtwoord"),
            "mfa_reauthenticate": _("Met een code"),
            "mfa_reauthenticate:webauthn": _("Met een passkey"),
        }
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**way, "description": said.get(way["id"], way["description"])} for way in ways]


class ClerkSecondFactor(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": ClerkAdapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Stel eerst een app of een passkey in; daarna krijgt u herstelcodes."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def _get_site_name(self) -> str:
        return "Agendavolger"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"


class PasskeyLoginForm(LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except ValidationError:
            audit("login", "account ?", "failed")
            raise


def has_second_factor(user: Any) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def had_it_at_the_provider(request: HttpRequest) -> bool:
    """Whether this session began at the organisation's provider, and the second factor is that one's business."""
    if settings.OIDC is None or settings.OIDC.second_factor == LOCAL:
        return False
    records = get_authentication_records(request, request.user)
    return any(one["method"] == "socialaccount" and one.get("provider") == settings.OIDC.key for one in records)


def desk_around_account_pages(request: HttpRequest) -> dict[str, Any]:
    """What Django's admin gives its own pages, for the pages of allauth and of forgotten passwords."""
    match = request.resolver_match
    if match is None or match.namespaces or not request.path_info.startswith("/beheer/"):
        return {}
    return {
        **admin.site.each_context(request),
        "idle_minutes": settings.SESSION_COOKIE_AGE // 60,
        "second_factor_required": settings.MFA_REQUIRED,
        "identity": settings.OIDC,
        "second_factor_elsewhere": request.user.is_authenticated and had_it_at_the_provider(request),
        "wanted": request.session.get(WANTED, ""),
    }
