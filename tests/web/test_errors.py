"""The error pages are Dutch, and the last one needs neither database nor request."""

import io
import logging.config

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from psycopg_pool import PoolTimeout

from agenda_tracker import urls
from agenda_tracker.admin.gate import DeskGate
from agenda_tracker.web import caching, errors, unavailable


def broken(request):
    raise RuntimeError("kapot")


def without_database():
    raise OperationalError


def waited_in_vain():
    raise OperationalError from PoolTimeout()


def forbidden(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [path("kapot/", broken), path("verboden/", forbidden), path("verdacht/", suspicious), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF="tests.web.test_errors")
@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/verdacht/", 400, "Dit verzoek is niet te begrijpen"),
        ("/verboden/", 403, "Hier hebt u geen toegang toe"),
        ("/bestaat-niet/", 404, "Deze pagina is er niet"),
        ("/kapot/", 500, "Er ging iets mis bij ons"),
    ],
)
def test_error_pages_are_dutch_and_need_no_database(client, monkeypatch, address, status, heading):
    client.raise_request_exception = False
    monkeypatch.setattr(caching, "read_head", without_database)
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in text
    assert 'lang="nl"' in text


def test_page_waits_only_once_for_a_database_that_is_gone(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(errors.database, "gone_until", 0.0)
    # Where no test has asked for the database yet, there must be no pool: it would lead to another one than tests have.
    monkeypatch.setattr(errors, "mend_pools", lambda _error: None)
    monkeypatch.setattr(caching, "read_head", waited_in_vain)
    # Any query would fail this test, which may not use the database.
    response = client.get("/standpunten/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")


def test_desk_does_not_ask_again_who_it_is_when_that_could_not_be_found_out(rf):
    request = rf.get("/beheer/")
    gate = DeskGate(lambda _request: HttpResponse(status=503))
    # It has no user: to ask for one would be an error.
    assert gate(request).status_code == 503


@pytest.mark.django_db
def test_pages_allow_no_inline_script_or_style(client):
    response = client.get("/standpunten/")
    policy = response.headers["Content-Security-Policy"]
    text = response.content.decode()
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text


@pytest.mark.django_db
def test_what_is_too_large_is_told_so(client):
    answer = client.post("/zoeken/tekst/", {"tekst": "a" * 6_000_000})
    assert answer.status_code == 413
    assert "Hoogstens 5 MB kan in één keer." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nergens", "/standpunten", "/brieven/concept/"])
def test_what_is_not_here_today_may_be_here_tomorrow(client, address):
    assert client.get(address).headers["Cache-Control"] == "no-cache"


@pytest.fixture
def log(settings):
    """What the server writes on standard error."""
    told, asked = settings.LOGGING, logging.config.DictConfigurator(settings.LOGGING)
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(asked.configure_formatter(told["formatters"][told["handlers"]["console"]["formatter"]]))
    for name in told["handlers"]["console"]["filters"]:
        handler.addFilter(asked.configure_filter(told["filters"][name]))
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_request_that_is_refused_for_what_was_sent_has_one_line_in_the_log(client, log):
    client.post("/zoeken/tekst/", {"tekst": "a" * 6_000_000})
    told = log.getvalue()
    assert "Request body exceeded" in told
    assert "Traceback" not in told


def test_keys_in_addresses_do_not_come_into_the_log(client, log, monkeypatch):
    client.raise_request_exception = False
    # Else the tests of the next seconds hear that it is gone, too.
    monkeypatch.setattr(errors.database, "gone_until", 0.0)
    monkeypatch.setattr(errors, "mend_pools", lambda _error: None)
    monkeypatch.setattr(unavailable, "_told", unavailable._Told())
    monkeypatch.setattr(caching, "read_head", without_database)
    client.get("/volgen/mijn/sleutel/meer/")
    monkeypatch.setattr(caching, "read_head", waited_in_vain)
    client.get("/volgen/stop/sleutel/")
    logging.getLogger("django.request").warning("Not Found: %s", "/beheer/wachtwoord/MQ/sleutel/")
    assert [line.partition(" ")[2].partition(" ")[2] for line in log.getvalue().splitlines()] == [
        "WARNING django.request: Not Found: /volgen/mijn/-/meer/",
        "ERROR agenda_tracker.web.unavailable: 503 (database) for /volgen/stop/-/, and 0 before it: ",
        "WARNING django.request: Not Found: /beheer/wachtwoord/MQ/-/",
    ]
