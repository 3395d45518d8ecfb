"""Who will go to the meeting, in the letter's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .records import ReadSection
from .sentences import split_sentences

_ATTENDANCE = re.compile(
    r"\b(?:voornemens|van plan|het voornemen)\b.{0,100}\b(?:deel|nemen|bij te wonen|aanwezig)\b|\bdeel te nemen\b"
    r"|\bneem(?:t)? (?:ik|de minister|de staatssecretaris)\b.{0,100}\bdeel\b"
    r"|\b(?:ik|wij|minister|staatssecretaris|ondergetekende\w*)\b.{0,160}"
    r"\b(?:deelnemen|neemt deel|vertegenwoordigen|bijwonen|aanwezig zijn|deelneem\w*)\b"
    r"|\bNederland\b.{0,60}\bvertegenwoordigd\b|\bnamens Nederland\b.{0,80}\b(?:deel|deelnemen|aanwezig)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:ik|wij|ondergetekende\w*|Nederland|Nederlandse|minister (?:van|voor)|staatssecretaris|minister-president"
    r"|de minister|permanent\w* vertegenwoordig\w*|ambassadeur)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:Oekraïense|Turkse|Amerikaanse|Britse|Duitse|Franse|Moldavische|Georgische|\w+ische) minister", re.I
)
LONGEST = 600
PARAGRAPHS = 6


def planned_attendance(sections: Sequence[ReadSection]) -> str | None:
    """The sentence of the introduction that says who goes; None without one."""
    for section in sections:
        for paragraph in section.paragraphs[:PARAGRAPHS] if section.role in ("introduction", "other") else ():
            for start, end in split_sentences(paragraph):
                if end - start < LONGEST and _says(paragraph[start:end]):
                    return paragraph[start:end]
    return None


def _says(sentence: str) -> bool:
    return bool(_ATTENDANCE.search(sentence) and _OURS.search(sentence)) and not _FOREIGN.search(sentence)
