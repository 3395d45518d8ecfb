"""A letter to Parliament: bytes to text, text to a reading with evidence. Pure Python, no clock, no network."""

from .document import Document, UnreadableLetter
from .extract import extract
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
    "Document",
    "FormationData",
    "LetterReading",
    "ReadFootnote",
    "ReadMeeting",
    "ReadPosition",
    "ReadReference",
    "ReadSection",
    "ReadSignatory",
    "UnreadableLetter",
    "extract",
    "known_formations",
    "read_letter",
]
