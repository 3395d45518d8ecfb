"""The text of letters: paragraphs in their sections, numbers that others cite in order, notes inside their paragraph."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Length

from agenda_tracker.models import Footnote, Letter, Paragraph, Section, Signatory

from .finding import Finding, chunks, kind_and_key

NUMBER = re.compile(r"([1-9]\d{0,4})([a-z]{0,3})")
LOOK = "Bekijk de brief aan het bureau en herstel dit daar"
LETTERS = 500  # of which the paragraphs are in memory at a time


def find() -> Iterator[Finding]:
    for part in chunks(Letter.objects.only("pk"), LETTERS):
        yield from _numbers([letter.pk for letter in part])
    yield from _told(
        "text-elsewhere",
        Paragraph.objects.exclude(section__letter=F("letter")),
        "staat in een deel van een andere brief",
    )
    notes = Footnote.objects.exclude(paragraph=None)
    yield from _told(
        "text-elsewhere", notes.exclude(paragraph__letter=F("letter")), "hoort bij een alinea van een andere brief"
    )
    beyond = notes.annotate(length=Length("paragraph__text")).filter(offset__gt=F("length"))
    yield from _told("footnote-offset", beyond, "het nootteken staat voorbij het einde van de alinea")
    yield from _told(
        "section-meeting", _elsewhere(), "behandelt een agendapunt van een vergadering die niet bij de brief hoort"
    )
    held = Signatory.objects.exclude(holder=None).exclude(office=None)
    yield from _told(
        "signatory-office", held.exclude(holder__office=F("office")), "de ambtsdrager bekleedt een ander ambt"
    )


def _elsewhere() -> "QuerySet[Any]":
    published = Section.objects.filter(letter__in=Letter.objects.public()).exclude(agenda_item=None)
    return published.exclude(letter__treatments__meeting=F("agenda_item__meeting"))


def _told(rule: str, rows: "QuerySet[Any]", wrong: str) -> Iterator[Finding]:
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        yield Finding(rule, kind_and_key(rows.model, pk), wrong, LOOK)


def _numbers(letters: list[int]) -> Iterator[Finding]:
    """Within a section numbers go up, insertions (`12b`, `12a`) in any order, and sections come one after the other."""
    rows = Paragraph.objects.filter(letter__in=letters).order_by("letter", "order")
    for _letter, found in groupby(rows.values_list("letter", "section__order", "number", "pk"), key=lambda row: row[0]):
        before: tuple[int, int] | None = None
        for _same, section, number, pk in found:
            match = NUMBER.fullmatch(number)
            value = int(match[1]) if match else 0
            wrong = "" if match else f"“{number}” is geen alineanummer"
            if match and before and section < before[0]:
                wrong = "staat achter een alinea van een later deel"
            elif match and before and section == before[0] and value < before[1]:
                wrong = f"nummer {number} staat achter nummer {before[1]}"
            if wrong:
                yield Finding("paragraph-number", kind_and_key(Paragraph, pk), wrong, LOOK)
            before = (section, value)
