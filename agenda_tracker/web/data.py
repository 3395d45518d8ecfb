"""The page of all data: the files of every night, what is in them, and on which terms they may be used."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.generic import TemplateView

from agenda_tracker.feeds.dump.about import terms
from agenda_tracker.feeds.dump.shelf import Dump, dumps, shelf_folder, withheld
from agenda_tracker.feeds.dump.tables import TABLES
from agenda_tracker.models import Head, read_head

from .caching import release


class DataView(TemplateView):
    """Changes when a dump is made, which is no line in the journal; so it says itself whether it is still the same."""

    template_name = "web/data.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head, there = read_head(), dumps(shelf_folder())
        stale = withheld(there)
        tag = etag(request, head, there)
        response = get_conditional_response(request, etag=tag)
        if response is None:
            response = self.render_to_response(self.get_context_data(there=there, stale=stale))
        response.headers["ETag"] = tag
        patch_cache_control(response, public=True, no_cache=True)
        patch_vary_headers(response, ("Cookie",))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        there, stale = kwargs.pop("there"), kwargs.pop("stale")
        good = [dump for dump in there if dump.stem not in stale]
        return super().get_context_data(
            newest=good[0] if good else None,
            older=good[1:],
            withheld=bool(stale) and not good,
            tables=TABLES,
            terms=terms(),
            **kwargs,
        )


def etag(request: HttpRequest, head: Head | None, there: list[Dump]) -> str:
    parts = f"{head} {timezone.localdate()} {release()} {[dump.stem for dump in there]} {request.build_absolute_uri()}"
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:24]}"'
