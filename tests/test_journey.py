"""The whole way once, in a real browser: a clerk brings in the real letter, a stranger finds what it says."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.models import GovernmentPosition, Letter
from tests.basis import put_basis
from tests.shared import shared

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LETTER = "letters/2024-10-03-geannoteerde-agenda-navo-dmm.txt"
PASSWORD = "een-lang-wachtwoord-voor-de-proef"
SPELLINGS = [
    "28 676, nr. 464",
    "28676-464",
    "kst-28676-464",
    "Kamerstukken II 2023/24, 28676, nr. 464, p. 3",
    "28.676 nr 464",
]


@pytest.fixture
def clerk():
    put_basis()
    Letter.objects.get().delete()  # the summarised example of the same letter, so that what is found is the real one
    ensure_groups()
    user = User.objects.create_user("griffie", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    return user


def log_in(page, address: str) -> None:
    page.goto(f"{address}/beheer/")
    page.get_by_label("Gebruikersnaam").fill("griffie")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()


def bring_in(page, path) -> None:
    page.get_by_role("link", name="Brief inlezen").click()
    page.get_by_label("Bestanden").set_input_files(path)
    page.get_by_role("button", name="Inlezen").click()
    page.wait_for_url("**/beoordelen/")  # the page's script goes there once the letter is read
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geannoteerde agenda bijeenkomst NAVO-ministers")


def review(page) -> None:
    """Reject the first find, take that back, confirm it, and confirm all others in one go."""
    first = page.locator("form.desk-find").first
    first.get_by_role("button", name="Nee").click()
    page.locator("form.desk-find").first.get_by_role("button", name="Besluit ongedaan maken").click()
    page.locator("form.desk-find").first.get_by_role("button", name="Akkoord").click()
    page.get_by_label("Alles akkoord dat minstens zo zeker is").fill("0")
    page.locator(".desk-inline").get_by_role("button", name="Akkoord").click()
    expect(page.locator("form.desk-find.suggested")).to_have_count(0)


def test_real_letter_from_file_to_stranger(live_server, clerk, browser_context, chromium):
    desk = browser_context.new_page()
    log_in(desk, live_server.url)
    bring_in(desk, shared(LETTER))
    review(desk)
    desk.get_by_role("button", name="Publiceren").click()
    expect(desk.get_by_text("De brief is gepubliceerd.")).to_be_visible()
    assert GovernmentPosition.objects.public().count() >= 17

    stranger = chromium.new_context(locale="nl-NL", java_script_enabled=False).new_page()
    finds_by_topic(stranger, live_server.url)
    for spelling in SPELLINGS:
        finds_by_number(stranger, live_server.url, spelling)
    stranger.context.close()


def finds_by_topic(page, address: str) -> None:
    said = GovernmentPosition.objects.public().get(wording__startswith="In het kader van de Drone Coalitie")
    topic = said.topics.first()
    page.goto(address)
    page.goto(f"{address}{topic.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(topic.name)
    expect(page.locator("main")).to_contain_text("Drone Coalitie")


def finds_by_number(page, address: str, spelling: str) -> None:
    page.goto(address)
    page.locator("main input[name=q]").fill(spelling)
    page.locator("main input[name=q]").press("Enter")
    assert page.url.split("?")[0] == f"{address}/kamerstukken/28676-464/", spelling
    expect(page.get_by_role("heading", level=1)).to_contain_text("28 676, nr. 464")
    expect(page.locator("main")).to_contain_text("Geannoteerde agenda bijeenkomst NAVO-ministers van Defensie")
