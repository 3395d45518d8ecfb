"""Ways to the pages of the desk: from a public page, for clerks only; and from a desk page to those of its many rows."""

from typing import Any

from django import template
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_link(context: Any, record: models.Model) -> str:
    """“Bewerken” for who may change such a record; nothing, and no look at the session, for a visitor without one."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    meta = record._meta
    if not (request.user.is_staff and request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}")):
        return ""
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return format_html('<p class="edit"><a href="{}">{}</a></p>', address, _("Bewerken"))


@register.filter
def at(page: str, pk: int) -> str:
    """The page of one row, from the same page of row 0: to work out an address takes longer than to print a row."""
    return page.replace("/0/", f"/{pk}/")
