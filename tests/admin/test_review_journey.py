"""The real letter from file to published, by keyboard, with every click and keystroke counted; two clerks at once."""

import pytest
from playwright.sync_api import expect

from agenda_tracker.models import GovernmentPosition, Letter
from tests.admin.hands import Hands
from tests.shared import shared
from tests.test_journey import LETTER, clerk, log_in  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 60


def undecided(page):
    return page.locator("form.desk-find.suggested")


def bring_in(hands, path) -> None:
    page = hands.page
    hands.click(page.get_by_role("link", name="Brief inlezen"))
    hands.count += 2  # the button that opens the file dialogue, and the choice in it
    page.get_by_label("Bestanden").set_input_files(path)
    hands.click(page.get_by_role("button", name="Inlezen"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Geannoteerde agenda bijeenkomst NAVO-ministers")
    expect(page.locator(".desk-find.current")).to_have_count(1)


def decide_the_rest(hands) -> None:
    left = undecided(hands.page).count()
    while left:
        hands.key("a")
        left -= 1
        expect(undecided(hands.page)).to_have_count(left)


def give_topics(hands) -> None:
    """Each confirmed position without a topic gets one: the link in the check list, T, a name, Enter."""
    page = hands.page
    link = page.locator("#controlelijst a", has_text="zonder thema")
    while link.count():
        before = link.inner_text()
        hands.click(link)
        hands.key("t")
        page.keyboard.type("Afschrikking en verdediging")  # typed wording
        hands.key("Enter")
        expect(page.locator("#controlelijst")).not_to_contain_text(before)


def test_real_letter_from_file_to_published_in_sixty_strokes(live_server, clerk, browser_context, record_property):  # noqa: F811
    page = browser_context.new_page()
    log_in(page, live_server.url)
    hands = Hands(page)
    bring_in(hands, shared(LETTER))
    found = undecided(page).count()
    hands.key("g")
    expect(page.locator("#meldingen")).to_contain_text("bevestigd")
    decide_the_rest(hands)
    give_topics(hands)
    hands.click(page.get_by_role("button", name="Publiceren"))
    expect(page.get_by_text("De brief is gepubliceerd.")).to_be_visible()
    assert GovernmentPosition.objects.public().count() == found >= 19
    assert not GovernmentPosition.objects.filter(topics=None).exists()
    record_property("measured", f"the real letter from file to published: {hands.count} clicks and keys")
    assert hands.count <= MOST, f"{hands.count} clicks and keys"


def test_a_passage_is_marked_by_selecting_it_and_undone_by_key(live_server, clerk, browser_context):  # noqa: F811
    page = browser_context.new_page()
    log_in(page, live_server.url)
    bring_in(Hands(page), shared(LETTER))
    page.evaluate(
        """() => { const p = document.querySelector('#p5 [data-paragraph]');
            const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
            const node = walker.nextNode(); const range = document.createRange();
            range.setStart(node, 0); range.setEnd(node, 30);
            getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    letter = Letter.objects.get()
    before = letter.positions.count()
    page.keyboard.press("p")
    expect(page.locator("#meldingen")).to_contain_text("Gemarkeerd.")
    text = letter.paragraphs.get(number="5").text
    assert text[:30].strip() in list(letter.positions.values_list("wording", flat=True))
    page.keyboard.press("z")
    expect(page.locator("#meldingen")).to_contain_text("Ongedaan gemaakt")
    assert letter.positions.count() == before


def test_enter_adds_the_topic_that_was_typed_also_to_one_that_has_some(live_server, clerk, browser_context):  # noqa: F811
    page = browser_context.new_page()
    log_in(page, live_server.url)
    bring_in(Hands(page), shared(LETTER))
    find = page.locator(".desk-find.current")
    there = find.locator(".desk-topic")
    for topic in ("Drones", "Visserij"):
        before = there.count()
        page.keyboard.press("t")
        page.keyboard.type(topic)
        page.keyboard.press("Enter")
        expect(there).to_have_count(before + 1)
    expect(find.locator(".desk-topics")).to_contain_text("Visserij")
    expect(find.locator(".desk-topics")).to_contain_text("Drones")


def test_what_is_typed_stays_while_another_is_decided_and_when_it_is_refused(live_server, clerk, browser_context):  # noqa: F811
    page = browser_context.new_page()
    log_in(page, live_server.url)
    bring_in(Hands(page), shared(LETTER))
    page.keyboard.press("w")
    wording = page.locator("form.desk-find textarea")
    wording.fill("Mijn eigen woorden.")
    page.locator("form.desk-find.suggested button[value=confirm]").last.click()
    expect(page.locator("#meldingen li")).to_have_class("success")
    expect(wording).to_have_value("Mijn eigen woorden.")
    passage = page.locator("[data-marking] [name=quote]")
    passage.fill("Deze woorden staan er niet.")
    page.locator("[data-marking] button").first.click()
    expect(page.locator("#meldingen")).to_contain_text("staan niet zo in één alinea")
    expect(passage).to_have_value("Deze woorden staan er niet.")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(wording).to_have_count(0)
    assert Letter.objects.get().positions.filter(wording="Mijn eigen woorden.").exists()


def test_the_session_that_ended_is_told_and_what_was_typed_stays(live_server, clerk, browser_context):  # noqa: F811
    page = browser_context.new_page()
    log_in(page, live_server.url)
    bring_in(Hands(page), shared(LETTER))
    page.keyboard.press("w")
    wording = page.locator("form.desk-find textarea")
    wording.fill("Mijn eigen woorden.")
    browser_context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("#meldingen")).to_contain_text("u bent uitgelogd")
    expect(wording).to_have_value("Mijn eigen woorden.")


def test_news_that_is_older_than_a_decision_does_not_undo_it(live_server, clerk, browser_context, chromium):  # noqa: F811
    page = browser_context.new_page()
    page.clock.install()
    log_in(page, live_server.url)
    bring_in(Hands(page), shared(LETTER))
    left, held = undecided(page).count(), []
    other = chromium.new_context(locale="nl-NL").new_page()
    log_in(other, live_server.url)
    other.goto(page.url)
    other.keyboard.press("j")
    other.keyboard.press("x")
    expect(other.locator("#meldingen")).to_contain_text("Afgewezen.")
    other.context.close()

    address = page.url.partition("#")[0]
    page.route(lambda url: url.partition("#")[0] == address, lambda route: held.append((route, route.fetch())))
    page.clock.fast_forward(11_000)
    while not held:
        page.wait_for_timeout(50)
    page.keyboard.press("a")
    expect(undecided(page)).to_have_count(left - 2)
    ((route, old),) = held
    with page.expect_event("requestfinished", lambda one: one.url.partition("#")[0] == address):
        route.fulfill(response=old)
    page.keyboard.press("a")
    expect(undecided(page)).to_have_count(left - 3)


def test_a_colleagues_decision_shows_and_a_late_one_is_told(live_server, clerk, browser_context, chromium):  # noqa: F811
    mine = browser_context.new_page()
    log_in(mine, live_server.url)
    bring_in(Hands(mine), shared(LETTER))
    other = chromium.new_context(locale="nl-NL").new_page()
    log_in(other, live_server.url)
    other.goto(mine.url)
    other.keyboard.press("x")
    expect(other.locator("#meldingen")).to_contain_text("Afgewezen.")
    mine.keyboard.press("a")
    expect(mine.locator("#meldingen")).to_contain_text("intussen gewijzigd")
    assert GovernmentPosition.objects.filter(review="confirmed").count() == 0
    other.context.close()
