"""Four times as much text takes four times the time for everything that reads text from outside."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from agenda_tracker.citations import find_references, parse_slug, read_query
from agenda_tracker.feeds.csv_rows import safe
from agenda_tracker.intake.calendar_file import Unreadable, read_file
from agenda_tracker.intake.same_letter import rows_of_words
from agenda_tracker.intake.titles import read_title
from agenda_tracker.letters import UnreadableLetter, extract, read_letter
from agenda_tracker.letters.dates import find_dates
from agenda_tracker.letters.positions.amounts import find_amounts
from agenda_tracker.letters.positions.due import find_due
from agenda_tracker.letters.same_words import sentences_said
from agenda_tracker.letters.sentences import split_sentences
from agenda_tracker.models.fields import fold
from agenda_tracker.search import read_pasted, read_question
from agenda_tracker.search.said import tokens_of
from agenda_tracker.search.words import tokens
from tests.attack.growth import MOST, SHAPES, growth
from tests.run import FULL

pytestmark = pytest.mark.django_db  # a pasted text is looked up
# A quarter of the longest text that is tried: a megabyte in the drills.
LENGTH = 250_000 if FULL else 5_000


@pytest.mark.parametrize(("pattern", "length"), [(r"\s*x", 5000), (r"\s*\s*x", 250)])  # the second power and the third
def test_a_reader_that_is_not_linear_would_be_found(pattern, length):
    assert max(growth(re.compile(pattern).findall, " ", length) for _time in range(3)) > MOST


def as_bytes(act: Callable[[bytes], Any]) -> Callable[[str], Any]:
    def read(text: str) -> None:
        with suppress(UnreadableLetter, Unreadable):  # refused in words, after reading
            act(text.encode("utf-8", "replace"))

    return read


READERS: dict[str, Callable[[str], Any]] = {
    "citations in a text": find_references,
    "what is typed for a number": read_query,
    "the address of a paper": parse_slug,
    "what is typed in the search box": read_question,
    "a pasted text": read_pasted,
    "words": tokens,
    "words that are compared": lambda text: tokens_of(f"{text} 17 oktober"),
    "sort keys": fold,
    "dates in a text": find_dates,
    "when something is due": lambda text: find_due(text, date(2024, 10, 3)),
    "amounts": find_amounts,
    "sentences": split_sentences,
    "titles of items": read_title,
    "letters that are alike": rows_of_words,
    "letters that say the same": lambda text: list(sentences_said([text])),
    "cells of a table": safe,
    "a calendar": as_bytes(read_file),
    "a text file": as_bytes(extract),
    "a web page": as_bytes(lambda data: extract(b"<html><body><p>" + data)),
    "an official publication": as_bytes(lambda data: extract(b"<?xml version='1.0'?><kamerstuk><al>" + data + b"</al>")),
    "a letter": lambda text: read_letter(f"Geachte voorzitter,\n\n{text}"),
}  # fmt: skip


# In a run that is no drill one shape in so many is tried, or in twelve.
STEPS = {"a letter": 20, "words that are compared": 2}


@pytest.mark.parametrize("what", READERS)
def test_every_reader_is_linear(what):
    length = LENGTH if what != "a letter" else LENGTH // 4
    shapes = SHAPES if FULL else SHAPES[:: STEPS.get(what, 12)]
    grown = {shape: times for shape in shapes if (times := growth(READERS[what], shape, length)) > MOST}
    assert grown == {}
