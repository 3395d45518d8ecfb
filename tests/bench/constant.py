"""The least that the framework can do: one view, no middleware, a page that is always the same."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    SECRET_KEY="constant",
    LONGEST_WAIT=0,
    WORKER_MEGABYTES=0,
)
SMALL = b"<!doctype html><title>1</title>" + b" " * 993
LARGE = Path(os.environ["BENCH_CONSTANT"]).read_bytes()


def small(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SMALL)


def large(request: HttpRequest) -> HttpResponse:
    return HttpResponse(LARGE)


urlpatterns = [path("", small), path("large", large)]
django.setup(set_prefix=False)
application = WSGIHandler()
