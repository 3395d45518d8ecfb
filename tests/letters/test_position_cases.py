"""The labelled sentences: the exact answer for each, and how good the answers are on the half set aside."""

import csv
from pathlib import Path

import pytest

from agenda_tracker.letters.positions.judging import judge
from agenda_tracker.letters.positions.verdicts import Context
from tests.letters.position_cases import POSITIONS, STAND, answer, read_all, rows, tally

TABLE = rows()
READ = list(read_all(TABLE))


def test_every_sentence_has_exactly_the_recorded_answer():
    """After a change of rules: ``python -m tests.letters.position_cases`` and look at the diff."""
    differing = [(row["text"], row["answer"], answer(found)) for row, found in READ if row["answer"] != answer(found)]
    assert differing == []


def test_amounts_periods_and_due_dates_are_those_of_the_letter():
    read, wanted = {}, {}
    for row, found in READ:
        if found and row["kind"] in POSITIONS and (row["amount_eur"] or row["due"]):
            due_date = found.due_date.isoformat() if found.due_date else ""
            read[row["text"]] = (str(found.amount_eur or ""), found.amount_period or "", found.due or "", due_date)
            wanted[row["text"]] = (row["amount_eur"], row["amount_period"], row["due"], row["due_date"])
    assert read == wanted


@pytest.mark.parametrize("half", ["learn", "held"])
def test_positions_are_found_and_little_else(half):
    measured = tally(half)
    assert measured.wanted >= 148
    assert measured.recall >= 0.92
    assert measured.precision >= 0.9
    assert measured.stances_wrong <= 0.03 * (measured.stances_right + measured.stances_wrong)


def test_single_sentences_of_every_wording_are_told_apart():
    """Invented sentences without context, in an agenda or a report; ``kind`` is empty for background."""
    wrong = []
    with Path(__file__).with_name("position_probes.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            verdict = judge(row["text"], Context(report=row["letter"] == "report"))
            read = verdict.kind if verdict else ""
            if STAND.get(read, read) != STAND.get(row["kind"], row["kind"]):
                wrong.append((row["text"], row["kind"], read))
    assert wrong == []
