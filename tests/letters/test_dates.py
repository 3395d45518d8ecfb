"""Every form of meeting date; the letter is dated 20 November 2022 unless a row says otherwise."""

from datetime import date

import pytest

from agenda_tracker.letters.dates import find_dates, nearest_year, parse_date

LETTER = date(2022, 11, 20)


def days(text, letter=LETTER):
    return [(str(span.first), str(span.last)) for span in find_dates(text, letter)]


ROWS = [
    ("van 23 januari 2023", "2023-01-23", "2023-01-23"),
    ("d.d. 25 juni 2013", "2013-06-25", "2013-06-25"),
    ("op 9 en 10 juni 2022 in Luxemburg", "2022-06-09", "2022-06-10"),
    ("Op maandag 11 december a.s.", "2022-12-11", "2022-12-11"),
    ("11-12 oktober 2018", "2018-10-11", "2018-10-12"),
    ("25-26- maart 2004", "2004-03-25", "2004-03-26"),
    ("6–7 december 2011", "2011-12-06", "2011-12-07"),
    ("21–23 juni 2007", "2007-06-21", "2007-06-23"),
    ("6 – 7 december 2011", "2011-12-06", "2011-12-07"),
    ("26/27 april 1999", "1999-04-26", "1999-04-27"),
    ("13/18 december 2005", "2005-12-13", "2005-12-18"),
    ("donderdag 19 en vrijdag 20 februari a.s.", "2023-02-19", "2023-02-20"),
    ("12 tot en met 15 juni 2022", "2022-06-12", "2022-06-15"),
    ("19 tot 21 september 2010", "2010-09-19", "2010-09-21"),
    ("12 t/m 15 juni 2022", "2022-06-12", "2022-06-15"),
    ("02 december 2025", "2025-12-02", "2025-12-02"),
    ("01 en 02 december 2025", "2025-12-01", "2025-12-02"),
    ("30 november tot en met 2 december 2022", "2022-11-30", "2022-12-02"),
    ("30 september en 1 oktober 2023", "2023-09-30", "2023-10-01"),
    ("30 juni - 1 juli 2023", "2023-06-30", "2023-07-01"),
    ("31 december 2022 tot 1 januari 2023", "2022-12-31", "2023-01-01"),
    ("31 december en 1 januari 2023", "2022-12-31", "2023-01-01"),
    ("13 14 oktober 2025", "2025-10-13", "2025-10-14"),
    ("4, 5 en 6 mei 2021", "2021-05-04", "2021-05-06"),
    ("14 dezer", "2022-11-14", "2022-11-14"),
    ("op 19/9", "2022-09-19", "2022-09-19"),
    ("woensdagavond 30 november", "2022-11-30", "2022-11-30"),
    ("van 15 Juli 2021", "2021-07-15", "2021-07-15"),
    ("12 DECEMBER 2022", "2022-12-12", "2022-12-12"),
    ("12 dec. 2022", "2022-12-12", "2022-12-12"),
    ("17-10-2024", "2024-10-17", "2024-10-17"),
    ("5 december", "2022-12-05", "2022-12-05"),
    ("16 januari", "2023-01-16", "2023-01-16"),
    ("16 januari jl.", "2022-01-16", "2022-01-16"),
    ("16 januari jongstleden", "2022-01-16", "2022-01-16"),
    ("16 januari j.l.", "2022-01-16", "2022-01-16"),
    ("3 oktober a.s.", "2023-10-03", "2023-10-03"),
    ("3 oktober aanstaande", "2023-10-03", "2023-10-03"),
    ("3 oktober", "2022-10-03", "2022-10-03"),
    ("28 en 29 november", "2022-11-28", "2022-11-29"),
    ("te Luxemburg op 2 december 2014", "2014-12-02", "2014-12-02"),
    ("maandag 5 tot en met woensdag 7 december", "2022-12-05", "2022-12-07"),
    ("28-29 februari 2024", "2024-02-28", "2024-02-29"),
    ("29 februari 2024", "2024-02-29", "2024-02-29"),
]
NO_DATES = [
    "31 februari 2023",
    "nr. 14",
    "12 landen",
    "2 en 3 keer",
    "in oktober",
    "0 mei 2020",
    "32 mei 2020",
    "1,5 mei",
    "",
]


@pytest.mark.parametrize(("text", "first", "last"), ROWS)
def test_phrase_means_these_days(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize("text", NO_DATES)
def test_other_words_are_no_date(text):
    assert days(text) == []


def test_a_year_missing_without_a_letter_date_gives_nothing():
    assert find_dates("op 5 december") == []


def test_a_letter_of_january_looks_back_to_december():
    assert days("de Raad van 18 december", date(2034, 1, 3)) == [("2033-12-18", "2033-12-18")]


def test_two_phrases_stay_two():
    assert days("van 3 mei 2021 en van 9 en 10 juni 2021") == [
        ("2021-05-03", "2021-05-03"),
        ("2021-06-09", "2021-06-10"),
    ]


def test_spans_hold_the_phrase():
    text = "Raad van 9 en 10 juni 2022 te Brussel"
    span = find_dates(text)[0]
    assert (text[span.start : span.end], span.year_given, span.rule) == ("9 en 10 juni 2022", True, "range")


def test_parse_date_needs_a_year():
    assert (parse_date("3 oktober 2024"), parse_date("3 oktober")) == (date(2024, 10, 3), None)


def test_29_february_moves_to_a_year_that_has_it():
    assert nearest_year(29, 2, date(2023, 12, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize("letter", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_do_no_harm(letter):
    assert len(find_dates("op 3 en 4 mei", letter)) == 1
