"""What the head of a page tells programs: its one address, and its title and description a second time for previews."""

from typing import Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import mark_safe

from agenda_tracker.search.describe import address

register = template.Library()
# Parameters that change how a list is shown, or remember where a visitor came from, and not what is on the page.
NOISE = {"size", "sort", "format", "zoek", "woorden"}


@register.simple_tag(takes_context=True)
def same_as(context: Any, block: str) -> str:
    """The content of another block of the page, on one line; blocks can stand in a template only once."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    node = blocks.get_block(block) if blocks else None
    # Rendered by the template itself, so it is escaped already.
    return mark_safe(" ".join(node.render(context).split())) if node else ""  # noqa: S308


@register.simple_tag(takes_context=True)
def canonical(context: Any) -> str:
    """The absolute address of this page without what makes no other page of it; the page itself may know better."""
    request = context.get("request")
    if context.get("canonical") or request is None:
        return str(context.get("canonical") or "")
    noise = NOISE | ({"page"} if request.GET.get("page") == "1" else set())
    query = address(request.GET, without=noise)
    found: str = request.build_absolute_uri(request.path + ("" if query == "?" else query))
    return found
