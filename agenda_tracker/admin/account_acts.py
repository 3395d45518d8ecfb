"""The log lines of log-in, log-out and second factors, which Django and allauth announce as signals."""

from typing import Any

from allauth.mfa import signals as second_factor
from django.contrib.auth import signals as account
from django.dispatch import receiver

from agenda_tracker.intake.audit import audit

from .signing_in import named


@receiver(account.user_logged_in)
def logged_in(user: Any, **kwargs: Any) -> None:
    audit("login", f"account {user.username}", "ok")


@receiver(account.user_login_failed)
def login_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    audit("login", named(str(credentials.get("username", ""))), "failed")


@receiver(account.user_logged_out)
def logged_out(user: Any, **kwargs: Any) -> None:
    if user:
        audit("logout", f"account {user.username}", "ok")


@receiver(second_factor.authenticator_added)
def factor_added(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit("second factor added", f"account {user.username}", authenticator.type)


@receiver(second_factor.authenticator_removed)
def factor_removed(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit("second factor removed", f"account {user.username}", authenticator.type)


@receiver(second_factor.authenticator_reset)
def factor_reset(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit("second factor renewed", f"account {user.username}", authenticator.type)


@receiver(second_factor.authenticator_used)
def factor_used(user: Any, authenticator: Any, **kwargs: Any) -> None:
    audit("second factor used", f"account {user.username}", authenticator.type)


@receiver(second_factor.authentication_failed)
def factor_failed(user: Any, **kwargs: Any) -> None:
    audit("second factor used", f"account {user.username}", "failed")
