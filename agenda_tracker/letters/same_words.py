"""What a text says apart from its form, so that another file format, layout or hyphenation makes no other text of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from agenda_tracker.citations import find_references

from .header import also_sent_to
from .labels import NUMBER
from .records import LetterReading
from .sentences import split_sentences

# Letters count whatever stands between them; of a number its inner marks, its sign and its unit count, too.
_PIECE = re.compile(r"(?P<letters>[^\W\d_]+)|\d+(?:[.,:/]\d+)*|(?P<minus>(?<!\w)[-−–](?=\d))|[%‰€$£+±<>=≤≥]")
_CHAMBER = re.compile(r"\b(?:Eerste|Tweede)(?=\s+Kamer\b)", re.IGNORECASE)


def sentences_said(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each sentence of these texts: what it says, and the sentence as it stands.

    Two letters say the same when what their sentences say, joined, is equal. The spelling of a Kamerstuk is form, too,
    and so is the chamber in a sentence about the copy: the letter to the one chamber names the other.
    """
    for text in texts:
        for start, end in split_sentences(text):
            yield _said(text[start:end]), text[start:end]


def texts_read(reading: LetterReading) -> Iterator[str]:
    """The text of a letter in its order: headings, paragraphs, footnotes."""
    for section in reading.sections:
        yield without_number(section.heading)
        yield from section.paragraphs
    yield from (note.text for note in reading.footnotes)


def without_number(heading: str) -> str:
    """A word processor writes the numbers of headings itself, so that not every file has them."""
    return NUMBER.sub("", heading, count=1)


def _said(sentence: str) -> str:
    spelled = _references_spelled_alike(sentence)
    if also_sent_to(spelled):
        spelled = _CHAMBER.sub("", spelled)
    pieces = _PIECE.finditer(unicodedata.normalize("NFKC", spelled).casefold())
    return "".join(piece[0] if piece["letters"] else " - " if piece["minus"] else f" {piece[0]} " for piece in pieces)


def _references_spelled_alike(sentence: str) -> str:
    places = {(found.start, found.end): found.reference.normal for found in find_references(sentence)}
    pieces, at = [], 0
    for (start, end), normal in sorted(places.items()):
        pieces += [sentence[at:start], normal]
        at = max(at, end)
    return "".join([*pieces, sentence[at:]])
