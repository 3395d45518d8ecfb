"""A schema that is as it was made gives no finding; whatever is missing, altered or strange in it does."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from agenda_tracker.integrity import schema
from agenda_tracker.integrity.checking import REPAIRS
from agenda_tracker.models import Topic

pytestmark = pytest.mark.django_db
SQLITE = connection.vendor == "sqlite"


def found() -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.record, finding.wrong) for finding in schema.find()]


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_a_schema_as_the_migrations_make_it_gives_no_finding():
    assert [*map(" ".join, found())] == []


ON = "agenda_tracker_"
ALTERED = {
    f"DROP TABLE {ON}alertmailline": ("database-missing", f"tabel {ON}alertmailline"),
    "DROP TABLE django_session": ("database-missing", "tabel django_session"),
    f"DROP TABLE {ON}cache": ("database-missing", f"tabel {ON}cache"),
    f"ALTER TABLE {ON}officialcheck DROP COLUMN found": ("database-missing", f"tabel {ON}officialcheck"),
    f"DROP INDEX source_stored_once; CREATE INDEX source_stored_once ON {ON}lettersource (size)": (
        "database-missing",
        f"tabel {ON}lettersource",
    ),
    f"DROP INDEX {ON}topic_parent_id_00000000": ("database-missing", f"tabel {ON}topic"),
}
IN_SQLITE = {
    f"CREATE TRIGGER vreemd AFTER INSERT ON {ON}topic BEGIN SELECT 1; END": ("database-trigger", "trigger vreemd"),
}
IN_POSTGRESQL = {
    f"ALTER TABLE {ON}letter DROP CONSTRAINT {ON}letter_slug_key": ("database-missing", f"tabel {ON}letter"),
    f"ALTER TABLE {ON}topic DROP CONSTRAINT {ON}topic_parent_id_00000000_fk": ("database-missing", f"tabel {ON}topic"),
    f"ALTER TABLE {ON}governmentposition DROP CONSTRAINT position_confidence_in_range; "
    f"ALTER TABLE {ON}governmentposition ADD CONSTRAINT position_confidence_in_range CHECK (true)": (
        "database-missing",
        f"tabel {ON}governmentposition",
    ),
    f"ALTER TABLE {ON}letter ALTER COLUMN subject DROP NOT NULL": ("database-missing", f"tabel {ON}letter"),
    f"ALTER TABLE {ON}letter ALTER COLUMN id DROP IDENTITY": ("database-missing", f"tabel {ON}letter"),
    "CREATE FUNCTION niets() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
    f"CREATE TRIGGER vreemd AFTER INSERT ON {ON}topic EXECUTE FUNCTION niets()": ("database-trigger", "trigger vreemd"),
}


def named_here(statement: str) -> str:
    """With the name that a constraint or index has here, where Django made a part of it up."""
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, f"{ON}topic")
    name = next(
        name
        for name, one in there.items()
        if one["columns"] == ["parent_id"] and one["foreign_key" if "_fk" in statement else "index"]
    )
    return statement.replace(f"{ON}topic_parent_id_00000000_fk", name).replace(f"{ON}topic_parent_id_00000000", name)


@pytest.mark.parametrize(("statement", "wanted"), [*{**ALTERED, **(IN_SQLITE if SQLITE else IN_POSTGRESQL)}.items()])
def test_what_is_missing_altered_or_strange_is_found_alone(statement, wanted):
    statement = named_here(statement) if "_00000000" in statement else statement
    run(*([statement] if "TRIGGER" in statement else statement.split("; ")))
    assert [(rule, record) for rule, record, _wrong in found()] == [wanted]


def test_a_migration_that_this_release_does_not_know_is_found():
    MigrationRecorder(connection).record_applied("agenda_tracker", "0999_later")
    assert [(rule, record) for rule, record, _wrong in found()] == [("migration-unknown", "migratie 0999_later")]


@pytest.mark.only_on("postgresql")  # SQLite looks at the highest number itself
def test_a_sequence_that_was_set_back_is_found_and_set_right():
    Topic.objects.create(name="Een", name_key="een", slug="een")
    run(f"SELECT setval(pg_get_serial_sequence('{ON}topic', 'id'), 1, false)")
    assert [(rule, record) for rule, record, _wrong in found()] == [("database-sequence", f"tabel {ON}topic")]
    assert REPAIRS["database-sequence"]([0]) == 1
    assert found() == []
    Topic.objects.create(name="Twee", name_key="twee", slug="twee")
