"""The addresses of the site, and two that wear the server out."""

import time

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


urlpatterns = [path("traag/", slow), path("gulzig/", greedy), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
