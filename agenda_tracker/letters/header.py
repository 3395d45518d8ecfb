"""The facts around a letter: date, subject, chambers, signatories, who it is also sent for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .clean import COLUMNS, HEAD_LABEL, OFFICE, SHOUTED, continues_office, looks_like_name
from .dates import parse_date
from .records import ReadSignatory
from .words import words

# Lines of the right-hand column and the address block: never part of a subject.
_CONTACT = re.compile(
    r"(?:T|F|M|E|I|Tel|Fax|Telefoon)\b[.:]?\s.*\d.*|www\..*|https?:.*|\S+@\S+|(?:\+31|0\d{2,3})[\d\s().-]{6,}"
    r"|Postbus\b.*|\d{4}\s?[A-Z]{2}\b.*|(?:Ministerie|Directie|Directoraat|Afdeling|Bureau|Bestuursdepartement|DG)\b.{0,60}"
    r"|(?:Den Haag|Nederland|Kazernestraat.*|Binnenhof.*|Plein \d.*|Prinses Irene.*|Bezuidenhout.*|Rijnstraat.*)",
    re.IGNORECASE,
)
_CHAMBERS = re.compile(
    r"\b(Eerste|Tweede)(?:\s+en\s+(?:de\s+)?(?:van\s+de\s+)?(Eerste|Tweede))?\s+Kamer\b", re.IGNORECASE
)
_ALSO_SENT = re.compile(
    r"gelijkluidende (?:brief|versie)|brief .{0,40}(?:eveneens|ook|tevens) .{0,30}(?:gestuurd|gezonden|verzonden)"
)
_PLACE_DATE = re.compile(r"(?:Den Haag|'s-Gravenhage|’s-Gravenhage)\s*,\s*(.{0,60})")
SUBJECT_LINES = 6


@dataclass(frozen=True)
class Head:
    """What stands above the salutation."""

    subject: str
    letter_date: date | None
    chambers: tuple[str, ...]
    lines: tuple[str, ...]


def read_head(lines: list[str]) -> Head:
    """Read the labelled lines and the address block."""
    subject = _subject(lines)
    return Head(subject, _letter_date(lines), _chambers(lines), tuple(lines))


def _letter_date(lines: list[str]) -> date | None:
    """The value of ``Datum`` on its line or below it, else the date behind the place."""
    for index, line in enumerate(lines):
        match = HEAD_LABEL.match(line)
        if match and match[1] == "Datum":
            value = " ".join([match[2], *lines[index + 1 : index + 3]])
            return parse_date(value.lstrip("- :"))
    for line in lines:
        match = _PLACE_DATE.match(line)
        if match and (found := parse_date(match[1])):
            return found
    return None


def _subject(lines: list[str]) -> str:
    """The value of ``Betreft`` with the lines it wraps over, blank lines between them included."""
    for index, line in enumerate(lines):
        match = HEAD_LABEL.match(line)
        if match and match[1] in ("Betreft", "Betreff", "Onderwerp"):
            return " ".join([match[2].strip(), *_subject_rest(lines[index + 1 :], match[2].strip())]).strip()
    return ""


def _subject_rest(lines: list[str], first: str) -> list[str]:
    rest: list[str] = []
    waiting = ""  # a label alone on its line: the value below it is not the subject
    gap = False
    for line in lines:
        label = HEAD_LABEL.match(line)
        if label:
            waiting = "" if label[2] else label[1]
            gap = True
        elif not line:
            gap, waiting = True, waiting
        elif waiting:
            waiting = ""
        elif not _CONTACT.fullmatch(line) and _belongs([first, *rest], line, gap):
            rest.append(line)
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


def _chambers(lines: list[str]) -> tuple[str, ...]:
    """Both spellings of one address block; the subject's own words do not count."""
    address: list[str] = []
    for line in lines:
        if HEAD_LABEL.match(line):
            if address and "kamer" in " ".join(address).lower():
                break
            continue
        address.append(line)
    return chambers_in(" ".join(address))


def chambers_in(text: str) -> tuple[str, ...]:
    """``TK`` and ``EK`` named in a text, in that order."""
    named = {word.lower() for match in _CHAMBERS.finditer(text) for word in match.groups() if word}
    return tuple(code for code, word in (("TK", "tweede"), ("EK", "eerste")) if word in named)


def also_sent_to(text: str) -> tuple[str, ...]:
    """Chambers a closing sentence names as receiving the same letter."""
    return chambers_in(text) if _ALSO_SENT.search(text) else ()


def read_signatories(lines: list[str]) -> tuple[ReadSignatory, ...]:
    """Offices and names below the closing formula, in order; names fill offices that have none yet."""
    found = _Signatures([], [])
    for line in lines if lines and (SHOUTED.fullmatch(lines[0]) or OFFICE.fullmatch(lines[0])) else lines[1:]:
        cells = COLUMNS.split(line)
        for index, cell in enumerate(cells):
            found.add(cell, len(cells) - index)
        found.after_blank = not line
    padded = [*found.names, *[""] * len(found.offices)]
    pairs = zip(found.offices, padded, strict=False)
    return tuple(ReadSignatory(tidy_office(office), name) for office, name in pairs if "namens" not in office.lower())


@dataclass
class _Signatures:
    """What was read so far below a letter."""

    offices: list[str]
    names: list[str]
    after_blank: bool = False

    def add(self, cell: str, from_right: int) -> None:
        """One cell of a line: an office, the rest of the office above it (counted from the right), or a name."""
        if OFFICE.fullmatch(cell) or SHOUTED.fullmatch(cell):
            office, name = _split_name(cell)
            self.offices.extend(_columns(office))
            self.names.extend([name] if name else [])
        elif self._goes_on(cell, from_right):
            self.offices[-from_right] = f"{self.offices[-from_right]} {cell}"
        elif looks_like_name(cell):
            self.names.extend(_name_columns(cell, len(self.offices) - len(self.names)))

    def _goes_on(self, cell: str, from_right: int) -> bool:
        if not cell or self.after_blank or from_right > len(self.offices) or len(self.names) >= len(self.offices):
            return False
        return continues_office(self.offices[-from_right], cell)


def _split_name(line: str) -> tuple[str, str]:
    """``De Minister van Defensie, I.N. Naam`` → office and name."""
    office, comma, name = line.rpartition(",")
    name = name.strip()
    initials = re.match(r"(?:(?:mr|drs|dr|ir|prof)\.\s*)*(?:[A-Z][a-z]?\.\s?)+", name, re.IGNORECASE)
    if comma and initials and looks_like_name(name.replace(". ", ".", 1) if name.count(" ") == 0 else name):
        return office, name
    if comma and initials and re.search(r"[A-Z][a-z]", name):
        return office, name
    return line.rstrip(","), ""


def _columns(line: str) -> list[str]:
    """Two offices side by side on one line become two."""
    starts = [
        m.start()
        for m in re.finditer(
            r"\bDE (?:MINISTER|STAATSSECRETARIS)\b|\bDe (?:minister|staatssecretaris)\b", line, re.IGNORECASE
        )
    ]
    if len(starts) < 2:
        return [line]
    bounds = [*starts, len(line)]
    parts = [line[a:b].strip() for a, b in pairwise(bounds)]
    return (
        parts
        if all(len(part.split()) > 2 for part in parts) and not any(p.lower().endswith(" en") for p in parts)
        else [line]
    )


def _name_columns(line: str, open_offices: int) -> list[str]:
    """Names read across two columns: each begins with initials."""
    starts = [m.start() for m in re.finditer(r"(?<!\S)(?:[A-Z][a-z]?\.)+", line)]
    if open_offices < 2 or len(starts) < 2:
        return [line.rstrip(",")]
    bounds = [0, *starts[1:], len(line)]
    return [line[a:b].strip(" ,") for a, b in pairwise(bounds)]


_SMALL = words("van voor en de het der den in met aan op te")


def tidy_office(text: str) -> str:
    """``DE MINISTER VAN DEFENSIE,`` → ``Minister van Defensie``."""
    text = re.sub(r"^(?:de|het)\s+", "", " ".join(text.split()).rstrip(" ,."), flags=re.IGNORECASE)
    if text.isupper():
        text = " ".join(word.lower() if word.lower() in _SMALL else _capitalise(word) for word in text.split())
    return text[:1].upper() + text[1:]


def _capitalise(word: str) -> str:
    if word.lower().endswith("-president") or word.lower().endswith("-president,"):
        return word.capitalize()
    return "-".join(part.capitalize() for part in word.split("-"))


_CAP = r"[A-ZÀ-Ý][\w’'-]*"


def read_on_behalf(text: str) -> tuple[str, ...]:
    """Offices behind ``mede namens``, up to the end of that phrase."""
    offices: list[str] = []
    for match in re.finditer(r"\b[Mm]ede namens\s", text):
        stretch = text[match.end() : match.end() + 300]
        for office in _offices_at(stretch):
            offices.extend([office] if office not in offices else [])
    return tuple(offices)


_OFFICE_CASED = re.compile(
    rf"(?:de\s|mijn\s\w+\s)?((?:[Vv]ice-?)?(?:[Mm]inister|[Ss]taatssecretaris)(?:-[Pp]resident)?"
    rf"(?:\s(?:van|voor)\s(?:de\s)?{_CAP}(?:(?:,\s|\s+en\s|\s){_CAP}){{0,8}}|\s{_CAP}(?:(?:\sen\s|\s){_CAP}){{0,4}})?)"
)
_NEXT = re.compile(r"\s*(?:,|en|alsmede|,\s*en)\s+")


def _offices_at(text: str) -> list[str]:
    """Offices one behind the other from the start of ``text``."""
    offices: list[str] = []
    place = 0
    while match := _OFFICE_CASED.match(text, place):
        offices.append(tidy_office(match[1]))
        joint = _NEXT.match(text, match.end())
        if not joint:
            break
        place = joint.end()
    return offices
