"""Ways from a page of the desk to those of its many rows."""

from django import template

register = template.Library()


@register.filter
def at(page: str, pk: int) -> str:
    """The page of one row, from the same page of row 0: to work out an address takes longer than to print a row."""
    return page.replace("/0/", f"/{pk}/")
