"""What every command of the site does."""

import psycopg
import pytest
from django.core.management.base import CommandError
from django.db import InternalError, OperationalError, ProgrammingError

from agenda_tracker.management.command import SiteCommand
from tests.manage import manage


def caused_by(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize("options", [[], ["--skip-checks"]])
def test_it_begins_without_looking_at_the_code_as_a_whole(options, capsys, monkeypatch):
    class Command(SiteCommand):
        def handle(self, *args, **options):
            return "gedaan"

    monkeypatch.setattr(Command, "check", lambda *args, **others: pytest.fail("everything was checked"))
    Command().run_from_argv(["manage.py", "any", *options])
    assert capsys.readouterr().out == "gedaan\n"


@pytest.mark.parametrize("command", ["migrate", "clearsessions", "send_alerts"])
def test_database_that_is_away_is_told_in_a_sentence(command, tmp_path):
    refused = manage(tmp_path, command, url="postgres://postgres@127.0.0.1:1/agenda")
    assert refused.returncode == 1
    assert "CommandError: De database is niet bereikbaar of weigert: " in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("command", ["load_fixtures", "rebuild_search"])
def test_database_without_tables_is_told_in_a_sentence(command, tmp_path):
    (tmp_path / "leeg.sqlite3").touch()
    refused = manage(tmp_path, command, url=f"sqlite:///{tmp_path}/leeg.sqlite3")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert refused.stderr.startswith(
        "CommandError: De database heeft niet de tabellen van deze versie: no such table: "
    )
    assert refused.stderr.endswith("Voer eerst `migrate` uit.\n")


def test_migrate_says_of_a_file_that_it_cannot_be_made(tmp_path):
    refused = manage(tmp_path, "migrate", url="sqlite:////proc/agenda.sqlite3")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert refused.stderr.startswith("CommandError: Een bestand of map is niet te lezen of te schrijven: ")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            OperationalError("database or disk is full"),
            "De database is niet bereikbaar of weigert: database or disk is",
        ),
        (caused_by(InternalError("geen"), psycopg.errors.ReadOnlySqlTransaction()), "De database is niet bereikbaar"),
        (caused_by(ProgrammingError("geen"), psycopg.errors.UndefinedTable()), "De database heeft niet de tabellen"),
        (PermissionError(13, "Permission denied", "/srv/x"), "Een bestand of map is niet te lezen of te schrijven: "),
    ],
)
def test_what_the_machine_lacks_is_told(error, sentence):
    with pytest.raises(CommandError, match=f"^{sentence}"):
        failing(error).execute(no_color=True, force_color=False, stdout=None, stderr=None)


def test_error_in_the_code_stays_an_error():
    with pytest.raises(ProgrammingError, match="syntax"):
        failing(ProgrammingError("syntax error")).execute(no_color=True, force_color=False, stdout=None, stderr=None)


def failing(error):
    class Command(SiteCommand):
        def handle(self, *args, **options):
            raise error

    return Command()
