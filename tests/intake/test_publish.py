"""Publishing: what the check list says, what blocks, and what a withdrawn letter leaves behind."""

import pytest
from django.core.exceptions import ValidationError

from agenda_tracker.intake.correct import correct_paragraph
from agenda_tracker.intake.publish import NotReady, check_list, publish, withdraw
from agenda_tracker.models import Letter, PublicChange
from tests.factories import make_item, make_letter, make_paragraph, make_position, make_reference, make_section

pytestmark = pytest.mark.django_db


def ready_draft():
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item)
    return letter


def test_empty_draft_is_told_everything_that_is_needed():
    letter = make_letter("draft", date=None, to_tk=False)
    with pytest.raises(NotReady) as refusal:
        publish(letter)
    assert refusal.value.messages == [
        "Vul de datum van de brief in",
        "Kies aan welke Kamer de brief is gericht",
        "De brief heeft nog geen tekst",
    ]
    assert Letter.objects.get(pk=letter.pk).status == "draft"


def test_check_list_warns_of_what_a_clerk_may_decide():
    letter = ready_draft()
    make_position(letter, letter.positions.get().agenda_item, review="suggested")
    make_reference(letter.paragraphs.first(), "Nederland")
    warnings = [check.says for check in check_list(letter) if not check.holds]
    assert warnings == [
        "Er is geen ondertekenaar",
        "De brief heeft nog geen Kamerstuknummer",
        "Nog te beoordelen standpunten: 1; tot dan blijven ze onzichtbaar",
        "Bevestigde standpunten zonder thema: 1; die zijn niet op onderwerp te vinden",
        "Niet eenduidig herkende verwijzingen: 1",
    ]


def test_publishing_freezes_the_moment_of_first_publication():
    letter = ready_draft()
    publish(letter)
    first = letter.first_published_at
    withdraw(letter, "Even weg.")
    publish(letter)
    assert letter.is_public
    assert (letter.first_published_at, letter.withdrawal_note) == (first, "")


def test_withdrawing_asks_for_a_public_note():
    letter = ready_draft()
    publish(letter)
    with pytest.raises(ValidationError, match="openbare toelichting"):
        withdraw(letter, "  ")
    assert Letter.objects.get(pk=letter.pk).is_public


def test_draft_cannot_be_withdrawn():
    with pytest.raises(ValidationError, match="Alleen een gepubliceerde brief"):
        withdraw(ready_draft(), "Weg ermee.")


def test_correcting_a_published_letter_is_journalled():
    letter = ready_draft()
    publish(letter)
    correct_paragraph(letter.paragraphs.get(), "Nederland zet in op betere samenwerking met bondgenoten.")
    assert PublicChange.objects.filter(kind="letter").first().change == "changed"


def test_section_without_heading_or_text_is_pointed_out():
    letter = ready_draft()
    make_section(letter, heading="")
    assert "Lege delen van de brief: 1" in [check.says for check in check_list(letter)]


def test_letter_of_another_kind_needs_no_meeting():
    letter = make_letter("draft", kind="other")
    make_paragraph(make_section(letter))
    publish(letter)
    assert letter.is_public


@pytest.mark.django_db
def test_publishing_keeps_what_a_colleague_saved_meanwhile_and_the_first_date():
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    make_position(letter, item)
    mine, theirs = Letter.objects.get(pk=letter.pk), Letter.objects.get(pk=letter.pk)
    Letter.objects.filter(pk=letter.pk).update(subject="Verbeterd")
    publish(theirs)
    publish(mine)
    stored = Letter.objects.get(pk=letter.pk)
    assert (stored.subject, stored.first_published_at) == ("Verbeterd", theirs.first_published_at)


@pytest.mark.django_db
def test_paragraphs_are_numbered_in_reading_order_when_parts_were_moved():
    letter = make_letter("draft")
    first, second = make_section(letter), make_section(letter)
    make_paragraph(first, "Eén.")
    make_paragraph(second, "Twee.")
    first.order = 9
    first.save()
    publish(letter)
    assert list(letter.paragraphs.order_by("order").values_list("number", "text")) == [("1", "Twee."), ("2", "Eén.")]


@pytest.mark.django_db
def test_item_of_a_meeting_that_is_not_tied_blocks():
    letter = make_letter("draft")
    make_position(letter, make_item())
    with pytest.raises(NotReady, match="vergadering die niet aan de brief is gekoppeld"):
        publish(letter)
