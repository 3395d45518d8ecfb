"""Lists run the same few queries, however long they are."""

import itertools
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Evidence,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Section,
    Topic,
)
from agenda_tracker.models.fields import fold
from tests import factories as make

pytestmark = pytest.mark.django_db
# Some of these are for what is kept for a head of the journal elsewhere, and never inside the transaction of a test:
# choices, topics, letters with their Kamerstukken, meetings.
MOST = 15
# In one statement; see below.
MOST_JOINS = 5
PAPER = "/kamerstukken/28676-1/"
TOPIC = "/themas/lucht/"
# A meeting is a briefing on one page, and no list; a topic is also drawn, and set beside the previous time.
MOST_OF = {"/vergaderingen/eerste/": 15, TOPIC: 20}
LISTS = [
    "/vergaderingen/",
    "/brieven/",
    "/standpunten/",
    "/themas/",
    "/kamerstukken/",
    "/kamerstukken/28676/",
    "/kamerstukken/28676-1/",
    TOPIC,
    "/vergaderingen/eerste/",
    "/cijfers/",
    "/cijfers/?year=2024&organisation=eu",
    "/gegevens/",
]
SELECTION = (
    "?topic=lucht&formation=raad&ministry=defensie&dossier=28676&kind=view&chamber=TK&q=nederland&year=2024&size=100"
)


def add_rows(count, start=0):
    """`count` meetings, each with a letter, an item, a position with its quote, and a Kamerstuk that is cited."""
    body, topic, office = shared()
    numbers = range(start + 1, start + count + 1)
    dossier = make.make_dossier("28676")
    shelf = [make.Reference.parse(f"{10000 + n}-1") for n in numbers]
    dossiers = Dossier.objects.bulk_create(
        Dossier(number=10000 + n, normal_form=str(10000 + n), sort_key=ref.dossier_reference.sort_key)
        for n, ref in zip(numbers, shelf, strict=True)
    )
    days = [make.datetime.date(2024, 1, 1) + make.datetime.timedelta(days=n % 365) for n in numbers]
    meetings = MinisterialMeeting.objects.bulk_create(
        MinisterialMeeting(
            formation=make.make_formation(name=f"Raad {n}", slug=f"r{n}") if n % 365 == 0 else body,
            start_date=day, end_date=day, informal=bool(n // 365 % 2), slug=f"m{n}",
        )
        for n, day in zip(numbers, days, strict=True)
        if n < 700
    )  # fmt: skip
    first = MinisterialMeeting.objects.get(slug="eerste")
    meetings = list(itertools.islice(itertools.chain([first][start:], meetings, itertools.repeat(first)), count))
    letters = Letter.objects.bulk_create(
        Letter(
            subject=f"Brief {n}", subject_key=f"brief {n}", date=day, to_tk=True, slug=f"l{n}", status="published",
            first_published_at=timezone.now(),
        )
        for n, day in zip(numbers, days, strict=True)
    )  # fmt: skip
    rows = list(zip(numbers, letters, meetings, strict=True))
    LetterMeeting.objects.bulk_create(LetterMeeting(letter=letter, meeting=meeting) for _n, letter, meeting in rows)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=n + 10, title=f"Punt {n}") for n, _l, meeting in rows
    )
    sections = Section.objects.bulk_create(
        Section(letter=letter, order=1, heading="Punt", agenda_item=item)
        for letter, item in zip(letters, items, strict=True)
    )
    text = "Nederland steunt dit, zie 28 676, nr. 1."
    paragraphs = Paragraph.objects.bulk_create(
        Paragraph(letter=section.letter, section=section, order=1, number="1", text=text) for section in sections
    )
    positions = GovernmentPosition.objects.bulk_create(
        GovernmentPosition(letter=letter, agenda_item=item, wording=text, wording_key=fold(text), review="confirmed")
        for letter, item in zip(letters, items, strict=True)
    )
    GovernmentPosition.topics.through.objects.bulk_create(
        GovernmentPosition.topics.through(governmentposition=position, topic=topic) for position in positions
    )
    Evidence.objects.bulk_create(
        Evidence(position=position, paragraph=paragraph, start=0, end=20)
        for position, paragraph in zip(positions, paragraphs, strict=True)
    )
    papers = Kamerstuk.objects.bulk_create(
        Kamerstuk(dossier=own, number="1", normal_form=ref.normal, sort_key=ref.sort_key, letter=letter)
        for own, ref, letter in zip(dossiers, shelf, letters, strict=True)
    )
    more = Kamerstuk.objects.bulk_create(
        Kamerstuk(
            dossier=dossier,
            number=str(n),
            normal_form=f"28676-{n}",
            sort_key=make.Reference.parse(f"28676-{n}").sort_key,
        )
        for n in numbers
    )
    assert len(papers) == len(more) == count
    one = Kamerstuk.objects.get(normal_form="28676-1")
    KamerstukReference.objects.bulk_create(
        KamerstukReference(
            letter=paragraph.letter, paragraph=paragraph, start=26, end=39, as_written="28 676, nr. 1",
            normal_form=paper.normal_form, status="resolved", kamerstuk=paper,
        )
        for paragraph, own in zip(paragraphs, more, strict=True)
        for paper in {own.pk: own, one.pk: one}.values()
    )  # fmt: skip
    make.Signatory.objects.bulk_create(
        make.Signatory(letter=letter, office=office, office_as_printed="Minister van Defensie") for letter in letters
    )
    refresh_statistics()


def shared():
    """The body, topic and office that all rows share, and one meeting that many letters treat."""
    if Topic.objects.filter(slug="lucht").exists():
        meeting = MinisterialMeeting.objects.get(slug="eerste")
        return meeting.formation, Topic.objects.get(slug="lucht"), make.Office.objects.get()
    body = make.make_formation("Raad Defensie", slug="raad")
    make.make_meeting(body, "2024-01-01", slug="eerste", released=True)
    topic = make.make_topic("Luchtverdediging", slug="lucht", parent=make.make_topic("Defensie"))
    return body, topic, make.make_office(ministry=make.make_ministry("Defensie", slug="defensie"))


def counts(client, count_queries):
    found = {}
    for address in [*LISTS, *(f"{address}{SELECTION}" for address in LISTS[:3])]:
        with count_queries() as queries:
            response = client.get(address)
        assert response.status_code == 200, address
        found[address] = len(queries)
    return found


def test_lists_run_the_same_number_of_queries_with_1_25_and_1000_rows(client, django_capture_queries):
    add_rows(1)
    one = counts(client, django_capture_queries)
    add_rows(24, start=1)
    many = counts(client, django_capture_queries)
    add_rows(975, start=25)
    thousand = counts(client, django_capture_queries)
    assert GovernmentPosition.objects.public().count() == 1000
    assert many == thousand
    assert {**one, TOPIC: many[TOPIC], PAPER: many[PAPER]} == many
    assert one[TOPIC] <= many[TOPIC]  # with one meeting there is no previous time to ask for
    assert one[PAPER] == many[PAPER] - 1  # letters that fit one page need not be counted
    assert {address: number for address, number in many.items() if number > MOST_OF.get(address, MOST)} == {}


def joined(sql: str) -> int:
    """How many tables are joined, those of conditions and columns with a question of their own left out."""
    depth, own = 0, []
    for part in re.split(r"([()])", sql):
        depth += {"(": 1, ")": -1}.get(part, 0)
        own.append(part if depth == 0 else "")
    return "".join(own).count(" JOIN ")


def test_no_page_joins_more_tables_than_postgresql_puts_in_order(client, django_capture_queries):
    """Conditions count with them. Beyond eight it keeps the order that is written, and reads whole tables first."""
    add_rows(3)
    item = AgendaItem.objects.exclude(positions=None).first()
    records = [item, item.positions.first(), item.meeting, Letter.objects.first()]
    pages = [*LISTS, *(one.get_absolute_url() for one in records), f"/standpunten/{SELECTION}"]
    files = [f"{address}?format=csv" for address in ("/standpunten/", "/brieven/", "/vergaderingen/")]
    found = {}
    for address in [*pages, *files]:
        with django_capture_queries() as queries:
            answer = client.get(address)
            assert (answer.status_code, len(b"".join(answer)) > 100) == (200, True), address
        # What a connection has prepared meanwhile is captured without its text, which came before.
        found |= {one["sql"]: joined(one["sql"]) for one in queries if one["sql"]}
    assert len(found) > 50
    assert max(found.values()) == MOST_JOINS


@pytest.fixture
def django_capture_queries():
    return lambda: CaptureQueriesContext(connection)
