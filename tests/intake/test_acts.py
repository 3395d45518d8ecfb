"""Acts: on record with what they altered, undone whole, done again, and refused once overtaken."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from agenda_tracker.intake.acts import act, undo
from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    Evidence,
    GovernmentPosition,
    Letter,
    Overtaken,
    Paragraph,
    PublicChange,
    Topic,
)
from agenda_tracker.models.scope import lost_with, scope
from agenda_tracker.models.snapshot import take
from tests.factories import make_item, make_letter, make_position, make_topic

pytestmark = pytest.mark.django_db
Verb = DeskAct.Verb


@pytest.fixture
def clerk():
    return User.objects.create_user("griffie")


@pytest.fixture
def position():
    item = make_item()
    return make_position(make_letter("draft", meeting=item.meeting), item, topics=[make_topic("Water")])


def change_wording(position, clerk, wording="Anders gezegd."):
    with act(Verb.CHANGE, clerk, position, what="Standpunt gewijzigd", letter=position.letter):
        position.wording = wording
        position.save()
    return DeskAct.objects.first()


def test_an_act_says_who_did_what_to_which_fields(clerk, position):
    before = position.wording
    done = change_wording(position, clerk)
    assert (done.actor, done.verb, done.what, done.kind, done.object_id, done.about_letter) == (
        clerk, "change", "Standpunt gewijzigd", "governmentposition", position.pk, position.letter_id,
    )  # fmt: skip
    assert [(one.model, one.pk, one.before, one.after) for one in done.changes] == [
        ("agenda_tracker.governmentposition", position.pk, {"wording": before}, {"wording": "Anders gezegd."})
    ]


def test_an_act_that_alters_nothing_is_not_recorded(clerk, position):
    with act(Verb.CHANGE, clerk, position, what="Niets", letter=position.letter):
        position.save()
    assert not DeskAct.objects.exists()


def test_an_act_inside_another_is_part_of_it(clerk, position):
    with act(Verb.CONFIRM, clerk, position, what="Buiten", letter=position.letter):
        change_wording(position, clerk)
    assert [(done.what, len(done.deltas)) for done in DeskAct.objects.all()] == [("Buiten", 1)]


def clear_and_fail(position, clerk):
    with act(Verb.CHANGE, clerk, position, what="Mis", letter=position.letter):
        position.topics.clear()
        raise ValidationError("Mis.")


def test_an_act_that_fails_leaves_no_trace(clerk, position):
    before = take(scope(position))
    with pytest.raises(ValidationError):
        clear_and_fail(position, clerk)
    assert (take(scope(position)), DeskAct.objects.count()) == (before, 0)


def test_topics_come_back_when_undone(clerk, position):
    before = take(scope(position))
    with act(Verb.CHANGE, clerk, position, what="Thema’s", letter=position.letter):
        position.topics.set([make_topic("Lucht")])
    undo(DeskAct.objects.get(), clerk)
    assert take(scope(position)) == before
    assert [topic.name for topic in position.topics.all()] == ["Water"]


def test_a_deleted_position_comes_back_with_quotes_and_topics(clerk, position):
    before = take(scope(position))
    with act(Verb.DELETE, clerk, position, what="Verwijderd", letter=position.letter):
        GovernmentPosition.objects.get(pk=position.pk).delete()
    assert (GovernmentPosition.objects.count(), Evidence.objects.count()) == (0, 0)
    undo(DeskAct.objects.get(), clerk)
    assert take(scope(position)) == before
    assert (
        GovernmentPosition.history.filter(id=position.pk).first().history_change_reason
        == "Ongedaan gemaakt: Verwijderd"
    )


def test_a_deleted_letter_comes_back_whole(clerk, position):
    letter = position.letter
    before = take(scope(letter))
    with act(Verb.DELETE, clerk, letter, what="Verwijderd", letter=letter):
        Letter.objects.get(pk=letter.pk).delete()
    undo(DeskAct.objects.get(), clerk)
    assert take(scope(letter)) == before


def test_paragraphs_that_swapped_numbers_swap_back(clerk, position):
    make_position(position.letter, position.agenda_item)
    one, two = position.letter.paragraphs.all()
    before = take(scope(position.letter))
    with act(Verb.CHANGE, clerk, position.letter, what="Omgewisseld", letter=position.letter):
        Paragraph.objects.filter(pk=one.pk).update(number="99", order=99)
        Paragraph.objects.filter(pk=two.pk).update(number="1", order=1)
        Paragraph.objects.filter(pk=one.pk).update(number="2", order=2)
    undo(DeskAct.objects.get(), clerk)
    assert take(scope(position.letter)) == before


def test_what_was_made_goes_when_undone_and_comes_back_when_that_is_undone(clerk, position):
    with act(Verb.ADD, clerk, what="Toegevoegd") as current:
        topic = make_topic("Nieuw")
        current.made(topic)
    added = DeskAct.objects.get()
    undone = undo(added, clerk)
    assert not Topic.objects.filter(pk=topic.pk).exists()
    undo(undone, clerk)
    assert Topic.objects.get(pk=topic.pk).name == "Nieuw"
    assert [(done.what, done.undone) for done in DeskAct.objects.order_by("pk")] == [
        ("Toegevoegd", False), ("Ongedaan gemaakt: Toegevoegd", True), ("Opnieuw: Toegevoegd", False),
    ]  # fmt: skip


def test_an_act_that_was_overtaken_names_the_later_one(clerk, position):
    first = change_wording(position, clerk)
    change_wording(position, User.objects.create_user("collega"), "Nog anders.")
    with pytest.raises(Overtaken, match="later gewijzigd door collega: “Standpunt gewijzigd”"):
        undo(first, clerk)
    assert GovernmentPosition.objects.get().wording == "Nog anders."


def test_a_later_change_of_other_fields_does_not_stand_in_the_way(clerk, position):
    before, done = position.wording, change_wording(position, clerk)
    GovernmentPosition.objects.update(kind="aim")
    undo(done, clerk)
    assert [(one.wording, one.kind) for one in GovernmentPosition.objects.all()] == [(before, "aim")]


def test_what_was_made_is_not_taken_away_under_what_was_tied_to_it_since(clerk, position):
    with act(Verb.ADD, clerk, what="Toegevoegd") as current:
        item = make_item(position.agenda_item.meeting, "Lucht")
        current.made(item)
    GovernmentPosition.objects.update(agenda_item=item)
    with pytest.raises(Overtaken):
        undo(DeskAct.objects.get(), clerk)
    assert AgendaItem.objects.filter(pk=item.pk).exists()


def test_an_act_is_undone_once(clerk, position):
    done = change_wording(position, clerk)
    undo(done, clerk)
    with pytest.raises(Overtaken, match="al ongedaan gemaakt"):
        undo(done, clerk)


def test_undoing_a_change_of_what_is_public_is_told_in_the_journal(clerk):
    position = make_position()
    with act(Verb.CHANGE, clerk, position, what="Gewijzigd", letter=position.letter):
        position.wording = "Anders."
        position.save()
    number = PublicChange.objects.first().number
    undo(DeskAct.objects.get(), clerk)
    told = PublicChange.objects.filter(number__gt=number, kind="position", object_id=position.pk)
    assert [line.change for line in told] == ["changed"]


def test_what_a_deletion_takes_along_is_known_beforehand(position):
    kinds = sorted({model for model, _pk in take(lost_with([position]))})
    assert kinds == [
        "agenda_tracker.evidence",
        "agenda_tracker.governmentposition",
        "agenda_tracker.governmentposition_topics",
    ]
