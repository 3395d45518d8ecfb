"""The letter's own Kamerstuk number: in the head of a published letter, in a page's table, or in its page footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agenda_tracker.citations import find_references

from .facts import fact
from .records import ReadFact

_SUFFIX = r"(?:\s?[-–]\s?(?:0\d|[1-9]\d)|[\s-]{1,3}(?:[IVXL]{1,6}[AB]?|[A-HJ-M])(?![\w-]))?"
# The EK's own files have a Roman number from XXI on.
_ROMAN = r"(?:CC?|L|X{2})[CLXVI]{1,8}|C"
_DOSSIER = re.compile(
    rf"(?P<dossier>\d{{2}}[ .]?\d{{3}}{_SUFFIX}|{_ROMAN})(?:\s?\(R\s?\d{{4}}\))?(?:[\s,:]+(?P<rest>\S.*))?"
)
_NUMBER = re.compile(r"\b(?:Nr|nr|NR)\.?\s{0,3}(\d{1,4}|[A-Z]{1,2})\b")
LETTER = re.compile(r"\bBRIEF(?:\s?\(.{0,40}\))? VAN\b|\bBrief van de (?:[Mm]inister|[Ss]taatssecretaris)")
# Any paper of a chamber carries its number in the same way.
_PAPER = re.compile(
    rf"{LETTER.pattern}|\b(?:(?:INBRENG )?VERSLAG|LIJST|MOTIE|AMENDEMENT|NOTA)\b(?= (?:VAN|NAAR|VERSLAG)\b)"
)
_ABOVE = 40  # lines above BRIEF VAN in which dossiers are looked for
_FOOT = re.compile(r"(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{2,4}, (.{5,60})")


def read_own_number(
    head: Sequence[str], said: Sequence[str], feet: Sequence[str]
) -> tuple[str | None, tuple[str, ...], tuple[ReadFact, ...]]:
    """Normal form of the own number (None without one), the further dossiers printed above it, and the evidence.

    ``head`` are the lines above the letter's text, ``said`` what a page says of it, ``feet`` lines of its page footers.
    """
    dossiers, number = _printed(head)
    papers = [(_paper(dossier, number), dossier, "number_head") for dossier in dossiers[:1] if number]
    others = tuple(normal for dossier in dossiers[1:] if (normal := _dossier(dossier)))
    papers += [(_first_paper(text), text, "number_page") for text in said]
    papers += [(_first_paper(match[1]), match[0], "number_footer") for text in feet if (match := _FOOT.search(text))]
    papers += [(_labelled(line), line, "number_label") for line in head]
    for normal, written, rule in papers:
        if normal:
            return normal, others, (fact("own_kamerstuk", written, rule),)
    return None, others, ()


def _printed(head: Sequence[str]) -> tuple[list[str], str]:
    """Dossiers and number above ``BRIEF VAN``, each with or without the rest on its line."""
    at = next((index for index, line in enumerate(head) if _PAPER.search(line)), None)
    if at is None:
        return [], ""
    above = head[max(0, at - _ABOVE) : at + 1]
    dossiers = [dossier for line in above if (dossier := _dossier_of(line))]
    number = next(_numbers(above), "")
    begun = re.match(r"\d{5}(?: [IVXL]+)? (\d{1,4}) BRIEF", head[at])  # 35000 V 84 BRIEF VAN …
    return list(dict.fromkeys(dossiers)), begun[1] if begun else number


def _dossier_of(line: str) -> str:
    match = _DOSSIER.match(line)
    title = match["rest"] or "" if match else ""
    if not match or (len(match["dossier"]) < 2) or title[:1] in ("-", "/"):
        return ""
    return "" if title.startswith("BRIEF") and not match["dossier"][0].isdigit() else match["dossier"]


def _numbers(above: Sequence[str]) -> Iterator[str]:
    """Nearest to ``BRIEF VAN`` first: ``Nr. 12 BRIEF VAN``, ``Nr. 12`` on its own line, or the EK's letter."""
    for line in reversed(above):
        text = _PAPER.split(line)[0].strip()
        found = _NUMBER.search(text) or re.fullmatch(r"([A-Z]{1,2})", text)
        if found:
            yield found[1]


def _paper(dossier: str, number: str) -> str | None:
    sign = f"nr. {number}" if number.isdigit() else number
    return _first_paper(f"Kamerstuk {dossier}, {sign}")


def _dossier(printed: str) -> str | None:
    found = [item.reference for item in find_references(f"Kamerstukken {printed}", context=False)]
    return found[0].normal.removeprefix("dossier/") if found else None


_ID = re.compile(r"\bkst-(\d{5}(?:-[\dA-Z]{1,6}){1,2})\b")
_TKCONV = re.compile(r"kamerstukdossier (\d{5})(?: ([IVXL]{1,6}|\d{2}|[A-Z]))?\s?-\s?(\d{1,4}|[A-Z]{1,2})\b")


def _first_paper(text: str) -> str | None:
    """The first paper in a stretch that is known to name the letter itself."""
    match = _TKCONV.search(text)
    if match:
        text = f"Kamerstuk {match[1]}{'-' + match[2] if match[2] else ''}, {'nr. ' if match[3].isdigit() else ''}{match[3]}"
    elif number := _ID.search(text):
        text = number[0]
    elif not re.match(r"\D", text):
        text = f"Kamerstuk {text}"
    found = [item.reference for item in find_references(text[:300], context=False)]
    return next((ref.normal for ref in found if ref.kind == "paper"), None)


_LABELLED = re.compile(
    r"(?:Ons [Kk]enmerk|Kenmerk|Kamerstuk(?:nummer)?)\s?:?\s+(.{5,60})|(\d{2}[ .]?\d{3}.{0,12},? nr\. ?\d{1,4})"
)


def _labelled(line: str) -> str | None:
    match = _LABELLED.fullmatch(line)
    return _first_paper(match[1] or match[2]) if match else None
