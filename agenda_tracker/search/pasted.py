"""A whole pasted text: every reference in it, with what the site knows of it, and what looks like one but is none."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from agenda_tracker.citations import Found, Reference, find_references, read_query

from .question import Target, look_up

LONGEST_TEXT: Final = 200_000
MOST_MENTIONS: Final = 500
# What a reader would take for a reference: a label with a number behind it, or a dossier with `nr.` behind it.
LIKENESS: Final = re.compile(
    r"(?:\b(?:kamerstuk(?:ken)?|dossier|kst)\b[\s:.-]{0,3}(?:(?:I{1,2}|TK|EK)\b,?\s)?(?:\d{4}[/-]\d{2,4},?\s)?)"
    r"\d[\d .]{1,9}(?-i:[-/ ]?[A-Z0-9]{1,5}\b)?(?:,?\s?(?:nrs?|no)\.?\s?[\dA-Za-z]{1,6})?"
    # Not a year: `Stcrt. 2024, nr. 1234` is another publication.
    r"|(?<![\w.,/-])(?!(?:19|20)\d\d\b)\d{1,3}[ .]?\d{2,4}(?-i:[ -][A-Z0-9]{1,4})?,?\s(?:nrs?|no)\.?\s?\d{1,6}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """One number of the text: as first written there, how often, what it can mean, or why it is none."""

    as_written: str
    times: int
    targets: tuple[Target, ...] = ()
    complaint: str = ""

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
        return {
            "known": _("bekend"),
            "unknown": _("staat hier niet"),
            "ambiguous": _("kan meer betekenen"),
            "invalid": _("geen bestaand nummer"),
        }[self.status]


def read_pasted(text: str) -> list[Mention]:
    """All mentions in the order of the text, each number once; two queries. At most 500 are looked up."""
    found = find_references(text)
    grouped = _by_place(found)
    mentions = [(start, *one) for start, one in grouped.items()] + list(_malformed(text, found))
    mentions.sort(key=lambda one: one[0])
    return _joined(mentions[: 4 * MOST_MENTIONS])[:MOST_MENTIONS]


def _by_place(found: list[Found]) -> dict[int, tuple[str, tuple[Reference, ...], str]]:
    """What stands at one place is one mention, with all it can mean."""
    places: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        places.setdefault((one.start, one.end), []).append(one)
    return {
        start: (group[0].as_written, tuple(dict.fromkeys(one.reference for one in group)), "")
        for (start, _end), group in places.items()
    }


def _malformed(text: str, found: list[Found]) -> Iterator[tuple[int, str, tuple[Reference, ...], str]]:
    """What looks like a reference, was not read as one, and is refused when it is typed alone."""
    taken = sorted((one.start, one.end) for one in found)
    for match in LIKENESS.finditer(text):
        if not _overlaps(taken, match.start(), match.end()):
            error = read_query(match[0].strip(" .,-")).error
            if error:
                yield match.start(), " ".join(match[0].split()).strip(" .,-"), (), error


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, 1 << 60))
    before = at > 0 and spans[at - 1][1] > start
    return before or (at < len(spans) and spans[at][0] < end)


def _joined(mentions: list[tuple[int, str, tuple[Reference, ...], str]]) -> list[Mention]:
    """The same number twice is one mention that counts two."""
    targets = {target.reference.normal: target for target in look_up({ref for one in mentions for ref in one[2]})}
    counts: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], tuple[str, tuple[Reference, ...], str]] = {}
    for _start, written, references, complaint in mentions:
        name = tuple(ref.normal for ref in references) or (written,)
        counts[name] = counts.get(name, 0) + 1
        first.setdefault(name, (written, references, complaint))
    return [
        Mention(written, counts[name], tuple(targets[ref.normal] for ref in references), complaint)
        for name, (written, references, complaint) in first.items()
    ]
