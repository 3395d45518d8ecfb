"""A commitment is fulfilled, overdue or open; days are counted in the Netherlands, from the day it is looked at."""

import datetime

import pytest

from agenda_tracker.models import GovernmentPosition, Letter
from agenda_tracker.search.commitments import ago, commitment, until

DUE = datetime.date(2025, 3, 1)


def day(text):
    return datetime.date.fromisoformat(text)


def promise(**fields):
    return GovernmentPosition(kind="commitment", wording="De Kamer krijgt een brief.", **fields)


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        ("2025-02-17", "open", "open, over 12 dagen"),
        ("2025-02-28", "open", "open, morgen"),
        ("2025-03-01", "open", "open, vandaag"),
        ("2025-03-02", "overdue", "verlopen sinds 1 maart 2025 (1 dag)"),
        ("2028-03-01", "overdue", "verlopen sinds 1 maart 2025 (1.096 dagen)"),
    ],
)
def test_due_date_is_told_from_today(today, state, words):
    found = commitment(promise(due_date=DUE), day(today))
    assert (found.state, found.in_words, found.due) == (state, words, "1 maart 2025")


def test_without_a_date_it_is_open_and_says_the_term_as_written():
    found = commitment(promise(due_as_written="vóór de zomer"), day("2030-01-01"))
    assert (found.state, found.in_words, found.due) == ("open", "open", "vóór de zomer")
    assert commitment(promise(), day("2030-01-01")).due == "geen termijn genoemd"


@pytest.mark.parametrize(
    ("status", "state"), [("published", "fulfilled"), ("draft", "overdue"), ("withdrawn", "overdue")]
)
def test_only_a_public_letter_fulfils_it(status, state):
    letter = Letter(subject="Antwoord", status=status)
    found = commitment(promise(due_date=DUE, fulfilled_by=letter), day("2025-06-01"))
    assert (found.state, found.letter) == (state, letter if state == "fulfilled" else None)


def test_fulfilled_has_no_days_left():
    found = commitment(promise(due_date=DUE, fulfilled_by=Letter(status="published")), day("2025-06-01"))
    assert found.in_words == "nagekomen"


def test_another_kind_of_position_is_no_commitment():
    assert commitment(GovernmentPosition(kind="view", due_date=DUE), day("2025-06-01")) is None


def test_days_in_words():
    today = day("2025-01-10")
    assert [until(day(one), today) for one in ("2025-01-10", "2025-01-11", "2025-01-15")] == [
        "vandaag",
        "morgen",
        "over 5 dagen",
    ]
    assert [ago(day(one), today) for one in ("2025-01-09", "2024-12-29")] == ["gisteren", "12 dagen geleden"]
