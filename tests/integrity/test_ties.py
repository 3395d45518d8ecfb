"""Where things stand and what they belong to is told by histories and acts: what differs from these is found."""

from typing import Any

import pytest
from django.db.models import F

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.correct import add_paragraph
from agenda_tracker.intake.quotes import mark_position
from agenda_tracker.intake.receive import receive
from agenda_tracker.intake.reread import reread
from agenda_tracker.integrity import acts, history
from agenda_tracker.models import (
    AgendaSeries,
    DeskAct,
    Evidence,
    Footnote,
    GovernmentPosition,
    LetterSource,
    Paragraph,
    Section,
)
from tests.basis import put_basis
from tests.factories import make_formation
from tests.intake.test_reread import Reader, second

from .test_check_integrity import Planting, found, tried
from .world import World, plant

pytestmark = pytest.mark.django_db


def moved(rows: Any, **values: Any) -> list[Any]:
    """Alters the rows from the last on, so that none meets another."""
    there = list(rows.order_by("-order"))
    for row in there:
        rows.filter(pk=row.pk).update(**values)
    return there


def other_numbers(world):
    for paragraph in (there := list(world.letter.paragraphs.all())):
        Paragraph.objects.filter(pk=paragraph.pk).update(number=str(int(paragraph.number) + 100))
    return "history-moved", there, False


def other_section(world):
    """The first of a part becomes the last of the part before, which treats another item; the order still holds."""
    before, part = world.letter.sections.filter(paragraphs__isnull=False).distinct().order_by("order")[:2]
    paragraph = part.paragraphs.order_by("order").first()
    Paragraph.objects.filter(pk=paragraph.pk).update(section=before)
    return "history-moved", paragraph, False


def other_order_of_notes(world):
    return "history-moved", moved(Footnote.objects.filter(letter=world.letter), order=F("order") + 10), False


def other_order_of_positions(world):
    return "history-moved", moved(GovernmentPosition.objects.filter(letter=world.other), order=F("order") + 1), False


def other_order_of_parts(world):
    return "history-moved", moved(Section.objects.filter(letter=world.letter), order=F("order") + 10), False


def without_letter(world):
    LetterSource.objects.filter(pk=world.source.pk).update(letter=None)
    return "history-differs", world.source, False


def without_paragraph(world):
    note = world.letter.footnotes.exclude(paragraph=None).first()
    Footnote.objects.filter(pk=note.pk).update(paragraph=None)
    return "history-differs", note, False


def other_verb(world):
    done = DeskAct.objects.filter(verb="undo").first()
    plant(done, verb="change")
    return "act-undoes", done, False


def undo_of_another(world):
    done = DeskAct.objects.filter(verb="undo").first()
    plant(done, object_id=done.object_id + 1)
    return "act-undoes", done, False


def odd_deltas(odd: dict[str, Any]) -> Planting:
    def planting(world):
        done = DeskAct.objects.filter(verb="change").first()
        plant(done, deltas=[done.deltas[0] | odd])
        return "act-deltas", done, False

    planting.__name__ = f"odd_{sorted(odd)}_{odd}"
    return planting


MOVED: list[Planting] = [
    other_numbers, other_section, other_order_of_notes, other_order_of_positions, other_order_of_parts,
    without_letter, without_paragraph, undo_of_another, other_verb,
    odd_deltas({"before": {"nooit": 1}, "after": {"nooit": 2}}), odd_deltas({"after": [1]}), odd_deltas({"pk": "12"}),
]  # fmt: skip


def test_what_was_moved_or_let_go_behind_the_back_of_its_history_is_found_and_left_alone():
    world = World()
    assert found() == []
    wrong = {planting.__name__: tried(world, planting) for planting in MOVED}
    assert {name: said for name, said in wrong.items() if said} == {}


def test_what_clerks_move_is_no_fault():
    world = World()
    first = world.letter.sections.filter(paragraphs__isnull=False).order_by("order").first()
    add_paragraph(first, "Een alinea die er later bij kwam.", first.paragraphs.first(), world.clerk)
    add_paragraph(world.draft.sections.first(), "Een alinea vooraan in een concept.", None, world.clerk)
    paragraph = Evidence.objects.filter(position=world.position).first().paragraph
    mark_position(paragraph, 0, len(paragraph.text) // 2, world.clerk)
    assert Paragraph.history.filter(number__startswith="~").count() == 2
    assert found() == []


def test_what_reading_anew_moves_and_lets_go_is_no_fault():
    make_formation("Milieuraad", organisation="eu", slug="eu-milieuraad")
    reader = Reader()
    letter = receive(b"brief", "brief.txt", read=reader).letter
    for number in ("21501-08-901", "21501-08-902"):
        reader.now = second(own_kamerstuk=number)
        reread(letter, None, read=reader)
        assert letter.kamerstukken.get().normal_form == number
        assert list(history.find()) == []
    undo(DeskAct.objects.first(), None)
    assert letter.kamerstukken.get().normal_form == "21501-08-901"
    assert list(history.find()) == []


def test_many_records_without_history_are_told_at_once_and_get_one():
    put_basis()
    for number in range(history.MANY + 1):
        AgendaSeries.objects.create(name=f"Onderwerp {number}")
    AgendaSeries.history.all().delete()
    AgendaSeries.objects.create(name="Met geschiedenis")
    [finding] = history.find()
    assert (finding.rule, finding.record) == ("history-none-agendaseries", "terugkerende onderwerpen")
    assert finding.wrong == f"van {history.MANY + 2} records hebben {history.MANY + 1} geen geschiedenis"
    history.REPAIRS[finding.rule]([finding.pk])
    assert list(history.find()) == []


def test_an_act_that_undoes_itself_is_found():
    put_basis()
    done = DeskAct.objects.create(verb="undo", what="x", deltas=[])
    plant(done, undoes=done)
    told = [(finding.rule, finding.wrong) for finding in acts.find()]
    assert ("act-undoes", "maakt zichzelf of iets van later ongedaan") in told
