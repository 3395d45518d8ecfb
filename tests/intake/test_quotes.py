"""Positions and references by hand: marked, joined, split; each act undone leaves everything as it was."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from agenda_tracker.intake import decide
from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.correct import add_paragraph, correct_footnote, correct_paragraph
from agenda_tracker.intake.publish import publish, withdraw
from agenda_tracker.intake.quotes import (
    mark_position,
    mark_reference,
    merge_positions,
    split_points,
    split_position,
)
from agenda_tracker.models import DeskAct, GovernmentPosition, KamerstukReference
from agenda_tracker.models.scope import scope
from agenda_tracker.models.snapshot import take
from tests.factories import (
    make_footnote,
    make_item,
    make_kamerstuk,
    make_letter,
    make_paragraph,
    make_position,
    make_reference,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db
TEXT = "Het kabinet stelt 5 miljoen euro beschikbaar. Nederland is kritisch over het plan. De Raad stemt in."


@pytest.fixture
def clerk():
    return User.objects.create_user("griffie")


@pytest.fixture
def paragraph():
    item = make_item(title="Water")
    letter = make_letter("draft", meeting=item.meeting)
    return make_paragraph(make_section(letter, item), TEXT)


def quotes(position):
    return [quote.quote for quote in position.evidence.all()]


def test_a_marked_passage_is_a_confirmed_position_with_kind_and_amount(paragraph, clerk):
    position = mark_position(paragraph, 0, 46, clerk)
    assert (position.wording, position.kind, position.amount_eur, position.review, position.reviewed_by) == (
        "Het kabinet stelt 5 miljoen euro beschikbaar.", "contribution", 5_000_000, "confirmed", clerk,
    )  # fmt: skip
    assert (quotes(position), position.agenda_item.title) == (
        ["Het kabinet stelt 5 miljoen euro beschikbaar."],
        "Water",
    )


def test_a_marked_passage_of_a_part_without_item_waits(clerk):
    paragraph = make_paragraph(make_section(make_letter("draft")), TEXT)
    assert mark_position(paragraph, 46, 82, clerk).review == "suggested"


def test_a_marked_passage_takes_its_place_in_the_order_of_the_letter(paragraph, clerk):
    later = make_paragraph(paragraph.section, "Nederland steunt dit.")
    last, first = mark_position(later, 0, 21, clerk), mark_position(paragraph, 0, 45, clerk)
    assert list(paragraph.letter.positions.order_by("order")) == [first, last]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 9), (0, 9999), (45, 46)])
def test_hardly_anything_or_outside_the_paragraph_is_refused(paragraph, clerk, start, end):
    with pytest.raises(ValidationError):
        mark_position(paragraph, start, end, clerk)
    assert not GovernmentPosition.objects.exists()


def test_a_marked_reference_is_resolved(clerk):
    paragraph = make_paragraph(make_section(make_letter("draft")), "Zie stuk 28 676 met nummer 464 van de Kamer.")
    with pytest.raises(ValidationError, match="geen Kamerstuk herkend"):
        mark_reference(paragraph, 35, 43, clerk)
    other = make_paragraph(paragraph.section, "Zie 28 676-464 hierover.")
    reference = mark_reference(other, 4, 14, clerk)
    assert (reference.as_written, reference.status, str(reference.target)) == (
        "28 676-464",
        "resolved",
        "28 676, nr. 464",
    )
    with pytest.raises(ValidationError, match="al een verwijzing"):
        mark_reference(other, 0, 14, clerk)


def two_positions(paragraph, clerk):
    first, second = mark_position(paragraph, 0, 45, clerk), mark_position(paragraph, 46, 82, clerk)
    second.topics.set([make_topic("Water")])
    return first, second


def test_two_positions_become_one(paragraph, clerk):
    first, second = two_positions(paragraph, clerk)
    merge_positions(first, second, clerk)
    kept = GovernmentPosition.objects.get()
    assert kept.wording == "Het kabinet stelt 5 miljoen euro beschikbaar. Nederland is kritisch over het plan."
    assert quotes(kept) == ["Het kabinet stelt 5 miljoen euro beschikbaar.", "Nederland is kritisch over het plan."]
    assert [topic.name for topic in kept.topics.all()] == ["Water"]


def test_positions_of_two_letters_stay_apart(clerk):
    with pytest.raises(ValidationError, match="dezelfde brief"):
        merge_positions(make_position(), make_position(), clerk)


def test_a_position_is_split_between_its_sentences(paragraph, clerk):
    position = mark_position(paragraph, 0, 82, clerk)
    assert split_points(position.evidence.get()) == [46]
    second = split_position(position, paragraph, 46, clerk)
    assert quotes(position) == ["Het kabinet stelt 5 miljoen euro beschikbaar."]
    assert (quotes(second), second.wording, second.review) == (
        ["Nederland is kritisch over het plan."], "Nederland is kritisch over het plan.", "suggested",
    )  # fmt: skip


def test_a_split_that_leaves_nothing_is_refused(paragraph, clerk):
    position = mark_position(paragraph, 0, 45, clerk)
    with pytest.raises(ValidationError):
        split_position(position, paragraph, 0, clerk)


def world(paragraph):
    """A letter with something for every act."""
    letter = paragraph.letter
    item = paragraph.section.agenda_item
    make_position(letter, item, "Nederland steunt het plan.", [make_topic("Lucht")], review="suggested", confidence=0.9)
    make_position(letter, item, "Nederland wacht af. Nederland vraagt om uitleg.", review="suggested", confidence=0.5)
    loose = make_paragraph(
        make_section(letter, heading="Zeevaart"), "Nederland steunt de zeevaart. Zie 31125-9 hierover."
    )
    make_reference(make_footnote(loose, "Zie 1234."), "1234", status="unknown")
    make_kamerstuk("28676-1", letter=letter)
    return letter, loose


def every_act(letter, loose, clerk):
    first, second = letter.positions.order_by("order")
    return {
        "confirm": lambda: decide.confirm(first, clerk),
        "reject": lambda: decide.reject(first, clerk),
        "change": lambda: decide.change_position(first, clerk, topics=[make_topic()], wording="Anders.", kind="aim"),
        "confirm all": lambda: decide.confirm_all(letter, clerk),
        "items": lambda: decide.items_from_headings(letter, letter.meetings.get(), clerk),
        "merge": lambda: merge_positions(first, second, clerk),
        "split": lambda: split_position(second, second.evidence.get().paragraph, 20, clerk),
        "mark": lambda: mark_position(loose, 0, 29, clerk),
        "cite": lambda: mark_reference(loose, 34, 41, clerk),
        "settle": lambda: decide.choose_meaning(letter.references.get(), "28676-2", clerk),
        "paragraph": lambda: correct_paragraph(loose, "Nederland steunt deze zeevaart. Zie 31125-9.", clerk),
        "footnote": lambda: correct_footnote(letter.footnotes.get(), "Zie 28676, nr. 3.", clerk),
        "insert": lambda: add_paragraph(loose.section, "Nieuw.", None, clerk),
        "publish": lambda: publish(letter, clerk),
    }


ACTS = ["confirm", "reject", "change", "confirm all", "items", "merge", "split", "mark", "cite", "settle", "paragraph",
        "footnote", "insert", "publish"]  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_undone_whole_and_done_again(paragraph, clerk, name):
    letter, loose = world(paragraph)
    before = take(scope(letter))
    acts = every_act(letter, loose, clerk)
    assert list(acts) == ACTS
    acts[name]()
    done = DeskAct.objects.get()
    after = take(scope(letter))
    assert after != before
    undone = undo(done, clerk)
    assert take(scope(letter)) == before
    undo(undone, clerk)
    assert take(scope(letter)) == after


def test_withdrawing_and_taking_a_decision_back_are_undone(clerk):
    position = make_position()
    letter = position.letter
    for act in (lambda: withdraw(letter, "Fout.", clerk), lambda: decide.reopen(position, clerk)):
        before = take(scope(letter))
        act()
        undo(DeskAct.objects.exclude(verb="undo").first(), clerk)
        assert take(scope(letter)) == before


def test_an_ambiguous_reference_is_settled(clerk):
    paragraph = make_paragraph(make_section(make_letter("draft")), "Zie 36 600 A.")
    reference = make_reference(paragraph, "36 600 A", status="ambiguous")
    decide.choose_meaning(reference, "dossier/36600-A", clerk)
    stored = KamerstukReference.objects.get()
    assert (stored.status, stored.normal_form, str(stored.dossier)) == ("resolved", "dossier/36600-A", "36 600 A")
