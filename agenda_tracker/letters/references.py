"""The Kamerstukken a letter cites, in its paragraphs and notes; never its own number, never a look-alike."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from agenda_tracker.citations import Reference, find_references

from .records import ReadFootnote, ReadReference, ReadSection

# Papers of the Eerste Kamer are often cited without any label: ``(35.403, G)``, ``zie CXL, B``. In a letter to parliament
# a dossier, a comma and one or two capitals before a closing mark are enough.
_BARE = re.compile(
    r"(?<![\w.,€-])(?<!€ )(?<!EUR )"
    r"(?P<dossier>[1-9]\d[ .]?\d{3}(?:[ -][IVXL]{1,6}[AB]?)?|(?:CC?|L|XX)[CLXVI]{1,8}|C), "
    r"(?P<number>[A-Z]{1,2})(?=\s*(?:[).;,]|en\b|$))"
)
# Nothing else can be, or contain, a reference; most paragraphs hold none.
_CUE = re.compile(r"\d{2}[\s.–-]?\d{3}|[Kk]amer(?:st|doss)|KAMERST|kst|[CLX]{2}")
Found = tuple[int, int, str, Reference, str]
# By the level of its cue (grammar §8): a label or number of its own, only its surroundings, or no label at all.
CONFIDENCE = {"cited": 0.99, "cited_by_context": 0.9, "cited_bare": 0.9}
Place = tuple[int | None, int | None, int | None]


def read_references(
    sections: Sequence[ReadSection], footnotes: Sequence[ReadFootnote], own: str | None
) -> Iterator[ReadReference]:
    """Citations in paragraphs, then in footnotes; the letter's ``own`` number is no citation."""
    for index, section in enumerate(sections):
        for number, paragraph in enumerate(section.paragraphs):
            yield from _cited(paragraph, own, (index, number, None))
    for index, footnote in enumerate(footnotes):
        yield from _cited(footnote.text, own, (None, None, index))


def _cited(text: str, own: str | None, place: Place) -> Iterator[ReadReference]:
    if not _CUE.search(text):
        return
    found: list[Found] = [
        (item.start, item.end, item.as_written, item.reference, "cited" if item.level == 1 else "cited_by_context")
        for item in find_references(text)
    ]
    starts = [item[0] for item in found]
    bare: list[Found] = []
    for match in _BARE.finditer(text) if "," in text else ():
        before = bisect_right(starts, match.end() - 1) - 1
        if before < 0 or found[before][1] <= match.start():
            meant = find_references(f"Kamerstukken I {match[0]}", context=False)[:1]
            bare.extend((match.start(), match.end(), match[0], item.reference, "cited_bare") for item in meant)
    for start, end, as_written, reference, rule in sorted([*found, *bare], key=lambda item: item[:2]):
        if reference.kind in ("paper", "dossier") and reference.normal != own:
            yield ReadReference(reference.normal, as_written, *place, start, end, rule, CONFIDENCE[rule])
