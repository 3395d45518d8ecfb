"""The facts above a letter: date, subject and chambers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .chrome import Chrome
from .dates import find_dates, parse_date
from .facts import fact
from .parts import HEAD_LABEL, LABELS, Parts
from .records import ReadFact
from .signatures import COLUMNS, looks_like_name

# Lines of the right-hand column and the address block: never part of a subject.
_CONTACT = re.compile(
    r"(?:T|F|M|E|I|Tel|Fax|Telefoon)\b[.:]?\s.*\d.*|www\..*|https?:.*|\S+@\S+|(?:\+31|0\d{2,3})[\d\s().-]{6,}"
    r"|Postbus\b.*|\d{4}\s?[A-Z]{2}\b.*|(?:Ministerie|Directie|Directoraat|Afdeling|Bureau|Bestuursdepartement|DG)\b.{0,60}"
    r"|(?:Den Haag|Nederland|Kazernestraat.*|Binnenhof.*|Plein \d.*|Prinses Irene.*|Bezuidenhout.*|Rijnstraat.*|\./\.)",
    re.IGNORECASE,
)
_CHAMBERS = re.compile(
    r"\b(Eerste|Tweede)(?:\s+en\s+(?:de\s+)?(?:van\s+de\s+)?(Eerste|Tweede))?\s+Kamer\b", re.IGNORECASE
)
_ALSO_SENT = re.compile(
    r"gelijkluidende (?:brief|versie)"
    r"|(?:brief|afschrift) .{0,40}(?:eveneens|ook|tevens|aan) .{0,40}(?:gestuurd|gezonden|verzonden)"
)
_PHONE = re.compile(r"(?<![\w-])(?:\+31|0)\d{1,3}[\s-]?[\d\s]{6,10}(?!\w)")
_PLACE_DATE = re.compile(r"(?:Den Haag|['’`]s-Gravenhage|['’`]s-GRAVENHAGE|DEN HAAG)\s*,\s*(.{0,60})")
_PLACE = re.compile(r"(?:Den Haag|['’`]s-Gravenhage)(?:\s{3,}|,?$)", re.IGNORECASE)
_LABELS_ONLY = re.compile(rf"(?:(?:{LABELS})(?![\w-])[\s:/]*){{2,6}}", re.IGNORECASE)
_SUBJECT = ("betreft", "betreff", "onderwerp")
_STRAY = " -–—:\t"
SUBJECT_LINES = 6


@dataclass(frozen=True)
class Head:
    """What stands above the text."""

    subject: str
    letter_date: date | None
    chambers: tuple[str, ...]
    facts: tuple[ReadFact, ...]


def read_head(parts: Parts, beside: Sequence[str]) -> Head:
    """Read the labelled lines and the address block; ``beside`` is the margin column, used for the date only."""
    lines = parts.head
    labelled = _subject(lines)
    subject = " ".join((labelled or parts.chrome.title).split())
    day, dated = _first_date(parts, beside)
    chambers, addressed = _chambers(lines, parts.chrome)
    named = [fact("subject", subject, "subject_label" if labelled else "subject_page")] if subject else []
    return Head(subject, day, chambers, (*named, *dated, *addressed))


def _first_date(parts: Parts, beside: Sequence[str]) -> tuple[date | None, list[ReadFact]]:
    found = _letter_date(parts.head)
    if found:
        return found[0], [fact("letter_date", *found[1:])]
    if margin := _letter_date(beside):
        return margin[0], [fact("letter_date", margin[1], "date_margin")]
    day = parts.chrome.day
    return day, [fact("letter_date", "", "date_page")] if day else []


def _letter_date(lines: Sequence[str]) -> tuple[date, str, str] | None:
    """The value of ``Datum`` on its line or below it, else the date behind the place; with its words and its rule."""
    for index, line in enumerate(lines):
        mixed = _mixed_values(lines, index)
        if mixed and "datum" in line.lower():
            spans = [span for span in find_dates(mixed) if span.year_given]
            if spans:
                span = spans[0 if line.lower().lstrip().startswith("datum") else -1]
                return span.first, mixed[span.start : span.end], "date_label"
        for value in _values(line, ("datum",)):
            near = " ".join([value, *_nearby(lines[index + 1 :])]).lstrip(_STRAY)
            if found := parse_date(near):
                return found, _date_words(near), "date_label"
    for index, line in enumerate(lines):
        match = _PLACE_DATE.match(line)
        if match and (found := parse_date(match[1])):
            return found, _date_words(match[1]), "date_place"
        below = " ".join(lines[index + 1 : index + 2])[:24]
        # ``Den Haag        Ons kenmerk`` / ``1 juni 2032     IB/2032/30417``
        if _PLACE.match(line) and (found := parse_date(below)):
            return found, _date_words(below), "date_place"
    return None


def _date_words(text: str) -> str:
    """The first date with a year in a text, as printed."""
    return next((text[span.start : span.end] for span in find_dates(text) if span.year_given), "")


def _nearby(lines: Sequence[str]) -> list[str]:
    """The first lines below a label that hold something."""
    return [line for line in lines[:4] if line.strip(_STRAY)][:2]


def _values(line: str, labels: Sequence[str]) -> Iterator[str]:
    """The value behind one of these labels; a label may also begin in the middle of a line, behind a gap."""
    for cell in re.split(r"\s{3,}(?=[A-Za-z])", line):
        match = HEAD_LABEL.match(cell)
        if match and match[1].lower() in labels:
            gap = re.split(rf"\s{{2,}}(?=(?:{LABELS})\b)", match[2], maxsplit=1, flags=re.IGNORECASE)
            yield gap[0] if cell != line or match[2] else line[match.end(1) :].strip(_STRAY)


def _mixed_values(lines: Sequence[str], index: int) -> str:
    """Below a line of nothing but labels stand all their values: ``Onderwerp Datum`` / ``Verslag … 29 maart 2031``."""
    if not _LABELS_ONLY.fullmatch(lines[index].strip()):
        return ""
    return next((line for line in lines[index + 1 : index + 4] if line.strip(_STRAY)), "")


def _subject(lines: Sequence[str]) -> str:
    """The value of ``Betreft`` with the lines it wraps over, blank lines between them included."""
    for index, line in enumerate(lines):
        mixed = _mixed_values(lines, index)
        if mixed and any(label in line.lower() for label in _SUBJECT):
            return _without_letter_date(mixed, "datum" in line.lower())
        match = HEAD_LABEL.match(line)
        if match and match[1].lower() in _SUBJECT:
            first = re.split(r"\s{4,}", match[2].strip(_STRAY))[0]
            return " ".join([first, *_subject_rest(lines[index + 1 :], first)]).strip(_STRAY)
    return ""


def _without_letter_date(text: str, dated: bool) -> str:
    cells = [cell for cell in COLUMNS.split(text.strip()) if not _CONTACT.fullmatch(cell)]
    text = cells[0] if cells and len(cells[0]) > 12 else _PHONE.sub("", text)
    spans = [span for span in find_dates(text) if span.year_given] if dated else []
    return (
        text[: spans[-1].start] + text[spans[-1].end :] if len(spans) > 1 or (spans and len(cells) < 2) else text
    ).strip(_STRAY)


def _subject_rest(lines: Sequence[str], first: str) -> list[str]:
    rest: list[str] = []
    waiting = ""  # a label alone on its line: the value below it is not the subject
    gap = False
    for line in lines:
        label = HEAD_LABEL.match(line)
        if label and (label[1][0].isupper() or len(line) < 30):
            waiting = "" if label[2] else label[1]
            gap = True
        elif not line.strip(_STRAY):
            gap = True
        elif waiting:
            waiting = ""
        elif not _CONTACT.fullmatch(line) and _belongs([first, *rest], line, gap):
            rest.append(line.strip(_STRAY))
            gap = False
        if len(rest) >= SUBJECT_LINES:
            break
    return rest


_OPEN_END = re.compile(
    r"(?:^|\s)(?:van|de|het|een|en|voor|op|in|te|tot|met|over|aan|der|bij|d\.d\.|ministers?|inzake|informele|geannoteerde"
    r"|agenda|verslag|raad|\d{1,2})$|[-–,]$|^$",
    re.IGNORECASE,
)


def _belongs(before: list[str], line: str, gap: bool) -> bool:
    """A line directly below goes on; behind a gap only when the subject is evidently unfinished."""
    if not gap:
        return not looks_like_name(line) or bool(_OPEN_END.search(before[-1]))
    joined = " ".join(before)
    return (
        bool(_OPEN_END.search(joined))
        or line[0].islower()
        or (not re.search(r"\d{4}", joined) and bool(re.search(r"\b20\d\d\b", line)))
    )


_PAPER = re.compile(r"(Tweede|Eerste) Kamer der Staten-Generaal(?: [12])?")


def _chambers(lines: Sequence[str], chrome: Chrome) -> tuple[tuple[str, ...], list[ReadFact]]:
    """Both spellings of one address block, else the chamber whose paper it is; the subject's own words do not count."""
    for named, written, rule in _chambers_said(lines, chrome):
        if named:
            return named, [fact("chambers", words, rule) for words in written]
    return (), []


def _chambers_said(lines: Sequence[str], chrome: Chrome) -> Iterator[tuple[tuple[str, ...], Iterable[str], str]]:
    """Chambers with the words and the rule that give them, the surest first."""
    for index, line in enumerate(lines):
        if re.search(r"\bvoorzitters?\b", line, re.IGNORECASE) and not HEAD_LABEL.match(line):
            address = " ".join(_address(lines[index : index + 8]))
            yield chambers_in(address), _chamber_words(address), "chambers_address"
    papers = [match[0] for line in lines if (match := _PAPER.fullmatch(line))]
    yield chambers_in(" ".join(papers)), papers, "chambers_paper"
    yield ((chrome.chamber,) if chrome.chamber else ()), [""], "chambers_page"
    address = " ".join(_open_address(lines))
    yield chambers_in(address), _chamber_words(address), "chambers_named"


def _chamber_words(text: str) -> Iterable[str]:
    """The words that name chambers, each spelling once."""
    return dict.fromkeys(match[0] for match in _CHAMBERS.finditer(text))


def _address(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if HEAD_LABEL.match(line) or _PLACE_DATE.match(line):
            return
        yield line


def _open_address(lines: Sequence[str]) -> list[str]:
    """An address without a president."""
    address: list[str] = []
    for line in lines:
        if HEAD_LABEL.match(line):
            if "kamer" in " ".join(address).lower():
                break
            continue
        address.append(line)
    return address


def chambers_in(text: str) -> tuple[str, ...]:
    """``TK`` and ``EK`` named in a text, in that order."""
    named = {word.lower() for match in _CHAMBERS.finditer(text) for word in match.groups() if word}
    return tuple(code for code, word in (("TK", "tweede"), ("EK", "eerste")) if word in named)


def also_sent_to(text: str) -> tuple[str, ...]:
    """Chambers a closing sentence names as receiving the same letter."""
    return chambers_in(text) if _ALSO_SENT.search(text) else ()
