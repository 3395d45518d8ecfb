"""The public site by keyboard alone, twice as large, on a narrow screen, and without scripts."""

import csv
import io
import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import PATIENCE
from tests.looking import TOO_WIDE
from tests.run import shared_out
from tests.web.test_axe import PAGES, names_of, world
from tests.web.visitor import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["world"]
# What has the focus, and whether it can be seen: on the screen, with an outline (a part of a date has one within the field).
FOCUSED = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
  const marked = getComputedStyle(one).outlineStyle !== "none" || one.type === "date";
  const words = one.tagName === "SELECT" ? "" : one.innerText || one.getAttribute("aria-label");
  return {tag: one.tagName, name: (words || one.name || "").trim(), href: one.href,
    seen: marked && box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight}; }"""
# Links and controls that can be reached, by their words; what is folded away is there, too, by its summary.
OFFERED = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea")]
  .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.getClientRects().length
    || one.closest("details:not([open])")?.querySelector("summary")?.checkVisibility())
  .map((one) => (one.innerText || "").trim() || one.textContent.trim() || one.name)"""
# Text that is cut off, though it is not hidden on purpose, as are the heads of tables that turn into cards.
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => !one.closest(".unseen, svg, [role=region], input, thead")
  && one.scrollWidth > one.clientWidth + 1 && one.clientWidth && ["hidden", "clip"].includes(getComputedStyle(one).overflowX))
  .map((one) => "cut off: " + one.outerHTML.slice(0, 120))"""


@pytest.fixture
def position(transactional_db):
    return make_site()


def tab_to(page: Page, words: str, *, href: str = "", most: int = 120) -> None:
    """Press Tab until what has these words, or leads to this address, has the focus; each stop on the way can be seen."""
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        assert stop["seen"] or stop["tag"] == "BODY", stop
        if words in stop["name"] and re.search(href, stop["href"] or ""):
            return
    raise AssertionError(f"{words} {href} is not reached on {page.url}")


def test_a_citation_is_found_and_copied_by_keyboard_alone(live_server, position, browser_context):
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = browser_context.new_page()
    page.goto(live_server.url)
    tab_to(page, "Naar de inhoud", most=1)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    tab_to(page, "q")
    page.keyboard.type("luchtverdediging")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Nederland levert luchtverdediging.")
    page.goto(live_server.url + reverse("positions"))
    tab_to(page, "topic")
    page.keyboard.type("Lucht")
    tab_to(page, "Toon")
    page.keyboard.press("Enter")
    page.wait_for_url("**topic=lucht**")
    tab_to(page, "Nederland levert luchtverdediging.", href=r"/standpunten/\d+/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{position.get_absolute_url()}*")
    tab_to(page, "Kopieer bronvermelding")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Gekopieerd").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1"


@pytest.mark.parametrize("address", ["/", "/standpunten/", "/brieven/agenda-oktober/", "/vergaderingen/oktober/"])
def test_the_keyboard_goes_through_a_page_and_out_of_it(live_server, position, browser_context, address):
    page = browser_context.new_page()
    page.goto(live_server.url + address)
    stops = []
    for _press in range(250):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY" or (stops and stop == stops[0]):
            break
        stops.append(stop)
    else:
        pytest.fail(f"still within the page after {len(stops)} stops")
    assert (stops[0]["name"], stops[-1]["name"]) == ("Naar de inhoud", page.locator("footer a").last.inner_text())
    assert [stop for stop in stops if not stop["seen"]] == []


def offered(page: Page) -> set[str]:
    return {" ".join(words.split()) for words in page.evaluate(OFFERED)}


def test_nothing_is_lost_at_200_and_400_percent(live_server, world, browser_context):
    """A window of 1280 wide shows 640 pixels at 200 %, and 320 at 400 % (WCAG 1.4.4 and 1.4.10)."""
    page, found = browser_context.new_page(), {}
    for name, address in shared_out(PAGES.items()):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(live_server.url + address.format(**names_of(world)))
        everything = offered(page)
        for width in (640, 320):
            page.set_viewport_size({"width": width, "height": 450})
            lost = [f"lost: {words}" for words in sorted(everything - offered(page))]
            found[name, width] = lost + page.evaluate(TOO_WIDE) + page.evaluate(CUT)
    assert {at: faults for at, faults in found.items() if faults} == {}


@pytest.fixture
def plain(live_server, position, chromium):
    """The home page in a browser that runs no scripts."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(live_server.url)
    yield page
    context.close()


def search(page: Page, words: str) -> None:
    page.get_by_label("Zoek op onderwerp of Kamerstuknummer").fill(words)
    page.get_by_role("button", name="Zoek", exact=True).click()


def test_without_scripts_a_subject_and_a_number_are_found(plain):
    search(plain, "luchtverdediging")
    plain.locator("main").get_by_role("link", name="Nederland levert luchtverdediging.").first.click()
    expect(plain.locator("main")).to_contain_text("Kamerstukken II 2024/25, 28676, nr. 470, alinea 1")
    search(plain, "kamerstuk 28676 nr 464")
    expect(plain.get_by_role("heading", level=1)).to_have_text("28 676, nr. 464")
    plain.locator("main").get_by_role("link", name="Agenda oktober").first.click()
    assert plain.url.split("#")[0].endswith("/brieven/agenda-oktober/")


def test_without_scripts_a_list_is_filtered_and_a_filter_taken_off(plain):
    plain.get_by_role("link", name="Standpunten", exact=True).click()
    plain.get_by_label("Thema").select_option("lucht")
    plain.get_by_label("Houding").select_option("supportive")
    plain.get_by_role("button", name="Toon").click()
    expect(plain.locator(".sentence")).to_contain_text("1 standpunt")
    plain.locator(".chips a", has_text="steunend").click()
    expect(plain.locator(".sentence")).to_contain_text("2 standpunten")


def test_without_scripts_two_positions_are_compared(plain, position):
    search(plain, "luchtverdediging")
    plain.locator("main").get_by_role("link", name="Nederland levert luchtverdediging.").first.click()
    plain.goto(plain.url.split("/standpunten/")[0] + reverse("compare") + f"?a={position.pk}")
    plain.locator("main form").get_by_role("button").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Standpunten vergelijken")


def test_without_scripts_a_selection_is_taken_away(plain):
    plain.get_by_role("link", name="Standpunten", exact=True).click()
    plain.get_by_label("Thema").select_option("lucht")
    plain.get_by_role("button", name="Toon").click()
    with plain.expect_download() as waiting:
        plain.get_by_role("link", name="CSV").first.click()
    rows = list(csv.reader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len([row for row in rows if row]) == 3
