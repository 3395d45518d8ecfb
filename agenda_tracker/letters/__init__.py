"""A letter to Parliament: bytes to text, text to a reading with evidence. Pure Python, no clock, no network."""

from .extract import UnreadableLetter, extract_text
from .formations import known_formations
from .reading import read_letter
from .records import (
    FormationData,
    LetterReading,
    ReadFootnote,
    ReadMeeting,
    ReadPosition,
    ReadReference,
    ReadSection,
    ReadSignatory,
)

__all__ = [
    "FormationData",
    "LetterReading",
    "ReadFootnote",
    "ReadMeeting",
    "ReadPosition",
    "ReadReference",
    "ReadSection",
    "ReadSignatory",
    "UnreadableLetter",
    "extract_text",
    "known_formations",
    "read_letter",
]
