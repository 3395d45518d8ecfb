"""Answers: JSON with the host filled in, and lists with their links to other pages."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.views import APIView

from agenda_tracker.search import AgendaFilter, Page
from agenda_tracker.search.kept import KeptRows

from .addresses import SLOT, origin
from .problems import Problem

# What everyone may keep, asking each time whether it is still so.
CACHED = "public, no-cache"
# A site has one address, or a few.
HOSTS = 4


# Compact JSON; dates and amounts have been made texts.
written: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def answer(request: HttpRequest, told: bytes) -> HttpResponse:
    return HttpResponse(told, "application/json", headers={"Cache-Control": CACHED})


def filled(text: str, here: str) -> bytes:
    """With the addresses beginning where they are asked."""
    return text.replace(SLOT, here).encode("utf-8", "replace")


class Rows:
    """Records as JSON by id, for each host that asks; kept while the journal has the same head.

    `fetch` writes those that are wanting, with a slot for the host; an id that it does not give is not public.
    """

    def __init__(self, fetch: Callable[[list[int]], dict[int, str]], most: int) -> None:
        self.fetch, self.most = fetch, most
        self.at_host = lru_cache(maxsize=HOSTS)(self._at_host)

    def at(self, request: HttpRequest) -> KeptRows[int, bytes]:
        return self.at_host(origin(request))

    def _at_host(self, here: str) -> KeptRows[int, bytes]:
        return KeptRows(lambda ids: {pk: filled(text, here) for pk, text in self.fetch(ids).items()}, self.most)


def single(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    return answer(request, filled(written(told), origin(request)))


def written_rows(request: HttpRequest, rows: Iterable[Any]) -> list[bytes]:
    """Rows of a list that are not kept."""
    here = origin(request)
    return [filled(written(row), here) for row in rows]


def listed(request: HttpRequest, page: Page, rows: Iterable[bytes], found: AgendaFilter | None = None) -> HttpResponse:
    """A page of a list, its rows written already; with links to other pages in the body and in the header Link.

    Where the database answered because the index could not, nobody keeps the answer: the next one will be better.
    """
    links = page_links(request, page)
    head = written({"_links": {name: {"href": url} for name, url in links.items()}, **_numbers(page)})
    response = answer(request, b'%b,"results":[%b]}' % (head[:-1].encode(), b",".join(rows)))
    beside = {name: url for name, url in links.items() if name != "self"}
    response["Link"] = ", ".join(f'<{url}>; rel="{name}"' for name, url in beside.items()).replace(
        SLOT, origin(request)
    )
    if found is not None and settings.SEARCH_DIR is not None and found.answer is None:
        add_never_cache_headers(response)
    return response


def _numbers(page: Page) -> dict[str, int]:
    return {"page": page.number, "size": page.size, "pages": page.last, "count": page.count}


def page_links(request: HttpRequest, page: Page) -> dict[str, str]:
    """`self`, `first` and `last`, and `prev` and `next` where there is one."""
    query = urlencode([(name, value) for name, value in request.GET.items() if name != "page"])
    here = f"{origin(request)}{request.path}"

    def at(number: int) -> str:
        whole = "&".join(part for part in (query, f"page={number}" if number > 1 else "") if part)
        return f"{here}?{whole}" if whole else here

    numbers = {"self": page.number, "first": 1, "prev": page.previous, "next": page.following, "last": page.last}
    return {name: at(number) for name, number in numbers.items() if number}


class OnlyJson(BaseContentNegotiation):
    """Whatever is asked: whether JSON is welcome is looked at before anything else."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], "application/json"


class ApiView(APIView):
    """Reads for everyone: no session, no cookie, nothing but JSON."""

    content_negotiation_class = OnlyJson
    http_method_names = ["get", "post", "head", "options"]

    @property
    def allowed_methods(self) -> list[str]:
        methods = [name.upper() for name in ("get", "post") if hasattr(self, name)]
        return [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]

    def options(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})


class Nothing(ApiView):
    """Every address that is none of the API."""

    schema = None

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Problem(404)

    post = options = get
