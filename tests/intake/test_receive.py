"""Receiving: the original first, then a draft, or one clear sentence; never half a letter."""

import dataclasses
import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda_tracker.intake import bounds
from agenda_tracker.intake import receive as receiving
from agenda_tracker.intake.receive import Outcome, read_stored, receive
from agenda_tracker.letters import LetterReading
from agenda_tracker.models import (
    AgendaItem,
    Evidence,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterSource,
    MinisterialMeeting,
    PublicChange,
    Section,
)
from tests.basis import put_basis
from tests.factories import make_topic
from tests.intake.reading import read_meeting, read_section, reading_of
from tests.shared import shared

SAMPLE = settings.BASE_DIR / "fixtures" / "letters" / "voorbeeldbrief-fictief.txt"
REAL = "letters/2024-10-03-geannoteerde-agenda-navo-dmm.txt"

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference_data():
    put_basis()


def test_sample_letter_becomes_a_complete_draft(reference_data):
    verdict = receive(SAMPLE.read_bytes(), SAMPLE.name)
    assert verdict.outcome is Outcome.DRAFT, verdict.sentence
    letter = verdict.letter
    assert (letter.status, letter.kind, letter.paragraphs.exists()) == ("draft", "annotated_agenda", True)
    assert letter.meetings.get().formation.organisation == "eu"
    assert letter.positions.undecided().count() == letter.positions.count() > 5
    assert not letter.positions.filter(agenda_item=None).exists()
    assert verdict.source.letter == letter
    with verdict.source.file.open("rb") as stored:
        assert stored.read() == SAMPLE.read_bytes()


def test_real_letter_is_matched_to_the_meeting_on_record(reference_data):
    known = MinisterialMeeting.objects.get(slug="2024-10-17-navo-dmm")
    verdict = receive(shared(REAL).read_bytes(), "brief.txt")
    letter = verdict.letter
    assert list(letter.meetings.all()) == [known]
    titles = [section.agenda_item.title for section in letter.sections.exclude(agenda_item=None)]
    assert titles == [
        "Afschrikking en verdediging",
        "Versterking van de defensie-industrie",
        "Oekraïne",
        "Missies en operaties",
        "Werksessie met partners: EU en Indo-Pacific 4",
    ]
    assert known.items.count() == 5
    assert [note.marker for note in letter.footnotes.all()] == ["1", "2"]
    assert [found.kamerstuk.normal_form for found in letter.references.order_by("pk")] == ["28676-464", "31125-130"]
    signatory = letter.signatories.get()
    assert (signatory.office.slug, signatory.holder.name) == ("minister-van-defensie", "Ruben Brekelmans")
    assert "Er is al een geannoteerde agenda bij deze vergadering" in letter.reading_notes


def test_evidence_is_the_literal_text(reference_data):
    letter = receive(shared(REAL).read_bytes(), "brief.txt").letter
    position = letter.positions.get(wording__startswith="In het kader van de Drone Coalitie")
    assert [evidence.quote for evidence in position.evidence.all()] == [position.wording]
    assert (position.kind, position.amount_eur) == ("contribution", 20_000_000)
    assert position.topics.exists()


def test_new_draft_changes_nothing_public(reference_data):
    before = PublicChange.objects.count()
    receive(shared(REAL).read_bytes(), "brief.txt")
    assert PublicChange.objects.count() == before
    assert Letter.objects.public().count() == 1


def test_same_file_is_told_with_its_letter(reference_data):
    first = receive(SAMPLE.read_bytes(), "a.txt")
    again = receive(SAMPLE.read_bytes(), "b.txt")
    assert (again.outcome, again.letter) == (Outcome.DUPLICATE, first.letter)
    assert again.sentence == f"Dit bestand is al eerder ontvangen; het hoort bij de brief “{first.letter}”."
    assert (Letter.objects.filter(status="draft").count(), LetterSource.objects.count()) == (1, 1)


def test_unknown_body_leaves_the_meeting_to_the_clerk():
    verdict = receive(SAMPLE.read_bytes(), SAMPLE.name)
    assert verdict.outcome is Outcome.DRAFT
    assert not verdict.letter.meetings.exists()
    assert "kies de vergadering zelf" in verdict.letter.reading_notes
    assert not AgendaItem.objects.exists()
    assert Section.objects.filter(letter=verdict.letter).count() > 3


def of_headings(count: int, day: datetime.date) -> LetterReading:
    """So many headings of a meeting on that day, each with a position and a reference to a paper of its own."""
    parts = tuple(
        read_section(
            f"Proef {day.year} {number}",
            f"Het kabinet steunt proef {number} met water. Zie Kamerstuk 22 112, nr. {day:%y}{number}.",
            label=f"{number}.",
        )
        for number in range(1, count + 1)
    )
    return reading_of(
        *parts,
        letter_date=day,
        meetings=(read_meeting("Raad Buitenlandse Zaken", day),),
        quotes=tuple(f"Het kabinet steunt proef {number} met water." for number in range(1, count + 1)),
        references=tuple(
            (f"22 112, nr. {day:%y}{number}", f"22112-{day:%y}{number}") for number in range(1, count + 1)
        ),
    )


def received(reading: LetterReading) -> Letter:
    verdict = receive(str(reading.letter_date).encode(), "brief.txt", read=lambda *_file, **_known: reading)
    assert verdict.outcome is Outcome.DRAFT, verdict.sentence
    return verdict.letter


def test_number_of_queries_does_not_grow_with_the_letter(reference_data):
    with CaptureQueriesContext(connection) as few:
        received(of_headings(3, datetime.date(2031, 5, 26)))
    with CaptureQueriesContext(connection) as many:
        letter = received(of_headings(30, datetime.date(2034, 5, 26)))
    assert (letter.sections.count(), letter.positions.count(), letter.references.count()) == (30, 30, 30)
    assert len(many) == len(few)


def test_every_record_of_a_draft_has_its_history(reference_data):
    topic = make_topic("Proefwater", keywords="water")
    letter = received(of_headings(3, datetime.date(2031, 5, 26)))
    items = AgendaItem.objects.filter(meeting__treatments__letter=letter)
    papers = Kamerstuk.objects.filter(citations__letter=letter)
    quotes = Evidence.objects.filter(position__letter=letter)
    for rows in (letter.sections, letter.paragraphs, letter.references, items, papers, quotes):
        assert [[line.history_type for line in row.history.all()] for row in rows.all()] == [["+"]] * 3, rows.model
    for position in letter.positions.all():
        now, before, first = position.history.all()
        assert [line.history_type for line in (now, before, first)] == ["~", "~", "+"]
        assert (first.quotes_key, before.quotes_key) == ("", position.quotes_key)
        assert position.quotes_key == f"het kabinet steunt proef {position.order} met water."
        assert [[tie.topic for tie in line.topics.all()] for line in (now, before, first)] == [[topic], [], []]
        assert list(position.topics.all()) == [topic]


def test_parts_of_one_title_share_a_new_item_and_a_known_one_is_taken(reference_data):
    day = datetime.date(2031, 5, 26)
    first = received(of_headings(2, day))
    titles = ("Proef 2031 2", "Nieuw punt", "Nieuw punt", "Proef 2031 1")
    parts = tuple(read_section(title, f"Tekst {place} over een ander onderwerp.") for place, title in enumerate(titles))
    later = dataclasses.replace(of_headings(0, day), kind="report", sections=parts)
    again = receive(b"verslag", "verslag.txt", read=lambda *_file, **_known: later).letter
    known = [section.agenda_item for section in first.sections.all()]
    new = AgendaItem.objects.get(title="Nieuw punt")
    assert [section.agenda_item for section in again.sections.all()] == [known[1], new, new, known[0]]
    assert (new.order, new.title_key) == (3, "nieuw punt")


@pytest.mark.parametrize(
    ("most", "told"),
    [
        ("MOST_ITEMS", "Hierin zijn 3 agendapunten gelezen; een brief heeft er hoogstens 2."),
        ("MOST_FINDS", "Hierin zijn 12 delen, alinea’s en vondsten gelezen; een brief heeft er hoogstens 2."),
    ],
)
def test_more_than_a_letter_can_hold_is_refused_in_words(reference_data, monkeypatch, most, told):
    monkeypatch.setattr(bounds, most, 2)
    reading = of_headings(3, datetime.date(2031, 5, 26))
    verdict = receive(b"veel", "veel.txt", read=lambda *_file, **_known: reading)
    assert (verdict.outcome, verdict.letter) == (Outcome.PROBLEM, None)
    assert verdict.sentence == (
        f"{told} Het bestand is bewaard, maar niet ingelezen. Lever elke brief apart aan, of plak alleen de tekst ervan."
    )


BAD = {
    "empty": b"",
    "blank": b" \n\t\n ",
    "binary": bytes(range(256)) * 40,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00\x01\x02" * 100,
    "docx": b"PK\x03\x04" + b"\x00" * 500,
    "image": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "shopping list": b"Boodschappen: melk, brood, kaas.\nNiet vergeten: eieren.",
    "committee report": b"VERSLAG VAN EEN COMMISSIEDEBAT\nVastgesteld 3 oktober 2024\n\nDe commissie overlegde.",
    "broken utf-16": b"\xff\xfe" + b"\x00\xd8" * 99,
    "nul bytes": b"Geachte voorzitter,\x00\x00\x00 tekst",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_ends_in_one_sentence_with_the_original_kept(reference_data, name):
    letters, items = Letter.objects.count(), AgendaItem.objects.count()
    verdict = receive(BAD[name], f"{name}.txt")
    assert verdict.outcome is Outcome.PROBLEM
    assert verdict.sentence == verdict.source.problem
    assert verdict.sentence.endswith(".")
    assert "Traceback" not in verdict.sentence
    with verdict.source.file.open("rb") as stored:
        assert stored.read() == BAD[name]
    assert (Letter.objects.count(), AgendaItem.objects.count()) == (letters, items)
    assert not GovernmentPosition.objects.undecided().exists()


def test_oversized_file_is_kept_but_not_read(settings):
    settings.LETTER_MAX_BYTES = 1024 * 1024
    verdict = receive(b"a " * 600_000, "groot.txt")
    assert verdict.sentence.startswith("Het bestand is groter dan 1 MB en is bewaard, maar niet gelezen.")
    assert verdict.source.size == 1_200_000


def test_file_past_all_bounds_is_refused_in_words(settings):
    settings.LETTER_MAX_BYTES = 1000
    verdict = receive(b"a" * 6000, "reus.txt")
    assert (verdict.outcome, verdict.source) == (Outcome.PROBLEM, None)
    assert "het is niet opgeslagen" in verdict.sentence
    assert not LetterSource.objects.exists()


def test_fault_of_our_own_is_told_and_nothing_is_half_written(reference_data, monkeypatch, caplog):
    def broken(reading):
        Letter.objects.create(subject="Half", slug="half")
        raise RuntimeError("kapot")

    letters = Letter.objects.count()
    monkeypatch.setattr(receiving, "draft_from", broken)
    verdict = receive(SAMPLE.read_bytes(), SAMPLE.name)
    assert verdict.sentence.startswith("Het inlezen is door een fout in Agendavolger mislukt.")
    assert (Letter.objects.count(), LetterSource.objects.get().problem) == (letters, verdict.sentence)
    assert "kapot" in caplog.text
    monkeypatch.undo()
    assert read_stored(LetterSource.objects.get()).outcome is Outcome.DRAFT
    assert LetterSource.objects.get().problem == ""


def test_text_that_is_no_agenda_can_still_be_taken_on_purpose(reference_data):
    verdict = receive(BAD["shopping list"], "lijst.txt")
    forced = read_stored(verdict.source, even_if_other=True)
    assert (forced.outcome, forced.letter.kind) == (Outcome.DRAFT, "other")


def test_hostile_file_name_is_stored_as_plain_text(reference_data):
    verdict = receive(SAMPLE.read_bytes(), "../../etc/pass\x00wd\n<b>.html")
    assert verdict.source.original_name == "passwd<b>.html"
    assert verdict.source.file.name.endswith(f"{verdict.source.sha256}.bin")


def test_command_imports_a_folder_and_is_safe_to_run_again(reference_data, tmp_path, capsys):
    folder = tmp_path / "ontvangen"
    folder.mkdir()
    (folder / "goed.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "leeg.txt").write_bytes(b"")
    (folder / ".verborgen").write_bytes(b"x")
    call_command("import_letters", str(folder))
    first = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in first[:2]] == [
        ["[1/2] goed.txt", "concept"],
        ["[2/2] leeg.txt", "niet gelezen"],
    ]
    assert first[-1] == "1 concept, 0 dubbel, 1 niet gelezen."
    call_command("import_letters", str(folder))
    assert capsys.readouterr().out.splitlines()[-1] == "0 concept, 1 dubbel, 1 niet gelezen."
    assert Letter.objects.filter(status="draft").count() == 1


def test_command_lets_the_database_count_its_rows_after_an_import(reference_data):
    with CaptureQueriesContext(connection) as first:
        call_command("import_letters", str(SAMPLE))
    with CaptureQueriesContext(connection) as again:
        call_command("import_letters", str(SAMPLE))
    counted = [[query["sql"] for query in run if query["sql"] == "ANALYZE"] for run in (first, again)]
    assert counted == [["ANALYZE"], []]


def test_command_can_publish_for_a_trial(reference_data, capsys):
    call_command("import_letters", str(SAMPLE), "--accept-all", "--publish")
    letter = Letter.objects.public().latest("pk")
    assert letter.positions.public().count() == letter.positions.count() > 5
    assert Kamerstuk.objects.public().count() >= KamerstukReference.objects.filter(letter=letter).count() > 0
