"""axe and the strict content security policy on every page and state of the desk, at desktop and phone width."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib import admin

from tests.admin import desk
from tests.admin.desk_work import make_work, work_states

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
    "preload": False,  # style sheets are needed by no rule of these
}
# What depends on width or colours: enough for the second look at a page that was looked at with all rules.
BY_LOOK = {
    "runOnly": ["color-contrast", "link-in-text-block", "region", "scrollable-region-focusable", "target-size"],
    "resultTypes": ["violations"],
    "preload": False,
}
LOOKS = [(1280, "light", OPTIONS), (390, "dark", BY_LOOK)]
# States that are built alike for every record: each is looked at for every third one. The drills look at all.
ALIKE = [
    "searched",
    "nothing found",
    "pop-up list",
    "pop-up",
    "list of choices",
    "calendar",
    "delete",
    "history",
    "version",
]
FULL = os.environ.get("AGENDAVOLGER_DRILLS") == "full"
if FULL:
    LOOKS = [(width, scheme, OPTIONS) for width in (1280, 390) for scheme in ("light", "dark")]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
RUN = """async (options) => (await axe.run(options)).violations.flatMap((one) => one.nodes.slice(0, 2).map(
  (node) => `${one.id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ""}`))"""
# What sticks out, unless it scrolls within a part of the page that the keyboard can reach.
TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 2).map((one) => "too wide: " + one.outerHTML.slice(0, 120)) : []"""
# What the policy refuses is told on the console.
LISTEN = """addEventListener("securitypolicyviolation", (event) => console.error(
  `refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""


def note_answer(found: list[str], answer: Any) -> None:
    """A page that is refused or fails is a fault, too: its own contents were not looked at."""
    if answer.request.resource_type == "document" and answer.status >= 400:
        found.append(f"{answer.url} answers {answer.status}")


def note_complaint(found: list[str], said: Any) -> None:
    if said.type == "error" and "Failed to load resource" not in said.text:
        found.append(said.text)


@contextmanager
def heard(page: Any) -> Iterator[list[str]]:
    """What the browser complains of meanwhile: pages refused, scripts that fail, what the policy forbids."""
    found: list[str] = []
    listeners = {
        "response": partial(note_answer, found),
        "console": partial(note_complaint, found),
        "pageerror": lambda error: found.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield found
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def problems(page: Any, state: desk.State, address: str) -> list[str]:
    """What is wrong with one state, in each look."""
    page.set_viewport_size({"width": 1280, "height": 900})
    with heard(page) as found:
        page.goto(address + state.address)
        state.act(page)
        page.wait_for_load_state()
    page.evaluate(Axe().axe_script)  # its own inline styles are refused, which is not the desk's fault
    for width, scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        lines = page.evaluate(RUN, options) + page.evaluate(TOO_WIDE)
        found += [f"({width}, {scheme}) {line}" for line in lines]
    return found


def in_turn(model: Any) -> list[desk.State]:
    """The states of a record that are looked at in this run."""
    number = MODELS.index(model)
    skipped = {name for place, name in enumerate(ALIKE) if (number + place) % 3 and not FULL}
    return [state for state in desk.states_of(model) if state.name.split(" ", 1)[1] not in skipped]


def check(page: Any, states: Any, address: str) -> None:
    """Fails with one line for each fault, so that all can be mended at once."""
    faults = []
    for state in states:
        try:
            faults += [f"{state.name}: {line}" for line in problems(page, state, address)]
        except Exception as error:
            raise AssertionError(f"{state.name} at {page.url}, after {faults}") from error
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def stranger(browser_context):
    browser_context.add_init_script(LISTEN)
    page = browser_context.new_page()
    page.on("dialog", lambda question: question.accept())  # leaving what was typed
    return page


@pytest.fixture
def page(live_server, browser_context, stranger):
    desk.log_in(browser_context, live_server)
    return stranger


@pytest.mark.parametrize("model", MODELS, ids=desk.names(MODELS))
def test_pages_of_a_record_have_no_violations(live_server, page, model):
    desk.make_world()
    check(page, in_turn(model), live_server.url)


def test_empty_lists_have_no_violations(live_server, page):
    lists = [next(desk.list_states(name)) for name in desk.names()]
    check(page, lists, live_server.url)


def test_pages_of_no_record_have_no_violations(live_server, page):
    desk.make_world()
    check(page, desk.other_states(), live_server.url)


def test_states_of_the_work_have_no_violations(live_server, page, settings):
    settings.KEEP_MISSED_SEARCHES = True
    desk.make_world()
    check(page, work_states(make_work()), live_server.url)


def test_pages_for_strangers_have_no_violations(live_server, stranger):
    check(stranger, desk.stranger_states(), live_server.url)


def test_what_the_policy_refuses_is_heard(live_server, page):
    with heard(page) as found:
        page.goto(live_server.url + "/beheer/")
        page.locator(".theme-toggle").first.click()
        assert found == []
        page.evaluate("""document.body.append(Object.assign(document.createElement("script"), {textContent: "1"}))""")
        page.wait_for_timeout(100)
    assert "refused: script-src-elem inline" in found[-1]
