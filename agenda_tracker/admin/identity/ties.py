"""Which account belongs to whom at the provider, as a beheerder says it."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.db import transaction

from agenda_tracker.intake.audit import audit

from .setting import the_provider


def identity_of(user: User) -> str:
    """The provider's own name (`sub`) for who has this account; empty when it is not tied."""
    found = SocialAccount.objects.filter(provider=the_provider().key, user=user).values_list("uid", flat=True)
    return found.order_by("pk").first() or ""


def holder_of(identity: str) -> User | None:
    found = SocialAccount.objects.filter(provider=the_provider().key, uid=identity).select_related("user").first()
    return found.user if found else None


def tie(user: User, identity: str) -> None:
    """To that one and no other; with nothing, to none."""
    with transaction.atomic():
        SocialAccount.objects.filter(provider=the_provider().key, user=user).exclude(uid=identity).delete()
        if identity:
            SocialAccount.objects.get_or_create(provider=the_provider().key, uid=identity, user=user)
    audit("identity linked" if identity else "identity unlinked", f"account {user.username}", "ok")
