"""Likeness of text: the same letter in another copy is no second letter."""

import pytest
from django.utils import timezone

from agenda_tracker.intake.receive import Outcome, answer_revised, receive
from agenda_tracker.intake.same_letter import Comparison, likeness, rows_of_words
from agenda_tracker.letters.same_words import sentences_said
from agenda_tracker.models import Letter, LetterSource
from tests.factories import make_formation, make_letter, make_paragraph, make_section
from tests.intake.reading import read_section, reading_of

LETTER = " ".join(
    f"Op punt {number} van de agenda spreekt de Raad over voorstel {number * 7} en vraagt Nederland om uitleg."
    for number in range(30)
)


def test_the_same_words_are_alike_whatever_the_marks():
    printed = LETTER.upper().replace(" en ", " – en – ").replace("agenda", "«agenda»")
    assert likeness(rows_of_words(LETTER), rows_of_words(printed)) == 1.0


def said(*texts: str) -> str:
    return "".join(one for one, _sentence in sentences_said(texts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Over de staakt-het-vuren-lijn.", "Over de staakt-het-\nvuren- lijn."),
        ("Een samenwerkings­verband van “vijf”.", "Een samenwerkingsverband van «vijf»."),
        ("De\ufb01nitieve tekst – straks.", "DEFINITIEVE TEKST - straks."),
        ("Zie Kamerstuk 21 501-08, nr. 901.", "Zie Kamerstukken II 2030/31, 21501-08, nr. 901."),
        ("Dat kost € 1,5 miljoen.", "Dat kost €1,5 miljoen."),
        (
            "Een gelijkluidende brief is gezonden aan de Voorzitter van de Eerste Kamer.",
            "Een gelijkluidende brief is gezonden aan de Voorzitter van de Tweede Kamer.",
        ),
    ],
)
def test_form_makes_no_other_text(one, other):
    assert said(one) == said(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dat kost € 1,5 miljoen.", "Dat kost € 15 miljoen."),
        ("De uitstoot verandert met -5%.", "De uitstoot verandert met 5%."),
        ("Nederland stemt in.", "Nederland stemt niet in."),
        ("Dat gebeurt op 5 mei.", "Dat gebeurt op 6 mei."),
        ("Zie Kamerstuk 21 501-08, nr. 901.", "Zie Kamerstuk 21 501-08, nr. 902."),
        ("De Eerste Kamer vroeg hierom.", "De Tweede Kamer vroeg hierom."),
    ],
)
def test_another_word_number_or_sign_makes_another_text(one, other):
    assert said(one) != said(other)


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
PUBLISHED = """21 501-08 Milieuraad (fictief)

Nr. 901 BRIEF VAN DE MINISTER VAN PROEVEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 24 april 2031

Hierbij stuur ik u de geannoteerde agenda van de Milieuraad van 9 mei 2031.

Schoon water

{text}

De Minister van Proeven, A.B. Toets
"""


@pytest.fixture
def first():
    make_formation("Milieuraad", slug="eu-milieuraad", organisation="eu")
    return receive(letter_of(LETTER), "tk.txt")


def letter_of(text: str, kamer: str = "Tweede") -> bytes:
    return HEAD.format(kamer=kamer, text=text).encode()


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


REVISED = {
    "an item was added": (
        f"{LETTER}\n\nBossen\n\nNederland zet in op meer bos.",
        "2 zinnen alleen in dit bestand, te beginnen met “Bossen”",
    ),
    "an item was taken out": (LETTER.partition(" Op punt 20 ")[0], "10 zinnen alleen in die brief"),
    "one word is another": (
        LETTER.replace("voorstel 70 en", "voorstel 71 en"),
        "1 zin alleen in dit bestand en 1 zin alleen in die brief",
    ),
    "only a heading is another": (
        f"{LETTER}\n\nBossen",
        "1 zin alleen in dit bestand",
    ),
    "the same in another order": (
        " ".join([LETTER.partition(" Op punt 1 ")[2], LETTER.partition(" Op punt 1 ")[0]]),
        "",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("ask", [True, False])
@pytest.mark.parametrize("changed", REVISED)
def test_a_revised_letter_is_asked_about_and_nothing_is_lost(first, changed, ask):
    text, told = REVISED[changed]
    Letter.objects.update(subject="Geannoteerde agenda van de Milieuraad " * 10)
    again = receive(letter_of(text), "herzien.txt", ask=ask)
    assert (again.outcome, again.letter, Letter.objects.count()) == (Outcome.QUESTION, first.letter, 1)
    assert told in again.sentence
    assert again.sentence.endswith("anders “Toch als eigen brief inlezen”.")
    source = LetterSource.objects.get(original_name="herzien.txt")
    assert (source.letter, source.may_be, source.problem) == (None, first.letter, again.sentence)


@pytest.mark.django_db
def test_a_letter_of_many_more_items_is_not_the_shorter_one():
    make_formation("Milieuraad", slug="eu-milieuraad", organisation="eu")
    short, long = (
        "\n\n".join(f"Onderwerp {n}\n\nDe Raad spreekt over plan {n * 3} van lidstaat {n} en stemt over maatregel {n * 5}."
                    for n in range(1, most))
        for most in (61, 201)
    )  # fmt: skip
    letter = receive(letter_of(short), "kort.txt").letter
    assert receive(letter_of(long), "lang.txt").outcome is Outcome.QUESTION
    assert letter.sources.count() == 1


@pytest.mark.django_db
def test_the_same_text_on_another_meeting_is_asked_about():
    make_formation("Milieuraad", slug="eu-milieuraad", organisation="eu")
    bare = letter_of(LETTER).decode().replace("agenda van de Milieuraad van 9 mei 2031", "agenda")
    letter = receive(bare.encode(), "mei.txt").letter
    again = receive(bare.replace("9 mei 2031", "23 mei 2031").encode(), "later.txt")
    assert (again.outcome, again.letter) == (Outcome.QUESTION, letter)
    assert "gelijk, maar de vergadering een andere" in again.sentence


@pytest.mark.django_db
def test_another_copy_of_the_revised_letter_goes_with_that_one(first):
    text = LETTER.replace("voorstel 70 en", "voorstel 71 en")
    revised = answer_revised(receive(letter_of(text), "herzien.txt").source)
    assert (revised.outcome, revised.letter.replaces) == (Outcome.DRAFT, first.letter)
    again = receive(letter_of(text, kamer="Eerste"), "ek.txt")
    assert (again.outcome, again.letter) == (Outcome.SAME, revised.letter)


@pytest.mark.django_db
def test_a_clerk_who_knows_better_gets_a_letter_of_its_own(first):
    again = receive(HEAD.format(kamer="Eerste", text=LETTER).encode(), "ek.txt", even_if_other=True)
    assert (again.outcome, Letter.objects.count()) == (Outcome.DRAFT, 2)


@pytest.mark.django_db
def test_letters_on_record_are_read_once_and_newer_ones_when_asked(django_assert_num_queries):
    reading = reading_of(read_section("Water", LETTER))
    known = make_letter(date=reading.letter_date, kind=reading.kind)
    make_paragraph(make_section(known), "Heel iets anders over dezelfde dag.")
    beside = Comparison(reading)
    with django_assert_num_queries(1):
        assert beside.find_alike() is None
    new = make_letter(date=reading.letter_date, kind=reading.kind)
    make_paragraph(make_section(new), LETTER)
    assert beside.find_alike().letter == new
