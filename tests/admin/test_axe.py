"""axe on every page and state of the desk, at desktop and phone width, light and dark: no violations, nothing too wide."""

from functools import partial
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin

from tests.admin import desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
WIDTHS = {1280: ["light", "dark"], 390: ["dark", "light"]}
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
RUN = """async (options) => (await axe.run(options)).violations.flatMap((one) => one.nodes.slice(0, 2).map(
  (node) => `${one.id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`))"""
# What sticks out, unless it scrolls within a part of the page that the keyboard can reach.
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 2).map((one) => "too wide: " + one.outerHTML.slice(0, 120)) : []"""


def note_refusal(found: list[str], answer: Any) -> None:
    """A page that is refused or fails is a fault, too: its own contents were not looked at."""
    if answer.request.resource_type == "document" and answer.status >= 400:
        found.append(f"{answer.url} answers {answer.status}")


def problems(page: Any, state: desk.State, address: str) -> list[str]:
    """What is wrong at either width. What is done on a page looks as its page does, so one scheme a width is enough."""
    found: list[str] = []
    hear = partial(note_refusal, found)
    page.on("response", hear)
    for width, schemes in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address + state.address)
        state.act(page)
        page.wait_for_load_state()
        page.evaluate(Axe().axe_script)
        for scheme in schemes if state.act is desk.look else schemes[:1]:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            lines = page.evaluate(RUN, OPTIONS) + page.evaluate(TOO_WIDE)
            found += [f"({width}, {scheme}) {line}" for line in lines]
    page.remove_listener("response", hear)
    return found


def check(page: Any, states: Any, address: str) -> None:
    """Fails with one line for each fault, so that all can be mended at once."""
    faults = [f"{state.name}: {line}" for state in states for line in problems(page, state, address)]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def page(live_server, browser_context):
    desk.log_in(browser_context, live_server)
    return browser_context.new_page()


@pytest.mark.parametrize("model", MODELS, ids=desk.names(MODELS))
def test_pages_of_a_record_have_no_violations(live_server, page, model):
    desk.make_world()
    check(page, desk.states_of(model), live_server.url)


def test_empty_lists_have_no_violations(live_server, page):
    lists = [next(desk.list_states(name)) for name in desk.names()]
    check(page, lists, live_server.url)


def test_other_pages_have_no_violations(live_server, page):
    desk.make_world()
    check(page, desk.other_states(), live_server.url)


def test_pages_for_strangers_have_no_violations(live_server, browser_context):
    check(browser_context.new_page(), desk.stranger_states(), live_server.url)
