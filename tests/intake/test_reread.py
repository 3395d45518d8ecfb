"""Reading a draft again: what a clerk decided stays, the rest follows the new reading, and all of it can be undone."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda_tracker.intake.acts import undo
from agenda_tracker.intake.correct import add_paragraph, correct_paragraph
from agenda_tracker.intake.decide import change_position, confirm, reject
from agenda_tracker.intake.items import tie_item
from agenda_tracker.intake.meetings import choose_meeting
from agenda_tracker.intake.receive import receive
from agenda_tracker.intake.reread import NOTHING, reread, untouched
from agenda_tracker.letters import UnreadableLetter
from agenda_tracker.letters.records import ReadSignatory
from agenda_tracker.models import AgendaItem, DeskAct, Letter, MinisterialMeeting
from agenda_tracker.models.scope import scope
from agenda_tracker.models.snapshot import take
from tests.factories import (
    make_evidence,
    make_formation,
    make_item,
    make_meeting,
    make_position,
    make_reference,
    make_topic,
)
from tests.intake.reading import read_footnote, read_meeting, read_section, reading_of

pytestmark = pytest.mark.django_db
INTRO = "Hierbij bied ik u de agenda aan van de bijeenkomst van de ministers in Brussel."
WATER = "Nederland zet in op schoon water in alle rivieren en meren van Europa."
RIVERS = "De Maas en de Rijn zijn daarbij van belang, zie Kamerstuk 27 625, nr. 9."
FOREST = "Het kabinet steunt het plan voor meer bossen, mits de boeren worden gehoord."
SEA = "Nederland is kritisch op nieuwe regels voor de visserij op zee."
MONEY = "Nederland draagt vijf miljoen euro bij aan het fonds voor de natuur."


def first(**fields):
    sections = (
        read_section("", INTRO),
        read_section("Schoon water", WATER, RIVERS, label="1."),
        read_section("Bossen", FOREST),
        read_section("Zee", f"{SEA} {MONEY}"),
    )
    fields = {"quotes": (WATER, FOREST, SEA, MONEY), "references": (("27 625, nr. 9", "27625-9"),), **fields}
    return reading_of(*sections, **fields)


NEW_INTRO = INTRO.replace("Brussel", "Luxemburg")
NEW_WATER = (
    "De Raad spreekt over water. Nederland zet in op schoon water in alle rivieren en meren van Europa, zegt men."
)
NEW_RIVERS = RIVERS.replace("nr. 9", "nr. 10")
NEW_FOREST = "Het kabinet steunt het plan voor meer bossen, op voorwaarde dat de boeren worden gehoord."
NEW_SEA = f"{MONEY} Over de zee wordt niet gesproken."
NEW_AIR = "Nederland wil schone lucht in de steden."


def second(**fields):
    """Other words, other parts, another order, other items, another head, another meeting day and other finds."""
    sections = (
        read_section("", NEW_INTRO, role="introduction"),
        read_section("Lucht", NEW_AIR),
        read_section("Schoon drinkwater", NEW_WATER, NEW_RIVERS, label="2.", level=2),
        read_section("Bos en natuur", NEW_FOREST),
        read_section("Zee", NEW_SEA),
    )
    values = {
        "subject": "Agenda Milieuraad (verbeterd)",
        "letter_date": datetime.date(2031, 5, 13),
        "chambers": ("TK", "EK"),
        "signatories": (ReadSignatory("Minister van Toetsen", "C. Proef"),),
        "own_kamerstuk": "21501-08-901",
        "dossiers": ("21501-08",),
        "planned_attendance": "de minister",
        "warnings": ("Let op de datum.",),
        "meetings": (read_meeting(day=datetime.date(2031, 5, 27), place="Luxemburg"),),
        "quotes": (NEW_AIR, NEW_FOREST, MONEY),
        "references": (("27 625, nr. 10", "27625-10"),),
        "footnotes": (read_footnote("Een noot.", 1, 0, 9),),
        **fields,
    }
    return reading_of(*sections, **values)


class Reader:
    """Gives the reading that it holds at the moment, whatever the file."""

    def __init__(self) -> None:
        self.now = first()

    def __call__(self, data, name, *, formations):
        if isinstance(self.now, UnreadableLetter):
            raise self.now
        return self.now


@pytest.fixture
def clerk():
    return User.objects.create_user("griffie")


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def letter(reader):
    make_formation("Milieuraad", organisation="eu", slug="eu-milieuraad")
    return receive(b"brief", "brief.txt", read=reader).letter


def again(letter, clerk, reader, reading=None) -> list[str]:
    reader.now = reading or second()
    said = reread(letter, clerk, read=reader)
    letter.refresh_from_db()
    return said


def text(letter) -> list[tuple[str, str, list[str]]]:
    return [
        (part.heading, part.agenda_item.title if part.agenda_item else "", [row.text for row in part.paragraphs.all()])
        for part in letter.sections.select_related("agenda_item")
    ]


def quotes(letter) -> list[tuple[str, str, list[str]]]:
    return [(one.review, one.wording, [quote.quote for quote in one.evidence.all()]) for one in letter.positions.all()]


def everything(letter) -> dict:
    return take([*scope(letter), MinisterialMeeting.objects.all(), AgendaItem.objects.all()])


def test_an_untouched_draft_becomes_what_a_fresh_one_would_be(letter, clerk, reader):
    again(letter, clerk, reader)
    assert text(letter) == [
        ("", "", [NEW_INTRO]),
        ("Lucht", "Lucht", [NEW_AIR]),
        ("Schoon drinkwater", "Schoon drinkwater", [NEW_WATER, NEW_RIVERS]),
        ("Bos en natuur", "Bos en natuur", [NEW_FOREST]),
        ("Zee", "Zee", [NEW_SEA]),
    ]
    assert quotes(letter) == [("suggested", quote, [quote]) for quote in (NEW_AIR, NEW_FOREST, MONEY)]
    assert [row.number for row in letter.paragraphs.all()] == ["1", "2", "3", "4", "5", "6"]
    assert [row.as_written for row in letter.references.all()] == ["27 625, nr. 10"]
    assert [(row.text, row.paragraph.text) for row in letter.footnotes.all()] == [("Een noot.", NEW_AIR)]
    assert [row.name_as_printed for row in letter.signatories.all()] == ["C. Proef"]
    assert (letter.subject, letter.date.isoformat(), letter.chambers, letter.planned_attendance) == (
        "Agenda Milieuraad (verbeterd)", "2031-05-13", ["TK", "EK"], "de minister",
    )  # fmt: skip
    assert [paper.normal_form for paper in letter.kamerstukken.all()] == ["21501-08-901"]
    assert "Let op de datum." in letter.reading_notes
    assert MinisterialMeeting.objects.get() == letter.meetings.get()
    assert letter.meetings.get().dates == "27 mei 2031"
    assert (letter.meetings.get().items.count(), untouched(letter)) == (4, True)


def test_it_tells_what_changed(letter, clerk, reader):
    assert again(letter, clerk, reader) == [
        "Kop bijgewerkt: onderwerp, datum van de brief, aan de Eerste Kamer, voorgenomen deelname.",
        "Vergadering: Milieuraad, 27 mei 2031, Luxemburg.",
        "Ondertekenaars bijgewerkt.",
        "Kamerstuknummer: 21 501-08, nr. 901.",
        "Dossiers aangevuld.",
        "Alinea’s: 5 bijgewerkt, 1 nieuw.",
        "Koppen bijgewerkt: 2.",
        "Voetnoten bijgewerkt: 1.",
        "Agendapunten bijgewerkt.",
        "Verwijzingen: 1 nieuw, 1 vervallen.",
        "Voorstellen: 2 nieuw, 1 bijgewerkt, 3 vervallen.",
    ]


def test_the_same_reading_changes_nothing_and_is_no_act(letter, clerk, reader):
    before = everything(letter)
    assert again(letter, clerk, reader, first()) == [NOTHING]
    assert (everything(letter), DeskAct.objects.count()) == (before, 0)
    again(letter, clerk, reader)
    now = everything(letter)
    assert again(letter, clerk, reader) == [NOTHING]
    assert (everything(letter), DeskAct.objects.count()) == (now, 1)


def test_reading_the_same_again_takes_a_number_of_queries_that_does_not_grow(letter, clerk, reader):
    def counted(year: int, number: int) -> int:
        said = [f"Nederland zet in op proef {place} van {year}." for place in range(number)]
        parts = [read_section(f"Proef {place} van {year}", text) for place, text in enumerate(said)]
        day = datetime.date(year, 5, 26)
        reader.now = reading_of(*parts, quotes=tuple(said), letter_date=day, meetings=(read_meeting(day=day),))
        long = receive(str(year).encode(), "brief.txt", read=reader).letter
        assert long.positions.exclude(agenda_item=None).count() == number
        with CaptureQueriesContext(connection) as queries:
            assert reread(long, clerk, read=reader) == [NOTHING]
        return len(queries)

    assert counted(2034, 30) == counted(2037, 3)


def test_a_rereading_is_undone_whole_and_done_again(letter, clerk, reader):
    confirm(letter.positions.get(wording=WATER), clerk)
    correct_paragraph(letter.paragraphs.get(text=RIVERS), RIVERS.replace("Maas", "Waal"))
    letter.refresh_from_db()
    before = everything(letter)
    again(letter, clerk, reader)
    after = everything(letter)
    assert before != after
    undone = undo(DeskAct.objects.latest("pk"), clerk)
    assert everything(letter) == before
    undo(undone, clerk)
    assert everything(letter) == after


def test_decided_positions_stay_with_their_quote_in_the_new_text(letter, clerk, reader):
    confirm(letter.positions.get(wording=WATER), clerk)
    reject(letter.positions.get(wording=FOREST), clerk)
    said = again(letter, clerk, reader)
    assert quotes(letter) == [
        ("suggested", NEW_AIR, [NEW_AIR]),
        ("confirmed", WATER, [NEW_WATER.partition("water. ")[2]]),
        ("rejected", FOREST, [NEW_FOREST]),
        ("suggested", MONEY, [MONEY]),
    ]
    kept = letter.positions.get(wording=WATER)
    kept.full_clean()
    assert (kept.reviewed_by, kept.agenda_item.title) == (clerk, "Schoon drinkwater")
    assert said[-1] == "Standpunten van de griffie behouden: 2."


def test_a_quote_that_is_gone_keeps_its_old_paragraph_and_says_so(letter, clerk, reader):
    confirm(letter.positions.get(wording=SEA), clerk)
    said = again(letter, clerk, reader)
    assert f"Het citaat “{SEA}” staat niet meer in de nieuwe lezing; de oude alinea is behouden." in said
    assert ("confirmed", SEA, [SEA]) in quotes(letter)
    assert text(letter)[-1] == ("Zee", "Zee", [f"{SEA} {MONEY}"])


def test_a_quote_whose_part_is_gone_keeps_it(letter, clerk, reader):
    confirm(letter.positions.get(wording=SEA), clerk)
    shorter = reading_of(read_section("", INTRO), read_section("Schoon water", WATER, RIVERS, label="1."))
    again(letter, clerk, reader, shorter)
    assert [part[0] for part in text(letter)] == ["", "Schoon water", "Zee"]
    assert quotes(letter) == [("confirmed", SEA, [SEA])]
    letter.positions.get().full_clean()


def test_altered_wording_and_topics_stay(letter, clerk, reader):
    topic = make_topic("Zeeën")
    change_position(letter.positions.get(wording=WATER), wording="Schoon water overal.", by=clerk)
    change_position(letter.positions.get(wording=FOREST), topics=[topic], by=clerk)
    again(letter, clerk, reader)
    assert quotes(letter) == [
        ("suggested", NEW_AIR, [NEW_AIR]),
        ("suggested", "Schoon water overal.", [NEW_WATER.partition("water. ")[2]]),
        ("suggested", FOREST, [NEW_FOREST]),
        ("suggested", MONEY, [MONEY]),
    ]
    assert list(letter.positions.get(wording=FOREST).topics.all()) == [topic]


def test_hand_made_positions_and_references_stay(letter, clerk, reader):
    paragraph = letter.paragraphs.get(text=RIVERS)
    item = paragraph.section.agenda_item
    position = letter.positions.create(wording="Met de hand.", agenda_item=item, order=9)
    make_evidence(position, paragraph, "De Maas en de Rijn")
    make_reference(paragraph, "Kamerstuk", "dossier/27625")
    again(letter, clerk, reader)
    assert ("suggested", "Met de hand.", ["De Maas en de Rijn"]) in quotes(letter)
    found = [(row.as_written, row.paragraph.text[row.start : row.end]) for row in letter.references.order_by("pk")]
    assert found == [("Kamerstuk", "Kamerstuk"), ("27 625, nr. 10", "27 625, nr. 10")]


def test_corrected_added_and_removed_paragraphs_stay_so(letter, clerk, reader):
    corrected = RIVERS.replace("Maas", "Waal")
    correct_paragraph(letter.paragraphs.get(text=RIVERS), corrected)
    add_paragraph(letter.sections.get(heading="Bossen"), "Van de griffie.")
    letter.paragraphs.get(text=INTRO).delete()
    said = again(letter, clerk, reader, first(warnings=("Nieuw.",)))
    assert [part[2] for part in text(letter)] == [
        [],
        [WATER, corrected],
        [FOREST, "Van de griffie."],
        [f"{SEA} {MONEY}"],
    ]
    assert said == ["Alinea’s: 1 verbeterd door de griffie en behouden."]
    again(letter, clerk, reader)
    assert [part[2] for part in text(letter)][2:] == [
        [NEW_WATER, corrected],
        [NEW_FOREST, "Van de griffie."],
        [NEW_SEA],
    ]


def test_what_is_found_in_a_corrected_paragraph_has_its_words(letter, clerk, reader):
    corrected = RIVERS.replace("Maas", "Waal")
    correct_paragraph(letter.paragraphs.get(text=RIVERS), corrected)
    again(letter, clerk, reader, first(quotes=(WATER, RIVERS)))
    assert quotes(letter)[:2] == [("suggested", WATER, [WATER]), ("suggested", corrected, [corrected])]
    kept = everything(letter)
    again(letter, clerk, reader, first(quotes=(WATER, RIVERS)))
    assert everything(letter) == kept


def test_a_suggestion_whose_paragraph_was_corrected_keeps_the_corrected_words(letter, clerk, reader):
    corrected = WATER.replace("schoon water", "schoner water")
    correct_paragraph(letter.paragraphs.get(text=WATER), corrected)
    again(letter, clerk, reader, first(warnings=("Nieuw.",)))
    assert quotes(letter)[0] == ("suggested", corrected, [corrected])


def test_hand_tied_items_and_meetings_stay(letter, clerk, reader):
    meeting = make_meeting(MinisterialMeeting.objects.get().formation, "2031-06-03")
    choose_meeting(letter, 0, meeting, clerk)
    item = make_item(meeting, "Woud")
    tie_item(letter.sections.get(heading="Bossen"), item, clerk)
    letter.refresh_from_db()
    again(letter, clerk, reader)
    assert list(letter.meetings.all()) == [meeting]
    assert [part[1] for part in text(letter)] == ["", "Lucht", "Schoon drinkwater", "Woud", "Zee"]
    assert letter.read_meetings[0]["by_hand"] is True


def test_fields_of_the_head_that_a_clerk_altered_stay(letter, clerk, reader):
    Letter.objects.update(subject="Van de griffie", to_tk=False)
    row = letter.signatories.get()
    row.name_as_printed = "A.B. Toets-Proef"
    row.save()
    again(letter, clerk, reader)
    assert (letter.subject, letter.chambers) == ("Van de griffie", ["EK"])
    assert [row.name_as_printed for row in letter.signatories.all()] == ["A.B. Toets-Proef"]
    again(letter, clerk, reader, first())
    assert letter.subject == "Van de griffie"


def test_a_published_letter_one_without_a_file_and_one_that_fails_are_refused(letter, clerk, reader):
    before = everything(letter)
    reader.now = UnreadableLetter("Het bestand is stuk.")
    with pytest.raises(ValidationError, match=r"Het bestand is stuk\. De brief is gebleven zoals hij was\."):
        reread(letter, clerk, read=reader)
    letter.sources.update(letter=None)
    with pytest.raises(ValidationError, match="geen bestand bewaard"):
        reread(letter, clerk, read=reader)
    assert everything(letter).keys() < before.keys()
    with pytest.raises(ValidationError, match="is gepubliceerd"):
        reread(make_position().letter, clerk, read=reader)


def test_the_desk_rereads_and_tells(letter, reader, invoerder, monkeypatch):
    reader.now = second()
    monkeypatch.setattr("agenda_tracker.intake.receive.read_apart", reader)
    address = reverse("admin:agenda_tracker_letter_reread", args=[letter.pk])
    page = invoerder.post(address, follow=True).content.decode()
    assert "Voorstellen: 2 nieuw, 1 bijgewerkt, 3 vervallen." in page
    assert DeskAct.objects.get().actor.username == "invoerder"
    assert invoerder.get(address).status_code == 405


def test_the_command_rereads_drafts_that_no_clerk_touched(letter, clerk, reader, monkeypatch, capsys):
    other = receive(b"ander", "ander.txt", read=reader).letter or letter
    touched = receive(b"derde", "derde.txt", even_if_other=True, read=reader).letter
    confirm(touched.positions.first(), clerk)
    reader.now = second()
    monkeypatch.setattr("agenda_tracker.intake.receive.read_apart", reader)
    call_command("reread_letters")
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "1 opnieuw gelezen, 1 overgeslagen omdat een griffier eraan werkte, 0 niet gelukt."
    letter.refresh_from_db()
    touched.refresh_from_db()
    assert (letter.subject, touched.subject, other) == (
        "Agenda Milieuraad (verbeterd)", "Geannoteerde agenda Milieuraad", letter,
    )  # fmt: skip
