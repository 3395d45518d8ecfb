"""axe and the strict content security policy on every page and state of the desk, at desktop and phone width.

In the drills in every look; otherwise each in one, in turn, and each record and kind of work with one of the databases.
"""

from typing import Any

import pytest
from django.contrib import admin

from tests.admin import desk
from tests.admin.desk_work import WORK, make_work
from tests.looking import LISTEN, LOOKS, faults, heard, in_turn
from tests.run import FULL, shared_out, some

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# States that are built alike for every record: each is looked at for every twelfth one. The drills look at all.
ALIKE = [
    "searched",
    "nothing found",
    "filtered",
    "pop-up list",
    "add",
    "add, refused",
    "pop-up",
    "inlines, refused",
    "list of choices",
    "calendar",
    "delete",
    "history",
    "version",
]
ONE_IN = 12
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def problems(page: Any, state: desk.State, address: str, looks: list[tuple[int, str]] = LOOKS) -> list[str]:
    """What is wrong with one state, in each of these looks."""
    page.set_viewport_size({"width": 1280, "height": 900})
    with heard(page) as found:
        page.goto(address + state.address)
        state.act(page)
        page.wait_for_load_state()
    return found + faults(page, looks)


def shown_of(model: Any) -> list[desk.State]:
    """The states of a record that are looked at in this run."""
    number = MODELS.index(model)
    skipped = {name for place, name in enumerate(ALIKE) if (number + place) % ONE_IN and not FULL}
    return [state for state in desk.states_of(model) if state.name.split(" ", 1)[1] not in skipped]


def check(page: Any, states: Any, address: str, first: int = 0) -> None:
    """Fails with one line for each fault, so that all can be mended at once. `first`: with which look it begins."""
    wrong = []
    for number, state in enumerate(states, first):
        try:
            wrong += [f"{state.name}: {line}" for line in problems(page, state, address, in_turn(number))]
        except Exception as error:
            raise AssertionError(f"{state.name} at {page.url}, after {wrong}") from error
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


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


@pytest.mark.parametrize("model", shared_out(MODELS), ids=desk.names(shared_out(MODELS)))
def test_pages_of_a_record_have_no_violations(live_server, page, model):
    desk.make_world()
    check(page, shown_of(model), live_server.url, MODELS.index(model))


def test_empty_lists_have_no_violations(live_server, page):
    lists = [next(desk.list_states(name)) for name in some(desk.names(), ONE_IN)]
    check(page, lists, live_server.url)


def test_pages_of_no_record_have_no_violations(live_server, page):
    desk.make_world()
    check(page, desk.other_states(), live_server.url)


@pytest.mark.parametrize("kind", shared_out(WORK))
def test_states_of_the_work_have_no_violations(live_server, page, settings, tmp_path, kind):
    settings.KEEP_MISSED_SEARCHES = True
    settings.OFFICIAL_SRU_URL, settings.DATA_DIR = "http://127.0.0.1:9/sru", tmp_path  # nobody listens there
    desk.make_world()
    check(page, WORK[kind](make_work()), live_server.url)


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
