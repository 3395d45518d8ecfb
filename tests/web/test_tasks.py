"""The ten tasks of `docs/tasks.md`, each done by a visitor who starts at the home page: at most three clicks."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from tests.web.visitor import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 3
TASKS = (settings.BASE_DIR / "docs" / "tasks.md").read_text(encoding="utf-8")
POSITION = "Nederland levert luchtverdediging."


class Visitor:
    """Someone at the home page, whose clicks are counted: each link and each button is one."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.clicks = page, 0
        page.goto(home)

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def follow(self, name: str, within: str = "body") -> None:
        self.click(self.page.locator(within).get_by_role("link", name=name, exact=True).first)

    def search(self, words: str) -> None:
        self.page.get_by_label("Zoek op onderwerp of Kamerstuknummer").fill(words)
        self.click(self.page.get_by_role("button", name="Zoek", exact=True))

    def takes(self, name: str) -> bytes:
        """The file that the link gives."""
        with self.page.expect_download() as waiting:
            self.follow(name, "main")
        return waiting.value.path().read_bytes()

    def open_meeting(self) -> None:
        """The last meeting, from the home page."""
        self.click(self.page.locator("#recent ~ ol a, section[aria-labelledby=recent] ol a").first)


@pytest.fixture
def visitor(live_server, transactional_db, browser_context, record_property):
    make_site()
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor = Visitor(browser_context.new_page(), live_server.url)
    yield visitor
    assert 1 <= visitor.clicks <= MOST


def test_1_what_does_the_cabinet_say_about_a_subject(visitor):
    visitor.search("luchtverdediging")
    visitor.follow(POSITION, "main")
    expect(visitor.page.locator("blockquote").first).to_contain_text("zoals gemeld in Kamerstuk")


def test_2_what_changed_since_last_time(visitor):
    visitor.follow("Defensie", "main")
    visitor.follow("Luchtverdediging", "main")
    expect(visitor.page.locator("main")).to_contain_text("Nederland overweegt luchtverdediging")
    expect(visitor.page.locator("main ins, main del, main .other").first).to_be_visible()


def test_3_cite_a_position(visitor):
    visitor.search("luchtverdediging")
    visitor.follow(POSITION, "main")
    visitor.click(visitor.page.get_by_role("button", name="Kopieer bronvermelding").first)
    visitor.page.get_by_role("button", name="Gekopieerd").wait_for()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied == "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1"


def test_4_take_a_selection_away_as_a_table(visitor):
    visitor.follow("Standpunten")
    assert POSITION in visitor.takes("CSV").decode("utf-8-sig")


def test_5_follow_a_subject(visitor):
    visitor.follow("Defensie", "main")
    visitor.follow("Luchtverdediging", "main")
    feed = visitor.page.locator("main").get_by_role("link", name=re.compile("^Atom")).first
    visitor.clicks += 1
    answer = visitor.page.request.get(visitor.page.url.split("/themas/")[0] + feed.get_attribute("href"))
    assert (answer.status, POSITION in answer.text()) == (200, True)


def test_6_find_a_letter_by_its_number(visitor):
    visitor.search("Kamerstukken II 2024/25, 28676, nr. 470")
    visitor.follow("Agenda oktober", "main")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Agenda oktober")


def test_7_what_became_of_it_according_to_the_report(visitor):
    visitor.open_meeting()
    expect(visitor.page.locator("main")).to_contain_text(POSITION)
    expect(visitor.page.locator("main")).to_contain_text("De ministers besloten samen luchtverdediging te kopen.")


def test_8_the_briefing_of_a_meeting_for_word(visitor):
    visitor.open_meeting()
    assert visitor.takes("Briefing voor Word")[:2] == b"PK"


def test_9_the_meetings_in_a_calendar_of_ones_own(visitor):
    visitor.follow("Vergaderingen")
    calendar = visitor.page.locator("main a[href*='agenda.ics']").first
    visitor.clicks += 1
    address = re.sub("^webcals?:", "http:", calendar.get_attribute("href"))
    home = visitor.page.url.split("/vergaderingen/")[0]
    answer = visitor.page.request.get(address if address.startswith("http") else home + address)
    assert answer.text().count("BEGIN:VEVENT") == 3


def test_10_which_papers_does_a_text_speak_of(visitor):
    visitor.follow("Zoeken", "footer")
    visitor.click(visitor.page.locator("main a[href*='/zoeken/tekst/']").first)
    visitor.page.get_by_label("Tekst").fill("Gelet op Kamerstuk 28676, nr. 464 en nr. 28 676-470.")
    visitor.click(visitor.page.get_by_role("button", name="Zoek de nummers"))
    expect(visitor.page.locator("main table")).to_contain_text("28 676, nr. 464")


def test_every_task_is_written_down_and_tried():
    tried = {int(name.split("_")[1]) for name in globals() if re.match(r"test_\d", name)}
    written = {int(number) for number in re.findall(r"^(\d+)\. ", TASKS, re.MULTILINE)}
    assert tried == written == set(range(1, 11))
