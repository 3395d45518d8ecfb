"""All public data in files: exactly what is public, of one moment, whole or not at all."""

import contextlib
import fcntl
import os
import random
import re
import sqlite3
import threading
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError
from django.db import connection

from agenda_tracker.feeds.dump import making
from agenda_tracker.feeds.dump.columns import Kind
from agenda_tracker.feeds.dump.rows import Known, Reading
from agenda_tracker.feeds.dump.shelf import dumps
from agenda_tracker.feeds.dump.tables import TABLES
from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    MinisterialMeeting,
    Paragraph,
    PublicChange,
    Topic,
    journalled,
)
from tests import factories as make
from tests.feeds.dump_world import database, dump, everything, json_rows, newest
from tests.run import FULL, some
from tests.web.random_states import WORD, make_site, public_keys, public_words, roll
from tests.web.test_strangers import MARKERS
from tests.web.test_strangers import world as strangers_world

pytestmark = pytest.mark.django_db
hidden_world = strangers_world


@pytest.fixture
def shelf(settings, tmp_path):
    settings.DUMP_DIR = tmp_path / "dumps"
    return settings.DUMP_DIR


def test_the_rows_of_a_letter_are_told_with_all_that_belongs_to_them(shelf, world, tmp_path):
    position = world
    letter, item = position.letter, position.agenda_item
    dump()
    rows = json_rows(shelf)
    assert rows["positions.jsonl"] == [
        {
            "id": position.pk, "letterId": letter.pk, "agendaItemId": item.pk, "order": 0,
            "wording": "Nederland koopt munitie.", "kind": "contribution", "stance": "supportive", "amountEur": "300000000.00",
            "dueDate": None, "dueAsWritten": "", "fulfilledById": None, "path": f"/standpunten/{position.pk}/",
        }
    ]  # fmt: skip
    evidence = position.evidence.get()
    quote = {
        "id": evidence.pk, "positionId": position.pk, "paragraphId": evidence.paragraph_id, "start": 0, "end": 23,
        "quote": "Nederland koopt munitie",
    }  # fmt: skip
    assert rows["quotes.jsonl"] == [quote]
    with contextlib.closing(database(shelf, tmp_path)) as found:
        asked = """
            SELECT formations.name, meetings.start_date, kamerstukken.normal_form, topics.name, letters.to_tk, letters.to_ek
            FROM positions JOIN letters ON letters.id = positions.letter_id
            JOIN kamerstukken ON kamerstukken.letter_id = letters.id
            JOIN agenda_items ON agenda_items.id = positions.agenda_item_id
            JOIN meetings ON meetings.id = agenda_items.meeting_id
            JOIN formations ON formations.id = meetings.formation_id
            JOIN position_topics ON position_topics.position_id = positions.id
            JOIN topics ON topics.id = position_topics.topic_id
        """
        assert [tuple(row) for row in found.execute(asked)] == [
            ("NAVO-ministers van Defensie", "2024-10-17", "28676-470", "Munitie", 1, 0)
        ]
        assert [row["role"] for row in found.execute("SELECT role FROM signatories ORDER BY id")] == [
            "signs",
            "on_behalf",
        ]


def as_stored(column, value):
    """What SQLite holds of what the JSON says."""
    if value is None:
        return None
    return {Kind.LINES: "\n".join, Kind.AMOUNT: float}.get(column.kind, lambda same: same)(value)


def test_both_files_hold_the_same_rows_and_the_database_is_sound(shelf, hidden_world, tmp_path):
    make.make_formation("Raad met namen", aliases="Een naam\nNog een naam")
    GovernmentPosition.objects.public().update(amount_eur="1250000.75")
    dump()
    rows = json_rows(shelf)
    with contextlib.closing(database(shelf, tmp_path)) as found:
        for table in TABLES:
            flat = [[as_stored(column, row[column.in_json]) for column in table.columns] for row in rows[table.file]]
            stored = [list(row) for row in found.execute(f'SELECT * FROM "{table.name}"')]
            assert sorted(stored, key=repr) == sorted(flat, key=repr), table.name
        assert [tuple(row) for row in found.execute("PRAGMA integrity_check")] == [("ok",)]
        assert list(found.execute("PRAGMA foreign_key_check")) == []
        assert {row["points_at"] for row in found.execute("SELECT points_at FROM columns")} > {"letters", "topics"}
    assert newest(shelf).rows == {table.name: len(rows[table.file]) for table in TABLES}


PUBLIC = {
    "agenda-items": AgendaItem, "dossiers": Dossier, "kamerstuk-references": KamerstukReference,
    "kamerstukken": Kamerstuk, "letters": Letter, "meetings": MinisterialMeeting, "positions": GovernmentPosition,
    "topics": Topic,
}  # fmt: skip


def test_it_holds_exactly_what_is_public(shelf, hidden_world):
    dump()
    rows = json_rows(shelf)
    for name, model in PUBLIC.items():
        public = set(model.objects.public().order_by().values_list("pk", flat=True))
        assert {row["id"] for row in rows[f"{name}.jsonl"]} == public, name
    letters = {row["id"] for row in rows["letters.jsonl"]}
    assert {row["letterId"] for row in rows["paragraphs.jsonl"]} == letters
    assert {one["id"] for one in rows["paragraphs.jsonl"]} == set(
        Paragraph.objects.filter(letter__in=letters).values_list("pk", flat=True)
    )


@pytest.mark.parametrize("seed", range(10 if FULL else 1))
def test_whatever_the_state_it_holds_all_that_is_public_and_nothing_else(shelf, db, tmp_path, seed):
    """By words that each occur in one record only, also in what lies unused in the pages of the database."""
    dice = random.Random(seed)
    words = make_site(dice)
    for state in range(10 if FULL else 4):
        roll(dice)
        dump(keep=1)
        found = set(WORD.findall(everything(shelf).decode("utf-8", "replace").lower()))
        hidden = words.owners.keys() - public_words(words)
        assert (state, found & hidden) == (state, set())
        assert (state, public_words(words) - found) == (state, set())
        rows, keys = json_rows(shelf), public_keys()
        assert {row["id"] for row in rows["positions.jsonl"]} == keys["position"]
        assert {row["id"] for row in rows["letters.jsonl"]} == keys["letter"]


def test_nothing_hidden_is_in_the_bytes(shelf, hidden_world, django_user_model):
    letter = hidden_world
    django_user_model.objects.create_user("zzgeheim", email="zzgeheim@example.nl", password="ZZGEHEIM-wachtwoord")
    make.make_kamerstuk("28676-464", letter=make.make_letter("draft", subject="ZZGEHEIM concept"))
    Letter.objects.filter(pk=letter.pk).update(reading_notes="ZZGEHEIM", as_read={"x": "ZZGEHEIM"})
    Topic.objects.filter(released=True).update(keywords="ZZGEHEIM trefwoord")
    letter.sources.create(original_name="ZZGEHEIM.pdf", url="https://example.nl/ZZGEHEIM")
    GovernmentPosition.objects.public().update(rule="ZZGEHEIM")
    AgendaItem.objects.public().update(series=None)
    series = make.saved(AgendaItem.series.field.related_model(name="ZZGEHEIM reeks"))
    AgendaItem.objects.exclude(pk__in=AgendaItem.objects.public()).update(series=series)
    dump()
    assert MARKERS.findall(everything(shelf).decode("utf-8", "replace")) == []
    paper = next(row for row in json_rows(shelf)["kamerstukken.jsonl"] if row["normalForm"] == "28676-464")
    assert paper["letterId"] is None


def test_a_letter_that_replaces_a_hidden_one_points_at_nothing(shelf, world):
    draft = make.make_letter("draft")
    Letter.objects.filter(pk=world.letter_id).update(replaces=draft)
    GovernmentPosition.objects.filter(pk=world.pk).update(fulfilled_by=draft)
    dump()
    rows = json_rows(shelf)
    assert (rows["letters.jsonl"][0]["replacesId"], rows["positions.jsonl"][0]["fulfilledById"]) == (None, None)


def test_it_tells_its_moment_its_terms_and_its_columns(shelf, world, tmp_path, settings):
    settings.DATA_TERMS = "CC0 1.0"
    dump()
    head = PublicChange.objects.latest("number").number
    assert newest(shelf).journal_number == head
    with contextlib.closing(database(shelf, tmp_path)) as found:
        facts = {row["name"]: row["value"] for row in found.execute("SELECT name, value FROM about")}
    assert (facts["journal_number"], facts["terms"]) == (head, "CC0 1.0")
    assert [
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", facts[name]) is None for name in ("made_at", "journal_at")
    ] == [
        False,
        False,
    ]
    columns = json_rows(shelf)["columns.jsonl"]
    assert len(columns) == sum(len(table.columns) for table in TABLES)


def test_the_manual_names_every_table_and_column():
    manual = (django_settings.BASE_DIR / "docs" / "data.md").read_text(encoding="utf-8")
    told = []
    for part in manual.split("\n### `")[1:]:
        lines = [line for line in part.splitlines() if line.startswith("| `")]
        cells = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines]
        told.append((part.split("`")[0], [(name.strip("`"), said, kind.strip("`")) for name, said, kind in cells]))
    written = [
        (table.name, [(one.name, one.said, f"{one.to}.id" if one.to else one.kind.in_words) for one in table.columns])
        for table in TABLES
    ]
    assert told == written


def test_the_newest_are_kept_and_a_line_tells_of_each_file(shelf, world):
    for _time in range(3):
        said = dump(keep=2)
    there = dumps(shelf)
    assert len(there) == len({one.stem for one in there}) == 2
    lines = said.splitlines()
    assert [line.split(": ")[0] for line in lines[:2]] == [file.name for file in there[0].files]
    assert lines[2].endswith(": weggehaald")
    assert sorted(path.name for path in shelf.iterdir()) == sorted([".lock", *(one.stem for one in there)])


def test_what_was_withdrawn_since_takes_its_dumps_away(shelf, world):
    dump()
    with journalled(world.letter):
        Letter.objects.filter(pk=world.letter_id).update(status="withdrawn")
    dump()
    assert [one.rows["letters"] for one in dumps(shelf)] == [0]


def test_while_one_is_made_another_run_does_nothing(shelf, world):
    shelf.mkdir()
    with (shelf / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert dump() == "Er wordt hier al een dump gemaakt; deze keer is er niets te doen.\n"
    assert dumps(shelf) == []
    dump()
    assert len(dumps(shelf)) == 1


def test_what_a_killed_run_left_is_swept_up(shelf, world):
    (shelf / ".part-abc").mkdir(parents=True)
    (shelf / ".part-abc" / "agendavolger.sqlite3").write_text("half")
    dump()
    assert not (shelf / ".part-abc").exists()


FULL_DISK = [OSError(28, "No space left on device"), sqlite3.OperationalError("disk is full")]
STEPS = ("_add_tables", "_described", "_write_through", "_appear")


@pytest.mark.parametrize(("step", "error"), some([(step, error) for step in STEPS for error in FULL_DISK], 3))
def test_when_it_fails_halfway_all_is_as_it_was(shelf, world, monkeypatch, step, error):
    dump()
    before = sorted(str(path) for path in shelf.rglob("*"))

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(making, step, fail)
    with pytest.raises(CommandError, match=r"Er is geen dump gemaakt: .*Wat er al stond, staat er nog"):
        dump(keep=1)
    assert sorted(str(path) for path in shelf.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_told(settings, tmp_path, db):
    (tmp_path / "file").write_text("")
    settings.DUMP_DIR = tmp_path / "file" / "dumps"
    with pytest.raises(CommandError, match="Er is geen dump gemaakt"):
        dump()


def test_known_ids():
    known = Known()
    for number in (1, 8, 9, 70_000):
        known.add(number)
    assert [number for number in range(80_000) if number in known] == [1, 8, 9, 70_000]
    assert len(known.bits) < 10_000


def test_an_empty_site_has_an_empty_dump(shelf, db, tmp_path):
    dump()
    assert set(newest(shelf).rows.values()) == {0}
    with contextlib.closing(database(shelf, tmp_path)) as found:
        assert [tuple(row) for row in found.execute("PRAGMA integrity_check")] == [("ok",)]


@pytest.mark.django_db(transaction=True)
def test_it_is_one_moment_of_the_database(shelf, monkeypatch, tmp_path):
    """A letter that is published while the dump is made is in none of its tables."""
    body = make.make_formation()
    item = make.make_item(make.make_meeting(body))
    make.make_position(make.make_letter(meeting=item.meeting), item)
    rows = Reading.rows

    def publish():
        try:
            position = make.make_position(item=make.make_item(make.make_meeting(body, "2025-01-01")))
            with journalled(position.letter):
                pass
        finally:
            connection.close()

    def rows_and_publish(self, table):
        if table.name == "letters":
            thread = threading.Thread(target=publish)
            thread.start()
            thread.join()
        yield from rows(self, table)

    monkeypatch.setattr(Reading, "rows", rows_and_publish)
    dump()
    made = newest(shelf)
    assert (made.journal_number, made.rows["letters"], made.rows["meetings"], made.rows["paragraphs"]) == (0, 1, 1, 1)
    assert Letter.objects.count() == 2


def test_a_row_that_points_into_a_hidden_letter_does_not_tell_its_words(shelf, world):
    """Damaged data: the quote of a public position stands in a draft."""
    draft = make.make_letter("draft")
    secret = make.make_paragraph(make.make_section(draft), "ZZGEHEIM in een concept.")
    world.evidence.update(paragraph=secret)
    dump()
    assert json_rows(shelf)["quotes.jsonl"] == []
    assert b"ZZGEHEIM" not in everything(shelf)


def test_files_are_readable_for_who_serves_them(shelf, world):
    dump()
    folder = Path(shelf) / newest(shelf).stem
    modes = {path.name.rpartition("-")[2]: path.stat().st_mode & 0o444 for path in folder.iterdir()}
    umask = os.umask(0)
    os.umask(umask)
    assert set(modes.values()) == {0o444 & ~umask}
