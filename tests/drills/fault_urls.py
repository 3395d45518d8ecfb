"""The addresses of the site, three that wear the server out, and one that says which process answered."""

import os
import time
from collections.abc import Iterator

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from agenda_tracker import urls


def slow(request: HttpRequest) -> HttpResponse:
    time.sleep(0.5)
    return HttpResponse("klaar")


def greedy(request: HttpRequest) -> HttpResponse:
    """Takes memory until there is no more."""
    taken = []
    while True:
        taken.append(bytearray(50_000_000))


def greedy_table(request: HttpRequest) -> StreamingHttpResponse:
    """Takes all memory when the answer has begun already."""

    def rows() -> Iterator[bytes]:
        yield b"a;b\n"
        greedy(request)

    return StreamingHttpResponse(rows())


def worker(request: HttpRequest) -> HttpResponse:
    """Its number, from a process that reaches the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(str(os.getpid()))


urlpatterns = [
    path("traag/", slow),
    path("gulzig/", greedy),
    path("gulzige-tabel/", greedy_table),
    path("proces/", worker),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
