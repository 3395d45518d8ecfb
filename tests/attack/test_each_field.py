"""One field at a time, in turn with everything that is likely to bite: of addresses at the desk, of its forms, of the lists.

Chance seldom draws just the one value that a field chokes on; here each is tried.
"""

import random
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from agenda_tracker.admin.groups import ensure_groups
from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting, Topic
from tests.admin.access_world import make_world
from tests.attack.asking import Asked, Findings
from tests.attack.schema import HOLE, Form, filters, forms_of
from tests.attack.test_desk import DESK, NAMES, SEED, entered, known
from tests.attack.test_public import LISTS, OTHER
from tests.run import FULL, some

pytestmark = pytest.mark.django_db
BITING = ["", " ", "\x00", "0", "-1", "9" * 30, "1e5", "1,2", "a", "é", "²", "None", "[]", "{}", "%", "'", "__", "\ud800", "id",
          "pk", "letter__id", "2024-02-30", "9999-12-31", "x" * 300]  # fmt: skip


def filled(route: str, world: dict[str, Any]) -> Iterator[str]:
    """The route with what exists in its holes: the first of what may stand there, and in the drills also the last."""
    there = known(route, world)
    for place in (0, -1) if FULL else (0,):

        def right(hole: re.Match[str], place: int = place) -> str:
            return (there.get(hole[2] or hole[3] or "pk") or there["pk"])[place]

        yield "/" + HOLE.sub(right, route)


def drawn_from(cases: list[Any], in_drills: int, one_in: int) -> list[Any]:
    """So many in the drills, and a part of these otherwise; the same ones for the same seed."""
    most = in_drills if FULL else in_drills // one_in
    return random.Random(SEED).sample(cases, most) if len(cases) > most else cases


def alone(client: Client, found: Findings, asked: Asked) -> Any:
    """Nothing of it stays."""
    with transaction.atomic():
        answer = found.ask(client, asked)
        transaction.set_rollback(True)
    return answer


def desk_forms(client: Client, found: Findings, world: dict[str, Any], one_in: int) -> Iterator[Form]:
    """Of one in so many pages; in the drills of all."""
    for path in some([path for route in DESK for path in filled(route, world)], one_in):
        yield from forms_of(alone(client, found, Asked(path)), path)


def test_no_parameter_of_an_address_at_the_desk_bites(record_property):
    ensure_groups()
    world, found = make_world(), Findings()
    client = Client(headers={"cookie": entered("superuser")})
    paths = list(dict.fromkeys(path for route in DESK for path in filled(route, world)))
    for path, name, value in drawn_from(list(product(paths, NAMES, BITING)), 10_000, 30):
        alone(client, found, Asked(path, query=[(name, value)]))
        alone(client, found, Asked(path, "POST", body=[(name, value)]))
    record_property("measured", f"attack, parameters at the desk: {found}")
    assert not found.wrong, found.told
    assert not FULL or found.still_slow() == []


def with_one_other(form: Form) -> Iterator[list[tuple[str, str]]]:
    """What the form sends with each of its fields in turn left out or bent; that one goes first, so that a finding shows it."""
    for button in form.buttons or [None]:
        sent = [*form.fields, *([button] if button else [])]
        for at, (name, _value) in enumerate(sent):
            yield sent[:at] + sent[at + 1 :]
            yield from ([(name, value), *sent[:at], *sent[at + 1 :]] for value in BITING)


def test_no_field_of_a_form_at_the_desk_bites(record_property):
    ensure_groups()
    world, found = make_world(), Findings()
    client = Client(headers={"cookie": entered("superuser")})
    cases = []
    for form in desk_forms(client, found, world, 6):
        cases += [(form, sent) for sent in with_one_other(form)]
    for form, sent in drawn_from(cases, 20_000, 100):
        query, body = ([], sent) if form.method == "POST" else (sent, [])
        alone(client, found, Asked(form.action, form.method, query, body=body))
    record_property("measured", f"attack, fields of forms at the desk: {found}")
    assert not found.wrong, found.told
    assert not FULL or found.still_slow() == []


def test_no_parameter_of_a_public_page_bites(search_index, record_property):
    make_world()
    search_index()
    found, client = Findings(), Client()
    shown = (MinisterialMeeting, Letter, GovernmentPosition, Topic)
    pages = [one.get_absolute_url() for model in shown for one in model.objects.public()[:1]]
    names = [*filters(), *OTHER]
    for path, name, value in drawn_from(
        list(product([*(f"/{route}" for route in LISTS), *pages], names, BITING)), 5_000, 30
    ):
        alone(client, found, Asked(path, query=[(name, value)]))
    record_property("measured", f"attack, parameters of public pages: {found}")
    assert not found.wrong, found.told
    assert not FULL or found.still_slow() == []


@pytest.mark.parametrize("path", ["/standpunten/", "/brieven/", "/vergaderingen/", "/zoeken/"])
def test_too_many_parameters_are_refused_with_a_page(path):
    client = Client(raise_request_exception=False)
    answer = client.get(path, QUERY_STRING="&".join(["q=a"] * 5_001))
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_no_page_of_a_record_minds_that_no_field_is_named():
    """As Django's admin leads back to a record: `?_to_field=`."""
    ensure_groups()
    world, found = make_world(), Findings()
    client = Client(headers={"cookie": entered("superuser")})
    for path in {
        path for route in DESK if "<object_id>" in route or "/<path:" in route for path in filled(route, world)
    }:
        alone(client, found, Asked(path, query=[("_to_field", "")]))
        alone(client, found, Asked(path, "POST", body=[("_to_field", "")]))
    assert found.count > 100
    assert not found.wrong, found.told
    assert not FULL or found.still_slow() == []
