"""Excel: opened by LibreOffice with the same cells, every text a text, whatever is in it."""

import csv
import datetime
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from agenda_tracker.feeds import xlsx
from agenda_tracker.feeds.columns import COLUMNS, Column
from agenda_tracker.feeds.shelves import POSITIONS
from agenda_tracker.models import GovernmentPosition
from agenda_tracker.models.dates import long_date
from tests.feeds.reading import body


def opened(content, tmp_path):
    """The sheets as LibreOffice reads them, each a list of rows; as it shows them to a Dutch user."""
    office = shutil.which("soffice")
    if office is None or not (Path(office).resolve().parent / "libsclo.so").exists():
        pytest.skip("LibreOffice is missing; install libreoffice-calc to open the workbook")
    (tmp_path / "boek.xlsx").write_bytes(content)
    # Comma, double quote, UTF-8; the cells as they are shown; all sheets.
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profiel"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        how,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "boek.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {
        path.stem.removeprefix("boek-"): list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        for path in tmp_path.glob("boek-*.csv")
    }


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        return parts.read(name).decode("utf-8")


def test_libreoffice_opens_it_with_the_same_cells(client, world, tmp_path):
    GovernmentPosition.objects.filter(pk=world.pk).update(
        wording='=1+1 "ja"', due_as_written="http://voorbeeld.nl/\x07"
    )
    response = client.get("/standpunten/?topic=munitie&format=xlsx")
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = f"standpunten-munitie-{timezone.localdate()}.xlsx"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    sheets = opened(body(response), tmp_path)
    assert set(sheets) == {"Gegevens", "Selectie"}
    header, row = sheets["Gegevens"]
    assert header == [column.name for column in COLUMNS[POSITIONS]]
    cells = dict(zip(header, row, strict=True))
    assert cells["adres"] == f"http://testserver/standpunten/{world.pk}/"
    assert cells["standpunt"] == '=1+1 "ja"'
    assert cells["bedrag_eur"] == "300000000"
    assert cells["vergadering_begin"] == "2024-10-17"
    assert cells["agendapunt_nummer"] == "3"
    assert cells["termijn_in_de_brief"] == "http://voorbeeld.nl/"
    told = {row[0]: row[1] for row in sheets["Selectie"] if row[0]}
    assert told["Selectie"] == "1 standpunt over Munitie"
    assert told["Adres"] == "http://testserver/standpunten/?topic=munitie"
    assert told["Gemaakt op"] == long_date(timezone.localdate())


def test_the_sheet_has_no_formulas_and_no_links_and_its_header_stays(client, world):
    GovernmentPosition.objects.filter(pk=world.pk).update(
        wording="=HYPERLINK(1)", due_as_written="https://voorbeeld.nl"
    )
    sheet = part(body(client.get("/standpunten/?format=xlsx")), "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:Z2"/>' in sheet


def test_dates_and_numbers_are_no_text(client, world):
    sheet = part(body(client.get("/standpunten/?format=xlsx")), "xl/worksheets/sheet1.xml")
    columns = [column.name for column in COLUMNS[POSITIONS]]
    place = chr(ord("A") + columns.index("bedrag_eur"))
    assert re.search(rf'<c r="{place}2" s="\d"><v>300000000</v></c>', sheet)
    place = chr(ord("A") + columns.index("vergadering_begin"))
    assert re.search(rf'<c r="{place}2" s="\d"><v>45582</v></c>', sheet)


@pytest.mark.parametrize(
    ("text", "length"), [("x" * 32_767, 32_767), ("x" * 32_768, 29_491), ("😀" * 20_000, 26_245), ("", 0)]
)
def test_a_text_longer_than_a_cell_ends_in_an_ellipsis(text, length):
    fitted = xlsx.fitting(text)
    assert len(fitted.encode("utf-16-le")) // 2 <= 32_767
    assert len(fitted.encode("utf-16-le")) // 2 == length or fitted.endswith("…")
    assert fitted.rstrip("…") == text[: len(fitted.rstrip("…"))]


def test_huge_text_still_makes_a_workbook(client, world, tmp_path):
    GovernmentPosition.objects.filter(pk=world.pk).update(wording="woord " * 20_000)
    sheets = opened(body(client.get("/standpunten/?format=xlsx")), tmp_path)
    assert sheets["Gegevens"][1][1].startswith("woord woord")
    assert sheets["Gegevens"][1][1].endswith("…")


def test_a_selection_longer_than_a_sheet_is_refused_with_advice(client, world, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 0)
    response = client.get("/standpunten/?format=xlsx")
    assert response.status_code == 400
    assert "Deze selectie heeft 1 rijen, en een Excel-blad hoogstens 0. Neem CSV, of zet filters aan." in (
        response.content.decode()
    )


def test_days_before_spreadsheets_count_are_text(tmp_path):
    columns = [Column("dag", str), Column("getal", str)]
    row = [datetime.date(1850, 1, 2), Decimal("-1.5")]
    with xlsx.workbook(columns, [row], xlsx.Told("Proef", [])) as file:
        sheets = opened(file.read(), tmp_path)
    assert sheets["Gegevens"] == [["dag", "getal"], ["1850-01-02", "-1.5"]]
