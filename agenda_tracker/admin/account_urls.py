"""The addresses of log-in, second factors and forgotten passwords, all under /beheer/; there is none to sign up."""

from typing import Any

from allauth.account import views as account
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib.auth import views as auth
from django.http import HttpResponse
from django.urls import include, path

from agenda_tracker.intake.audit import audit

from .identity import urls as identity


class NewPasswordView(auth.PasswordResetConfirmView):
    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        audit("password", f"account {form.user.username}", "ok")
        return answer


forgotten = rate_limit(action="reset_password")(auth.PasswordResetView.as_view())

# With a provider set, logging out also leads there. `login/` and `logout/` stand before the admin's own, at the same address:
# `admin:login` and `admin:logout` lead here.
urlpatterns = [
    *(identity.urlpatterns if settings.OIDC else []),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("wie-bent-u/", account.reauthenticate, name="account_reauthenticate"),
    path("tweede-factor/", include("allauth.mfa.urls")),
    path("wachtwoord-vergeten/", forgotten, name="admin_password_reset"),
    path("wachtwoord-vergeten/verzonden/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("wachtwoord/<uidb64>/<token>/", NewPasswordView.as_view(), name="password_reset_confirm"),
    path("wachtwoord/klaar/", auth.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
