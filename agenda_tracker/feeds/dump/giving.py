"""Giving a file of a dump away, whole or from where a broken download stopped."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from .shelf import STEM, Dump, File, dumps, read_dump, shelf_folder, withheld

NAME = re.compile(rf"({STEM.pattern})-(jsonl|sqlite)\.zip", re.ASCII)
NEWEST = re.compile(r"nieuwste-(jsonl|sqlite)\.zip", re.ASCII)
# One range with a beginning (RFC 9110 §14.2), as every program asks that goes on with a download.
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})", re.ASCII)
PIECE = 1 << 18


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file; 410 when something in it is public no longer. Raises Http404 for what is no file of a dump."""
    if newest := NEWEST.fullmatch(name):
        return _to_newest(newest[1])
    dump, told = _named(name)
    if dump.stem in withheld([dump]):
        return render(request, "web/data_gone.html", status=410)
    etag = quote_etag(told.sha256)
    response = get_conditional_response(request, etag=etag) or _opened(request, dump, told, etag)
    if response.status_code < 400:
        response["ETag"] = etag
        # Kept, but asked for each time: tomorrow it may have to be withheld.
        response["Cache-Control"] = "public, no-cache"
    return response


def _named(name: str) -> tuple[Dump, File]:
    match = NAME.fullmatch(name)
    dump = read_dump(shelf_folder() / match[1]) if match else None
    for told in dump.files if dump else []:
        if dump and told.name == name:
            return dump, told
    raise Http404


def _to_newest(kind: str) -> HttpResponse:
    """An address that stays, for programs."""
    there = dumps(shelf_folder())
    stale = withheld(there)
    for told in (told for dump in there if dump.stem not in stale for told in dump.files):
        if told.name.endswith(f"-{kind}.zip"):
            response = HttpResponseRedirect(reverse("data-file", args=[told.name]))
            response["Cache-Control"] = "no-store"
            return response
    raise Http404


def _opened(request: HttpRequest, dump: Dump, told: File, etag: str) -> HttpResponseBase:
    try:
        content = (shelf_folder() / dump.stem / told.name).open("rb")
    except OSError:  # taken away a moment ago
        raise Http404 from None
    asked = _range(request, etag)
    if asked is None:
        response: HttpResponseBase = FileResponse(content, content_type="application/zip")
        response["Content-Length"] = str(told.size)
    else:
        response = _part(content, told.size, *asked)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = f'attachment; filename="{told.name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _range(request: HttpRequest, etag: str) -> tuple[int, int | None] | None:
    """The first byte asked for and the last, where one is named; None for all of it."""
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not match or request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = int(match[1]), int(match[2]) if match[2] else None
    return None if last is not None and last < first else (first, last)


def _part(content: IO[bytes], size: int, first: int, last: int | None) -> HttpResponseBase:
    if first >= size:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    end = min(size - 1, last if last is not None else size - 1)
    response = StreamingHttpResponse(
        _pieces(content, first, end + 1 - first), status=206, content_type="application/zip"
    )
    response["Content-Range"], response["Content-Length"] = f"bytes {first}-{end}/{size}", str(end + 1 - first)
    return response


def _pieces(content: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    with content:
        content.seek(first)
        while length > 0 and (piece := content.read(min(PIECE, length))):
            length -= len(piece)
            yield piece
