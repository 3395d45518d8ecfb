"""Twice as much text takes twice the time: every pattern of the project, and everything that reads text from outside."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

import agenda_tracker
from agenda_tracker.citations import find_references, parse_slug, read_query
from agenda_tracker.feeds.csv_rows import safe
from agenda_tracker.intake.calendar_file import Unreadable, read_file
from agenda_tracker.intake.same_letter import rows_of_words
from agenda_tracker.intake.titles import read_title
from agenda_tracker.letters import UnreadableLetter, extract, read_letter
from agenda_tracker.letters.dates import find_dates
from agenda_tracker.letters.positions.amounts import find_amounts
from agenda_tracker.letters.positions.due import find_due
from agenda_tracker.letters.sentences import split_sentences
from agenda_tracker.models.fields import fold
from agenda_tracker.search import read_pasted, read_question
from agenda_tracker.search.words import tokens
from tests.attack.growth import MOST, SHAPES, growth
from tests.run import FULL, some

pytestmark = pytest.mark.django_db  # a pasted text is looked up
# Half of the longest text that is tried: a megabyte in the drills.
LENGTH = 500_000 if FULL else 20_000
PATTERN_LENGTH = 60_000 if FULL else 6_000


def patterns() -> dict[re.Pattern[Any], str]:
    """Every compiled pattern that some module holds, alone or in a table, with the name of its place."""
    found: dict[re.Pattern[Any], str] = {}
    for module in pkgutil.walk_packages(agenda_tracker.__path__, "agenda_tracker."):
        if "migrations" not in module.name and not module.name.endswith(("wsgi", "settings")):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in patterns_in(value) if not name.startswith("__") else ():
                    found.setdefault(pattern, f"{module.name}.{name}")
    return found


def patterns_in(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from patterns_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from patterns_in([getattr(value, field.name, None) for field in fields(value)])


def all_of(pattern: re.Pattern[Any]) -> Callable[[str], Any]:
    """Looks for it everywhere, and whether it is the whole."""
    binary = isinstance(pattern.pattern, bytes)

    def act(text: str) -> None:
        given: Any = text.encode("utf-8", "replace") if binary else text
        for _found in pattern.finditer(given):
            pass
        pattern.fullmatch(given)

    return act


PATTERNS = patterns()


@pytest.mark.parametrize("part", range(6))
def test_every_pattern_is_linear(part):
    tried = list(PATTERNS.items())[part::6]
    grown = {
        (where, shape): times
        for pattern, where in some(tried, 3)
        for shape in some(SHAPES, 4)
        if (times := growth(all_of(pattern), shape, PATTERN_LENGTH)) > MOST
    }
    assert grown == {}


def test_patterns_are_found_wherever_they_stand():
    assert len(PATTERNS) > 500
    assert {"search", "letters", "citations", "intake", "web"} <= {where.split(".")[1] for where in PATTERNS.values()}


def test_a_pattern_that_is_not_linear_would_be_found():
    assert growth(all_of(re.compile(r"\s+x")), " ", 4_000) > MOST


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
    "sort keys": fold,
    "dates in a text": find_dates,
    "when something is due": lambda text: find_due(text, date(2024, 10, 3)),
    "amounts": find_amounts,
    "sentences": split_sentences,
    "titles of items": read_title,
    "letters that are alike": rows_of_words,
    "cells of a table": safe,
    "a calendar": as_bytes(read_file),
    "a text file": as_bytes(extract),
    "a web page": as_bytes(lambda data: extract(b"<html><body><p>" + data)),
    "an official publication": as_bytes(lambda data: extract(b"<?xml version='1.0'?><kamerstuk><al>" + data + b"</al>")),
    "a letter": lambda text: read_letter(f"Geachte voorzitter,\n\n{text}"),
}  # fmt: skip


@pytest.mark.parametrize("what", READERS)
def test_every_reader_is_linear(what):
    length = LENGTH if what != "a letter" else LENGTH // 4
    shapes = SHAPES if FULL else SHAPES[:: 9 if what == "a letter" else 5]
    grown = {shape: times for shape in shapes if (times := growth(READERS[what], shape, length)) > MOST}
    assert grown == {}
