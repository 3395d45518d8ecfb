"""Whatever a form at the desk is sent with, what it leaves is sound: `check_integrity` tells of nothing that was not there."""

import random
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from agenda_tracker.admin.groups import ensure_groups
from agenda_tracker.integrity import (
    acts,
    derived,
    history,
    journal,
    lines,
    quotes,
    references,
    seals,
    texts,
    trees,
    values,
)
from tests.admin.access_world import make_world
from tests.attack.asking import Asked, Findings
from tests.attack.odd import Pairs
from tests.attack.schema import Form
from tests.attack.test_desk import SEED, entered
from tests.attack.test_each_field import desk_forms, drawn_from

pytestmark = pytest.mark.django_db
RULES = (values, texts, references, quotes, derived, trees, history, acts, journal, lines, seals)
# What somebody might choose or type by mistake: another record, nothing, a tick, a day, words, a number of a paper.
MISTAKES = [*map(str, range(1, 8)), "", "on", "01-01-2024", "tekst", "21 501-02, nr. 5"]
SAVED = (200, 302)


def told() -> set[tuple[str, str, str]]:
    return {(finding.rule, finding.record, finding.wrong) for module in RULES for finding in module.find()}


def with_a_mistake(form: Form) -> Iterator[Pairs]:
    """What stands in the form with one field other than it is."""
    fields = [(name, value) for name, value in form.fields if "__prefix__" not in name]
    for at, (name, _value) in enumerate(fields):
        if name not in ("csrfmiddlewaretoken", "_version"):
            rest = fields[:at] + fields[at + 1 :]
            others = dict.fromkeys([*form.choices.get(name, [])[:12], *MISTAKES])
            yield from ([(name, other), *rest] for other in others)


def test_no_form_at_the_desk_leaves_what_a_check_would_tell_of(record_property):
    ensure_groups()
    world, found, chance = make_world(), Findings(), random.Random(SEED)
    client = Client(headers={"cookie": entered("superuser")})
    there = [form for form in desk_forms(client, found, world, 4) if form.method == "POST"]
    cases = [(form, sent) for form in there for sent in with_a_mistake(form)]
    before, left = told(), {}
    for form, sent in drawn_from(cases, 3_000, 75):
        button = [chance.choice(form.buttons)] if form.buttons else []
        asked = Asked(form.action, "POST", body=[*sent, *button])
        with transaction.atomic():
            answer = found.ask(client, asked)
            if answer is not None and answer.status_code in SAVED:
                left |= dict.fromkeys(told() - before, str(asked))
            transaction.set_rollback(True)
    record_property("measured", f"attack, what forms leave: {found}")
    assert not found.wrong, found.told
    assert left == {}
