"""The kamerstuk command: what others script against."""

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments, stdin=b"", monkeypatch=None):
    """(exit code, stdout, stderr) of one call."""
    out, err = io.StringIO(), io.StringIO()
    if monkeypatch is not None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
    try:
        call_command("kamerstuk", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_query_prints_normal_forms_one_a_line():
    assert run("28 676, nr. 464") == (0, "28676-464\n", "")
    assert run("36600-A") == (0, "36600-A\ndossier/36600-A\n", "")


def test_words_print_none():
    assert run("motie stikstof") == (0, "NONE\n", "")
    assert run("") == (0, "NONE\n", "")


def test_malformed_reference_explains_itself_and_exits_with_two():
    message = "Alleen dossier 21501 heeft deeldossiers met een cijfer.\n"
    assert run("28676-464-3") == (2, "ERROR\n", message)


def test_batch_answers_every_line(tmp_path):
    file = tmp_path / "in.txt"
    file.write_bytes(b"28676\\u2011464\r\n\n36600-A\n28676-0\nx\xffy\n\\ud800\nKamer-\\nstuk 28676-464")
    expected = "28676-464\nNONE\n36600-A;dossier/36600-A\nERROR\nNONE\nNONE\n28676-464\n"
    assert run("--batch", str(file)) == (0, expected, "")


def test_batch_reads_standard_input(monkeypatch):
    assert run("--batch", "-", stdin=b"28676-464\n", monkeypatch=monkeypatch) == (0, "28676-464\n", "")
    assert run("--batch", "-", stdin=b"", monkeypatch=monkeypatch) == (0, "", "")


def test_batch_without_file_says_so(tmp_path):
    with pytest.raises(CommandError) as caught:
        run("--batch", str(tmp_path / "weg"))
    assert caught.value.returncode == 2


def test_text_gives_each_normal_form_once_with_its_first_place(monkeypatch):
    stdin = "é\r\nZie Kamerstuk 28\r\n676, nr. 464 en (28676-464).\tWetsvoorstel (35246)".encode() + b"\xff"
    expected = "28676-464\t7\t33\tKamerstuk 28\\r\\n676, nr. 464\ndossier/35246\t64\t69\t35246\n"
    assert run("--text", stdin=stdin, monkeypatch=monkeypatch) == (0, expected, "")
    first = expected.splitlines(keepends=True)[0]
    assert run("--text", "--no-context", stdin=stdin, monkeypatch=monkeypatch) == (0, first, "")


def test_text_with_nothing_to_find_prints_nothing(monkeypatch):
    assert run("--text", stdin=b"Een bedrag van 28 676 euro.", monkeypatch=monkeypatch) == (0, "", "")


def test_nothing_to_do_is_a_usage_error():
    with pytest.raises(CommandError):
        run()


def test_command_line_prints_no_traceback():
    command = [sys.executable, "manage.py", "kamerstuk", "28676, nr."]
    environment = os.environ | {"AGENDAVOLGER_MODE": "local"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    message = "Het stuknummer ontbreekt. Typ bijvoorbeeld 28676, nr. 464.\n"
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (2, "ERROR\n", message)
