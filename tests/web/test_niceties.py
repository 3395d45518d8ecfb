"""The small scripts in a real browser: the key / and the buttons that copy."""

import pypdfium2
import pytest

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def position(transactional_db):
    letter = make.make_letter(meeting=make.make_meeting(), slug="agenda", date="2024-10-03")
    make.make_kamerstuk("28676-470", letter=letter)
    return make.make_position(letter, make.make_item(letter.meetings.get()), "Nederland steunt dit.")


@pytest.fixture
def page(browser_context):
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    return browser_context.new_page()


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_slash_goes_to_the_search_box_but_not_while_typing(live_server, position, page):
    page.goto(live_server.url + "/standpunten/")
    page.keyboard.press("/")
    assert focused(page) == "zoek-boven"
    assert page.locator("#zoek-boven").get_attribute("aria-keyshortcuts") == "/"
    page.keyboard.type("a/b")
    assert page.locator("#zoek-boven").input_value() == "a/b"
    page.locator("#id_q").focus()
    page.keyboard.type("1/2")
    assert (focused(page), page.locator("#id_q").input_value()) == ("id_q", "1/2")


def test_slash_finds_the_box_of_pages_that_have_a_large_one(live_server, position, page):
    page.goto(live_server.url + "/kamerstukken/")
    page.keyboard.press("/")
    assert focused(page) == "zoek"


def test_slash_can_be_switched_off_and_on(live_server, position, page):
    page.goto(live_server.url + "/over/")
    page.get_by_role("button", name="Zet de sneltoets uit").click()
    page.keyboard.press("/")
    assert focused(page) != "zoek-boven"
    page.goto(live_server.url + "/standpunten/")
    page.keyboard.press("/")
    assert focused(page) != "zoek-boven"
    assert page.locator("#zoek-boven").get_attribute("aria-keyshortcuts") is None
    page.goto(live_server.url + "/over/")
    page.get_by_role("button", name="Zet de sneltoets aan").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert focused(page) == "zoek-boven"


def test_a_position_in_a_list_is_copied_as_citation_and_as_address(live_server, position, page):
    page.goto(live_server.url + "/standpunten/?q=nederland")
    page.get_by_role("button", name="Kopieer verwijzing van Nederland steunt dit.").click()
    page.get_by_text("Gekopieerd").first.wait_for()
    assert copied(page) == "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1"
    assert page.locator("[role=status]").inner_text() == "Gekopieerd"
    page.get_by_role("button", name="Kopieer adres van Nederland steunt dit.").click()
    page.wait_for_timeout(200)
    assert copied(page) == f"{live_server.url}/standpunten/{position.pk}/"


def test_a_paragraph_that_is_pointed_at_can_be_copied(live_server, position, page):
    page.goto(live_server.url + "/brieven/agenda/?q=brief")
    assert page.locator(".alinea .takes").count() == 0
    page.locator(".alinea-nr").first.click()
    page.get_by_role("button", name="Kopieer verwijzing van alinea 1").click()
    page.wait_for_timeout(200)
    assert copied(page) == "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1"
    page.get_by_role("button", name="Kopieer adres van alinea 1").click()
    page.wait_for_timeout(200)
    assert copied(page) == f"{live_server.url}/brieven/agenda/#p1"


def test_a_copy_that_is_refused_says_so(live_server, position, browser_context):
    page = browser_context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(live_server.url + f"/standpunten/{position.pk}/")
    page.get_by_role("button", name="Kopieer adres").click()
    page.get_by_role("button", name="Kopiëren lukt niet").wait_for()


def test_a_table_turns_into_cards_on_a_phone(live_server, position, page):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(live_server.url + "/cijfers/")
    cell = page.locator("table.cards td").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Brieven"'
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_is_printed_of_a_meeting_has_whole_addresses(live_server, position, page):
    meeting = position.agenda_item.meeting
    page.goto(live_server.url + meeting.get_absolute_url())
    document = pypdfium2.PdfDocument(page.pdf())
    pages = [document[number] for number in range(len(document))]
    said = "".join("".join(one.get_textpage().get_text_range() for one in pages).split())
    assert f"<{live_server.url}{position.letter.get_absolute_url()}>" in said
    assert live_server.url + meeting.get_absolute_url() in said
    assert "</" not in said
