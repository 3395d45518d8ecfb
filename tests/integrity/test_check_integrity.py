"""Every kind of corruption is planted: exactly that is found, what follows from other data is repaired, and then all is well.

Each row of the table is planted in the same world and taken back, since making that world takes a second.
"""

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from agenda_tracker.integrity.checking import REPAIRS, Tally, findings, repaired
from agenda_tracker.models import (
    AgendaItem,
    AgendaSeries,
    DeskAct,
    Dossier,
    Evidence,
    Formation,
    FormerSlug,
    JournalHead,
    Kamerstuk,
    Letter,
    LetterSource,
    Ministry,
    Office,
    OfficeHolder,
    PublicChange,
    Section,
    Topic,
    journalled,
)
from tests.basis import put_basis
from tests.run import some

from .world import World, plant

pytestmark = pytest.mark.django_db
Planting = Callable[[World], Any]
SQLITE = connection.vendor == "sqlite"
quietly = {"say": lambda _title: None}


def found() -> list[tuple[str, str]]:
    return [(finding.rule, finding.record) for finding in findings(**quietly)]


# References


def shifted(world):
    plant(world.paper, start=world.paper.start + 1, end=world.paper.end + 1)
    return "reference-text", world.paper, True


def other_words(world):
    plant(world.paper, as_written="Kamerstuk 21 501-08, nr. 1")
    return "reference-text", world.paper, True


def other_form(world):
    plant(world.paper, normal_form="28676-1")
    return "reference-form", world.paper, True


def other_target(world):
    before = world.paper.kamerstuk
    plant(world.paper, kamerstuk=Kamerstuk.objects.exclude(pk=before.pk).filter(citations__letter=world.letter).first())
    return "reference-link", world.paper, True, [("public-kamerstuk", before)]


def open_with_target(world):
    plant(world.paper, status="unknown")
    return "reference-link", world.paper, True


def of_another_letter(world):
    plant(world.paper, letter=world.other)
    return "reference-place", world.paper, False


# Quotes and positions


def quote_of(world) -> Evidence:
    return world.position.evidence.first()


def too_long(world):
    plant(quote_of(world), end=99_999)
    return "quote-place", quote_of(world), False


def elsewhere(world):
    plant(quote_of(world), paragraph=world.other.paragraphs.first(), start=0, end=3)
    return "quote-place", quote_of(world), False


def quotes_key(world):
    plant(world.position, quotes_key="iets anders")
    return "quotes-key", world.position, True


def untreated(world):
    plant(world.position, agenda_item=AgendaItem.objects.exclude(sections__letter=world.letter).first())
    return "position-item", world.position, False


# Originals


def path_of(world) -> Path:
    return Path(world.source.file.path)


def lost_file(world):
    path_of(world).unlink()
    return "file-missing", world.source, False


def altered_file(world):
    path_of(world).write_bytes(b"X" * world.source.size)
    return "file-hash", world.source, False


def other_size(world):
    plant(world.source, size=1)
    return "file-size", world.source, True


def no_hash(world):
    plant(world.source, sha256="", url="https://example.nl/")
    return "file-record", world.source, False


def orphan(world):
    path = path_of(world).parent / "vreemd.bin"
    path.write_bytes(b"van niemand")
    an_hour_ago = (timezone.now() - timedelta(hours=1)).timestamp()
    os.utime(path, (an_hour_ago, an_hour_ago))
    return "file-orphan", f"bestand originals/{path.parent.name}/vreemd.bin", False


# Text


def no_number(world):
    paragraph = world.letter.paragraphs.first()
    plant(paragraph, number="eerste")
    return "paragraph-number", paragraph, False


def swapped_numbers(world):
    section = Section.objects.annotate(n=models.Count("paragraphs")).filter(letter=world.letter, n__gt=1).first()
    first, second = section.paragraphs.order_by("order")[:2]
    plant(first, number="900")
    return "paragraph-number", second, False


def elsewhere_paragraph(world):
    paragraph = world.letter.paragraphs.last()
    plant(paragraph, section=world.other.sections.last())
    return "text-elsewhere", paragraph, False


def footnote_elsewhere(world):
    note = world.letter.footnotes.first()
    plant(note, paragraph=world.other.paragraphs.last(), offset=0)
    return "text-elsewhere", note, False


def footnote_beyond(world):
    note = world.letter.footnotes.first()
    plant(note, offset=99_999)
    return "footnote-offset", note, False


def foreign_meeting(world):
    treatment = world.letter.treatments.get()
    plant(treatment, meeting=world.other.treatments.get(kind="annotated_agenda").meeting)
    return "section-meeting", [*world.letter.sections.exclude(agenda_item=None).order_by("pk")], False


def other_office(world):
    signatory = world.letter.signatories.first()
    with journalled() as change:
        office = Office.objects.exclude(pk=signatory.office_id).first()
        holder = OfficeHolder.objects.create(office=office, name="X", start_date="2020-01-01")
        change.watch(holder)
    plant(signatory, holder=holder)
    return "signatory-office", signatory, False


# What follows from other columns


def folded(get: Callable[[World], Any], name: str) -> Planting:
    def planting(world):
        record = get(world)
        plant(record, **{name: "zzz"})
        return f"folded-{record._meta.model_name}", record, True

    planting.__name__ = f"folded_{name}"
    return planting


def on_the_shelf(model: type[models.Model]) -> Planting:
    def planting(world):
        record = model._base_manager.first()
        plant(record, sort_key="zzz")
        return f"sort-key-{model._meta.model_name}", record, True

    planting.__name__ = f"sort_key_{model._meta.model_name}"
    return planting


def other_number(world):
    paper = Kamerstuk.objects.filter(citations=None, letter=None).first() or world.paper.kamerstuk
    plant(paper, number="999999")
    return "normal-form", paper, False


def no_address(world):
    plant(world.letter, slug="geen adres")
    return "slug", world.letter, False


def leads_nowhere(world):
    former = FormerSlug.objects.create(kind="topic", slug="vroeger", object_id=999_999)
    return "former-slug", former, False


# Rings


def topic_ring(world):
    top = Topic.objects.filter(parent=None, children__isnull=False).first()
    plant(top, parent=top.children.first())
    return "topic-ring", min(top, top.children.first(), key=lambda one: one.pk), False


def ministry_ring(world):
    first, second = Ministry.objects.filter(successor=None, predecessors=None).order_by("pk")[:2]
    plant(first, successor=second)
    plant(second, successor=first)
    return "ministry-ring", first, False


def letter_ring(world):
    plant(world.letter, replaces=world.other)
    plant(world.other, replaces=world.letter)
    return "letter-ring", world.letter, False


# History


def no_history(world):
    world.position.history.all().delete()
    return "history-none-governmentposition", world.position, True


def no_history_at_all(world):
    AgendaSeries.history.all().delete()
    return "history-none-agendaseries", "terugkerende onderwerpen", True


def behind_its_back(world):
    plant(world.letter, told=False, planned_attendance="Niemand")
    return "history-differs", world.letter, False


def tied_behind_its_back(world):
    through = world.position.topics.through
    through.objects.filter(governmentposition=world.position).delete()
    return "history-ties", world.position, False


def removed_though_there(world):
    line = world.letter.history.first()
    type(line).objects.filter(pk=line.pk).update(history_type="-")
    return "history-removed", world.letter, False, [("history-act", world.letter), ("history-seal", world.letter)]


def lost_without_a_word(world):
    note = world.draft.footnotes.first()
    note.references.all().delete()
    type(note).objects.filter(pk=note.pk)._raw_delete(connection.alias)
    return "history-lost", note, False


def odd_line(world):
    line = world.letter.history.last()
    type(line).objects.filter(pk=line.pk).update(history_type="?")
    return "history-type", world.letter, False


def line_gone(world):
    world.position.history.filter(wording="Nederland wil dit anders.").delete()
    return "history-act", world.position, False, [("history-seal", world.position)]


def line_reworded(world):
    world.position.history.filter(wording="Nederland wil dit anders.").update(wording="Nederland wil dit niet.")
    return "history-act", world.position, False, [("history-seal", world.position)]


def in_between(world):
    """A line of the letter that is neither its first nor its last, and that no act left."""
    return world.letter.history.order_by("history_id")[1]


def line_of_no_act_altered(world):
    line = in_between(world)
    type(line).objects.filter(pk=line.pk).update(history_change_reason="Anders")
    return "history-seal", world.letter, False


def line_of_no_act_gone(world):
    in_between(world).delete()
    return "history-seal", world.letter, False


def line_dated_otherwise(world):
    line = world.position.history.earliest()
    type(line).objects.filter(pk=line.pk).update(history_date=line.history_date - timedelta(hours=1))
    return "history-seal", world.position, False


def line_without_a_seal(world):
    line = world.letter.history.latest()
    line.pk, line.seal = None, None
    models.Model.save_base(line, force_insert=True)
    return "history-seal", world.letter, False


def tie_of_a_line_gone(world):
    line = world.position.history.filter(historicalgovernmentposition_topics__isnull=False).earliest()
    line.topics.all().delete()
    return "history-seal", world.position, False


# Acts


def called_undone(world):
    done = DeskAct.objects.filter(undone=False, undoes=None).first()
    plant(done, undone=True)
    return "act-undone", done, True


def called_in_effect(world):
    done = DeskAct.objects.get(undone=True)
    plant(done, undone=False)
    return "act-undone", done, True


def says_nothing(world):
    done = DeskAct.objects.filter(undoes=None).first()
    plant(done, deltas=[])
    return "act-deltas", done, False


def unreadable(world):
    done = DeskAct.objects.filter(undoes=None).first()
    plant(done, deltas=[{"model": "agenda_tracker.nooit", "pk": 1, "before": None, "after": {}}])
    return "act-deltas", done, False


def act_reworded(world):
    done = DeskAct.objects.earliest("pk")
    DeskAct.objects.filter(pk=done.pk).update(what="Iets anders gedaan")
    return "act-seal", done, False


def act_gone(world):
    done = DeskAct.objects.filter(undone=False, undoes=None).order_by("pk")[1]
    behind = DeskAct.objects.filter(pk__gt=done.pk).earliest("pk")
    done.delete()
    return "act-seal", behind, False


# The journal


def hole(world):
    PublicChange.objects.filter(change="changed").last().delete()
    return "journal-hole", "journaal", False


def head_behind(world):
    JournalHead.objects.update(number=3)
    return "journal-head", "journaal", True


def head_gone(world):
    JournalHead.objects.all().delete()
    return "journal-head", "journaal", True


def head_ahead(world):
    JournalHead.objects.update(number=10_000)
    return "journal-hole", "journaal", False


def two_heads(world):
    JournalHead.objects.create(pk=2, number=1)
    return "journal-heads", "journaal", True


def twice_became(world):
    line = PublicChange.objects.filter(change="changed").last()
    plant(line, change="became")
    return "journal-change", line, False


def odd_kind(world):
    line = PublicChange.objects.filter(change="changed").last()
    plant(line, kind="raadsel")
    return "journal-kind", line, False


def of_another_letters_line(world):
    line = PublicChange.objects.filter(kind="position", letter=world.letter).last()
    plant(line, letter=world.other)
    return "journal-letter", line, False


def tomorrow(world):
    line = PublicChange.objects.first()
    plant(line, at=timezone.now() + timedelta(days=3))
    return "journal-date", line, False


def long_ago(world):
    line = PublicChange.objects.first()
    plant(line, at=timezone.now() - timedelta(days=3))
    return "journal-date", line, False


def published_in_silence(world):
    meeting = world.draft.meetings.get()
    plant(meeting, released=True)
    return "public-meeting", meeting, True


def vanished_in_silence(world):
    plant(world.position, review="rejected")
    return "public-position", world.position, True


# The database


def points_at_nothing(world):
    plant(world.position, agenda_item=999_999)
    extra = [("position-item", world.position)]
    return "foreign-key", world.position, False, extra


def constraint_gone(world):
    name = "source_stored_once"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {name}")
    return "database-missing", "tabel agenda_tracker_lettersource", False


def index_gone(world):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX letter_by_status_and_date")
    return "database-missing", "tabel agenda_tracker_letter", False


def without_wording(world):
    with ConditionsOff("agenda_tracker_governmentposition", "position_confirmed_is_complete"):
        plant(world.position, wording="", wording_key="")
    extra: list[Any] = [("history-act", world.position)]
    if not SQLITE:
        extra.append(("database-missing", "tabel agenda_tracker_governmentposition"))
    return "condition", world.position, False, extra


class ConditionsOff:
    """Conditions of a table that are not looked at: SQLite can be told so, PostgreSQL has one taken away."""

    def __init__(self, table: str, name: str) -> None:
        self.off = (
            ["PRAGMA ignore_check_constraints = ON"]
            if SQLITE
            else ["SET CONSTRAINTS ALL IMMEDIATE", f"ALTER TABLE {table} DROP CONSTRAINT {name}"]
        )
        self.on = ["PRAGMA ignore_check_constraints = OFF"] if SQLITE else []

    def __enter__(self) -> None:
        self._run(self.off)

    def __exit__(self, *_: object) -> None:
        self._run(self.on)

    def _run(self, statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def believed(world):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        table, name = "agenda_tracker_governmentposition", "position_confidence_in_range"
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK (confidence <= 1) NOT VALID")
    extra = [("database-missing", "tabel agenda_tracker_governmentposition")]
    return "database-not-valid", "constraint position_confidence_in_range", False, extra


PLANTED: list[Planting] = [
    shifted, other_words, other_form, other_target, open_with_target, of_another_letter,
    too_long, elsewhere, quotes_key, untreated,
    lost_file, altered_file, other_size, no_hash, orphan,
    no_number, swapped_numbers, elsewhere_paragraph, footnote_elsewhere, footnote_beyond, foreign_meeting, other_office,
    folded(lambda world: world.letter, "subject_key"),
    folded(lambda world: world.position, "wording_key"),
    folded(lambda world: world.item, "title_key"),
    folded(lambda world: world.item.meeting, "place_key"),
    folded(lambda world: AgendaSeries.objects.get(), "name_key"),
    folded(lambda world: Topic.objects.first(), "name_key"),
    folded(lambda world: Formation.objects.first(), "name_key"),
    folded(lambda world: Ministry.objects.first(), "name_key"),
    folded(lambda world: Office.objects.first(), "name_key"),
    folded(lambda world: Dossier.objects.first(), "title_key"),
    folded(lambda world: Kamerstuk.objects.first(), "title_key"),
    on_the_shelf(Dossier), on_the_shelf(Kamerstuk), other_number, no_address, leads_nowhere,
    topic_ring, ministry_ring, letter_ring,
    no_history, no_history_at_all, behind_its_back, tied_behind_its_back, removed_though_there, lost_without_a_word, odd_line,
    line_gone, line_reworded, line_of_no_act_altered, line_of_no_act_gone, line_dated_otherwise, line_without_a_seal,
    tie_of_a_line_gone,
    act_reworded, act_gone,
    called_undone, called_in_effect, says_nothing, unreadable,
    hole, head_behind, head_gone, head_ahead, two_heads, twice_became, odd_kind, of_another_letters_line, tomorrow, long_ago,
    published_in_silence, vanished_in_silence,
    points_at_nothing, constraint_gone, index_gone, without_wording,
    *([] if SQLITE else [believed]),
]  # fmt: skip


def named(record: Any) -> str:
    return record if isinstance(record, str) else f"{record._meta.verbose_name} {record.pk}"


def expected(rule: str, records: Any, extra: list[Any]) -> list[tuple[str, str]]:
    of_rule = [(rule, record) for record in (records if isinstance(records, list) else [records])]
    return sorted((name, named(record)) for name, record in [*of_rule, *extra])


def tried(world: World, planting: Planting) -> str:
    """What went otherwise than it must; "" when the planted thing, and it alone, was found and cured as far as it can be."""
    originals = {path: path.read_bytes() for path in path_of(world).parents[1].rglob("*.bin")}
    with transaction.atomic():
        rule, records, can_be_repaired, *more = planting(world)
        wanted = expected(rule, records, more[0] if more else [])
        tally, seen = Tally(), []
        for finding in findings(**quietly):
            tally.add(finding)
            seen.append((finding.rule, finding.record))
        said = "" if sorted(seen) == wanted else f"found {sorted(seen)}, expected {wanted}"
        mended = {name for name, _count in repaired(tally)}
        if not said and mended != {name for name, _record in wanted if name in REPAIRS and can_be_repaired}:
            said = f"repaired: {mended}"
        elif not said and mended and (left := found()):
            said = f"after the repair {left}"
        transaction.set_rollback(True)
    for path in path_of(world).parents[1].rglob("*.bin"):
        path.unlink()
    for path, data in originals.items():
        path.write_bytes(data)
    return said


def test_every_planted_corruption_is_found_alone_and_cured_when_it_can_be():
    world = World()
    assert found() == []
    wrong = {planting.__name__: tried(world, planting) for planting in some(PLANTED, 6, turn=0 if SQLITE else 3)}
    assert {name: said for name, said in wrong.items() if said} == {}
    assert found() == []


def test_of_reference_data_alone_there_is_nothing_to_say():
    put_basis()
    out, err = io.StringIO(), io.StringIO()
    call_command("check_integrity", stdout=out, stderr=err)
    assert out.getvalue().startswith("Alles klopt.")


def test_the_command_says_one_line_for_each_finding_and_ends_with_1(capsys):
    put_basis()
    letter = Letter.objects.get()
    plant(letter, subject_key="zzz")
    with pytest.raises(SystemExit) as end:
        call_command("check_integrity")
    assert end.value.code == 1
    said = capsys.readouterr().out.splitlines()
    assert (
        said[0] == f"brief {letter.pk}: subject_key volgt niet uit de tekst waarvan het is gemaakt. Draai met --repair."
    )
    assert said[1].startswith("1 bevinding, waarvan 1 met --repair te herstellen.")


def test_the_command_repairs_says_so_and_ends_with_0(capsys):
    put_basis()
    plant(Letter.objects.get(), subject_key="zzz")
    before = JournalHead.objects.get().number
    call_command("check_integrity", "--repair")
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "Hersteld: folded-letter (1)"
    assert said[2].startswith("1 bevinding, 1 hersteld, 0 over.")
    assert PublicChange.objects.filter(number__gt=before, kind="letter").count() == 1
    assert LetterSource.objects.count() == 0
