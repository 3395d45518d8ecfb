"""The command read_letter, run without a database."""

import json

import pytest
from django.core.management import call_command

from .gold import SAMPLES

LETTER = SAMPLES / "fictief-navo-fmm.txt"


def run(path, capsys):
    """(exit code, stdout, stderr)"""
    code = 0
    try:
        call_command("read_letter", str(path))
    except SystemExit as stop:
        code = stop.code
    return (code, *capsys.readouterr())


def test_a_letter_is_printed_as_json(capsys):
    code, out, err = run(LETTER, capsys)
    reading = json.loads(out)
    assert (code, err, reading["kind"], reading["letter_date"]) == (0, "", "annotated_agenda", "2033-03-24")
    assert list(reading) == [
        "kind", "subject", "letter_date", "chambers", "signatories", "on_behalf_of", "own_kamerstuk", "dossiers", "meetings",
        "sections", "footnotes", "references", "positions", "planned_attendance", "warnings",
    ]  # fmt: skip
    assert reading["meetings"][0] == {
        "kind": "annotated_agenda", "organisation": "NAVO", "formation": "NAVO-ministers van Buitenlandse Zaken",
        "abbreviation": "FMM", "informal": False, "start_date": "2033-04-02",
        "end_date": "2033-04-03", "place": "Antalya", "country": "Turkije",
    }  # fmt: skip
    assert "\n  " in out


def test_no_letter_is_kind_other_and_exit_0(tmp_path, capsys):
    path = tmp_path / "lijst.txt"
    path.write_text("melk\neieren\nëclairs\n")
    code, out, err = run(path, capsys)
    assert (code, err, json.loads(out)["kind"], len(json.loads(out)["warnings"])) == (0, "", "other", 1)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01"])
def test_unreadable_is_exit_2_with_one_sentence(tmp_path, capsys, data):
    path = tmp_path / "brief.txt"
    path.write_bytes(data)
    code, out, err = run(path, capsys)
    assert (code, out, err.count("\n"), err.startswith("Het bestand brief.txt is")) == (2, "", 1, True)


def test_a_missing_file_is_exit_2(tmp_path, capsys):
    path = tmp_path / "weg.txt"
    assert run(path, capsys) == (2, "", f"Het bestand {path} bestaat niet; controleer de naam.\n")


def test_a_folder_is_exit_2(tmp_path, capsys):
    code, out, err = run(tmp_path, capsys)
    assert (code, out, "kan niet worden geopend" in err) == (2, "", True)
