"""A letter to Parliament: bytes to text, text to a reading with evidence. Pure Python, no clock, no network.

The reader itself is loaded when it is first asked for: its rules take a sixth of the time in which the site starts, and only
the process in which letters are read needs them.
"""

from typing import TYPE_CHECKING, Any

from .document import Document, UnreadableLetter
from .extract import extract
from .formations import known_formations
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

if TYPE_CHECKING:
    from .reading import read_letter

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


def __getattr__(name: str) -> Any:
    if name == "read_letter":
        from .reading import read_letter

        return read_letter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
