"""The addresses of the site, two that wear the server out, and one that says which process answered."""

import os
import time

from django.db import connection
from django.http import HttpRequest, HttpResponse
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


def worker(request: HttpRequest) -> HttpResponse:
    """Its number, from a process that reaches the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(str(os.getpid()))


urlpatterns = [path("traag/", slow), path("gulzig/", greedy), path("proces/", worker), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
