"""Fixtures for tests in a real browser: Debian's chromium, driven by playwright, without any network."""

import os
from pathlib import Path

import pytest
from django.db import connections

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip
# Milliseconds, for a page and for what is expected on it.
PATIENCE = 15_000
# The first is the same browser without windows, in two thirds of the processor time.
PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]


def chromium_path() -> str:
    """Where chromium is; skips the test when it is missing, or fails it where a browser is required."""
    own = os.environ.get("AGENDAVOLGER_CHROMIUM")
    places = [own] if own else PLACES
    for path in places:
        if Path(path).exists():
            return path
    reason = f"chromium is missing at {' and '.join(places)}; install it or set AGENDAVOLGER_CHROMIUM"
    if os.environ.get("AGENDAVOLGER_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run. Playwright's event loop makes Django think that tests are async; they are not.

    Where a loop runs, Django keeps other connections than elsewhere in the same thread. The ones that are there already
    are put in their place: a second one would stay open after the loop, and PostgreSQL would not drop its database.
    """
    path = chromium_path()
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    there = {connection.alias: connection for connection in connections.all()}
    with sync_playwright() as playwright:
        for alias, connection in there.items():
            connections[alias] = connection
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_context(chromium):
    """A fresh visitor: Dutch, desktop width. `browser_context.new_page()` opens a page."""
    context = chromium.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()
