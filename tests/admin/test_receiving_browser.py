"""Receiving in a real browser: files dropped together, two at a time, with progress, questions and a second try."""

import re
import threading

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import expect

from agenda_tracker.admin.groups import INVOERDER, ensure_groups
from agenda_tracker.letters import UnreadableLetter
from agenda_tracker.models import Letter, LetterSource
from tests.admin.desk import enter
from tests.factories import make_formation
from tests.intake.reading import read_meeting, read_section, reading_of
from tests.looking import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """async names => {
    const carried = new DataTransfer();
    for (const name of names) carried.items.add(new File([name], `${name}.txt`, {type: "text/plain"}));
    const area = document.querySelector(".desk-drop");
    area.dispatchEvent(new DragEvent("dragover", {dataTransfer: carried, bubbles: true, cancelable: true}));
    area.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


class Desk:
    """A reader that waits until it may go on, and counts how many files it has at once."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.lock = threading.Lock()
        self.now = self.most = 0

    def read(self, data, name, *, formations):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(20)
        with self.lock:
            self.now -= 1
        text = data.decode()
        if "scan" in text:
            raise UnreadableLetter("Dit bestand is een scan zonder tekst.")
        body = "Milieuraad" if "milieu" in text else "Landbouwraad"
        return reading_of(read_section("Punt", f"Nederland zet in op {text}."), meetings=(read_meeting(body),))


@pytest.fixture
def desk(monkeypatch):
    desk = Desk()
    monkeypatch.setattr("agenda_tracker.intake.receive.read_apart", desk.read)
    yield desk
    desk.go.set()


@pytest.fixture
def page(desk, live_server, browser_context):
    make_formation("Milieuraad", organisation="eu")
    make_formation("Landbouwraad", organisation="eu")
    ensure_groups()
    user = User.objects.create_user("griffie", is_staff=True)
    user.groups.add(Group.objects.get(name=INVOERDER))
    enter(browser_context, live_server, user)
    page = browser_context.new_page()
    page.goto(live_server.url + reverse("admin:agenda_tracker_letter_receive"))
    return page


def test_dropped_files_are_read_two_at_a_time_each_with_its_verdict(desk, page):
    page.evaluate(DROP, ["milieu", "landbouw", "scan"])
    lines = page.locator(".desk-verdicts > li")
    expect(page.get_by_text("wordt gelezen…")).to_have_count(2)
    expect(lines.nth(2).get_by_role("status")).to_have_text("wacht op zijn beurt")
    expect(page.get_by_role("progressbar", name="Voortgang van milieu.txt")).to_be_visible()
    assert faults(page) == []
    desk.go.set()
    expect(page.locator("[data-outcome]")).to_have_count(3)
    assert sorted(page.locator("[data-outcome] strong").all_inner_texts()) == ["Concept", "Concept", "Niet gelezen"]
    assert (desk.most, Letter.objects.count(), LetterSource.objects.count()) == (2, 2, 3)
    assert faults(page) == []


def test_a_question_is_answered_on_the_spot(desk, page):
    desk.go.set()
    page.evaluate(DROP, ["milieu", "milieu en meer", "milieu en nog meer"])
    expect(page.get_by_role("button", name="Hoort bij die brief")).to_have_count(2)
    page.get_by_role("button", name="Hoort bij die brief").first.click()
    expect(page.locator("[data-outcome=same]")).to_have_count(1)
    page.get_by_role("button", name="Toch als eigen brief inlezen").click()
    expect(page.locator("[data-outcome=draft]")).to_have_count(2)
    assert (Letter.objects.count(), Letter.objects.first().sources.count() + Letter.objects.last().sources.count()) == (
        2,
        3,
    )


def test_the_answer_about_a_letter_alone_leads_straight_to_it(desk, page):
    desk.go.set()
    receive = page.url
    page.evaluate(DROP, ["milieu"])
    page.wait_for_url("**/beoordelen/")
    page.goto(receive)
    page.evaluate(DROP, ["milieu en meer"])
    page.get_by_role("button", name="Toch als eigen brief inlezen").click()
    page.wait_for_url("**/beoordelen/")
    assert page.url.endswith(reverse("admin:agenda_tracker_letter_review", args=[Letter.objects.latest("pk").pk]))


def test_a_failed_upload_is_tried_again(desk, page):
    desk.go.set()
    page.route("**/inlezen/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.evaluate(DROP, ["milieu", "landbouw"])
    expect(page.get_by_text("is niet aangekomen: de verbinding viel weg")).to_have_count(2)
    assert (faults(page), LetterSource.objects.count()) == ([], 0)
    page.unroute("**/inlezen/")
    page.get_by_role("button", name=re.compile("Opnieuw proberen.*milieu.txt")).click()
    expect(page.locator("[data-outcome=draft]")).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("Opnieuw proberen.*landbouw.txt"))).to_be_visible()
    assert Letter.objects.get().meetings.get().formation.name == "Milieuraad"


def test_leaving_while_a_file_is_read_warns(desk, page):
    told = []
    page.on("dialog", lambda dialog: (told.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Of plak de tekst").fill("milieu")
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_text("wordt gelezen…")).to_be_visible()
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(500)
    assert told == ["beforeunload"]
    desk.go.set()
    page.wait_for_url("**/beoordelen/")
    assert page.url.endswith(reverse("admin:agenda_tracker_letter_review", args=[Letter.objects.get().pk]))


def test_the_page_is_accessible(page):
    assert faults(page) == []
