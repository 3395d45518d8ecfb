"""The command read_letter, run without a database."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from agenda_tracker.letters import apart as reading_apart

from .gold import SAMPLES
from .test_apart import hostile

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
        "kind", "subject", "letter_date", "chambers", "sender", "signatories", "on_behalf_of", "own_kamerstuk", "dossiers",
        "meetings", "sections", "footnotes", "references", "positions", "outcomes", "planned_attendance",
        "facts", "warnings",
    ]  # fmt: skip
    assert reading["meetings"][0] == {
        "kind": "annotated_agenda", "organisation": "NAVO", "formation": "NAVO-ministers van Buitenlandse Zaken",
        "abbreviation": "FMM", "informal": False, "start_date": "2033-04-02",
        "end_date": "2033-04-03", "place": "Antalya", "country": "Turkije",
        "as_written": "FMM", "span": {"start": 190, "end": 193},
        "rule": "meeting_subject", "confidence": 0.95,
    }  # fmt: skip
    assert "\n  " in out


def test_no_letter_is_kind_other_and_exit_0(tmp_path, capsys):
    path = tmp_path / "lijst.txt"
    path.write_text("melk\neieren\nëclairs\n")
    code, out, err = run(path, capsys)
    assert (code, err, json.loads(out)["kind"], len(json.loads(out)["warnings"])) == (0, "", "other", 1)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01", b"\x89PNG\r\n\x1a\n"])
def test_unreadable_is_exit_2_with_one_sentence(tmp_path, capsys, data):
    path = tmp_path / "brief.txt"
    path.write_bytes(data)
    code, out, err = run(path, capsys)
    assert (code, out, err.count("\n"), err.startswith("Het bestand brief.txt is")) == (2, "", 1, True)


def test_standard_input_is_read_too():
    done = subprocess.run(
        [sys.executable, "manage.py", "read_letter", "-"],
        cwd=settings.BASE_DIR,
        input=LETTER.read_bytes(),
        capture_output=True,
    )
    assert (done.returncode, done.stderr, json.loads(done.stdout)["letter_date"]) == (0, b"", "2033-03-24")


@pytest.mark.parametrize("fault", ["time.sleep(60)", "return 1 / 0", "return bytearray(2 << 30)"])
def test_the_log_stays_away_unless_asked_for(monkeypatch, capsys, caplog, fault):
    monkeypatch.setattr(reading_apart, "SECONDS", 2.0)
    hostile(monkeypatch, fault)
    code, out, err = run(LETTER, capsys)
    assert (code, out, err.count("\n"), caplog.text) == (2, "", 1, "")
    with pytest.raises(SystemExit):
        call_command("read_letter", str(LETTER), verbosity=2)
    assert "was not read" in caplog.text


def test_a_file_without_end_is_refused(capsys, settings):
    settings.LETTER_MAX_BYTES = 1 << 20
    paste = "kopieer de tekst van de brief en plak die."
    assert run("/dev/zero", capsys) == (2, "", f"Het bestand zero is groter dan 1 MB; {paste}\n")


def test_a_strange_file_name_is_printed_in_one_line(tmp_path, capsys):
    path = tmp_path / os.fsdecode(b"caf\xe9\n\x1b[31m.txt")
    path.write_bytes(b"")
    expected = "Het bestand caf???[31m.txt is leeg; kies een bestand met de tekst van de brief.\n"
    assert run(path, capsys) == (2, "", expected)


def test_a_missing_file_is_exit_2(tmp_path, capsys):
    path = tmp_path / "weg.txt"
    assert run(path, capsys) == (2, "", f"Het bestand {path} bestaat niet; controleer de naam.\n")


def test_a_folder_is_exit_2(tmp_path, capsys):
    code, out, err = run(tmp_path, capsys)
    assert (code, out, "kan niet worden geopend" in err) == (2, "", True)
