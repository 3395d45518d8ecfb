"""After every kind of act the index, caught up from the journal, still gives what the database gives."""

import datetime

import pytest
from django.db import transaction

from agenda_tracker.intake.merge import merge_kamerstukken, merge_meetings, merge_topics
from agenda_tracker.intake.publish import withdraw
from agenda_tracker.models import Evidence, GovernmentPosition, Kamerstuk, Letter, MinisterialMeeting, journalled
from agenda_tracker.models.journalled import write_journal
from agenda_tracker.search import catch_up
from agenda_tracker.search.entries import public_ids
from agenda_tracker.search.schema import KINDS
from tests import factories as make

from .random_world import LISTS, World
from .test_index_equals_database import compare, compare_lines

pytestmark = pytest.mark.django_db
TRIES = 1


def publish(world):
    letter = Letter.objects.filter(status="draft").first()
    with journalled(letter, letter=letter):
        letter.status, letter.first_published_at = "published", datetime.datetime.now(datetime.UTC)
        letter.save()


def take_back(world):
    withdraw(Letter.objects.public().first(), "De brief bevatte een fout.")


def join_topics(world):
    merge_topics(world.topics[0], world.topics.pop(), None)


def move_topic(world):
    topic = next(one for one in world.topics if one.parent_id is None and one.pk != world.topics[0].pk)
    with journalled(topic):
        topic.parent = world.topics[0] if topic not in world.topics[0].ancestors() else None
        topic.save()


def hide_topic(world):
    topic = world.topics.pop()
    with journalled(topic):
        topic.released = False
        topic.save()


def join_meetings(world):
    kept, gone = MinisterialMeeting.objects.public()[:2]
    merge_meetings(kept, gone, None, sure=True)


def move_meeting(world):
    meeting = MinisterialMeeting.objects.public().last()
    with journalled(meeting):
        meeting.start_date = meeting.end_date = datetime.date(2023, 7, 3)
        meeting.formation = world.bodies[0]
        meeting.save()


def change_body(world):
    with journalled(world.bodies[0]):
        world.bodies[0].organisation = "ovse"
        world.bodies[0].save()


def follow_up_ministry(world):
    old = world.ministries[-1]
    with journalled(old):
        old.successor = world.ministries[0]
        old.save()


def move_office(world):
    office = world.offices[0]
    with journalled(office):
        office.ministry = world.ministries[-1]
        office.save()


def change_positions(world):
    for position in Letter.objects.public().filter(positions__review="confirmed").first().positions.all():
        with journalled(position):
            position.kind, position.stance, position.review = "aim", "opposed", "confirmed"
            position.save()


def join_papers(world):
    kept, gone = Kamerstuk.objects.public()[:2]
    merge_kamerstukken(kept, gone, None)


def rename_topic(world):
    with journalled(world.topics[0]):
        world.topics[0].name = "Andere naam"
        world.topics[0].save()


def reorder_topics(world):
    topic = GovernmentPosition.objects.public().filter(topics__in=world.topics[1:]).first().topics.last()
    with journalled(topic):
        topic.order = 999
        topic.save()


def rename_item(world):
    item = GovernmentPosition.objects.public().first().agenda_item
    with journalled(item):
        item.title = "Een punt met een andere naam"
        item.save()


def rename_body(world):
    body = GovernmentPosition.objects.public().first().agenda_item.meeting.formation
    with journalled(body):
        body.name = "Raad met een andere naam"
        body.save()


def redate_letter(world):
    letter = GovernmentPosition.objects.public().last().letter
    with journalled(letter):
        letter.date, letter.kind = datetime.date(2023, 5, 6), "report"
        letter.save()


def number_letter(world):
    letter = Letter.objects.public().filter(kamerstukken=None, positions__review="confirmed").first()
    paper = make.make_kamerstuk("21501-02-4000")
    with journalled(letter, paper):
        paper.letter = letter
        paper.save()


def sign_letter(world):
    letter = Letter.objects.public().filter(kamerstukken=None, positions__review="confirmed").last()
    with journalled(letter):
        letter.signatories.all().delete()
        make.make_signatory(letter, world.offices[0])


def quote_less(world):
    evidence = Evidence.objects.filter(position__in=GovernmentPosition.objects.public()).first()
    with journalled(evidence):
        evidence.end -= 3
        evidence.save()


def renumber_paragraph(world):
    paragraph = Evidence.objects.filter(position__in=GovernmentPosition.objects.public()).last().paragraph
    with journalled(paragraph):
        paragraph.number = "77"
        paragraph.save()


def name_amount(world):
    position = GovernmentPosition.objects.public().last()
    with journalled(position):
        position.amount_eur = 1_500_000
        position.save()


ACTS = [
    publish,
    take_back,
    join_topics,
    move_topic,
    hide_topic,
    join_meetings,
    move_meeting,
    change_body,
    follow_up_ministry,
    move_office,
    change_positions,
    join_papers,
    rename_topic,
    reorder_topics,
    rename_item,
    rename_body,
    redate_letter,
    number_letter,
    sign_letter,
    quote_less,
    renumber_paragraph,
    name_amount,
]


def test_index_follows_every_act(search_index, settled, monkeypatch):
    world = World(4)
    with transaction.atomic():
        write_journal({(kind, pk) for kind in KINDS for pk in public_ids(kind)}, None)
    settled()
    search_index()
    monkeypatch.setattr(catch_up, "rebuild", None)  # from here on only what the journal tells
    for act in ACTS:
        act(world)
        tries = [(filter_class, "") for filter_class in LISTS] + [world.selection() for _number in range(TRIES)]
        for number, (filter_class, query) in enumerate(tries):
            try:
                compare(world, filter_class, query, facets=number == len(tries) - 1)
                if not number:
                    compare_lines(world)
            except AssertionError as wrong:
                raise AssertionError(f"after {act.__name__}") from wrong
