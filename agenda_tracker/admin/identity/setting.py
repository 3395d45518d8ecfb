"""The provider that the operator has set."""

from django.conf import settings
from django.http import Http404

from agenda_tracker.identity_provider import IdentityProvider


def the_provider() -> IdentityProvider:
    """Raises Http404 when there is none."""
    found: IdentityProvider | None = settings.OIDC
    if found is None:
        raise Http404
    return found
