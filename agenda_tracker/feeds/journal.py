"""What the journal tells a follower: when a record became public and last changed, and whether anything changed at all."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from importlib.metadata import version
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from agenda_tracker.models import PublicChange

View = Callable[..., HttpResponseBase]
RELEASE = version("agendavolger")
# So many lines are looked at for what changed last: those of some twenty letters.
LAST_LINES = 1_000


@dataclass(frozen=True)
class Stamps:
    """The first and last line of a record, and how many lines there are between: 0 for only one."""

    published: datetime
    updated: datetime
    changes: int = 0


def stamps(kind: str, ids: Iterable[int]) -> dict[int, Stamps]:
    """By key; a record without lines is left out. One query."""
    rows = PublicChange.objects.filter(kind=kind, object_id__in=list(ids)).order_by().values("object_id")
    told = rows.annotate(first=Min("at"), last=Max("at"), lines=Count("pk"))
    return {row["object_id"]: Stamps(row["first"], row["last"], row["lines"] - 1) for row in told}


def newest_change_first(rows: "QuerySet[Any]", kind: str) -> "QuerySet[Any]":
    """What changed last comes first; records of which the journal says nothing come last."""
    mine = PublicChange.objects.filter(kind=kind, object_id=OuterRef("pk")).order_by("-number")
    changed = Subquery(mine.values("number")[:1])
    return rows.order_by().annotate(changed=changed).order_by(F("changed").desc(nulls_last=True), "-pk")


def last_changed(rows: "QuerySet[Any]", kind: str, most: int) -> list[int]:
    """Keys of the first rows of `newest_change_first`, at most so many; fewer when the last lines tell of no more. Three queries.

    What all rows changed last is looked up for each of them, which takes long where there are many.
    """
    lines = PublicChange.objects.filter(kind=kind, number__gt=head()[0] - LAST_LINES).order_by("-number")
    recent = dict.fromkeys(lines.values_list("object_id", flat=True))
    among = set(rows.filter(pk__in=list(recent)).order_by().values_list("pk", flat=True))
    return [pk for pk in recent if pk in among][:most]


def head() -> tuple[int, datetime | None]:
    """The last number given and its moment; 0 and None while the journal is empty. One query."""
    last = PublicChange.objects.order_by("-number").values_list("number", "at").first()
    return last or (0, None)


def follows_journal(view: View) -> View:
    """Answer 304 to who has the state of the journal already; that costs one query.

    The number is read before the rows, so that an answer is never taken for newer than it is.
    """

    @require_safe
    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        number, at = head()
        etag = _etag(request, number)
        moment = int(at.timestamp()) if at else None
        unchanged = get_conditional_response(request, etag=etag, last_modified=moment)
        response = unchanged or view(request, *args, **kwargs)
        if response.status_code in (200, 304) and "no-store" not in response.get("Cache-Control", ""):
            response["ETag"] = etag
            response["Cache-Control"] = "public, no-cache"
            if moment is not None:
                response["Last-Modified"] = http_date(moment)
        return response

    return conditional


def _etag(request: HttpRequest, number: int) -> str:
    """For one address as it was typed: the links in the answer begin with its host."""
    parts = f"{number} {RELEASE} {request.build_absolute_uri()}"
    return quote_etag(hashlib.sha256(parts.encode()).hexdigest()[:24])


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
