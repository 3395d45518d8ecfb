"""What a clerk typed survives leaving, a crash and a lapsed session; what was saved is not offered again."""

import json
import re

import pytest
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.urls import reverse
from playwright.sync_api import expect

from agenda_tracker.admin.topics import TopicAdmin
from agenda_tracker.models import AgendaItem, Topic
from tests import factories as make
from tests.admin import desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFER = re.compile(r"^U typte hier op \d{1,2} [a-z]+ om \d\d\.\d\d iets dat niet is bewaard\.$")
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('agendavolger-concept:'))"


@pytest.fixture
def page(live_server, browser_context):
    desk.log_in(browser_context, live_server)
    return browser_context.new_page()


def wait_until_kept(page, count):
    """Until the browser keeps so many drafts; fails after five seconds."""
    for _moment in range(100):
        if len(page.evaluate(KEPT)) == count:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{len(page.evaluate(KEPT))} kept instead of {count}")


def type_and_crash(page, context, fill):
    """Types, waits until the browser has kept it, and closes the page without a word."""
    fill(page)
    wait_until_kept(page, 1)
    page.close(run_before_unload=False)
    return context.new_page()


def test_typed_text_is_offered_after_a_crash(live_server, browser_context, page):
    topic = make.make_topic("Defensie", keywords="leger")
    address = live_server.url + reverse("admin:agenda_tracker_topic_change", args=[topic.pk])
    page.goto(address)
    page = type_and_crash(page, browser_context, lambda page: page.get_by_label("Trefwoorden").fill("leger\nmarine"))
    page.goto(address)
    expect(page.locator(".desk-draft p")).to_have_text(OFFER)
    assert page.get_by_label("Trefwoorden").input_value() == "leger"
    page.get_by_role("button", name="Terugzetten").click()
    assert page.get_by_label("Trefwoorden").input_value() == "leger\nmarine"
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.wait_for_load_state()
    assert Topic.objects.get().keywords.replace("\r", "") == "leger\nmarine"
    page.goto(address)
    assert page.locator(".desk-draft").count() == 0
    assert page.evaluate(KEPT) == []


def test_offer_is_thrown_away_only_on_request(live_server, browser_context, page):
    address = live_server.url + reverse("admin:agenda_tracker_topic_add")
    page.goto(address)
    page = type_and_crash(page, browser_context, lambda page: page.get_by_label("Naam").fill("Kustwacht"))
    page.goto(address)
    page.get_by_label("Naam").fill("Iets anders")
    wait_until_kept(page, 2)
    page.get_by_role("button", name="Weggooien").click()
    assert page.get_by_label("Naam").input_value() == "Iets anders"
    kept = page.evaluate(f"{KEPT}.map((key) => JSON.parse(localStorage[key]).fields)")
    assert [fields["name"] for fields in kept] == ["Iets anders"]


def test_new_rows_and_choices_are_put_back(live_server, browser_context, page):
    meeting = make.make_meeting(make.make_formation("Raad Buitenlandse Zaken"))
    make.make_formation("Eurogroep")
    first = make.make_item(meeting, "Oekraïne")
    address = live_server.url + reverse("admin:agenda_tracker_ministerialmeeting_change", args=[meeting.pk])

    def fill(page):
        page.locator("#items-group .add-row a").click()
        page.locator("#id_items-1-title").fill("Georgië")
        page.locator("#id_items-1-order").fill("7")
        page.locator("#id_items-0-title").fill("Oekraïne en Moldavië")
        page.locator(".field-also_with .select2-selection").click()
        page.get_by_role("option", name="Eurogroep").click()

    page.goto(address)
    page = type_and_crash(page, browser_context, fill)
    make.make_item(meeting, "Aanname agenda", order=3)  # a colleague adds a row in the meantime
    page.goto(address)
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator(".field-also_with .select2-selection__choice")).to_have_text("×Eurogroep")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator(".messagelist .success")).to_have_count(1)
    titles = list(AgendaItem.objects.order_by("order").values_list("pk", "title"))
    assert [title for _pk, title in titles] == ["Oekraïne en Moldavië", "Aanname agenda", "Georgië"]
    assert titles[0][0] == first.pk
    assert [body.name for body in meeting.also_with.all()] == ["Eurogroep"]


def test_a_required_choice_alone_is_put_back(live_server, browser_context, page):
    make.make_formation("Eurogroep")
    address = live_server.url + reverse("admin:agenda_tracker_ministerialmeeting_add")

    def choose(page):
        page.locator(".field-formation .select2-selection").click()
        page.get_by_role("option", name="Eurogroep").click()

    page.goto(address)
    page = type_and_crash(page, browser_context, choose)
    page.goto(address)
    page.get_by_role("button", name="Terugzetten").click()
    expect(page.locator(".field-formation .select2-selection__rendered")).to_have_text("Eurogroep")


def test_text_survives_a_session_that_lapsed_while_saving(live_server, page):
    address = live_server.url + reverse("admin:agenda_tracker_topic_add")
    page.goto(address)
    page.get_by_label("Naam").fill("Kustwacht")
    Session.objects.all().delete()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    assert "/beheer/login/" in page.url
    page.get_by_label("Gebruikersnaam").fill("griffie")
    page.get_by_label("Wachtwoord").fill(desk.PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    assert page.url == address
    page.get_by_role("button", name="Terugzetten").click()
    assert page.get_by_label("Naam").input_value() == "Kustwacht"


def test_pasted_letter_survives_a_crash(live_server, browser_context, page):
    address = live_server.url + reverse("admin:agenda_tracker_letter_receive")
    page.goto(address)
    text = "Geachte voorzitter,\n\n" + "Nederland steunt dit. " * 400
    page = type_and_crash(page, browser_context, lambda page: page.locator("#id_text").fill(text))
    page.goto(address)
    page.get_by_role("button", name="Terugzetten").click()
    assert page.locator("#id_text").input_value() == text
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_role("heading", name="Ontvangen", exact=True)).to_be_visible()
    wait_until_kept(page, 0)


def test_refused_form_keeps_its_text_and_offers_nothing(live_server, page):
    page.goto(live_server.url + reverse("admin:agenda_tracker_topic_add"))
    page.get_by_label("Trefwoorden").fill("kust")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_role("heading", name="Nog niet opgeslagen")).to_be_visible()
    assert page.get_by_label("Trefwoorden").input_value() == "kust"
    assert page.locator(".desk-draft").count() == 0
    assert len(page.evaluate(KEPT)) == 1


def test_leaving_warns_only_after_a_change(live_server, page):
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    address = live_server.url + reverse("admin:agenda_tracker_topic_add")
    page.goto(address)
    page.get_by_label("Naam").click()
    page.goto(live_server.url + "/beheer/")
    assert questions == []
    page.goto(address)
    page.get_by_label("Naam").fill("Kustwacht")
    page.goto(live_server.url + "/beheer/")
    assert questions == ["beforeunload"]


def test_nothing_secret_old_or_of_another_is_kept_or_offered(live_server, browser_context, page):
    page.goto(live_server.url + reverse("admin:password_change"))
    page.locator("#id_new_password1").fill("geheim-woord-1")
    page.wait_for_timeout(600)  # twice as long as the page waits before it keeps
    assert page.evaluate(KEPT) == []
    page.goto(live_server.url + reverse("admin:auth_user_add"))
    page.get_by_label("Gebruikersnaam").fill("nieuw")
    wait_until_kept(page, 1)
    (kept,) = page.evaluate(f"{KEPT}.map((key) => localStorage[key])")
    assert set(json.loads(kept)["fields"]) == {"username"}
    page.evaluate(f"""{KEPT}.forEach((key) => {{ const one = JSON.parse(localStorage[key]);
      localStorage[key] = JSON.stringify({{...one, at: Date.now() - 15 * 24 * 3600 * 1000}}); }})""")
    page.close(run_before_unload=False)
    page = browser_context.new_page()
    page.goto(live_server.url + "/beheer/")
    assert page.evaluate(KEPT) == []
    page.goto(live_server.url + reverse("admin:agenda_tracker_topic_add"))
    page = type_and_crash(page, browser_context, lambda page: page.get_by_label("Naam").fill("Kustwacht"))
    desk.log_in(browser_context, live_server, "collega")
    page.goto(live_server.url + reverse("admin:agenda_tracker_topic_add"))
    assert page.locator(".desk-draft").count() == 0
    assert len(page.evaluate(KEPT)) == 1


def test_database_that_fails_when_the_form_is_sent_costs_no_typing(live_server, browser_context, page, monkeypatch):
    address = live_server.url + reverse("admin:agenda_tracker_topic_add")
    page.goto(address)
    page.get_by_label("Naam").fill("Kustwacht")
    page.get_by_label("Trefwoorden").fill("kust\nzee")
    wait_until_kept(page, 1)
    with monkeypatch.context() as broken:
        broken.setattr(TopicAdmin, "response_add", said_and_failed)
        page.get_by_role("button", name="Opslaan", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("De gegevens zijn even niet bereikbaar")
        expect(page.get_by_text("Wat u zojuist verstuurde, is niet opgeslagen.")).to_be_visible()
    assert Topic.objects.count() == 0
    page.goto(address)
    expect(page.locator(".desk-draft p")).to_have_text(OFFER)
    page.get_by_role("button", name="Terugzetten").click()
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.wait_for_load_state()
    assert Topic.objects.values_list("name", "slug").get() == ("Kustwacht", "kustwacht")


def said_and_failed(admin, request, obj, **kwargs):
    """As when the database fails at the commit: that it was saved is queued already for the next page."""
    messages.success(request, "Het thema is toegevoegd.")
    raise OperationalError("server closed the connection unexpectedly")
