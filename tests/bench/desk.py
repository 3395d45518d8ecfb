"""How fast the review screen is beside the public page of an equal letter of 60 paragraphs and 40 positions."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from typing import Any

import django

ROUNDS, WARM_UP = 60, 5
PARAGRAPHS, POSITIONS, ITEMS, TOPICS, NOTES, CITATIONS, ACTS = 60, 40, 8, 30, 24, 16, 10
WORDS = [
    "de", "het", "een", "kabinet", "lidstaten", "voorstel", "Commissie", "Nederland", "zet", "in", "op", "steun",
    "bondgenoten", "samenwerking", "Oekraïne", "financiering", "Europese", "Unie", "NAVO", "industrie", "uitvoering",
    "veiligheid", "nationale", "regelgeving", "belang", "ambitie", "doelen", "komende", "periode", "besluitvorming",
]  # fmt: skip


def text_of(number: int) -> str:
    """About eighty words, one date among them."""
    chance = random.Random(number)
    half = [" ".join(chance.choices(WORDS, k=40)).capitalize() for _half in range(2)]
    return f"{half[0]}. Op {chance.randrange(1, 28)} maart 2030 besprak de Raad dit. {half[1]}."


def make_letter_in_full(status: str, meeting: Any, items: list[Any], topics: list[Any]) -> Any:
    from tests import factories as make

    letter = make.make_letter(status, meeting)
    make.make_signatory(letter, make.make_office())
    sections = [make.make_section(letter, item) for item in items]
    paragraphs = [
        make.make_paragraph(sections[number * ITEMS // PARAGRAPHS], text_of(number)) for number in range(PARAGRAPHS)
    ]
    for number in range(POSITIONS):
        add_position(letter, paragraphs[number * PARAGRAPHS // POSITIONS], topics, number)
    for number in range(NOTES):
        note = make.make_footnote(paragraphs[number * 2], f"Zie Kamerstuk 21 501-02, nr. {100 + number}.")
        make.make_reference(note, f"21 501-02, nr. {100 + number}", f"21501-02-{100 + number}")
    for number in range(CITATIONS):
        paragraph = paragraphs[number * 3 + 1]
        word = paragraph.text.split()[3]
        make.make_reference(paragraph, word, f"28676-{300 + number}" if number % 4 else "")
    return letter


def add_position(letter: Any, paragraph: Any, topics: list[Any], number: int) -> None:
    """On the first sentence of its paragraph."""
    from agenda_tracker.models import GovernmentPosition
    from tests import factories as make

    review = "suggested" if letter.status == "draft" else "confirmed"
    quote = paragraph.text.partition(". ")[0] + "."
    known = {"agenda_item": paragraph.section.agenda_item, "wording": quote, "review": review, "order": number + 1}
    found = {"rule": "aim_plead", "confidence": 0.6 + number / 100}
    position = make.saved(GovernmentPosition(letter=letter, **known, **found))
    position.topics.set(topics[number % TOPICS : number % TOPICS + 2])
    make.make_evidence(position, paragraph, quote)


def make_world() -> tuple[str, str]:
    """The addresses of the review screen of a draft, and of the public page of its equal."""
    from django.urls import reverse

    from agenda_tracker.intake.decide import change_position
    from tests import factories as make

    body, topics = make.make_formation(), [make.make_topic() for _topic in range(TOPICS)]
    earlier, other, now = (make.make_meeting(body, day) for day in ("2030-01-10", "2030-02-10", "2030-03-10"))
    items = {day: [make.make_item(day, f"Punt {number}") for number in range(ITEMS)] for day in (earlier, other, now)}
    make_letter_in_full("published", earlier, items[earlier], topics)
    public = make_letter_in_full("published", other, items[other], topics)
    draft = make_letter_in_full("draft", now, items[now], topics)
    for number, position in enumerate(draft.positions.all()[:ACTS]):
        change_position(position, None, topics=topics[number : number + 1])
    return reverse("admin:agenda_tracker_letter_review", args=[draft.pk]), public.get_absolute_url()


def clerk() -> Any:
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from agenda_tracker.admin.groups import REDACTEUR, ensure_groups

    ensure_groups()
    user = User.objects.create_user("redacteur", is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def measure() -> None:
    """Both pages in turn, so that whatever slows the machine down slows both."""
    from django.test import Client

    review, public = make_world()
    pages = {"review screen": (clerk(), review), "public letter page": (Client(SERVER_NAME="localhost"), public)}
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for _round in range(WARM_UP + ROUNDS):
        for name, (client, address) in pages.items():
            begin = time.perf_counter()
            answer = client.get(address)
            taken[name].append(1000 * (time.perf_counter() - begin))
            assert answer.status_code == 200, answer.status_code
    for name, page in pages.items():
        report(name, taken[name][WARM_UP:], *page)
    middle = [statistics.median(times[WARM_UP:]) for times in taken.values()]
    say(f"the review screen takes {middle[0] / middle[1]:.2f} × the public page (must be 3 or less)")


def report(name: str, times: list[float], client: Any, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        size = len(client.get(address).content)
    middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    say(f"{name}: median {middle:.1f} ms, p95 {slow:.1f} ms, {len(queries)} queries, {size / 1000:.0f} kB")


def main() -> None:
    """In a database of its own, which is thrown away; otherwise as in production."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AGENDAVOLGER_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.drills.settings"
        django.setup()
        from django.db import connection

        own_name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            say(f"one letter of {PARAGRAPHS} paragraphs and {POSITIONS} positions, on {connection.vendor}")
            measure()
        finally:
            connection.creation.destroy_test_db(own_name, verbosity=0)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
