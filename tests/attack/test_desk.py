"""Anyone at the desk, and a stranger before it, sends its forms mutilated and anything else to its addresses: no fault."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st

from agenda_tracker.admin.groups import ensure_groups
from tests.admin.access_world import make_world
from tests.attack.asking import Asked, Findings, drawn
from tests.attack.odd import Pairs, anything, headers, methods, pairs
from tests.attack.schema import Form, address, forms_of, routes
from tests.run import FULL

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "1"))
EXAMPLES = 800 if FULL else 30  # each a look at a page, and a form of it sent or something thrown at it
DESK = [route for route in routes() if route.startswith(("beheer/", "voorvertoning/")) and "jsi18n" not in route]
ROLES = ["stranger", "invoerder", "redacteur", "beheerder", "superuser"]
# Parameters of Django's lists and of this desk.
NAMES = ["q", "p", "o", "e", "_popup", "_to_field", "_facets", "all", "_changelist_filters", "next", "een", "ander", "year",
         "volgorde", "gelezen", "status__exact", "letter__id__exact", "review", "kind", "term", "page", "app_label",
         "model_name", "field_name", "letter__subject__startswith", "id__in", "pk", "wijzig", "format", "__class__"]  # fmt: skip
OFFERED = {
    "app_label": ["agenda_tracker", "auth"],
    "model_name": ["letter", "agendaitem", "governmentposition", "lettersource", "user"],
    "field_name": ["meeting", "letter", "topics", "also_with", "groups"],
    "next": ["/beheer/", "//elders.invalid/", "javascript:1"],
    "_to_field": ["id", "pk", "sha256", "password"],
    "o": ["1", "-2.1", "99", "1.-1.1"],
    "_changelist_filters": ["q=a", "%00", "_changelist_filters=1"],
}


def entered(role: str) -> str:
    """The cookie of someone in that role."""
    client = Client()
    if role != "stranger":
        user = User.objects.create_user(role, f"{role}@example.nl", "een-lang-wachtwoord", is_staff=True)
        user.is_superuser = role == "superuser"
        user.save()
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
    return client.cookies.output(attrs=[], header="").strip()


def known(route: str, world: dict[str, Any]) -> dict[str, list[str]]:
    """What may stand in this address: numbers of the records it is about, when its name tells which."""
    records = [record for record in world.values() if hasattr(record, "pk")]
    model = re.search(r"(?:agenda_tracker|auth)/(\w+)/", route)
    own = [record for record in records if model and record._meta.model_name == model[1]] or records
    keys = [str(record.pk) for record in own]
    types = [str(ContentType.objects.get_for_model(record).pk) for record in records]
    fixed = {"app_label": ["auth", "agenda_tracker"], "index": ["0", "1"], "key": ["concepten", "zonder-verslag"]}
    links = {"uidb64": ["MQ"], "token": ["x-y"], "url": ["x/"], "content_type_id": types}
    return {"pk": keys, "object_id": keys, "id": keys, **fixed, **links}


@st.composite
def mutilated(draw: st.DrawFn, form: Form) -> Pairs:
    """The form as it stands on the page, with one of its buttons, and some of its fields dropped, doubled or filled oddly."""
    fields = [*form.fields, *([draw(st.sampled_from(form.buttons))] if form.buttons else [])]
    for _time in range(draw(st.integers(0, 5))):
        if not fields:
            break
        at = draw(st.integers(0, len(fields) - 1))
        name, value = fields[at]
        offered = st.sampled_from(form.choices[name]) if form.choices.get(name) else anything
        deed = draw(st.integers(0, 5))
        fields[at : at + 1] = {0: [], 1: [(name, value), (name, draw(anything))]}.get(
            deed, [(name, draw(offered if deed > 3 else anything))]
        )
    return fields + draw(st.one_of(st.just([]), pairs(NAMES, OFFERED, 2)))


def at_the_desk(world: dict[str, Any], found: Findings, client: Client) -> Callable[[st.DataObject], None]:
    """Look at a page; send one of its forms, or throw something at it. Nothing of it stays."""

    def act(data: st.DataObject) -> None:
        route = data.draw(st.sampled_from(DESK))
        path = data.draw(address(route, known(route, world)))
        queries = st.one_of(st.just([]), pairs(NAMES, OFFERED))
        page = found.ask(client, Asked(path, query=data.draw(queries)))
        there = forms_of(page, path)
        there = [form for form in there if form.fields]
        if there and data.draw(st.integers(0, 3)):
            form = data.draw(st.sampled_from(there))
            sent = data.draw(mutilated(form))
            query, body = ([], sent) if form.method == "POST" else (sent, [])
            found.ask(client, Asked(form.action, form.method, query, body=body))
        else:
            body = st.one_of(pairs(["_save", "action", "_selected_action", *NAMES], OFFERED), st.binary(max_size=99))
            method = data.draw(st.one_of(st.just("POST"), methods))
            found.ask(client, Asked(path, method, data.draw(queries), data.draw(headers()), data.draw(body)))

    return act


@pytest.mark.parametrize("role", ROLES)
def test_nothing_sent_to_the_desk_is_a_fault(settings, record_property, role):
    settings.KEEP_MISSED_SEARCHES = True
    ensure_groups()
    world, found = make_world(), Findings()
    cookie = entered(role)

    def each(data: st.DataObject) -> None:
        client = Client(headers={"cookie": cookie})
        with transaction.atomic():
            at_the_desk(world, found, client)(data)
            transaction.set_rollback(True)

    drawn(st.data(), EXAMPLES, SEED * 1000 + ROLES.index(role), each)
    record_property("measured", f"attack, desk, {role}: {found}")
    assert not found.wrong, found.told
    assert not FULL or found.still_slow() == []
