"""Names that stay when an address changes: tag URIs (RFC 4151) for feeds, their entries and calendar events."""

from django.http import HttpRequest
from django.http.request import split_domain_port

# The day from which this authority mints these names; part of each of them for ever.
MINTED = "2026-01-01"


def authority(request: HttpRequest) -> str:
    """The host without its port; an address in brackets cannot stand in a tag."""
    host = split_domain_port(request.get_host())[0]
    return "localhost" if host.startswith("[") else host.lower()


def tag(request: HttpRequest, specific: str) -> str:
    """`tag:agenda.example.nl,2026-01-01:standpunt/12`."""
    return f"tag:{authority(request)},{MINTED}:{specific}"
