"""A selection in words: the sentence, and the chips that drop one filter each."""

import pytest
from django.http import QueryDict

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting
from agenda_tracker.search import LetterFilter, MeetingFilter, Page, PositionFilter, chips, counted, sentence
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    make.make_topic("Luchtverdediging", slug="lucht")
    make.make_formation("Raad Buitenlandse Zaken", slug="rbz")
    make.make_ministry("Ministerie van Defensie", slug="defensie")


def said(filter_class, model, query, count):
    return sentence(filter_class(QueryDict(query), queryset=model.objects.public()), count)


@pytest.mark.parametrize(
    ("query", "count", "expected"),
    [
        ("", 0, "Geen standpunten"),
        ("", 1, "1 standpunt"),
        ("", 1100, "1.100 standpunten"),
        ("topic=lucht&date_from=2024-01-01", 3, "3 standpunten over Luchtverdediging sinds 1 januari 2024"),
        ("organisation=imf&date_to=2024-12-31", 2, "2 standpunten bij het IMF tot en met 31 december 2024"),
        ("organisation=overig", 2, "2 standpunten bij overige organisaties"),
        ("kind=aim&stance=critical", 2, "2 standpunten met aard inzet met houding kritisch"),
        (
            "formation=rbz&year=2024&q=drones",
            1,
            "1 standpunt bij Raad Buitenlandse Zaken in 2024 met het woord “drones”",
        ),
        ("ministry=defensie&letter_kind=report", 5, "5 standpunten van Ministerie van Defensie uit verslagen"),
        ("chamber=EK&dossier=28676", 5, "5 standpunten in brieven aan de Eerste Kamer rond 28 676"),
        ("dossier=36600-A", 5, "5 standpunten rond 36 600, A of 36 600 A"),
        ("q=Grote++drónes", 5, "5 standpunten met de woorden “Grote drónes”"),
        ("q=Oekraïne%E2%80%AE", 5, "5 standpunten met het woord “Oekraïne”"),
        ("date_from=2024-01-01&date_to=2024-01-31", 2, "2 standpunten van 1 januari 2024 tot en met 31 januari 2024"),
        ("date_from=2024-01-01&date_to=2024-01-01", 2, "2 standpunten op 1 januari 2024"),
    ],
)
def test_sentence_about_positions(query, count, expected):
    assert said(PositionFilter, GovernmentPosition, query, count) == expected


@pytest.mark.parametrize(
    ("query", "count", "expected"),
    [
        ("", 0, "Geen brieven"),
        ("letter_kind=report", 0, "Geen verslagen"),
        ("letter_kind=annotated_agenda&chamber=TK", 1, "1 geannoteerde agenda aan de Tweede Kamer"),
    ],
)
def test_sentence_about_letters(query, count, expected):
    assert said(LetterFilter, Letter, query, count) == expected


def test_sentence_about_meetings():
    query = "organisation=eu&letter_kind=annotated_agenda"
    assert said(MeetingFilter, MinisterialMeeting, query, 2) == "2 vergaderingen bij de EU met een geannoteerde agenda"


def test_chips_drop_one_filter_and_the_page_and_keep_the_rest():
    query = QueryDict("topic=lucht&q=drones&year=abc&page=3&size=50&sort=oldest&stance=")
    selection = PositionFilter(query, queryset=GovernmentPosition.objects.public())
    assert [(chip.label, chip.value, chip.url) for chip in chips(selection)] == [
        ("Woorden", "drones", "?topic=lucht&year=abc&size=50&sort=oldest"),
        ("Thema", "Luchtverdediging", "?q=drones&year=abc&size=50&sort=oldest"),
        ("Jaar", "abc", "?topic=lucht&q=drones&size=50&sort=oldest"),
    ]


def test_chip_shows_words_as_they_were_typed():
    selection = PositionFilter(QueryDict("q=Oekraïne+F-16"), queryset=GovernmentPosition.objects.public())
    assert [(chip.label, chip.value) for chip in chips(selection)] == [("Woorden", "Oekraïne F-16")]


@pytest.mark.parametrize(
    ("query", "field", "shown_again"),
    [
        ("date_from=31-1-2024", "date_from", "2024-01-31"),
        ("date_from=2024-1-3", "date_from", "2024-01-03"),
        ("date_from=morgen", "date_from", ""),
        ("formation=RBZ", "formation", "rbz"),
        ("formation=+rbz+", "formation", "rbz"),
        ("formation=nee", "formation", "nee"),
    ],
)
def test_the_form_keeps_a_value_that_the_address_spells_otherwise(query, field, shown_again):
    selection = PositionFilter(QueryDict(query), queryset=GovernmentPosition.objects.public())
    assert selection.form[field].value() == shown_again


def test_counted_chooses_the_noun():
    assert [counted(number, "brief", "brieven") for number in (0, 1, 2500)] == ["0 brieven", "1 brief", "2.500 brieven"]


def test_page_offers_the_first_the_last_and_the_neighbours():
    assert Page([], 6, 10, 195).around == [1, None, 5, 6, 7, None, 20]
    assert Page([], 1, 10, 5).around == [1]
    assert (Page([], 2, 10, 15).previous, Page([], 2, 10, 15).following) == (1, None)
