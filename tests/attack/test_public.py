"""A stranger sends anything to every public address: no fault, no word of what is hidden, nothing that takes long."""

import os
import random
from typing import Any

import pytest
from django.test import Client
from hypothesis import strategies as st

from agenda_tracker.models import Dossier, Formation, GovernmentPosition, Kamerstuk, Letter, MinisterialMeeting, Topic
from tests.attack.asking import Asked, Findings, drawn
from tests.attack.odd import anything, headers, methods, pairs
from tests.attack.schema import address, filters, forms, links, routes
from tests.run import FULL
from tests.web.random_states import WORD, make_site, public_words, roll

pytestmark = pytest.mark.django_db
SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "1"))
SITES, REQUESTS = (6, 2_000) if FULL else (1, 220)
PUBLIC = [route for route in routes() if not route.startswith("beheer/")]
LISTS = [
    route for route in PUBLIC if "<" not in route and (route.count("/") == 1 or ".atom" in route or ".ics" in route)
]
# What stands beside the filters in some address.
OTHER = ["format", "woorden", "zoek", "a", "b", "a_other", "b_other", "wijzig", "tekst", "utm_source"]


def seen(client: Client) -> tuple[list[str], dict[str, list[str]]]:
    """Names of fields, and for each what the pages offer: read off the pages themselves."""
    names, offered = {*filters(), *OTHER}, {"format": ["csv", "xlsx", "CSV"], "page": ["1", "2"], "size": ["10", "100"]}
    for path in (
        "/",
        "/standpunten/",
        "/brieven/",
        "/vergaderingen/",
        "/cijfers/",
        "/standpunten/vergelijk/",
        "/zoeken/tekst/",
        "/volgen/standpunten/",
    ):
        page = client.get(path).content
        names |= {name for _path, found in links(page) for name in found}
        for form in forms(page, path):
            names |= {name for name, _value in form.fields}
            offered |= form.choices
    return sorted(names), {
        name: [value for value in values if value] for name, values in offered.items() if any(values)
    }


def known(word: str) -> dict[str, list[str]]:
    """What may stand in an address: names and numbers of records, public and hidden."""
    slugs = [one.slug for model in (Letter, MinisterialMeeting, Topic, Formation) for one in model.objects.all()]
    keys = [str(one.pk) for model in (GovernmentPosition, Letter) for one in model.objects.all()[:20]]
    papers = [
        one.get_absolute_url().split("/", 2)[2].strip("/")
        for model in (Kamerstuk, Dossier)
        for one in model.objects.all()
    ]
    names = ["topics", "letters", "meetings", "positions", "kamerstukken", "standpunten", "brieven"]
    return {
        "slug": slugs,
        "pk": keys,
        "address": papers,
        "name": names,
        "number": ["1", "0", "2"],
        "q": [word, "nederland"],
    }


def requests(client: Client, words: Any) -> st.SearchStrategy[Asked]:
    names, offered = seen(client)
    there = known(next(iter(words.owners)))
    offered |= {"q": [*sorted(words.owners)[:30], "nederland", "kabinet steunt"], "dossier": ["29000", "29001-20"]}
    query = pairs(names, offered)
    body = st.one_of(
        st.just([]),
        pairs(["tekst", "q", "email", "rhythm", "note", "act", "nr", "csrfmiddlewaretoken"], {}),
        st.binary(max_size=200),
    )
    place = st.sampled_from([*PUBLIC, *LISTS * 4]).flatmap(lambda route: address(route, there))
    places = st.integers(0, 19).flatmap(lambda dice: place if dice else anything.map(lambda text: f"/{text}"))
    raw = st.sampled_from(
        ["%", "%zz", "q=%ff%fe", "q=%ED%A0%80", "&&&&", "=", "q", "?" * 900, "q=" + "%00" * 300, "page[]=1"]
    )
    return st.builds(Asked, places, methods, st.one_of(query, query, query, raw), headers(), body)


@pytest.mark.parametrize("site", range(SITES))
def test_no_public_request_is_a_fault_or_shows_what_is_hidden(client, search_index, settings, record_property, site):
    settings.KEEP_MISSED_SEARCHES = bool(site % 2)
    dice = random.Random(SEED * 1000 + site)
    words = make_site(dice)
    roll(dice)
    if site % 3 != 2:  # else the database answers
        search_index()
    public, found = public_words(words), Findings()

    def leak(text: str, asked: Asked) -> str:
        return " ".join(sorted(set(WORD.findall(text.lower())) - public - set(WORD.findall(asked.typed))))

    drawn(requests(client, words), REQUESTS, SEED * 1000 + site, lambda asked: found.ask(Client(), asked, leak))
    record_property("measured", f"attack, public, site {site}: {found}")
    assert not found.wrong, found.told
    assert not FULL or found.still_slow() == []


def test_a_fault_and_a_leak_would_be_found(client, monkeypatch):
    def broken(*args: Any) -> None:
        raise KeyError("kapot")

    monkeypatch.setattr("agenda_tracker.web.about.AboutView.get", broken)
    found = Findings()
    found.ask(client, Asked("/over/"))
    found.ask(client, Asked("/privacy/"), lambda text, asked: "geheim" if "rivacy" in text else "")
    assert len(found.wrong) == 2
    assert sorted(one.partition(" ")[0] for one in found.wrong) == ["KeyError", "leak:"]
