"""Readings of a letter made by hand, so that tests need no file and no reader."""

import datetime
from typing import Any

from agenda_tracker.letters import LetterReading, ReadMeeting, ReadPosition, ReadReference, ReadSection
from agenda_tracker.letters.records import ReadFootnote, ReadSignatory

DAY = datetime.date(2031, 5, 26)


def read_meeting(formation: str = "Milieuraad", day: datetime.date | None = DAY, **fields: Any) -> ReadMeeting:
    values: dict[str, Any] = {
        "kind": "annotated_agenda",
        "organisation": "EU",
        "formation": formation,
        "abbreviation": "",
        "formation_slug": "",
        "informal": False,
        "start_date": day,
        "end_date": None,
        "place": "Brussel",
        "country": "België",
        "rule": "test",
        "confidence": 0.9,
        "as_written": f"{formation} van {day}",
    }
    return ReadMeeting(**{**values, **fields})


def read_section(title: str, *paragraphs: str, meeting: int | None = 0, **fields: Any) -> ReadSection:
    values: dict[str, Any] = {
        "heading": title,
        "level": 1,
        "role": "content" if title else "introduction",
        "agenda_item": title or None,
        "part": "",
        "label": "",
        "nature": "",
        "meeting": meeting,
        "paragraphs": paragraphs,
    }
    return ReadSection(**{**values, **fields})


def read_position(sections: tuple[ReadSection, ...], quote: str, **fields: Any) -> ReadPosition:
    """A position that rests on these literal words."""
    for index, section in enumerate(sections):
        for place, text in enumerate(section.paragraphs):
            if quote in text:
                start = text.index(quote)
                values: dict[str, Any] = {
                    "text": quote, "kind": "view", "stance": "", "agenda_item": section.agenda_item, "amount_eur": None,
                    "due": None, "section": index, "paragraph": place, "start": start, "end": start + len(quote),
                    "rule": "test", "confidence": 0.9,
                }  # fmt: skip
                return ReadPosition(**{**values, **fields})
    raise AssertionError(f"{quote} is in no paragraph")


def read_reference(sections: tuple[ReadSection, ...], written: str, kamerstuk: str) -> ReadReference:
    found = read_position(sections, written)
    return ReadReference(kamerstuk, written, found.section, found.paragraph, None, found.start, found.end)


def reading_of(
    *sections: ReadSection,
    meetings: tuple[ReadMeeting, ...] | None = None,
    quotes: tuple[str, ...] = (),
    references: tuple[tuple[str, str], ...] = (),
    **fields: Any,
) -> LetterReading:
    values: dict[str, Any] = {
        "kind": "annotated_agenda",
        "subject": "Geannoteerde agenda Milieuraad",
        "letter_date": datetime.date(2031, 5, 12),
        "chambers": ("TK",),
        "sender": (),
        "signatories": (ReadSignatory("Minister van Proeven", "A.B. Toets"),),
        "on_behalf_of": (),
        "own_kamerstuk": None,
        "dossiers": (),
        "meetings": (read_meeting(),) if meetings is None else meetings,
        "sections": sections,
        "footnotes": (),
        "references": tuple(read_reference(sections, *one) for one in references),
        "positions": tuple(read_position(sections, quote) for quote in quotes),
        "planned_attendance": None,
        "warnings": (),
    }
    return LetterReading(**{**values, **fields})


def read_footnote(text: str, section: int, paragraph: int, offset: int, marker: str = "1") -> ReadFootnote:
    return ReadFootnote(marker, text, section, paragraph, offset)
