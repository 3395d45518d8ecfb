"""Periods in one click, and the orders of a list."""

from datetime import date

import pytest
from django.http import QueryDict

from agenda_tracker.models import GovernmentPosition, Letter
from agenda_tracker.search import LetterFilter, PositionFilter, chips, period_links, sort_links
from agenda_tracker.search.presets import Period, months_away, periods

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), -1, date(2025, 12, 31)),
    ],
)
def test_months_away_stays_in_the_month(day, months, expected):
    assert months_away(day, months) == expected


def test_periods_are_whole_and_end_today():
    past = [
        Period("dit jaar", date(2026, 1, 1), date(2026, 12, 31)),
        Period("laatste 12 maanden", date(2025, 11, 29), TODAY),
        Period("laatste 4 weken", date(2026, 11, 1), TODAY),
    ]
    assert periods(TODAY, ahead=False) == past
    assert periods(TODAY, ahead=True) == [*past, Period("komende 3 maanden", TODAY, date(2027, 2, 28))]


@pytest.mark.django_db
def test_period_links_keep_the_rest_and_tell_which_is_on():
    query = "topic=lucht&year=2020&page=3&date_from=2026-11-01&date_to=2026-11-28"
    links = period_links(LetterFilter(QueryDict(query), Letter.objects.public()), TODAY)
    assert [(link.name, link.url, link.current) for link in links] == [
        ("dit jaar", "?topic=lucht&date_from=2026-01-01&date_to=2026-12-31", False),
        ("laatste 12 maanden", "?topic=lucht&date_from=2025-11-29&date_to=2026-11-28", False),
        ("laatste 4 weken", "?topic=lucht&date_from=2026-11-01&date_to=2026-11-28", True),
    ]


@pytest.mark.django_db
def test_a_period_with_two_ends_is_one_chip():
    def told(query):
        selection = LetterFilter(QueryDict(query), Letter.objects.public())
        return [(chip.names, chip.label, chip.value, chip.url) for chip in chips(selection)]

    whole = ("date_from", "date_to")
    assert told("date_from=2026-01-01&date_to=2026-12-31&size=10") == [
        (whole, "Periode", "1 januari t/m 31 december 2026", "?size=10")
    ]
    assert told("date_from=2026-01-01") == [(("date_from",), "Vanaf", "1 januari 2026", "?")]
    assert told("date_from=2026-01-01&date_to=nee") == [
        (("date_from",), "Vanaf", "1 januari 2026", "?date_to=nee"),
        (("date_to",), "Tot en met", "nee", "?date_from=2026-01-01"),
    ]


def sorts(query):
    selection = PositionFilter(QueryDict(query), GovernmentPosition.objects.public())
    return [(link.name, link.url, link.current) for link in sort_links(selection)]


@pytest.mark.django_db
def test_sort_links_leave_the_usual_order_out_of_the_address():
    assert sorts("q=drones&page=2") == [
        ("nieuwste eerst", "?q=drones", True),
        ("oudste eerst", "?q=drones&sort=oldest", False),
    ]
    assert sorts("sort=oldest") == [("nieuwste eerst", "?", False), ("oudste eerst", "?sort=oldest", True)]


def test_relevance_is_offered_only_with_words_that_the_index_knows(search_index):
    search_index()
    assert [name for name, _url, _current in sorts("")] == ["nieuwste eerst", "oudste eerst"]
    assert sorts("q=drones&page=2") == [
        ("beste eerst", "?q=drones", True),
        ("nieuwste eerst", "?q=drones&sort=newest", False),
        ("oudste eerst", "?q=drones&sort=oldest", False),
    ]
