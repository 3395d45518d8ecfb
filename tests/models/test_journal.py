"""The journal: every path that changes what is public writes it, in the transaction of the change."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from agenda_tracker.intake.decide import change_position, confirm, reject, reopen
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.models import JournalHead, Letter, PublicChange, Section, journalled
from agenda_tracker.models.journalled import write_journal
from tests.factories import (
    make_formation,
    make_item,
    make_letter,
    make_meeting,
    make_paragraph,
    make_position,
    make_reference,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def journal() -> list[tuple[str, int, str]]:
    """The journal in order of writing, as (kind, id, change)."""
    return list(PublicChange.objects.order_by("number").values_list("kind", "object_id", "change"))


def draft_with_position():
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    position = make_position(letter, item)
    return letter, item, position


def test_publishing_writes_what_became_public():
    letter, item, position = draft_with_position()
    publish(letter)
    assert journal() == [
        ("letter", letter.pk, "became"),
        ("position", position.pk, "became"),
        ("item", item.pk, "became"),
        ("meeting", item.meeting.pk, "became"),
    ]
    assert JournalHead.objects.get().number == 4


def test_withdrawing_writes_what_ceased_and_publishing_again_what_became():
    letter, item, _position = draft_with_position()
    publish(letter)
    withdraw(letter, "De verkeerde brief.")
    assert set(PublicChange.objects.filter(number__gt=4).values_list("change", flat=True)) == {"ceased"}
    publish(letter)
    assert PublicChange.objects.filter(kind="item", object_id=item.pk).order_by("-number")[0].change == "became"


def test_second_letter_on_a_meeting_changes_the_meeting():
    letter, item, _position = draft_with_position()
    publish(letter)
    second = make_letter("draft", meeting=item.meeting)
    make_paragraph(make_section(second, item))
    publish(second)
    assert journal()[4:] == [
        ("letter", second.pk, "became"),
        ("item", item.pk, "changed"),
        ("meeting", item.meeting.pk, "changed"),
    ]


def test_cited_kamerstuk_stays_public_while_another_letter_cites_it():
    letters = []
    for _number in range(2):
        letter = make_letter("draft")
        make_reference(
            make_paragraph(make_section(letter), "Zie Kamerstuk 28 676, nr. 464."), "28 676, nr. 464", "28676-464"
        )
        publish(letter)
        letters.append(letter)
    withdraw(letters[0], "Vervallen.")
    papers = PublicChange.objects.filter(kind="kamerstuk").order_by("number").values_list("change", flat=True)
    assert list(papers) == ["became", "changed", "changed"]
    withdraw(letters[1], "Vervallen.")
    assert PublicChange.objects.filter(kind="kamerstuk").order_by("-number")[0].change == "ceased"


def test_deciding_in_a_draft_is_no_public_change():
    _letter, _item, position = draft_with_position()
    reject(position, None)
    reopen(position, None)
    confirm(position, None)
    assert journal() == []


def test_deciding_in_a_published_letter_is():
    letter, item, position = draft_with_position()
    publish(letter)
    reject(position, None)
    assert journal()[4:] == [
        ("letter", letter.pk, "changed"),
        ("position", position.pk, "ceased"),
        ("item", item.pk, "changed"),
        ("meeting", item.meeting.pk, "changed"),
    ]


def test_rewording_a_public_position_is_journalled_with_its_letter():
    letter, _item, position = draft_with_position()
    publish(letter)
    change_position(position, None, wording="Nederland wil meer samenwerking.")
    last = PublicChange.objects.filter(kind="position").first()
    assert (last.change, last.letter) == ("changed", letter)


def test_renaming_a_formation_and_a_topic_is_journalled():
    formation, topic = make_formation(), make_topic()
    with journalled(formation, topic):
        formation.name, topic.name = "Andere naam", "Ander thema"
        formation.save()
        topic.save()
    assert journal() == [("topic", topic.pk, "became"), ("formation", formation.pk, "became")]


def test_releasing_a_meeting_to_the_calendar_is_journalled():
    meeting = make_meeting()
    with journalled(meeting):
        meeting.released = True
        meeting.save()
    assert journal() == [("meeting", meeting.pk, "became")]


def test_failed_change_writes_nothing():
    letter, _item, _position = draft_with_position()
    with pytest.raises(RuntimeError, match="halverwege"):
        fail_halfway(letter)
    assert journal() == []
    assert Letter.objects.get(pk=letter.pk).status == "draft"


def fail_halfway(letter: Letter) -> None:
    with journalled(letter):
        Letter.objects.filter(pk=letter.pk).update(status="published", first_published_at="2024-10-03T10:00Z")
        raise RuntimeError("halverwege")


@pytest.mark.django_db(transaction=True)
def test_journal_refuses_to_be_written_outside_a_transaction():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        write_journal({("topic", 1)}, None)


def test_numbers_run_on_without_gaps():
    for _number in range(3):
        letter, _item, _position = draft_with_position()
        publish(letter)
    numbers = list(PublicChange.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 13))


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_get_their_numbers_in_turn():
    letters = [draft_with_position()[0] for _number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(publish_and_hang_up, letters))
    lines = list(PublicChange.objects.order_by("number").values_list("number", "letter"))
    assert [number for number, _letter in lines] == list(range(1, 33))
    # The lines of one letter stand together: nobody else's transaction came in between.
    assert all(len({letter for _number, letter in lines[start : start + 4]}) == 1 for start in range(0, 32, 4))


def publish_and_hang_up(letter: Letter) -> None:
    try:
        publish(letter)
    finally:
        connection.close()


def test_what_is_moved_to_another_letter_is_not_told_under_the_first():
    first, second = make_position().letter, make_position().letter
    part = make_section(first)
    with journalled(part, letter=first) as change:
        Section.objects.filter(pk=part.pk).update(letter=second, order=9)
        part.refresh_from_db()
        change.watch(part)
    told = dict(PublicChange.objects.filter(kind="position").values_list("object_id", "letter").order_by("number"))
    assert told == {first.positions.get().pk: first.pk, second.positions.get().pk: None}
