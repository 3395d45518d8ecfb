"""The one address of a page, for its head."""

from typing import Any

from jinja2 import pass_context

from agenda_tracker.search.describe import address

# Parameters that change how a list is shown, or remember where a visitor came from, and not what is on the page.
NOISE = {"size", "sort", "format", "zoek", "woorden"}


@pass_context
def canonical_address(context: Any) -> str:
    """The absolute address of this page without what makes no other page of it; the page itself may know better."""
    request = context.get("request")
    if context.get("canonical") or request is None:
        return str(context.get("canonical") or "")
    noise = NOISE | ({"page"} if request.GET.get("page") == "1" else set())
    query = address(request.GET, without=noise)
    found: str = request.build_absolute_uri(request.path + ("" if query == "?" else query))
    return found
