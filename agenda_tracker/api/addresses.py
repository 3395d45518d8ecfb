"""Addresses in answers: written with a slot where the host comes, so that what is told can be kept for every host."""

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from agenda_tracker.models.paths import path_to

# No text can have it.
SLOT = f"http-{secrets.token_hex(8)}"


def href(name: str, *parts: object) -> str:
    """Of a record in the API: `href("letter", slug)`."""
    return SLOT + path_to(f"api-{name}", *parts)


def page_of(record: Any) -> str:
    """Of the page for people."""
    return f"{SLOT}{record.get_absolute_url()}"


def origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def origin_told(request: HttpRequest) -> str:
    """The same in a refusal; of a host that is not of this site nothing is repeated, and the site's own address is told."""
    try:
        return origin(request)
    except DisallowedHost:
        return str(settings.SITE_URL)
