"""The states of the desk's work: receiving, the review screen, merging, bulk acts, calendars, conflicts, what waits."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from agenda_tracker.admin.waiting import BLOCKS
from agenda_tracker.intake.decide import confirm
from agenda_tracker.intake.suggest import draft_from
from agenda_tracker.models import (
    AgendaItem,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    MinisterialMeeting,
    MissedSearch,
    OfficialFind,
    OfficialStatement,
    OfficialTask,
    Topic,
)
from tests import factories as make
from tests.admin.desk import State, look, pick_rows, submit_unchecked
from tests.intake.reading import DAY, read_meeting, read_section, reading_of

SAID = "#meldingen:not(:empty)"
WATER = "Nederland zet in op schoon water."
RIVERS = "Nederland steunt het voorstel over rivieren, zie Kamerstuk 27625, nr. 700 en 36600-A."
CALENDAR = "gremium;begin;plaats\nMilieuraad;2031-10-18;Brussel\nVaderraad;2027-03-18;Rome\nMilieuraad;later;\n"
LETTER = (settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt").read_text(encoding="utf-8")


def make_work() -> Letter:
    """Beside the world of `desk`: a draft to review with questions about meeting and items, and something for every block."""
    body = make.make_formation("Milieuraad", organisation="eu")
    known = make.make_meeting(body, DAY.isoformat())
    make.make_section(make.make_letter(meeting=known), make.make_item(known, "Waterkwaliteit van rivieren"))
    parts = (
        read_section("Waterkwaliteit in rivieren", f"{WATER} Dat kan op 26 mei 2031.", RIVERS),
        read_section("Waterkwaliteit van rivieren", "Nederland pleit voor snelle besluiten.", meeting=1),
    )
    meetings = (read_meeting(), read_meeting("Milieuraad", DAY + datetime.timedelta(days=3)))
    quotes = (WATER, RIVERS, "Nederland pleit voor snelle besluiten.")
    with transaction.atomic():
        letter = draft_from(
            reading_of(
                *parts, meetings=meetings, quotes=quotes, references=(("Kamerstuk 27625, nr. 700", "27625-700"),)
            )
        )
    make.make_reference(letter.paragraphs.get(text=RIVERS), "36600-A")
    letter.references.filter(as_written="36600-A").update(status="ambiguous")
    make.make_topic("Water")
    confirm(letter.positions.last(), User.objects.last())
    make.make_meeting(body, (timezone.localdate() + datetime.timedelta(days=9)).isoformat())
    make.make_meeting(body, (timezone.localdate() - datetime.timedelta(days=30)).isoformat())
    days = [timezone.localdate() - datetime.timedelta(days=n) for n in range(3)]
    MissedSearch.objects.bulk_create(MissedSearch(text="kaderrichtlijn", day=day) for day in days)
    make_official_work()
    return letter


def make_official_work() -> None:
    """A new letter, one that could not be fetched and one that was given up, and a title that differs."""
    trouble = "zoek.example antwoordt niet op tijd."
    for number, given_up in ((901, False), (902, True)):
        task = OfficialTask(normal_form=f"27625-{number}", attempts=3, error=trouble, given_up=given_up)
        task.next_at = timezone.now()
        make.saved(task)
    make.saved(OfficialFind(normal_form="27625-903", kind="report", title="Verslag Milieuraad (fictief)", date=DAY))
    make.make_kamerstuk("27625-904", title="Verslag Milieuraad")
    make.saved(OfficialStatement(about="27625-904", field="title", value="Verslag van de Milieuraad", state="differs"))


def other_states(letter: Letter) -> Iterator[State]:
    calendar = reverse("admin:agenda_tracker_ministerialmeeting_calendar")
    yield State("calendar, refused", calendar, submit_unchecked)
    yield State("calendar, dry run", calendar, read_calendar)
    for block in BLOCKS:
        yield State(f"waiting: {block.key}", reverse("admin:waiting", args=[block.key]))
    topic = reverse("admin:agenda_tracker_topic_change", args=[Topic.objects.first().pk])
    yield State("a colleague was first", topic, save_an_old_version)
    yield State("draft offered", topic, type_and_come_back)
    yield State("undone from a list", reverse("admin:agenda_tracker_deskact_changelist"), undo_first)


def review_states(letter: Letter) -> Iterator[State]:
    page = reverse("admin:agenda_tracker_letter_review", args=[letter.pk])
    acts: list[Any] = [look, open_legend, decide_late, mark_nothing, settle_wrongly, press("w"), save_wrongly]
    acts += [press("a"), press("x"), press("z"), press("Z"), merge_down, open_questions]
    for act in acts:
        yield State(f"review: {getattr(act, '__name__', '')}", page, act)
    yield State("review: doubtful first", page + "?volgorde=twijfel")
    yield State(
        "review: published", reverse("admin:agenda_tracker_letter_review", args=[Letter.objects.public().first().pk])
    )
    yield State(
        "review: nothing found", reverse("admin:agenda_tracker_letter_review", args=[make.make_letter("draft").pk])
    )
    yield State("matching", reverse("admin:agenda_tracker_letter_matching", args=[letter.pk]), open_questions)


def merge_states(letter: Letter) -> Iterator[State]:
    for model in (Topic, MinisterialMeeting, AgendaItem, Kamerstuk):
        first, second = model.objects.order_by("pk")[:2]
        page = reverse(f"admin:agenda_tracker_{model._meta.model_name}_merge")
        address = f"{page}?een={first.pk}&ander={second.pk}"
        yield State(f"merge {model._meta.model_name}", address)
        yield State(f"merge {model._meta.model_name}, refused", address, submit_unchecked)


def bulk_states(letter: Letter) -> Iterator[State]:
    positions = reverse(f"admin:agenda_tracker_{GovernmentPosition._meta.model_name}_changelist")
    yield State("bulk confirm", positions, choose_action("bulk_confirm"))
    yield State("bulk topic, refused", positions, choose_action("bulk_add_topic", submit_unchecked))
    yield State("bulk withdraw", reverse("admin:agenda_tracker_letter_changelist"), choose_action("bulk_withdraw"))
    yield State("bulk reopen, done", positions, choose_action("bulk_reopen", submit_unchecked))


def receive_states(letter: Letter) -> Iterator[State]:
    receive = reverse("admin:agenda_tracker_letter_receive")
    yield State("received, read", receive, paste(LETTER, "**/beoordelen/"))
    changed = (
        LETTER[: LETTER.index("Hierbij")] + "Over deze vergadering volgt nog een tweede brief, met andere woorden.\n"
    )
    yield State("received, a question", receive, paste(changed))
    yield State("fetched, no number", receive, fetch_by("gisteren"))
    yield State("fetched, in vain", receive, fetch_by("27 625, nr. 905"))


def fetch_by(typed: str) -> Any:
    def act(page: Any) -> None:
        page.locator("#id_typed").fill(typed)
        page.get_by_role("button", name="Ophalen").click()
        page.locator(".desk-fetch .errorlist, .desk-fetch .desk-verdict").wait_for()

    return act


def press(key: str) -> Any:
    def act(page: Any) -> None:
        page.keyboard.press(key)
        page.locator(f"{SAID}, .desk-find textarea").first.wait_for()

    act.__name__ = f"pressed {key}"
    return act


def merge_down(page: Any) -> None:
    page.locator("[data-key=m]").first.click()
    page.locator(SAID).wait_for()


def open_legend(page: Any) -> None:
    page.keyboard.press("?")
    page.locator("#toetsen[open]").wait_for()


def save_wrongly(page: Any) -> None:
    press("w")(page)
    page.locator(".desk-find [name$=-topics]").first.fill("bestaat niet")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.locator(".desk-find .errorlist").first.wait_for()


def decide_late(page: Any) -> None:
    """As if a colleague had decided since the page was loaded."""
    page.evaluate("document.querySelectorAll('[name=version]').forEach((field) => { field.value = 'eerder'; })")
    press("a")(page)


def mark_nothing(page: Any) -> None:
    page.get_by_role("button", name="Markeer als standpunt").click()
    page.locator(SAID).wait_for()


def settle_wrongly(page: Any) -> None:
    field = page.locator(".desk-citation input[name=typed]").first
    field.fill("geen nummer")
    field.press("Enter")
    page.locator(SAID).wait_for()


def open_questions(page: Any) -> None:
    page.evaluate("document.querySelectorAll('.desk-matching details').forEach((one) => { one.open = true; })")


def choose_action(name: str, then: Any = look) -> Any:
    def act(page: Any) -> None:
        pick_rows(page)
        page.locator("select[name=action]").select_option(name)
        with page.expect_navigation():
            page.locator(".actions button").first.click()
        then(page)

    return act


def read_calendar(page: Any) -> None:
    file = {"name": "kalender.csv", "mimeType": "text/csv", "buffer": CALENDAR.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("#content form [type=submit]").first.click()
    page.locator("#overzicht").wait_for()


def paste(text: str, until: str = "") -> Any:
    def act(page: Any) -> None:
        page.locator("#id_text").fill(text)
        page.locator("#inlezen button[type=submit]").click()
        if until:
            page.wait_for_url(until)
        else:
            page.locator("#ontvangen [data-outcome]").first.wait_for()

    return act


def save_an_old_version(page: Any) -> None:
    page.evaluate("document.querySelector('[name=_version]').value = 'eerder'")
    page.locator("#id_name").fill("Anders genoemd")
    page.locator("[name=_save]").first.click()


def type_and_come_back(page: Any) -> None:
    page.locator("#id_name").fill("Anders genoemd")
    page.wait_for_timeout(600)
    page.reload()
    page.locator(".desk-draft").first.wait_for()


def undo_first(page: Any) -> None:
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("button", name="Ongedaan maken").first.click()


WORK = {
    "review": review_states,
    "merge": merge_states,
    "bulk": bulk_states,
    "receive": receive_states,
    "other": other_states,
}
