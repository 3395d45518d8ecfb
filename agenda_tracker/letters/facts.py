"""Where the single facts of a letter were read: in which words, by which rule and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from .document import Document
from .records import ReadFact, ReadMeeting

Find = TypeVar("Find", ReadFact, ReadMeeting)
CONFIDENCE = {
    "kind_subject": 0.97,
    "kind_title": 0.93,
    "kind_offered": 0.85,
    "kind_tense": 0.6,
    "kind_no_letter": 0.9,
    "kind_unknown": 0.3,
    "subject_label": 0.98,
    "subject_page": 0.9,
    "subject_title": 0.85,
    "date_label": 0.98,
    "date_place": 0.97,
    "date_margin": 0.95,
    "date_page": 0.9,
    "chambers_address": 0.98,
    "chambers_paper": 0.97,
    "chambers_page": 0.9,
    "chambers_named": 0.85,
    "chambers_copy": 0.9,
    "chambers_number": 0.9,
    "number_head": 0.98,
    "number_page": 0.95,
    "number_footer": 0.95,
    "number_label": 0.9,
    "signed_below": 0.97,
    "signed_page": 0.9,
    "signed_sender": 0.7,
    "attendance_said": 0.85,
}


def fact(name: str, as_written: str, rule: str) -> ReadFact:
    """A fact that is not yet placed in the text."""
    return ReadFact(name, " ".join(as_written.split()), None, None, rule, CONFIDENCE[rule])


def placed(finds: Iterable[Find], document: Document) -> tuple[Find, ...]:
    """The finds with the places of their words in ``document.text``: the first place, white space folded."""
    text = document.text
    return tuple(_placed(find, text) for find in finds)


def _placed(find: Find, text: str) -> Find:
    words = map(re.escape, find.as_written.split())
    match = re.search(r"\s+".join(words), text) if find.as_written.strip() else None
    return replace(find, start=match.start(), end=match.end()) if match else find
