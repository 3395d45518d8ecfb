"""Every page and state of the desk, enumerated from the admin registry, with something of everything to show."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import DateField
from django.test import Client
from django.urls import reverse

from agenda_tracker.admin.base import is_public
from agenda_tracker.intake.decide import change_position
from agenda_tracker.models import (
    AgendaSeries,
    DeskAct,
    KamerstukReference,
    Letter,
    LetterSource,
    OfficeHolder,
    PublicChange,
)
from agenda_tracker.models.journalled import journalled
from tests import factories as make

PASSWORD = "een-lang-wachtwoord-1"
LONG = "Ondersteuning van de luchtverdediging, munitieproductie en wederopbouwfinancieringsinstrumenten "


def look(page: Any) -> None:
    """Nothing is done; the page is looked at."""


class State(NamedTuple):
    """An address of the desk, and what is done there before it is looked at."""

    name: str
    address: str
    act: Callable[[Any], None] = look


def log_in(context: Any, live_server: Any, name: str = "griffie") -> User:
    """An account that may do everything, logged in in this browser."""
    user = User.objects.filter(username=name).first() or User.objects.create_superuser(name, password=PASSWORD)
    enter(context, live_server, user)
    return user


def enter(context: Any, live_server: Any, user: User) -> None:
    """Log this account in in this browser."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])


def make_world() -> None:
    """Rows of every record, with long names; a letter in each stage; received files that were read and that were not."""
    body = make.make_formation("NAVO-ministers van Defensie", organisation="navo", abbreviation="DMM", slug="dmm")
    meeting = make.make_meeting(body, country="België")
    meeting.also_with.add(make.make_formation("Raad Buitenlandse Zaken"))
    make.make_meeting(body, "2099-01-01")
    topic = make.make_topic("Luchtverdediging", make.make_topic("Defensie"), released=False)
    office = make.make_office("Minister van Defensie")
    make.saved(OfficeHolder(office=office, name="A. de Vries", start_date=datetime.date(2024, 7, 2)))
    make.saved(AgendaSeries(name="Afschrikking", formation=body))
    Group.objects.create(name="redacteur")
    for status in ("withdrawn", "published", "draft"):
        make_letter(meeting, status, office, topic)
    unread = "In dit bestand staat geen tekst, alleen plaatjes."
    make.saved(LetterSource(original_name="brief.pdf", problem=unread, sha256="0" * 64))


def make_letter(meeting: Any, status: str, office: Any, topic: Any) -> None:
    letter = make.make_letter(status, meeting, subject=f"{LONG} ({status})", planned_attendance="De minister.")
    make.make_signatory(letter, office)
    item = make.make_item(meeting, f"Afschrikking {status}", label="I.a", part="Werksessie 1", nature="besluit")
    with journalled(letter):
        make.make_position(letter, item, "Nederland steunt dit, zie Kamerstuk 28 676, nr. 464.", [topic])
    paragraph = letter.paragraphs.last()
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    note = make.make_footnote(paragraph, "Zie dossier 28 676 en 36600-A.")
    make.make_reference(note, "36600-A")
    KamerstukReference.objects.filter(as_written="36600-A").update(status="ambiguous")
    letter.dossiers.add(make.make_dossier("28676", title="NAVO"))
    make.make_kamerstuk(f"28676-{470 + len(status)}", letter=letter, title=LONG)
    find = make.make_position(letter, item, "Nederland levert een bijdrage.", review="suggested", order=0)
    change_position(find, wording="Nederland levert.", by=User.objects.last())


def names(models: Any = None) -> list[str]:
    """`agenda_tracker_letter`, … for every model that the desk shows."""
    return [f"{model._meta.app_label}_{model._meta.model_name}" for model in models or admin.site._registry]


def newest(model: Any) -> Any:
    """The draft's records come last, and can be changed and deleted."""
    return model._default_manager.order_by("pk").last()


def list_states(name: str) -> Iterator[State]:
    address = reverse(f"admin:{name}_changelist")
    yield State(f"{name} list", address)
    yield State(f"{name} searched", f"{address}?q=a", pick_rows)
    yield State(f"{name} nothing found", f"{address}?q=xyzzyxyzzy")
    yield State(f"{name} filtered", address, use_filter)
    yield State(f"{name} pop-up list", f"{address}?_popup=1&_facets=True", fold_filters)


def form_states(name: str, model: Any) -> Iterator[State]:
    model_admin = admin.site._registry[model]
    record = newest(model)
    address = partial(reverse, args=[record.pk])
    if name not in WITHOUT_ADD:
        yield State(f"{name} add", reverse(f"admin:{name}_add"), open_folds)
        yield State(f"{name} add, refused", reverse(f"admin:{name}_add"), save_empty)
        yield State(f"{name} pop-up", reverse(f"admin:{name}_add") + "?_popup=1")
    else:
        yield State(f"{name} change, refused", address(f"admin:{name}_change"), save_empty)
    yield State(f"{name} change", address(f"admin:{name}_change"), open_folds)
    if model_admin.inlines:
        yield State(f"{name} inlines", address(f"admin:{name}_change"), add_inlines)
        yield State(f"{name} inlines, refused", address(f"admin:{name}_change"), save_empty_inlines)
    if model_admin.autocomplete_fields:
        yield State(f"{name} list of choices", address(f"admin:{name}_change"), open_choices)
    if any(isinstance(field, DateField) for field in model._meta.fields):
        yield State(f"{name} calendar", address(f"admin:{name}_change"), open_calendar)
    if not is_public(record) and model not in KEPT_FOR_GOOD:
        yield State(f"{name} delete", address(f"admin:{name}_delete"))
    yield State(f"{name} history", address(f"admin:{name}_history"))
    if hasattr(model, "history"):
        version = record.history.last().pk
        yield State(f"{name} version", reverse(f"admin:{name}_simple_history", args=[record.pk, version]))


WITHOUT_ADD = {"agenda_tracker_paragraph", "agenda_tracker_publicchange", "agenda_tracker_deskact"}
KEPT_FOR_GOOD = (PublicChange, DeskAct, User)  # nobody deletes these


def other_states() -> Iterator[State]:
    """The pages that belong to no record."""
    letter, public = newest(Letter), Letter.objects.public().get()
    yield State("front page", reverse("admin:index"))
    yield State("app", reverse("admin:app_list", args=["agenda_tracker"]))
    receive = reverse("admin:agenda_tracker_letter_receive")
    yield State("receive", receive)
    yield State("receive, refused", receive, lambda page: page.locator("#content button[type=submit]").first.click())
    yield State("receive, verdict", receive, receive_nonsense)
    withdraw = reverse("admin:agenda_tracker_letter_withdraw", args=[public.pk])
    yield State("withdraw", withdraw)
    yield State("withdraw, refused", withdraw, submit_unchecked)
    yield State("password", reverse("admin:password_change"))
    yield State("password, refused", reverse("admin:password_change"), submit_unchecked)
    yield State("password changed", reverse("admin:password_change_done"))
    yield State("password of another", reverse("admin:auth_user_password_change", args=[User.objects.last().pk]))
    yield State("published letter", reverse("admin:agenda_tracker_letter_change", args=[public.pk]), open_folds)
    yield State("delete selected", reverse("admin:agenda_tracker_agendaitem_changelist"), delete_selected)
    yield State("preview", reverse("letter-preview", args=[letter.pk]))


def stranger_states() -> Iterator[State]:
    """What is seen of the desk without an account."""
    yield State("login", reverse("admin:login"))
    yield State("login, refused", reverse("admin:login"), log_in_wrongly)
    yield State("password forgotten", reverse("admin_password_reset"))
    yield State("password forgotten, refused", reverse("admin_password_reset"), submit_unchecked)
    yield State("password mail sent", reverse("password_reset_done"))
    yield State("password link", reverse("password_reset_confirm", args=["MQ", "verlopen"]))
    yield State("password is set", reverse("password_reset_complete"))


def pick_rows(page: Any) -> None:
    if page.locator("#action-toggle").count():
        page.locator("#action-toggle").check()


def fold_filters(page: Any) -> None:
    for summary in page.locator("#changelist-filter summary").all():
        summary.click()


def use_filter(page: Any) -> None:
    page.evaluate(UNFOLD, "#changelist-filter details:not([open]) > summary")
    choices = page.locator("#changelist-filter details li:nth-child(2) a")
    if choices.count():
        choices.first.click()


UNFOLD = "(which) => document.querySelectorAll(which).forEach((summary) => summary.click())"


def open_folds(page: Any) -> None:
    page.evaluate(UNFOLD, "#content-main details:not([open]) > summary")


def save_empty(page: Any) -> None:
    """Empties what can be emptied and saves."""
    page.evaluate(EMPTY)
    if page.locator("[name=_save]").count():
        page.locator("[name=_save]").first.click()


EMPTY = """document.querySelectorAll("#content form input[type=text], #content form textarea, #content form select")
  .forEach((field) => { field.value = ""; field.dispatchEvent(new Event("change", {bubbles: true})); })"""


def add_inlines(page: Any) -> None:
    open_folds(page)
    for link in page.locator(".add-row a").all():
        link.click()


def save_empty_inlines(page: Any) -> None:
    add_inlines(page)
    page.evaluate("""document.querySelectorAll("[id$='-order'], [id$='-name'], [id$='-label']").forEach(
      (field) => { if (!field.id.includes("__prefix__")) field.value = "xxxxxxxxxx"; })""")
    save_empty(page)


def open_choices(page: Any) -> None:
    open_folds(page)
    for box in page.locator(".select2-selection:not([aria-disabled=true])").all():
        if box.is_visible():
            box.click()
            page.locator(".select2-results__option").first.wait_for()
            return


def open_calendar(page: Any) -> None:
    links = page.locator(".datetimeshortcuts a[id^=calendarlink]")
    if links.count():
        links.first.click()
        page.locator(".calendarbox").first.wait_for()


def receive_nonsense(page: Any) -> None:
    page.locator("#id_text").fill("Dit is geen brief.")
    page.locator("#content button[type=submit]").first.click()


def submit_unchecked(page: Any) -> None:
    """Sends the form as it is, past the browser's own checks."""
    with page.expect_navigation():
        page.evaluate(SUBMIT)


SUBMIT = """() => { const form = document.querySelector("#content form[method=post]");
  form.noValidate = true;
  form.requestSubmit(); }"""


def delete_selected(page: Any) -> None:
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("delete_selected")
    page.locator(".actions button").click()


def log_in_wrongly(page: Any) -> None:
    page.get_by_label("Gebruikersnaam").fill("griffie")
    page.get_by_label("Wachtwoord").fill("onjuist")
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def states_of(model: Any) -> list[State]:
    name = names([model])[0]
    return [*list_states(name), *form_states(name, model)]
