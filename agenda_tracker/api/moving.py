"""Addresses of before: on to the one of today, as long as that is public; and what was public once."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from agenda_tracker.models import ceased
from agenda_tracker.models.address import record_once_at
from agenda_tracker.models.paths import path_to

from .problems import Problem


def at(name: str, *parts: object) -> HttpResponse:
    """308: the same method again, there."""
    return HttpResponse(status=308, headers={"Location": path_to(f"api-{name}", *parts)})


def moved(kind: str, slug: str, public: "QuerySet[Any]", address: Callable[[Any], tuple[object, ...]]) -> HttpResponse:
    """Redirect from a former address; Problem 404 when it never was one. `address` gives name and parts of today's."""
    record = record_once_at(kind, slug, public)
    if record is None:
        raise Problem(404)
    name, *parts = address(record)
    return at(str(name), *parts)


def taken_back(kind: str, pk: int) -> str:
    """What to tell of a record that was public and may be so again; "" when it never was public."""
    return _("Dit was openbaar en is teruggenomen: het wordt herzien of is vervallen.") if ceased(kind, pk) else ""
