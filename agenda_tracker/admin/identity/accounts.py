"""Whose account it is, and which groups it has from now on: decided anew at every log-in, in one transaction."""

import hashlib
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from agenda_tracker.admin.groups import PERMISSIONS, ensure_groups
from agenda_tracker.identity_provider import CLAIMS, SUPERUSER
from agenda_tracker.intake.audit import audit

from .setting import the_provider
from .trouble import stop

Claims = dict[str, Any]


def value_at(claims: Claims, name: str) -> Any:
    """The claim of that name, or one within others: `realm_access.roles`. None when it is not there."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def values_of(claims: Claims, name: str) -> set[str]:
    found = value_at(claims, name)
    values = found if isinstance(found, list) else [found]
    return {value for value in values if isinstance(value, str)}


def mapped(claims: Claims) -> set[str]:
    """The groups that the claims give; `superuser` may be among them."""
    told = values_of(claims, the_provider().groups_claim)
    return {group for value, group in the_provider().groups if value in told}


def shows_second_factor(claims: Claims) -> bool:
    if the_provider().second_factor != CLAIMS:
        return True
    return any(value in values_of(claims, name) for name, value in the_provider().factor_claims)


def admit(request: HttpRequest, login: SocialLogin) -> None:
    """Leaves in `login` the account that is let in, with its groups as the claims say; or raises what shows the page why not."""
    claims: Claims = login.claims
    user = login.user if login.is_existing else None
    account = f"account {user.username}" if user else "account ?"
    if user and not user.is_active:
        stop(request, "inactive", account=account)
    if not shows_second_factor(claims):
        stop(request, "factor", account=account)
    groups = mapped(claims)
    if not groups:
        if user:
            give(user, set())
        stop(request, "groups", f"claim {the_provider().groups_claim} gives none", account)
    try:
        with transaction.atomic():
            login.user = user or _new_here(request, login)
            give(login.user, groups)
    except IntegrityError as error:
        stop(request, "again", str(error), account)
    audit("identity", f"account {login.user.username}", "ok")


def _new_here(request: HttpRequest, login: SocialLogin) -> User:
    claims: Claims = login.claims
    user = linked(claims)
    if user and not user.is_active:
        stop(request, "inactive", account=f"account {user.username}")
    if user is None:
        user = _new_account(claims)
        if is_taken(user):
            stop(request, "taken", mark=claims["sub"])
        user.save()
        audit("account added", f"account {user.username}", "identity")
    login.account.user = user
    login.account.save()
    audit("identity linked", f"account {user.username}", "ok")
    return user


def linked(claims: Claims) -> User | None:
    """The local account that the operator lets a claim point at: no superuser, and nobody else's already.

    An e-mail address counts only when the provider says that it is verified.
    """
    name = the_provider().link_claim
    value = value_at(claims, name) if name else None
    if not isinstance(value, str) or not value or "\0" in value:
        return None
    if name == "email":
        if claims.get("email_verified") is not True:
            return None
        found = User.objects.filter(email__iexact=value)
    else:
        found = User.objects.filter(username=value)
    others = SocialAccount.objects.filter(provider=the_provider().key).values("user")
    users = list(found.exclude(is_superuser=True).exclude(pk__in=others)[:2])
    return users[0] if len(users) == 1 else None


def _new_account(claims: Claims) -> User:
    """Not saved yet; without a password, so that only the provider lets it in."""
    first, last = _text(claims, "given_name", 150), _text(claims, "family_name", 150)
    if not (first or last):
        first, _blank, last = _text(claims, "name", 150).partition(" ")
    user = User(username=_username(claims), first_name=first, last_name=last, email=_email(claims), is_staff=True)
    user.set_unusable_password()
    return user


def _text(claims: Claims, name: str, most: int) -> str:
    value = claims.get(name)
    return " ".join(value.replace("\0", "").split())[:most] if isinstance(value, str) else ""


def _username(claims: Claims) -> str:
    """What the provider calls the person, when an account may be called so; else a name made of the number."""
    name = _text(claims, "preferred_username", 151)
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        name = ""
    if 0 < len(name) <= 150:
        return name
    return "oidc-" + hashlib.sha256(f"{the_provider().issuer} {claims['sub']}".encode()).hexdigest()[:12]


def _email(claims: Claims) -> str:
    email = _text(claims, "email", 254)
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def is_taken(user: User) -> bool:
    """Whether another account has the name or the address: whoever it is, it is not given away."""
    if User.objects.filter(username__iexact=user.username).exists():
        return True
    return bool(user.email) and User.objects.filter(email__iexact=user.email).exists()


def give(user: User, groups: set[str]) -> None:
    """These of the desk's groups and no others; what else a superuser put the account in stays."""
    before = {*user.groups.filter(name__in=PERMISSIONS).values_list("name", flat=True)}
    before |= {SUPERUSER} if user.is_superuser else set()
    if before == groups and user.is_staff:
        return
    if Group.objects.filter(name__in=PERMISSIONS).count() < len(PERMISSIONS):
        ensure_groups()
    with transaction.atomic():
        user.groups.remove(*Group.objects.filter(name__in=PERMISSIONS.keys() - groups))
        user.groups.add(*Group.objects.filter(name__in=PERMISSIONS.keys() & groups))
        user.is_superuser, user.is_staff = SUPERUSER in groups, True
        user.save(update_fields=["is_superuser", "is_staff"])
    if before != groups:
        audit("groups", f"account {user.username}", ", ".join(sorted(groups)) or "none")
