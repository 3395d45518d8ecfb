"""docs/access.md against the running site: every cell is tried, and no desk address or action is missing in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from agenda_tracker.admin.groups import ensure_groups
from tests.admin.access_world import ARGUMENTS, World, make_world
from tests.run import shared_out

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).resolve().parents[2] / "docs" / "access.md"
ROLES = ["stranger", "invoerder", "redacteur", "beheerder"]


@dataclass(frozen=True)
class Row:
    name: str
    record: str
    method: str
    answers: tuple[str, ...]
    parameters: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.name}{self.parameters} ({self.record})"


def cells(lines: list[str], width: int) -> list[list[str]]:
    """The rows of all tables of that width, without their headings."""
    rows = [[cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")] for line in lines]
    return [
        row for row in rows if len(row) == width and not row[0].startswith("---") and row[0] not in ("address", "kind")
    ]


def read_table(text: str) -> list[Row]:
    """Every cell's row, with `<kind>` in a name spelled out for each record of that kind, and one row a method."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    kinds = {kind: models.split() for kind, models in cells(lines, 2)}
    return [
        Row(
            name.replace(f"<{kind}>", model),
            f"{record} {model}".strip() if kind else record,
            method,
            tuple(answers),
            question + parameters,
        )
        for address, record, methods, *answers in cells(lines, 7)
        for name, question, parameters in [address.partition("?")]
        for kind in [(re.findall(r"<(\w+)>", name) or [""])[0]]
        for model in (kinds[kind] if kind else [""])
        for method in methods.split(", ")
    ]


ROWS = read_table(TABLE.read_text(encoding="utf-8"))


def addresses(patterns: Any = None, route: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    """Route, name and pattern of everything the site answers to."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here, ":".join([*spaces, pattern.name]) if pattern.name else "", pattern
        else:
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from addresses(pattern.url_patterns, here, (*spaces, *space))


DESK = [one for one in addresses() if one[0].startswith(("beheer/", "voorvertoning/"))]


def address_of(row: Row, world: World) -> str:
    route = next(route for route, name, _pattern in DESK if name == row.name)
    record = world.get(row.record)
    if isinstance(record, tuple):
        return f"{reverse(row.name)}?een={record[0].pk}&ander={record[1].pk}"
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", route)
    if not wanted and "(" in route:  # simple_history: a record and one of its versions
        return reverse(row.name, args=[record.pk, record.history.latest().pk])
    return reverse(row.name, kwargs={name: ARGUMENTS[name](record) for name in wanted})


def answer(client: Client, row: Row, world: World) -> str:
    """`200`, `302 login`, `302 confirm` (asked again who one is), `302`, `403`, …; for an action `yes` or `no`."""
    address = address_of(row, world) + row.parameters
    if row.method.startswith("action "):
        return offered(client, address, row.method.removeprefix("action "))
    told = client.generic(row.method, address, content_type="application/x-www-form-urlencoded")
    if told.streaming:
        told.getvalue()  # read to its end, a file is closed
    target = told.headers.get("Location", "").split("?")[0]
    if target == reverse("admin:login"):
        return "302 login"
    return "302 confirm" if target == reverse("account_reauthenticate") else str(told.status_code)


def offered(client: Client, address: str, action: str) -> str:
    page = client.get(address)
    if page.status_code != 200:
        return "302 login" if page.status_code == 302 else str(page.status_code)
    form = page.context["action_form"]
    return "yes" if form and action in dict(form.fields["action"].choices) else "no"


def in_the_role(role: str) -> Client:
    client = Client()
    if role != "stranger":
        user = User.objects.create_user(role, f"{role}@example.nl", "een-lang-wachtwoord", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def tried(role: str, rows: list[Row]) -> dict[str, str]:
    """What the site answers this role on each row, on the same untouched world."""
    ensure_groups()
    world, found = make_world(), {}
    cookies = in_the_role(role).cookies.output(attrs=[], header="").strip()
    for row in rows:
        client = Client(headers={"cookie": cookies})
        with transaction.atomic():
            found[str(row)] = answer(client, row, world)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_cell_is_what_the_site_does(role, settings):
    settings.KEEP_MISSED_SEARCHES = True
    # Whole addresses: with every other row one database would only be read, and the other only be sent to.
    names = shared_out(dict.fromkeys(row.name for row in ROWS))
    rows = [row for row in ROWS if row.name in names]
    said = {str(row): row.answers[ROLES.index(role)] for row in rows}
    found = tried(role, rows)
    assert {row: (said[row], found[row]) for row in said if said[row] != found[row]} == {}


def test_every_desk_address_is_in_the_table_for_reading_and_for_sending():
    known = {(row.name, row.method) for row in ROWS}
    routes: dict[str, set[str]] = {}
    for route, name, _pattern in DESK:
        routes.setdefault(route, set()).add(name)
    missing = [
        f"{method} {route}"
        for route, names in routes.items()
        for method in ("GET", "POST")
        if names != {""} and not any((name, method) in known for name in names)
    ]
    assert missing == []


def test_address_without_a_name_only_leads_on(redacteur):
    world = make_world()
    nameless = [route for route, name, _pattern in DESK if not name]
    assert nameless[-1] == "beheer/(?P<url>.*)$"
    assert {route.rpartition("/<")[2] for route in nameless[:-1]} == {"path:object_id>/"}
    letter = world["draft letter"]
    own = redacteur.get(f"/beheer/agenda_tracker/letter/{letter.pk}/")
    assert own["Location"] == reverse("admin:agenda_tracker_letter_change", args=[letter.pk])
    assert redacteur.get("/beheer/bestaat-niet/").status_code == 404


def test_every_bulk_action_is_in_the_table():
    known = {(row.name, row.method.removeprefix("action ")) for row in ROWS if row.method.startswith("action ")}
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    there = {
        (f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", action)
        for model, desk in admin.site._registry.items()
        for action in desk.get_actions(request)
    }
    assert there - known == set()


def test_no_row_is_about_what_is_gone():
    names = {name for _route, name, _pattern in DESK}
    assert [str(row) for row in ROWS if row.name not in names] == []


def test_table_is_read_with_kinds_and_methods_spelled_out():
    text = """
| kind | records |
|---|---|
| `reference` | formation office |

| address | record | method | stranger | invoerder | redacteur | beheerder |
|---|---|---|---|---|---|---|
| `admin:agenda_tracker_<reference>_change` | any | GET, POST | 302 login | 200 | 200 | 403 |
| `admin:index` | – | GET | 302 login | 200 | 200 | 200 |
"""
    answers = ("302 login", "200", "200", "403")
    assert read_table(text) == [
        *(
            Row(f"admin:agenda_tracker_{model}_change", f"any {model}", method, answers)
            for model in ("formation", "office")
            for method in ("GET", "POST")
        ),
        Row("admin:index", "–", "GET", ("302 login", "200", "200", "200")),
    ]
