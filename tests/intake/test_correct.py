"""Correcting text: quotes, notes and references move along; numbers others cite stay where they are."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.correct import add_paragraph, correct_footnote, correct_paragraph, moved_by
from agenda_tracker.intake.publish import publish
from agenda_tracker.models import DeskAct, Evidence, Footnote, KamerstukReference, Paragraph
from agenda_tracker.models.fields import fold
from tests.factories import (
    make_evidence,
    make_footnote,
    make_item,
    make_letter,
    make_paragraph,
    make_position,
    make_section,
)


def letter_of(*texts: str, status: str = "draft"):
    item = make_item()
    letter = make_letter("draft", meeting=item.meeting)
    section = make_section(letter, item)
    for text in texts:
        make_paragraph(section, text)
    if status == "published":
        publish(letter)
    return letter, section


def numbers(letter) -> list[tuple[str, str]]:
    return list(letter.paragraphs.order_by("order").values_list("number", "text"))


@pytest.mark.django_db
def test_quote_moves_with_words_put_before_it():
    letter, section = letter_of("Nederland zet in op samenwerking.")
    paragraph = letter.paragraphs.get()
    position = make_position(letter, section.agenda_item, text="Los.")
    evidence = make_evidence(position, paragraph, "zet in op samenwerking")
    correct_paragraph(paragraph, "Zoals bekend: Nederland zet in op samenwerking.")
    assert Evidence.objects.get(pk=evidence.pk).quote == "zet in op samenwerking"


@pytest.mark.django_db
def test_quote_that_would_vanish_is_refused_and_nothing_changes():
    letter, section = letter_of("Nederland zet in op samenwerking.")
    paragraph = letter.paragraphs.get()
    position = make_position(letter, section.agenda_item, text="Los.")
    make_evidence(position, paragraph, "Nederland zet in op samenwerking.")
    with pytest.raises(ValidationError, match="zou verdwijnen"):
        correct_paragraph(paragraph, "12345 67890")
    assert Paragraph.objects.get(pk=paragraph.pk).text == "Nederland zet in op samenwerking."


@pytest.fixture
def quoted():
    """A confirmed position in the literal words of a whole sentence of its paragraph."""
    letter, section = letter_of("De Raad spreekt hierover. Nederland steunt het vorstel voor de eerste tranche.")
    position = make_position(letter, section.agenda_item, text="Los.")
    position.evidence.all().delete()
    make_evidence(position, letter.paragraphs.get(number="1"), QUOTE)
    position.wording = QUOTE
    position.save()
    return position


QUOTE = "Nederland steunt het vorstel voor de eerste tranche."
BETTER = "Nederland steunt het voorstel voor de eerste tranche."


def corrected(position, old: str = QUOTE, new: str = BETTER) -> list[str]:
    paragraph = position.letter.paragraphs.get(number="1")
    asks = correct_paragraph(paragraph, paragraph.text.replace(old, new))
    position.refresh_from_db()
    return asks


@pytest.mark.django_db
def test_a_literal_wording_follows_the_paragraph(quoted):
    assert corrected(quoted) == []
    assert (quoted.wording, quoted.is_verbatim) == (BETTER, True)
    assert (quoted.wording_key, quoted.quotes_key) == (fold(BETTER), fold(BETTER))
    assert quoted.history.first().wording == BETTER
    undo(DeskAct.objects.latest("pk"), None)
    quoted.refresh_from_db()
    assert (quoted.wording, quoted.evidence.get().quote) == (QUOTE, QUOTE)


@pytest.mark.django_db
def test_a_correction_beside_the_quote_leaves_the_wording(quoted):
    assert corrected(quoted, "De Raad spreekt", "De ministers spreken") == []
    assert (quoted.wording, quoted.is_verbatim) == (QUOTE, True)


@pytest.mark.django_db
def test_a_wording_of_two_quotes_follows_with_the_one_that_changed(quoted):
    other = make_paragraph(quoted.letter.sections.first(), "Ook verwelkomt het kabinet de evaluatie.")
    make_evidence(quoted, other, other.text)
    quoted.wording = f"{QUOTE} {other.text}"
    quoted.save()
    assert corrected(quoted) == []
    assert quoted.wording == f"{BETTER} {other.text}"


@pytest.mark.django_db
def test_both_quotes_from_one_paragraph_are_followed(quoted):
    make_evidence(quoted, quoted.letter.paragraphs.get(number="1"), "De Raad spreekt hierover.")
    quoted.wording = f"De Raad spreekt hierover. {QUOTE}"
    quoted.save()
    whole = f"De Raad spreekt hierover. {QUOTE}"
    assert corrected(quoted, whole, f"De Raad sprak hierover. {BETTER}") == []
    assert quoted.wording == f"De Raad sprak hierover. {BETTER}"


@pytest.mark.django_db
def test_a_wording_of_the_clerks_own_stays_and_is_asked_about(quoted):
    quoted.wording = "Steun voor de tranche."
    quoted.save()
    assert corrected(quoted) == [
        "Het citaat van “Steun voor de tranche.” is mee veranderd: de formulering is een eigen zin en bleef zoals die was."
    ]
    assert (quoted.wording, quoted.evidence.get().quote) == ("Steun voor de tranche.", BETTER)


@pytest.mark.django_db
def test_a_quote_that_changed_much_is_asked_about(quoted):
    quoted.due_as_written = "de eerste tranche"
    quoted.save()
    new = "Nederland steunt het voorstel om uiterlijk in 2034 te evalueren."
    assert corrected(quoted, QUOTE, new) == [
        f"Het citaat van “{QUOTE}” is mee veranderd: kijk of het begin en het einde nog kloppen; "
        "de termijn “de eerste tranche” staat er niet meer in."
    ]
    assert (quoted.wording, quoted.is_verbatim) == (new, True)


@pytest.mark.django_db
def test_footnote_mark_moves_along():
    letter, _section = letter_of("Eerst dit en dan dat.")
    note = make_footnote(letter.paragraphs.get(), "Zie daar.", offset=9)
    correct_paragraph(letter.paragraphs.get(), "Welnu, eerst: Eerst dit en dan dat.")
    assert Footnote.objects.get(pk=note.pk).offset == 23


@pytest.mark.django_db
def test_new_reference_in_corrected_text_is_found_and_changed_one_replaced():
    letter, _section = letter_of("Zie Kamerstuk 28 676, nr. 464.")
    correct_paragraph(letter.paragraphs.get(), "Zie Kamerstuk 28 676, nr. 464.")
    assert [found.normal_form for found in letter.references.all()] == ["28676-464"]
    correct_paragraph(letter.paragraphs.get(), "Zie Kamerstuk 28 676, nr. 465 en Kamerstuk 31125, nr. 130.")
    assert [found.normal_form for found in letter.references.order_by("start")] == ["28676-465", "31125-130"]


@pytest.mark.django_db
def test_corrected_footnote_is_read_again():
    letter, _section = letter_of("Tekst.")
    note = make_footnote(letter.paragraphs.get(), "Zie de brief.")
    correct_footnote(note, "Zie de brief (Kamerstuk 28 676, nr. 464).")
    assert KamerstukReference.objects.get(footnote=note).kamerstuk.normal_form == "28676-464"


@pytest.mark.django_db
def test_draft_is_simply_renumbered():
    letter, section = letter_of("Een.", "Twee.")
    add_paragraph(section, "Anderhalf.", after=letter.paragraphs.get(number="1"))
    assert numbers(letter) == [("1", "Een."), ("2", "Anderhalf."), ("3", "Twee.")]


@pytest.mark.django_db
def test_published_numbers_stay_and_insertions_get_a_letter():
    letter, section = letter_of("Een.", "Twee.", status="published")
    for text in ("Tweede tussenvoeging.", "Eerste tussenvoeging."):
        add_paragraph(section, text, after=letter.paragraphs.get(number="1"))
    assert numbers(letter) == [
        ("1", "Een."),
        ("1b", "Eerste tussenvoeging."),
        ("1a", "Tweede tussenvoeging."),
        ("2", "Twee."),
    ]
    add_paragraph(section, "Slot.")
    assert numbers(letter)[-1] == ("2a", "Slot.")


@pytest.mark.django_db
def test_paragraph_in_an_earlier_section_goes_there():
    letter, first = letter_of("Een.")
    second = make_section(letter, heading="Tweede deel")
    make_paragraph(second, "Drie.")
    add_paragraph(first, "Twee.")
    assert numbers(letter) == [("1", "Een."), ("2", "Twee."), ("3", "Drie.")]


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 60))
def test_moved_offsets_stay_inside_the_text(old, new, offset):
    assert 0 <= moved_by(old, new)(min(offset, len(old))) <= len(new)


@given(st.text(max_size=60), st.integers(0, 60))
def test_same_text_moves_nothing(text, offset):
    place = min(offset, len(text))
    assert moved_by(text, text)(place) == place


def test_long_text_is_compared_by_words_and_offsets_still_move():
    old = " ".join(f"Zin nummer {number} van de brief." for number in range(1500))
    new = old.replace("nummer 7 ", "met nummer 7 ")
    place = old.index("nummer 900 ")
    assert moved_by(old, new)(place) == new.index("nummer 900 ")


@pytest.mark.django_db
def test_insertions_beyond_the_alphabet_get_two_letters():
    letter, section = letter_of("Eerste.", "Laatste.", status="published")
    after = letter.paragraphs.get(number="1")
    for _number in range(27):
        after = add_paragraph(section, "Ingevoegd.", after)
    assert after.number == "1aa"
