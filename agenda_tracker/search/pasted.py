"""A whole pasted text: every reference in it, with what the site knows of it, and what looks like one but is none."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from agenda_tracker.citations import Found, Reference, find_references, read_query

from .question import Target, look_up

LONGEST_TEXT: Final = 200_000
MOST_MENTIONS: Final = 500
MOST_PLACES: Final = 4 * MOST_MENTIONS
# What a reader would take for a reference: a label with a number behind it, or a dossier with `nr.` behind it.
LIKENESS: Final = re.compile(
    r"(?:\b(?:kamerstuk(?:ken)?|dossier|kst)\b[\s:.-]{0,3}(?:(?:I{1,2}|TK|EK)\b,?\s)?(?:\d{4}[/-]\d{2,4},?\s)?)"
    r"\d[\d .]{1,9}(?-i:[-/ ]?[A-Z0-9]{1,5}\b)?(?:,?\s?(?:nrs?|no)\.?\s?[\dA-Za-z]{1,6})?"
    # Not a year: `Stcrt. 2024, nr. 1234` is another publication.
    r"|(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,3}[ .]?\d{2,4}(?-i:[ -][A-Z0-9]{1,4})?,?\s(?:nrs?|no)\.?\s?\d{1,6}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """Where a number stands, or what looks like one: code points of the text, what it reads as, or why it is none."""

    start: int
    end: int
    as_written: str
    references: tuple[Reference, ...] = ()
    complaint: str = ""


@dataclass(frozen=True)
class Mention:
    """One number of the text: as first written there, how often, what it can mean, or why it is none.

    `start` and `end` are of that first place.
    """

    as_written: str
    times: int
    targets: tuple[Target, ...] = ()
    complaint: str = ""
    start: int = 0
    end: int = 0

    @property
    def status(self) -> str:
        """`known`, `unknown`, `ambiguous` or `invalid`."""
        if self.complaint:
            return "invalid"
        if len(self.targets) > 1:
            return "ambiguous"
        return "known" if self.targets[0].record else "unknown"

    @property
    def said(self) -> str:
        """The status in words."""
        return str(STATUSES[self.status][0])


# What is said of each status of one number, and of several.
STATUSES = {
    "known": (gettext_lazy("bekend"), gettext_lazy("bekend")),
    "unknown": (gettext_lazy("staat hier niet"), gettext_lazy("staan hier niet")),
    "ambiguous": (gettext_lazy("kan meer betekenen"), gettext_lazy("kunnen meer betekenen")),
    "invalid": (gettext_lazy("geen bestaand nummer"), gettext_lazy("geen bestaande nummers")),
}


def read_pasted(text: str) -> list[Mention]:
    """All mentions in the order of the text, each number once; two queries. At most 500 are looked up."""
    return _joined(places_in(text)[:MOST_PLACES])[:MOST_MENTIONS]


def mentions_of(places: list[Place]) -> list[Mention]:
    """What stands at each place, one mention for one place; two queries."""
    targets = _targets(places)
    return [
        Mention(
            place.as_written,
            1,
            tuple(targets[ref.normal] for ref in place.references),
            place.complaint,
            place.start,
            place.end,
        )
        for place in places
    ]


def places_in(text: str) -> list[Place]:
    """Every place where a number stands or what looks like one, in the order of the text."""
    found = find_references(text)
    return sorted([*_by_place(found), *_malformed(text, found)], key=lambda place: place.start)


def _by_place(found: list[Found]) -> Iterator[Place]:
    """What stands at one place is one mention, with all it can mean."""
    places: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        places.setdefault((one.start, one.end), []).append(one)
    for (start, end), group in places.items():
        yield Place(start, end, group[0].as_written, tuple(dict.fromkeys(one.reference for one in group)))


def _malformed(text: str, found: list[Found]) -> Iterator[Place]:
    """What looks like a reference, was not read as one, and is refused when it is typed alone."""
    taken = sorted((one.start, one.end) for one in found)
    for match in LIKENESS.finditer(text):
        if not _overlaps(taken, match.start(), match.end()):
            written = match[0].strip(" .,-")
            error = read_query(written).error
            if error:
                start = match.start() + match[0].index(written)
                yield Place(start, start + len(written), " ".join(written.split()).strip(" .,-"), (), error)


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, 1 << 60))
    before = at > 0 and spans[at - 1][1] > start
    return before or (at < len(spans) and spans[at][0] < end)


def _targets(places: list[Place]) -> dict[str, Target]:
    return {target.reference.normal: target for target in look_up({ref for one in places for ref in one.references})}


def _joined(places: list[Place]) -> list[Mention]:
    """The same number twice is one mention that counts two."""
    targets = _targets(places)
    counts: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], Place] = {}
    for place in places:
        name = tuple(ref.normal for ref in place.references) or (place.as_written,)
        counts[name] = counts.get(name, 0) + 1
        first.setdefault(name, place)
    return [
        Mention(
            one.as_written,
            counts[name],
            tuple(targets[ref.normal] for ref in one.references),
            one.complaint,
            one.start,
            one.end,
        )
        for name, one in first.items()
    ]
