"""Likeness of text: the same letter in another copy is no second letter."""

import pytest
from django.utils import timezone

from agenda_tracker.intake.receive import Outcome, receive
from agenda_tracker.intake.same_letter import likeness, rows_of_words
from agenda_tracker.models import Letter, LetterSource
from tests.factories import make_formation

LETTER = " ".join(
    f"Op punt {number} van de agenda spreekt de Raad over voorstel {number * 7} en vraagt Nederland om uitleg."
    for number in range(30)
)


def test_the_same_words_are_alike_whatever_the_marks():
    printed = LETTER.upper().replace(" en ", " – en – ").replace("agenda", "«agenda»")
    assert likeness(rows_of_words(LETTER), rows_of_words(printed)) == 1.0


def test_a_letter_and_its_annex_are_alike():
    assert likeness(rows_of_words(LETTER), rows_of_words(LETTER.rpartition(". Op punt 15")[0])) == 1.0


def test_another_letter_on_the_same_subject_is_not():
    other = " ".join(
        f"De ministers bespraken onderwerp {number} en Nederland steunde de tekst daarvan." for number in range(30)
    )
    assert likeness(rows_of_words(LETTER), rows_of_words(other)) == 0.0


def test_a_few_words_are_too_little_to_go_by():
    assert (
        likeness(rows_of_words("Hierbij stuur ik u de agenda."), rows_of_words("Hierbij stuur ik u de agenda.")) == 0.0
    )


HEAD = """Aan de Voorzitter van de {kamer} Kamer
der Staten-Generaal

Datum 24 april 2031
Betreft Geannoteerde agenda Milieuraad van 9 mei 2031 (fictief)

Geachte voorzitter,

Hierbij stuur ik u de geannoteerde agenda van de Milieuraad van 9 mei 2031.

Schoon water

{text}

Hoogachtend,

De Minister van Proeven,

A.B. Toets
"""
PUBLISHED = """21 501-08 Milieuraad

Nr. 901 BRIEF VAN DE MINISTER VAN PROEVEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 24 april 2031

Hierbij stuur ik u de geannoteerde agenda van de Milieuraad van 9 mei 2031 (fictief).

Schoon water

{text}

De Minister van Proeven, A.B. Toets
"""


@pytest.fixture
def first():
    make_formation("Milieuraad", slug="eu-milieuraad", organisation="eu")
    return receive(HEAD.format(kamer="Tweede", text=LETTER).encode(), "tk.txt")


@pytest.mark.django_db
def test_the_other_chambers_copy_is_a_further_source_of_the_letter(first):
    again = receive(HEAD.format(kamer="Eerste", text=LETTER).encode(), "ek.txt")
    assert (first.outcome, again.outcome, again.letter) == (Outcome.DRAFT, Outcome.SAME, first.letter)
    letter = Letter.objects.get()
    assert (letter.chambers, letter.sources.count()) == (["TK", "EK"], 2)
    assert sorted(letter.sources.values_list("chamber", flat=True)) == ["", "EK"]
    assert "gericht aan de Eerste Kamer" in letter.reading_notes


@pytest.mark.django_db
def test_the_published_version_gives_the_letter_its_number(first):
    again = receive(PUBLISHED.format(text=LETTER.replace("agenda", "«agenda»")).encode(), "kst.txt")
    assert (again.outcome, again.source.role) == (Outcome.SAME, LetterSource.Role.PUBLISHED)
    assert [paper.normal_form for paper in Letter.objects.get().kamerstukken.all()] == ["21501-08-901"]


@pytest.mark.django_db
def test_a_public_letter_is_left_as_it_is(first):
    letter = first.letter
    Letter.objects.filter(pk=letter.pk).update(status="published", first_published_at=timezone.now())
    again = receive(PUBLISHED.format(text=LETTER).encode(), "kst.txt")
    assert (again.outcome, letter.kamerstukken.count()) == (Outcome.SAME, 0)
    assert "vul dat zo nodig aan" in again.sentence


@pytest.mark.django_db
def test_the_report_on_the_same_meeting_is_another_letter(first):
    text = (
        HEAD.format(kamer="Tweede", text=LETTER)
        .replace("Geannoteerde agenda", "Verslag")
        .replace("de geannoteerde agenda", "het verslag")
    )
    assert receive(text.encode(), "verslag.txt").outcome is Outcome.DRAFT


@pytest.mark.django_db
def test_a_clerk_who_knows_better_gets_a_letter_of_its_own(first):
    again = receive(HEAD.format(kamer="Eerste", text=LETTER).encode(), "ek.txt", even_if_other=True)
    assert (again.outcome, Letter.objects.count()) == (Outcome.DRAFT, 2)
