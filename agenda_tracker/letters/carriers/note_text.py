"""The text of a footnote without what a page prints around it."""

from __future__ import annotations

import re

# ``Terug`` is a link, ``terug`` without brackets may be the last word of the note.
_RETURN = re.compile(
    r"(?:\s|[↑↩⮐⤴▲^\ufe0e\ufe0f←]|\[[Tt]erug\]|\[?Terug(?: naar (?:de )?(?:boven|tekst))?\]?|terug naar (?:de )?(?:boven|tekst)"
    r"|\[?[Bb]ack\]?){1,9}$"
)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def clean_note(text: str, marker: str) -> str:
    """The text of a note without what a page prints around it: ``X Noot``, its own mark, the way back."""
    text = text.strip()
    own = rf"\^?[\[(]?{re.escape(marker)}(?:[\])]|(?=[.:\s]|$))[.:]?\s{{0,5}}|{re.escape(marker)}(?=[A-ZÀ-Ý‘“«])"
    for pattern in (rf"X\s{{0,3}}Noot\b\s{{0,3}}|Noot\s{{1,3}}(?={own})", own):
        lead = text[: len(marker) + 16].translate(_LOWERED)
        match = re.match(pattern, lead)
        text = text[match.end() :] if match else text
    return _RETURN.sub("", text).strip()
