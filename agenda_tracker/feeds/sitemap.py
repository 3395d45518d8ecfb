"""The sitemap: an index of files, each with the addresses of one kind of page and the day its record last changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from agenda_tracker.models import (
    Dossier,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    PublicChange,
    Topic,
)

from .atom import when
from .journal import follows_journal, head

# The protocol allows 50,000 addresses in a file; a smaller one is answered sooner.
PAGE = 10_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MEDIA_TYPE = "application/xml; charset=utf-8"
FIXED = (
    "home",
    "meetings",
    "letters",
    "positions",
    "topics",
    "kamerstukken",
    "figures",
    "data",
    "about",
    "accessibility",
    "privacy",
)


@dataclass(frozen=True)
class Part:
    """Pages of one kind; `name` stands in the file's address, `kind` in the journal."""

    name: str
    kind: str
    public: Callable[[], "QuerySet[Any]"]
    needed: tuple[str, ...]


PARTS = (
    Part("brieven", "letter", lambda: Letter.objects.public(), ("slug",)),
    Part("vergaderingen", "meeting", lambda: MinisterialMeeting.objects.public(), ("slug",)),
    Part("standpunten", "position", lambda: GovernmentPosition.objects.public(), ()),
    Part("themas", "topic", lambda: Topic.objects.public(), ("slug",)),
    Part("kamerstukken", "kamerstuk", lambda: Kamerstuk.objects.public(), ("normal_form",)),
    Part("dossiers", "dossier", lambda: Dossier.objects.public(), ("normal_form",)),
)


@follows_journal
def index(request: HttpRequest) -> HttpResponseBase:
    """The files there are, each with the moment of its newest change."""
    lasts = dict(PublicChange.objects.order_by().values_list("kind").annotate(Max("at")))
    files = [(reverse("sitemap-part", args=["paginas", 1]), head()[1])]
    for part in PARTS:
        count = part.public().order_by().count()
        numbers = range(1, -(-count // PAGE) + 1)
        files += [(reverse("sitemap-part", args=[part.name, number]), lasts.get(part.kind)) for number in numbers]
    lines = _lines(request, "sitemapindex", "sitemap", files)
    return HttpResponse("".join(lines), content_type=MEDIA_TYPE)


@follows_journal
def part(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    """One file. Raises Http404 for one that is not in the index."""
    if name == "paginas" and number == 1:
        pages = [(reverse(page), head()[1] if page in FIXED[:6] else None) for page in FIXED]
        return HttpResponse("".join(_lines(request, "urlset", "url", pages)), content_type=MEDIA_TYPE)
    one = next((part for part in PARTS if part.name == name), None)
    start = (number - 1) * PAGE
    if one is None or not 0 <= start < 10**9:
        raise Http404
    rows = list(one.public().order_by("pk").only("pk", *one.needed)[start : start + PAGE])
    if not rows:
        raise Http404
    lines = _lines(request, "urlset", "url", _with_last(one, rows))
    return StreamingHttpResponse(lines, content_type=MEDIA_TYPE)


def _with_last(part: Part, rows: list[Any]) -> Iterator[tuple[str, datetime | None]]:
    changes = PublicChange.objects.filter(kind=part.kind, object_id__range=(rows[0].pk, rows[-1].pk)).order_by()
    lasts = dict(changes.values_list("object_id").annotate(Max("at")))
    yield from ((row.get_absolute_url(), lasts.get(row.pk)) for row in rows)


def _lines(request: HttpRequest, root: str, name: str, pages: Iterable[tuple[str, datetime | None]]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n'
    for path, last in pages:
        changed = f"<lastmod>{when(last)}</lastmod>" if last else ""
        yield f"<{name}><loc>{escape(request.build_absolute_uri(path))}</loc>{changed}</{name}>\n"
    yield f"</{root}>\n"
