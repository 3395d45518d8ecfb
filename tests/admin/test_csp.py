"""The desk runs under the same strict content security policy as the public site: nothing on it is refused."""

import pytest
from django.contrib import admin

from tests.admin import desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LISTEN = """addEventListener("securitypolicyviolation", (event) => console.error(
  `refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


@pytest.fixture
def page(live_server, browser_context):
    """A page of the clerk that keeps what the browser complains of in `page.complaints`."""
    desk.log_in(browser_context, live_server)
    browser_context.add_init_script(LISTEN)
    page = browser_context.new_page()
    page.complaints = []
    page.on(
        "console", lambda said: page.complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None
    )
    page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
    return page


def visit(page, states, address):
    for state in states:
        page.goto(address + state.address)
        state.act(page)
        page.wait_for_load_state()


def test_listener_hears_what_is_refused(live_server, page):
    page.goto(live_server.url + "/beheer/")
    page.evaluate("""document.body.append(Object.assign(document.createElement("script"), {textContent: "1"}))""")
    page.wait_for_timeout(100)
    assert "refused: script-src-elem inline" in page.complaints[-1]


def test_nothing_on_the_desk_is_refused(live_server, page):
    """Lists, forms, inlines, choices, calendars, history, and the switch between light and dark."""
    desk.make_world()
    states = [state for model in admin.site._registry for state in desk.states_of(model)]
    visit(page, [*states, *desk.other_states()], live_server.url)
    page.goto(live_server.url + "/beheer/")
    page.locator(".theme-toggle").first.click()
    page.context.clear_cookies()
    visit(page, desk.stranger_states(), live_server.url)
    unexpected = [line for line in page.complaints if "Failed to load resource" not in line]
    assert unexpected == []
