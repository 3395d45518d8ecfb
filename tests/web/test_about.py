"""What the site says of itself: how complete it is, how accessible, and what it keeps."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.search.completeness import Cell, completeness
from tests import factories as make
from tests.web.test_queries import add_rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def text(client, address):
    page = client.get(address).content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub("<script.*?</script>|<[^>]+>", " ", page).split())


def test_letters_are_counted_by_body_and_year_and_gaps_are_told():
    raad = make.make_formation("Raad Defensie")
    for start in ("2024-03-01", "2024-09-01"):
        meeting = make.make_meeting(raad, start)
        make.make_letter(meeting=meeting)
    both = make.make_letter(meeting=meeting)  # a second letter, also on the meeting before
    make.make_treatment(both, raad.meetings.earliest("start_date"), "report")
    make.make_letter("draft", meeting=meeting)
    make.make_letter("withdrawn", meeting=make.make_meeting(raad, "2024-05-01", released=True))
    make.make_meeting(raad, "2025-05-01", released=True)
    make.make_meeting(raad, "2025-06-01", released=True, state="cancelled")
    make.make_meeting(raad, "2025-07-01")
    make.make_meeting(raad, "2026-01-01", released=True)
    make.make_letter(subject="zonder vergadering")
    known = completeness(TODAY)
    assert (known.letters, known.meetings, known.positions, known.without_meeting) == (4, 6, 0, 1)
    assert known.years == [2025, 2024]
    assert [(row.formation, row.cells) for row in known.rows] == [(raad, [Cell(0, 1), Cell(3, 1)])]
    assert known.columns == 3


def test_old_years_are_taken_together():
    raad = make.make_formation("Raad Defensie")
    for year in range(2010, 2020):
        make.make_letter(meeting=make.make_meeting(raad, f"{year}-03-01"))
    known = completeness(TODAY)
    assert known.years == [2019, 2018, 2017, 2016, 2015, 2014]
    assert (known.earlier, known.columns) == (True, 8)
    assert known.rows[0].cells == [Cell(1, 0)] * 6 + [Cell(4, 0)]


def test_the_page_shows_the_table(client):
    raad = make.make_formation("Raad Defensie", slug="raad")
    make.make_letter(meeting=make.make_meeting(raad, "2024-03-01"))
    make.make_meeting(raad, "2023-03-01", released=True)
    make.make_meeting(raad, "2022-03-01", released=True)
    navo = make.make_formation("NAVO-top", organisation="navo", slug="top")
    make.make_letter(meeting=make.make_meeting(navo, "2024-03-01"))
    shown = text(client, "/over/")
    assert "2 brieven, 0 standpunten en 4 vergaderingen." in shown
    assert (
        "Gremium 2024 2023 2022 EU Raad Defensie 1 1 zonder brief 1 zonder brief NAVO NAVO-top 1 – geen – geen"
    ) in shown


def test_an_empty_site_says_what_will_be_there(client):
    assert "Er staan nog geen brieven op de site." in text(client, "/over/")


def test_queries_stay_the_same(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get("/over/")
        return len(found)

    add_rows(1)
    one = queries()
    add_rows(50, start=1)
    assert queries() == one <= 9


def test_the_statement_says_what_is_not_filled_in(client):
    shown = text(client, "/toegankelijkheid/")
    assert "Status nog niet ingevuld" in shown
    assert "Onderzocht op nog niet ingevuld" in shown
    assert "Tot dan belooft deze pagina niets over de toegankelijkheid." in shown
    assert "De beheerder heeft hier nog geen adres voor meldingen ingevuld." in shown


def test_the_statement_of_an_operator_who_filled_it_in(client, settings):
    settings.ORGANISATION, settings.ACCESSIBILITY_STATUS = "Griffie van het Voorbeeld", "B"
    settings.ACCESSIBILITY_EVALUATED = settings.ACCESSIBILITY_DATE = date(2027, 5, 31)
    settings.ACCESSIBILITY_METHOD = "WCAG-EM, door een onderzoeker"
    settings.ACCESSIBILITY_LACKS = ["De grafiek is klein."]
    settings.ACCESSIBILITY_CONTACT = "mailto:hulp@example.nl"
    shown = text(client, "/toegankelijkheid/")
    assert "Organisatie Griffie van het Voorbeeld Geldt voor testserver Status B: voldoet gedeeltelijk" in shown
    assert "Onderzocht op 31 mei 2027 Methode WCAG-EM, door een onderzoeker Verklaring van 31 mei 2027" in shown
    assert "Wat nog niet goed is De grafiek is klein." in shown
    assert "belooft deze pagina niets" not in shown
    assert 'href="mailto:hulp@example.nl"' in client.get("/toegankelijkheid/").content.decode()


def test_privacy_names_who_answers_for_the_site(client, settings):
    assert "nog niet ingevuld wie voor deze site verantwoordelijk is" in text(client, "/privacy/")
    settings.ORGANISATION, settings.CONTACT = "Griffie van het Voorbeeld", "mailto:avg@example.nl"
    assert "Verantwoordelijk voor deze site is Griffie van het Voorbeeld." in text(client, "/privacy/")


def test_every_page_leads_to_these_pages(client):
    foot = client.get("/").content.decode().split("<footer")[1]
    assert re.findall('href="(/over/|/toegankelijkheid/|/privacy/)"', foot) == [
        "/over/",
        "/toegankelijkheid/",
        "/privacy/",
    ]
