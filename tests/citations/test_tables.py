"""Tables: the shared gold file, the shared identifiers, and our own cases."""

import csv
import re

import pytest

from agenda_tracker.citations import find_references, read_query
from tests.shared import shared

from .cases import QUERIES, TEXTS, decoded, rows

GOLD = "kamerstukken/gold.tsv"
IDENTIFIERS = "kamerstukken/kst-ids.txt"


def query_answer(text):
    reading = read_query(text)
    if reading.kind == "references":
        return ";".join(reference.normal for reference in reading.references)
    return reading.kind.upper()


def text_answer(text):
    return ";".join(dict.fromkeys(found.reference.normal for found in find_references(text))) or "NONE"


def gold_rows(kind):
    with shared(GOLD).open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(decoded(row["input"]), row["expected"]) for row in table if row["kind"] == kind]


@pytest.mark.parametrize(("kind", "answer"), [("query", query_answer), ("text", text_answer)])
def test_gold_table(kind, answer):
    wrong = [(text, expected, answer(text)) for text, expected in gold_rows(kind) if answer(text) != expected]
    assert wrong == []


def test_real_identifiers_are_read_and_printed_back():
    identifiers = shared(IDENTIFIERS).read_text(encoding="utf-8").split()
    answers = {identifier: query_answer(identifier) for identifier in identifiers}
    refused = [identifier for identifier, answer in answers.items() if answer in {"ERROR", "NONE"}]
    assert len(refused) <= 0.002 * len(identifiers)
    plain = {key: value for key, value in answers.items() if not re.match("kst-[0-9]{8}-", key) and key not in refused}
    assert {key: "kst-" + value.removeprefix("kst-") for key, value in plain.items()} == {key: key for key in plain}


@pytest.mark.parametrize(("text", "expected"), rows(QUERIES))
def test_query(text, expected):
    assert query_answer(text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(TEXTS))
def test_text(text, expected):
    assert text_answer(text) == expected
