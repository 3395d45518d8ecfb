"""How many days before the meeting annotated agendas were sent: which letters count, the figures, and the public page."""

import re
from datetime import date, timedelta

import pytest

from agenda_tracker.models import Letter
from agenda_tracker.search import figures, late, public_agendas, sent_ahead
from agenda_tracker.search.figures import Tally
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def defence(db):
    return make.make_office("Minister van Defensie", make.make_ministry("Defensie"))


@pytest.fixture
def foreign(db):
    return make.make_office("Minister van Buitenlandse Zaken", make.make_ministry("Buitenlandse Zaken"))


def sent(office, days, meeting_on="2024-10-17", status="published", body=None, **fields):
    """An annotated agenda dated so many days before its meeting, signed by `office`."""
    meeting = make.make_meeting(body, meeting_on)
    day = date.fromisoformat(meeting_on) - timedelta(days=days)
    letter = make.make_letter(status, meeting, date=day.isoformat(), **fields)
    if office:
        make.make_signatory(letter, office)
    return letter


def days_of(treatments):
    return sorted(treatment.ahead.days for treatment in treatments)


def said(rows):
    return [
        (
            row.ministry.name if row.ministry else None,
            [(year, tally.count, tally.median, tally.late) for year, tally in [("alle", row.total), *row.years]],
        )
        for row in rows
    ]


def test_figures_are_exact_per_ministry_and_per_year(defence, foreign, django_assert_num_queries):
    for days in (3, 7, 8, 14):
        sent(defence, days)
    sent(defence, -1, "2023-05-05")
    sent(foreign, 6)
    sent(foreign, 9)
    sent(foreign, 10)
    with django_assert_num_queries(2):
        rows = figures(public_agendas(), 7)
    assert said(rows) == [
        ("Buitenlandse Zaken", [("alle", 3, 9.0, 1), (2024, 3, 9.0, 1)]),
        ("Defensie", [("alle", 5, 7.0, 2), (2024, 4, 7.5, 1), (2023, 1, -1.0, 1)]),
    ]


def test_figures_run_the_same_queries_with_nothing_and_with_much(defence, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert figures(public_agendas(), 7) == []
    for days in range(20):
        sent(defence, days)
    with django_assert_num_queries(2):
        figures(public_agendas(), 7)


def test_the_year_is_that_of_the_meeting(defence):
    sent(defence, 10, "2024-01-05")
    assert [year for year, _tally in figures(public_agendas(), 7)[0].years] == [2024]


def test_only_published_letters_count(defence):
    sent(defence, 5)
    sent(defence, 6, status="draft")
    sent(defence, 7, status="withdrawn")
    assert days_of(public_agendas()) == [5]


def test_only_annotated_agendas_count_also_when_the_letter_is_a_report_of_another_meeting(defence):
    both = sent(defence, 9, kind="report")
    make.make_treatment(both, make.make_meeting(start="2024-10-01"), "report")
    sent(defence, 5, kind="supplement")
    for kind in ("supplement", "report", "other"):
        letter = make.make_letter(date="2024-10-01", kind=kind)
        make.make_treatment(letter, make.make_meeting(start="2024-10-20"), kind)
    assert days_of(public_agendas()) == [9]


def test_a_letter_that_replaces_a_public_one_does_not_count_again(defence):
    first = sent(defence, 14)
    sent(defence, 2, replaces=first)
    assert days_of(public_agendas()) == [14]
    Letter.objects.filter(pk=first.pk).update(status="withdrawn")
    assert days_of(public_agendas()) == [2]


def test_a_letter_for_several_meetings_counts_for_the_first_one(defence):
    letter = sent(defence, 10, "2024-10-17")
    make.make_treatment(letter, make.make_meeting(start="2024-10-14"))
    make.make_treatment(letter, make.make_meeting(start="2024-10-10"), "report")
    assert days_of(public_agendas()) == [7]


def test_the_office_that_signed_first_decides(defence, foreign):
    letter = sent(foreign, 8)
    make.make_signatory(letter, defence)
    other = sent(None, 9)
    make.make_signatory(other, defence, role="on_behalf")
    make.make_signatory(other, foreign)
    assert said(figures(public_agendas(), 7)) == [
        ("Buitenlandse Zaken", [("alle", 2, 8.5, 0), (2024, 2, 8.5, 0)]),
    ]


def test_an_unknown_signature_is_not_guessed(defence):
    letter = sent(None, 4)
    make.saved(make.Signatory(letter=letter, order=0, office_as_printed="Staatssecretaris van Iets"))
    make.make_signatory(letter, defence)
    sent(None, 6)
    assert said(figures(public_agendas(), 7)) == [(None, [("alle", 2, 5.0, 2), (2024, 2, 5.0, 2)])]


def test_late_is_less_than_so_many_days(defence):
    for days in (-2, 0, 6, 7, 8):
        sent(defence, days)
    assert days_of(late(sent_ahead(Letter.objects.all()), 7)) == [-2, 0, 6]


@pytest.mark.parametrize(
    ("days", "words", "share"),
    [
        ([9], "9 dagen", 0),
        ([9, 10], "9,5 dagen", 0),
        ([1, 1, 30], "1 dag", 67),
        ([0], "0 dagen", 100),
        ([-2, -1], "1,5 dagen na het begin", 100),
        ([1, *[9] * 7], "9 dagen", 13),
    ],
)
def test_tally_in_words(days, words, share):
    tally = Tally(7, days)
    assert (tally.median_in_words, tally.share_late) == (words, share)


def table_of(page):
    return [
        [" ".join(cell.split()) for cell in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    ]


def test_page_has_the_same_numbers_in_chart_and_table(client, defence, foreign):
    sent(defence, 10)
    sent(defence, 4, "2023-05-05")
    sent(defence, 5, "2023-05-06")
    sent(foreign, 14)
    page = client.get("/cijfers/").content.decode()
    assert '<p class="sentence" role="status">4 geannoteerde agenda’s</p>' in page
    assert table_of(page) == [
        ["Jaar", "Brieven", "Mediaan", "Korter dan 7 dagen"],
        ["Buitenlandse Zaken"],
        ["2024", "1", "14 dagen", "0 (0%)"],
        ["Defensie"],
        ["samen", "3", "5 dagen", "2 (67%)"],
        ["2024", "1", "10 dagen", "0 (0%)"],
        ["2023", "2", "4,5 dagen", "2 (100%)"],
        ["Alle ministeries samen"],
        ["samen", "4", "7,5 dagen", "2 (50%)"],
    ]
    bars = re.findall(r'<rect class="([^"]*)" x="0" y="(\d+)" width="([^"]*)" height="16" rx="2"/>', page)
    assert bars == [("bar", "50", "72.00%"), ("bar late", "102", "25.71%")]
    assert "Buitenlandse Zaken 14 dagen; Defensie 5 dagen, korter dan 7." in page
    lines = re.findall(r'<line x1="36.00%" x2="36.00%" y1="(\d+)" y2="(\d+)"/><text x="([^"]*)"', page)
    assert lines == [("50", "66", "72.00%"), ("102", "118", "36.00%")]
    assert "style=" not in page


def test_norm_comes_from_the_settings(client, defence, settings):
    settings.DAYS_BEFORE = 11
    sent(defence, 10)
    page = client.get("/cijfers/").content.decode()
    assert table_of(page)[0][3] == "Korter dan 11 dagen"
    assert table_of(page)[2] == ["2024", "1", "10 dagen", "1 (100%)"]


def test_page_filters_by_year_and_organisation(client, defence):
    nato = make.make_formation(organisation="navo")
    joint = sent(defence, 3, "2024-03-01")
    joint.meetings.get().also_with.add(nato)
    sent(defence, 8, "2024-04-01", body=nato)
    sent(defence, 9, "2023-04-01", body=nato)
    found = {}
    for query in ("", "?year=2024", "?organisation=navo", "?year=2023&organisation=navo", "?year=2022"):
        page = client.get(f"/cijfers/{query}").content.decode()
        found[query] = re.search('class="sentence" role="status">([^<]*)<', page)[1]
    assert found == {
        "": "3 geannoteerde agenda’s",
        "?year=2024": "2 geannoteerde agenda’s (2024)",
        "?organisation=navo": "3 geannoteerde agenda’s (NAVO)",
        "?year=2023&organisation=navo": "1 geannoteerde agenda (NAVO, 2023)",
        "?year=2022": "Geen geannoteerde agenda’s (2022)",
    }


@pytest.mark.parametrize(
    ("query", "explained"),
    [
        ("year=abc", "“abc” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024."),
        ("year=99999999999", "“99999999999” is geen jaar."),
        ("organisation=nee", "“nee” is als organisatie niet bekend. Kies uit de lijst."),
        ("organisation=%00", "bevat een teken dat geen tekst is (NUL)"),
        (f"organisation={'x' * 300}", "is te lang: gebruik hoogstens 200 tekens."),
    ],
)
def test_nonsense_is_explained(client, defence, query, explained):
    sent(defence, 5)
    answer = client.get(f"/cijfers/?{query}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert explained in page
    assert "<table" not in page


def test_empty_site_says_when_there_will_be_figures(client):
    assert "zodra die er is, staan hier de cijfers." in client.get("/cijfers/").content.decode()


@pytest.mark.parametrize("address", ["/", "/over/"])
def test_page_is_linked_from_the_foot_and_the_page_about_the_site(client, address):
    links = client.get(address).content.decode().count('href="/cijfers/"')
    assert links == (2 if address == "/over/" else 1)
