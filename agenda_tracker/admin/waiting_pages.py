"""The front page of the desk, the page of one kind of waiting work, and dismissing a search that found nothing."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agenda_tracker.intake.audit import audit
from agenda_tracker.models import MissedSearch
from agenda_tracker.search.fields import PageField

from .block import Block
from .waiting import BLOCKS, MissedSearches, blocks_for

FIRST, MOST = 10, 50


def what_waits(user: Any) -> dict[str, Any]:
    """The first ten lines of every block."""
    return {"blocks": [block.cut(1, FIRST) for block in blocks_for(user)]}


def _block(request: HttpRequest, key: str) -> Block:
    if key not in {block.key for block in BLOCKS}:
        raise Http404
    for block in blocks_for(request.user):
        if block.key == key:
            return block
    raise PermissionDenied


def waiting_view(request: HttpRequest, key: str) -> HttpResponse:
    """All lines of one block, page by page; a page that does not exist is the first one."""
    block, number = _block(request, key), PageField().accepted(request.GET.get("page")) or 1
    block.cut(number, MOST)
    if not block.page.exists:
        block.cut(1, MOST)
    context = {**admin.site.each_context(request), "title": block.title, "work": block}
    return render(request, "admin/waiting.html", context)


@require_POST
def dismiss_view(request: HttpRequest) -> HttpResponse:
    """Delete what was kept of one text; it comes back when it is again typed on three days."""
    _block(request, MissedSearches.key)
    text = request.POST.get("text", "")
    gone, _kinds = MissedSearch.objects.filter(text=text[:200].replace("\x00", "")).delete()
    audit("dismiss", "missed search", "done" if gone else "nothing changed")
    if gone:
        messages.success(request, _("“%s” is gewist en staat niet meer in de lijst.") % text)
    else:
        messages.info(request, _("Deze zoekopdracht stond al niet meer in de lijst."))
    answer = redirect("admin:index")
    answer["Location"] += f"#{MissedSearches.key}"
    return answer
