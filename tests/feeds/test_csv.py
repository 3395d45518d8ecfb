"""CSV: what is in a cell, all rows of the selection, and nothing that a spreadsheet would run."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda_tracker.feeds.columns import COLUMNS
from agenda_tracker.feeds.csv_rows import cell, lines, safe
from agenda_tracker.models import GovernmentPosition
from tests import factories as make
from tests.feeds.reading import rows_of, text_of
from tests.web.test_queries import add_rows

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nederland steunt dit.", "Nederland steunt dit."),
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+31 70", "'+31 70"),
        ("- eerste punt", "'- eerste punt"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\nx"),
        ("\nx", "'\nx"),
        ("|cmd", "'|cmd"),
        ("%0A", "'%0A"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("﹣1", "'﹣1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("\x00=1", "'=1"),
        ("a=1", "a=1"),
        ("2% bbp", "2% bbp"),
        ("–streep", "–streep"),
        ("'=1", "'=1"),
        ("", ""),
        (" ", " "),
        ("een\x0btwee\x1bdrie", "eentweedrie"),
        ("een\r\ntwee", "een\ntwee"),
    ],
)
def test_no_text_is_a_formula(text, written):
    assert safe(text) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (date(2024, 10, 17), "2024-10-17"),
        (Decimal("300000000.00"), "300000000"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-5"), "-5"),
        (0, "0"),
        (-3, "-3"),
        ("-3", "'-3"),
    ],
)
def test_dates_and_numbers_are_plain(value, written):
    assert cell(value) == written


def test_quotes_commas_and_line_breaks_stay_in_their_cell():
    assert (
        "".join(lines(["a", "b"], [['zei "ja", en', "een\ntwee"]])) == '\ufeffa,b\r\n"zei ""ja"", en","een\ntwee"\r\n'
    )


def test_a_long_table_comes_in_pieces():
    pieces = list(lines(["a"], ([str(number)] for number in range(1000))))
    assert len(pieces) > 4
    assert "".join(pieces).count("\r\n") == 1001


def test_columns_are_those_of_the_manual():
    manual = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for shelf, columns in COLUMNS.items():
        chapter = manual.split(f"### `/{shelf.name}/`")[1].split("\n#")[0]
        assert re.findall(r"^\| `(\w+)` \|", chapter, re.MULTILINE) == [column.name for column in columns]


def test_a_position_as_a_row(client, world):
    response = client.get("/standpunten/?format=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == f'attachment; filename="standpunten-{timezone.localdate()}.csv"'
    assert rows_of(response) == [
        {
            "adres": f"http://testserver/standpunten/{world.pk}/",
            "standpunt": "Nederland koopt munitie.",
            "citaat": "Nederland koopt munitie",
            "aard": "bijdrage",
            "houding": "steunend",
            "bedrag_eur": "300000000",
            "termijn": "",
            "termijn_in_de_brief": "",
            "nagekomen_met": "",
            "themas": "Munitie",
            "agendapunt_nummer": "3",
            "agendapunt": "Oekraïne",
            "gremium": "NAVO-ministers van Defensie",
            "organisatie": "NAVO",
            "vergadering_begin": "2024-10-17",
            "vergadering_einde": "2024-10-18",
            "vergadering_plaats": "Brussel",
            "vergadering_adres": "http://testserver/vergaderingen/navo/",
            "brief": "Geannoteerde agenda DMM",
            "brief_soort": "geannoteerde agenda",
            "brief_datum": "2024-10-03",
            "brief_van": "Minister van Defensie",
            "kamerstukken": "28 676, nr. 470",
            "alineas": "1",
            "brief_adres": "http://testserver/brieven/agenda/",
            "verwijzing": "Kamerstukken II 2024/25, 28676, nr. 470, alinea 1",
        }
    ]


def test_a_letter_and_a_meeting_as_a_row(client, world):
    assert rows_of(client.get("/brieven/?format=csv")) == [
        {
            "adres": "http://testserver/brieven/agenda/",
            "onderwerp": "Geannoteerde agenda DMM",
            "soort": "geannoteerde agenda",
            "datum": "2024-10-03",
            "aan": "Tweede Kamer",
            "van": "Minister van Defensie",
            "mede_namens": "Minister van Buitenlandse Zaken",
            "kamerstukken": "28 676, nr. 470",
            "dossiers": "28 676",
            "gremia": "NAVO-ministers van Defensie",
            "vergaderingen": "2024-10-17 NAVO-ministers van Defensie",
            "standpunten": "1",
            "voorgenomen_deelname": "",
            "officiele_bron": "https://zoek.officielebekendmakingen.nl/kst-28676-470.html",
            "verwijzing": "Kamerstukken II 2024/25, 28676, nr. 470",
        }
    ]
    assert rows_of(client.get("/vergaderingen/?format=csv")) == [
        {
            "adres": "http://testserver/vergaderingen/navo/",
            "vergadering": "NAVO-ministers van Defensie",
            "gremium": "NAVO-ministers van Defensie",
            "afkorting": "DMM",
            "organisatie": "NAVO",
            "samen_met": "",
            "informeel": "nee",
            "vorm": "fysiek",
            "stand": "gehouden",
            "begin": "2024-10-17",
            "einde": "2024-10-18",
            "plaats": "Brussel",
            "land": "België",
            "standpunten": "1",
            "eerste_agenda": "2024-10-03",
            "dagen_vooraf": "14",
            "brieven": "3 oktober 2024: Geannoteerde agenda DMM",
        }
    ]


def test_the_letter_that_fulfils_a_commitment_is_named_only_when_it_is_public(client, world):
    later = make.make_letter(slug="later")
    GovernmentPosition.objects.filter(pk=world.pk).update(fulfilled_by=later)
    assert rows_of(client.get("/standpunten/?format=csv"))[0]["nagekomen_met"] == "http://testserver/brieven/later/"
    type(later).objects.filter(pk=later.pk).update(status="withdrawn")
    assert rows_of(client.get("/standpunten/?format=csv"))[0]["nagekomen_met"] == ""


def test_the_whole_selection_in_its_order_and_not_a_page_of_it(client, world):
    for number in range(30):
        make.make_position(world.letter, world.agenda_item, f"Nederland doet {number}.")
    newest = [row["adres"] for row in rows_of(client.get("/standpunten/?format=csv&page=2&size=10"))]
    positions = GovernmentPosition.objects.public().order_by("order", "pk")
    assert newest == [f"http://testserver{position.get_absolute_url()}" for position in positions]
    assert len(newest) == 31


def test_filters_and_order_are_those_of_the_list_and_name_the_file(client, world):
    older = make.make_position(
        item=make.make_item(make.make_meeting(start="2023-01-01")), topics=list(world.topics.all())
    )
    response = client.get("/standpunten/?topic=munitie&sort=oldest&format=CSV")
    assert [row["adres"] for row in rows_of(response)] == [
        f"http://testserver/standpunten/{pk}/" for pk in (older.pk, world.pk)
    ]
    assert f'filename="standpunten-munitie-{timezone.localdate()}.csv"' in response["Content-Disposition"]
    assert [row["standpunt"] for row in rows_of(client.get("/standpunten/?year=2024&format=csv"))] == [world.wording]


def test_an_empty_selection_has_only_its_header(client, db):
    assert text_of(client.get("/brieven/?format=csv")).count("\r\n") == 1


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("format=pdf", "“pdf” is geen formaat. Mogelijk zijn: csv en xlsx."),
        ("format=csv&year=straks", "“straks” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024."),
        ("format=xlsx&topic=bestaat-niet", "“bestaat-niet” is als thema niet bekend. Kies uit de lijst."),
        ("format=csv&q=%00", "“” bevat een teken dat geen tekst is (NUL). Typ de waarde opnieuw."),
        ("format=%3Cscript%3E", "“<script>” is geen formaat. Mogelijk zijn: csv en xlsx."),
    ],
)
def test_what_cannot_be_made_is_explained_in_plain_text(client, db, query, said):
    response = client.get(f"/standpunten/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Dit bestand kan niet worden gemaakt:\n- {said}\n" in response.content.decode()


def test_a_blank_format_and_pages_that_are_nonsense_do_no_harm(client, world):
    assert client.get("/standpunten/?format=")["Content-Type"] == "text/html; charset=utf-8"
    assert len(rows_of(client.get("/standpunten/?format=csv&page=drie&size=7"))) == 1


def test_a_row_withdrawn_while_the_file_is_sent_is_left_out(client, world):
    response = client.get("/standpunten/?format=csv")
    type(world.letter).objects.filter(pk=world.letter_id).update(status="withdrawn")
    assert rows_of(response) == []


@pytest.mark.parametrize("address", ["/standpunten/", "/brieven/", "/vergaderingen/"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_queries_grow_with_batches_and_not_with_rows(client, db, address, kind):
    def queries():
        with CaptureQueriesContext(connection) as found:
            text_of(client.get(f"{address}?format={kind}"))
        return len(found)

    add_rows(1)
    one = queries()
    add_rows(24, start=1)
    assert queries() == one <= 11
