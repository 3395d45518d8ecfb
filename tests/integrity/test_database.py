"""The command itself, and a database that is wrong in ways that its own rules forbid."""

import re
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models

from agenda_tracker.integrity import checking, database, derived
from agenda_tracker.integrity.checking import findings
from agenda_tracker.integrity.finding import named
from agenda_tracker.models import (
    DeskAct,
    Evidence,
    Formation,
    FormerSlug,
    GovernmentPosition,
    JournalHead,
    Letter,
    MinisterialMeeting,
    Topic,
)
from tests.basis import put_basis

from .world import World, plant

pytestmark = pytest.mark.django_db
SQLITE = connection.vendor == "sqlite"


def checked(capsys, *options: str) -> tuple[int, list[str]]:
    """How the command ends, and its lines without the seconds that it took."""
    code = 0
    try:
        call_command("check_integrity", *options)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, [re.sub(r" \(\d+\.\d s\)$", "", line) for line in capsys.readouterr().out.splitlines()]


def test_all_tells_and_counts_what_is_found_and_repairs_it_too(capsys):
    put_basis()
    letter = Letter.objects.get()
    plant(letter, subject_key="zzz")
    told = f"brief {letter.pk}: subject_key volgt niet uit de tekst waarvan het is gemaakt. Draai met --repair."
    assert checked(capsys, "--all") == (1, [told, "1 bevinding, waarvan 1 met --repair te herstellen."])
    assert checked(capsys, "--all", "--repair")[0] == 0
    letter.refresh_from_db()
    assert letter.subject_key != "zzz"


def test_one_record_that_cannot_be_repaired_is_named_and_the_rest_is_repaired(capsys):
    put_basis()
    first, second, third = Topic.objects.filter(parent=None).order_by("pk")[:3]
    plant(second, name=first.name)
    plant(third, name_key="zzz")
    plant(Letter.objects.get(), subject_key="zzz")
    code, said = checked(capsys, "--repair")
    assert code == 1
    assert [line.split(" (")[0] for line in said if "ersteld" in line] == [
        f"Niet hersteld: folded-topic van record {second.pk}",
        "Hersteld: folded-topic",
        "Hersteld: folded-letter",
        "3 bevindingen, 2 hersteld, 1 over.",
    ]


def test_only_what_is_sound_at_another_look_is_called_repaired(capsys):
    World()
    done = DeskAct.objects.filter(undoes=None, undone=False).first()
    plant(done, undoes=done)
    code, said = checked(capsys, "--repair")
    assert (code, said[-1]) == (1, "1 bevinding, 0 hersteld, 1 over.")


def test_after_a_repair_only_what_it_can_alter_is_looked_at_again_and_the_rest_stays_told(capsys):
    World()
    plant(DeskAct.objects.filter(undone=False, undoes=None).first(), undone=True)
    plant(Letter.objects.first(), slug="geen adres")
    with pytest.raises(SystemExit):
        call_command("check_integrity", "--repair")
    out, err = capsys.readouterr()
    assert out.splitlines()[-2:-1] == ["Hersteld: act-undone (1)"]
    assert out.splitlines()[-1].startswith("2 bevindingen, 1 hersteld, 1 over.")
    told = [line.partition("] ")[2] for line in err.splitlines() if line.startswith("[")]
    assert told == [*checking.ALL, "hersteld: act-undone", "handelingen"]


def test_every_repair_has_checks_to_do_after_it():
    assert set(checking.AFTER) == set(checking.MODULES)
    assert {title for titles in checking.AFTER.values() for title in titles} <= set(checking.ALL)


def test_a_check_that_takes_long_says_how_far_it_is(monkeypatch):
    put_basis()
    monkeypatch.setattr(checking, "EVERY", 0)
    said = []
    assert list(findings(said.append)) == []
    assert "tekst van brieven: 1 bekeken" in said


def found() -> list[tuple[str, str]]:
    return [(finding.rule, finding.record) for finding in findings(lambda _title: None)]


def put(record: models.Model, name: str, value: object) -> None:
    """As another program would, that knows no fields; SQLite is told to look away."""
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE {record._meta.db_table} SET {name} = %s WHERE id = %s", [value, record.pk])
        if SQLITE:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


ODD: list[tuple[type[models.Model], str, str]] = [
    (Letter, "kind", "bogus"),
    (GovernmentPosition, "kind", "bogus"),
    (Formation, "organisation", "bogus"),
    (FormerSlug, "kind", "bogus"),
]
ODD_IN_SQLITE: list[tuple[type[models.Model], str, str | None]] = [
    (Letter, "date", "2024-13-45"),
    (Letter, "date", "2024-02-31"),
    (Letter, "created_at", "toen"),
    (GovernmentPosition, "amount_eur", "abc"),
    (MinisterialMeeting, "start_date", "gisteren"),
    (Evidence, "start", "abc"),
    (JournalHead, "site", "geenuuid"),
]


def test_a_value_that_cannot_be_is_found_at_its_record_and_ends_no_check_in_an_error():
    World()
    FormerSlug.objects.create(kind="topic", slug="vroeger", object_id=Topic.objects.first().pk)
    planted = []
    for model, column, value in [*ODD, *(ODD_IN_SQLITE if SQLITE else [])]:
        record = model.objects.only("pk").order_by("pk")[len(planted) % 2 if model is Letter else 0]
        put(record, column, value)
        planted.append(("value", named(record)))
    seen = found()
    assert sorted(one for one in seen if one[0] == "value") == sorted(planted)
    assert ("check-ended", "controle waarden") not in seen


def test_a_check_that_cannot_go_on_is_one_finding_and_the_others_are_done(monkeypatch):
    def broken():
        Letter.objects.extra(where=["nergens = 1"]).exists()
        yield from ()

    put_basis()
    letter = Letter.objects.get()
    plant(letter, subject_key="zzz")
    monkeypatch.setattr(checking, "CHECKS", (("proef", broken), *checking.CHECKS))
    assert found() == [("check-ended", "controle proef"), ("folded-letter", named(letter))]


@pytest.mark.only_on("sqlite")  # PostgreSQL looks at its pages itself
def test_what_sqlite_tells_before_a_damaged_page_stops_it_is_kept_with_what_to_do(monkeypatch):
    class Damaged:
        def execute(self, _query):
            pass

        def __iter__(self):
            yield ("Tree 5 page 9: btreeInitPage() returns error code 11",)
            raise DatabaseError("database disk image is malformed")

    monkeypatch.setattr(database, "connection", SimpleNamespace(cursor=lambda: nullcontext(Damaged())))
    assert [str(finding) for finding in database._sqlite()] == [
        f"database: {told}. Stop de server en zet een back-up terug."
        for told in (
            "Tree 5 page 9: btreeInitPage() returns error code 11",
            "de eigen controle van SQLite kon niet verder (database disk image is malformed)",
        )
    ]


def test_a_former_address_that_another_record_has_now_is_found_and_one_that_came_back_is_not():
    first, second = Topic.objects.create(name="Een", slug="een"), Topic.objects.create(name="Twee", slug="twee")
    FormerSlug.objects.create(kind="topic", slug="een", object_id=first.pk)
    taken = FormerSlug.objects.create(kind="topic", slug="twee", object_id=first.pk)
    FormerSlug.objects.create(kind="topic", slug="drie", object_id=second.pk)
    seen = [(finding.record, finding.wrong) for finding in derived.find()]
    assert seen == [(named(taken), f"“twee” is nu het adres van {named(second)}")]
