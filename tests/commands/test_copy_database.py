"""From one database to an empty one, also of the other kind: every row of every table is the same, and work goes on."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from agenda_tracker.intake.receive import receive
from agenda_tracker.management.commands.copy_database import SOURCE, copy_rows, reach, tables
from agenda_tracker.models import Letter, PublicChange
from tests import factories as make
from tests.basis import put_basis

SAMPLE = settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt"


def everything(alias: str) -> dict[str, list[tuple]]:
    return {
        model._meta.label: list(model._base_manager.using(alias).order_by("pk").values_list()) for model in tables()
    }


pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@pytest.fixture(scope="module", autouse=True)
def elsewhere(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of an SQLite file with the tables of this release, known by the alias from which the command copies.

    Before the tests begin: they may only use databases that are known by then.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('elders') / 'elders.sqlite3'}"
    reach(url)
    with django_db_blocker.unblock():
        call_command("migrate", database=SOURCE, verbosity=0)
    yield url
    connections[SOURCE].close()
    del connections.databases[SOURCE], connections[SOURCE]


def test_every_row_goes_over_and_back_and_new_ones_get_new_numbers(elsewhere, capsys):
    put_basis()
    User.objects.create_user("griffie")
    receive(SAMPLE.read_bytes(), SAMPLE.name)
    here = everything("default")
    assert len(here["agenda_tracker.PublicChange"]) > 0
    copy_rows("default", SOURCE)
    assert everything(SOURCE) == here

    call_command("flush", interactive=False, verbosity=0)
    assert Letter.objects.count() == 0
    call_command("copy_database", elsewhere)
    assert everything("default") == here
    assert f"{sum(map(len, here.values()))} rijen overgenomen" in capsys.readouterr().out
    last = max(Letter.objects.values_list("pk", flat=True))
    assert make.make_letter().pk == last + 1

    with pytest.raises(CommandError, match="niet leeg"):
        call_command("copy_database", elsewhere)
    assert PublicChange.objects.count() == len(here["agenda_tracker.PublicChange"])


def test_database_of_another_release_is_refused(elsewhere):
    MigrationRecorder(connections[SOURCE]).record_unapplied("agenda_tracker", "0002_records")
    with pytest.raises(CommandError, match="Beide databases moeten van deze versie zijn"):
        call_command("copy_database", elsewhere)
