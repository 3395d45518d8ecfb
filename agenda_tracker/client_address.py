"""Where a request came from: one rule for the log of acts, the limits on log-in and the limits on search and export."""

import re

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Where the request came from; behind a proxy, what the proxy itself added to the header."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
    return without_port(forwarded.rpartition(",")[2].strip()) or request.META.get("REMOTE_ADDR", "")


def without_port(address: str) -> str:
    """Some proxies add a port, another for each connection: `192.0.2.7:5678`, `[2001:db8::7]:5678`."""
    if address.startswith("[") or address.count(":") == 1:
        address = re.sub(r":\d+$", "", address)
    return address.strip("[]")
