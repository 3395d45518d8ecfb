"""Every fact of the head says in which words it was read, and where those stand."""

import re
from pathlib import Path

import pytest

from agenda_tracker.letters import read_letter
from agenda_tracker.letters.clean import read_text
from agenda_tracker.letters.document import Document
from agenda_tracker.letters.extract import extract
from agenda_tracker.letters.facts import CONFIDENCE
from tests.letters.gold import SAMPLES, letter_of

LETTER = """\
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 20018, Den Haag

Datum    3 april 2031
Betreft  Geannoteerde agenda Milieuraad
         van 9 mei 2031

Geachte voorzitter,

Hierbij zend ik u de geannoteerde agenda van de Milieuraad. Ik ben voornemens aan de Raad deel te nemen.

Hoogachtend,

De Minister van Proeven en Toetsen,

A.B. Voorbeeld
"""
BODY = "Geachte voorzitter,\n\nDe Raad bespreekt op 9 mei 2031 het drinkwater in de lidstaten.\n"
PAPER = "21 501-08\nNr. 950\n\nBRIEF VAN DE MINISTER VAN KLIMAAT\n\nDen Haag, 20 mei 2031\n\n" + BODY
PAGE = "Brief regering: Verslag Milieuraad\nNummer: 2031D01234, datum: 2031-05-20\n"
# The head of a letter for each rule.
HEADS = {
    "kind_subject": "Betreft  Verslag Milieuraad van 9 mei 2031\n\n" + BODY,
    "kind_title": "Betreft  Milieuraad\n\n"
    + BODY
    + "\nVERSLAG MILIEURAAD VAN 9 MEI 2031\n\nDe Raad sprak over water.\n",
    "kind_offered": "Betreft  Milieuraad\n\nGeachte voorzitter,\n\nHierbij bied ik u het verslag aan van de Milieuraad.\n",
    "kind_tense": "Betreft  Milieuraad 9 mei 2031\nDatum  20 mei 2031\n\nGeachte voorzitter,\n\nDe Raad heeft gesproken.\n",
    "kind_no_letter": "MOTIE VAN HET LID VOORBEELD\n\nVoorgesteld 9 mei 2031\n\nDe Kamer,\n\ngehoord de beraadslaging,\n\n"
    "verzoekt de regering iets te doen,\n\nen gaat over tot de orde van de dag.\n",
    "kind_unknown": "Betreft  Milieuraad\n\n" + BODY,
    "subject_label": LETTER,
    "subject_page": PAGE + "\n" + BODY,
    "subject_title": BODY + "\nVERSLAG MILIEURAAD VAN 9 MEI 2031\n\nDe Raad sprak over water.\n",
    "date_label": LETTER,
    "date_place": "Den Haag, 20 mei 2031\n\n" + BODY,
    "date_page": PAGE + "\n" + BODY,
    "chambers_address": LETTER,
    "chambers_paper": "Tweede Kamer der Staten-Generaal\n\n21 501-08\nNr. 950\n\n" + BODY,
    "chambers_page": "Organisatie   Eerste Kamer der Staten-Generaal\n"
    "Dossier- en ondernummer   21501-08 nr. 950\n\nBetreft  Verslag\n\n" + BODY,
    "chambers_named": "Aan de Eerste Kamer der Staten-Generaal\nPostbus 20017\n\nBetreft  Verslag\n\n" + BODY,
    "chambers_copy": "Betreft  Verslag Milieuraad\n\n"
    + BODY
    + "\nEen gelijkluidende brief zond ik aan de Voorzitter van de Eerste Kamer.\n",
    "chambers_number": PAPER,
    "number_head": PAPER,
    "number_page": PAGE + "Onderdeel van kamerstukdossier 21501 08 - 950\n\n" + BODY,
    "number_footer": BODY + "\nTweede Kamer, vergaderjaar 2030–2031, 21 501-08, nr. 950\n",
    "number_label": "Kamerstuk 21501-08, nr. 950\n\nBetreft  Verslag\n\n" + BODY,
    "signed_below": LETTER,
    "signed_page": PAGE + "Eerste ondertekenaar: A.B. Voorbeeld, minister van Klimaat\n\n" + BODY,
    "signed_sender": PAPER,
    "attendance_said": LETTER,
}
SAMPLE_LETTERS = sorted(letter_of(gold) for gold in SAMPLES.glob("*.gold.json"))


def folded(text: str) -> str:
    return " ".join(text.split())


def test_a_ministry_letter_gives_the_words_and_the_rule_of_every_fact():
    facts = {fact.name: (fact.as_written, fact.rule) for fact in read_letter(LETTER).facts}
    assert facts == {
        "kind": ("Geannoteerde agenda Milieuraad van 9 mei 2031", "kind_subject"),
        "subject": ("Geannoteerde agenda Milieuraad van 9 mei 2031", "subject_label"),
        "letter_date": ("3 april 2031", "date_label"),
        "chambers": ("Tweede Kamer", "chambers_address"),
        "signatories": ("A.B. Voorbeeld", "signed_below"),
        "planned_attendance": ("Ik ben voornemens aan de Raad deel te nemen.", "attendance_said"),
    }


def test_a_place_counts_code_points_of_the_text_that_was_read():
    text = read_text(LETTER).text
    subject = next(fact for fact in read_letter(LETTER).facts if fact.name == "subject")
    assert text[subject.start : subject.end].splitlines()[1].strip() == "van 9 mei 2031"


def test_a_meeting_says_where_it_was_read():
    meeting = read_letter(LETTER).as_json()["meetings"][0]
    text = read_text(LETTER).text
    assert folded(text[meeting["span"]["start"] : meeting["span"]["end"]]) == folded(meeting["as_written"])


def test_a_fact_that_follows_from_another_has_no_words():
    published = "36 410\nNr. 12\n\nBRIEF VAN DE MINISTER VAN DEFENSIE\n\nDen Haag, 3 april 2031\n\nHierbij de agenda.\n"
    chambers = next(fact for fact in read_letter(published).facts if fact.name == "chambers")
    assert (chambers.rule, chambers.as_json()["as_written"], chambers.as_json()["span"]) == (
        "chambers_number",
        None,
        None,
    )


@pytest.mark.parametrize("letter", SAMPLE_LETTERS, ids=lambda letter: letter.name)
def test_sample_letters_have_evidence_for_every_fact_in_words_that_stand_there(letter):
    document = extract(letter.read_bytes(), letter.name)
    reading = read_letter(document)
    names = ("subject", "letter_date", "chambers", "own_kamerstuk", "signatories", "planned_attendance")
    told = {fact.name for fact in reading.facts}
    assert told >= {"kind", *(name for name in names if getattr(reading, name))}
    assert all(fact.confidence == CONFIDENCE[fact.rule] for fact in reading.facts)
    finds = [find for find in (*reading.facts, *reading.meetings) if find.start is not None]
    assert all(folded(document.text[find.start : find.end]) == folded(find.as_written) for find in finds)
    assert len(finds) >= len(told) // 2


@pytest.mark.parametrize("rule", sorted(HEADS))
def test_every_rule_reads_its_fact(rule):
    assert rule in {fact.rule for fact in read_letter(HEADS[rule]).facts}


def test_a_date_in_the_margin_only_is_read_by_its_own_rule():
    body = read_text(BODY)
    facts = read_letter(Document(body.lines, beside=("Datum", "20 mei 2031"))).facts
    assert {(fact.as_written, fact.rule) for fact in facts} >= {("20 mei 2031", "date_margin")}


def test_every_rule_has_a_case_and_a_line_in_the_docs():
    docs = (Path(__file__).parents[2] / "docs" / "parsing.md").read_text()
    told = {rule: float(sure) for rule, sure in re.findall(r"^\| `([a-z_]+)` \| ([\d.]+) \|", docs, re.MULTILINE)}
    assert {*HEADS, "date_margin"} == set(CONFIDENCE)
    assert {rule: told.get(rule) for rule in CONFIDENCE} == CONFIDENCE
