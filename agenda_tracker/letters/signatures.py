"""Offices and names: what can stand below a letter, and who signed it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .records import ReadSignatory
from .words import words

_OFFICE_HEAD = re.compile(
    r"(?:(?:mede namens|namens) )?(?:de |het |ook de )?(?:demissionair )?"
    r"(?:vice-?\s?)?(?:minister(?:s|-?\s?president(?:e)?)?|staatssecretaris(?:sen)?)(?![\w-])",
    re.IGNORECASE,
)
_OFFICE_START = re.compile(
    r"(?:(?<=\s)|^)(?:(?:mede )?namens )?(?:de )?(?:demissionair )?(?:vice-?\s?)?"
    r"(?:minister(?:s|-?\s?president)?|staatssecretaris(?:sen)?)(?=[\s,]|$)",
    re.IGNORECASE,
)
_INNER = words("van voor en de het der den des ten ter te in aan op bij met & - tevens")
_PARTICLES = words(
    "van de der den het ’t 't ten ter te op von und zu di da del della le la el al y"
)  # fmt: skip
_PARTICLES |= words(
    "mr. drs. dr. ir. ing. prof. mr drs dr ir ing prof jhr. jhr Mr. Drs. Dr. Ir. Ing. Prof. em. mw. mevr. dhr. Mw."
)
# Words of an office or a title; a stretch that holds one of them is nobody's name.
_NO_NAMES = re.compile(
    r"\b(?:bijlagen?|verslag|geannoteerde|agenda|raad|raden|inleiding|introductie|algemeen|algemene|overig|inzet|ministers?"
    r"|staatssecretaris|zaken|zaak|handel|natuur|visserij|economie|wetenschap|ontwikkelingssamenwerking|groei|innovatie|klimaat"
    r"|voedselkwaliteit|voedselzekerheid|welzijn|sport|milieu|milieubeheer|waterstaat|infrastructuur|justitie|veiligheid"
    r"|financiën|defensie|onderwijs|cultuur|werkgelegenheid|landbouw|volksgezondheid|koninkrijksrelaties|digitalisering"
    r"|migratie|asiel|mobiliteit|emancipatie|volkshuisvesting|ordening|rechtsbescherming|kamer|staten-generaal|pagina"
    r"|datum|betreft|onderwerp|kenmerk|postbus|den haag|commissie|bijeenkomst|vergadering|hoogachtend|voorzitter)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’()/ -]{2,60}")
_INITIALS = re.compile(r"(?:(?:[A-ZÀ-Ý]|Ch|Th|Ph|IJ|Tj|Ij|St)\.[\s-]?){1,6}")
COLUMNS = re.compile(r"\s{3,}")
LONGEST_OFFICE = 160


def is_office(text: str) -> bool:
    """Whether a line names an office and nothing else (``De Minister van Proeven en Toetsen,``), in any case."""
    match = _OFFICE_HEAD.match(text)
    if not match or len(text) > LONGEST_OFFICE or text.rstrip().endswith((".", ":", ";")):
        return False
    return all(_of_office(word) for word in text[match.end() :].replace(",", " ").split())


def _of_office(word: str) -> bool:
    return word.lower() in _INNER or word[0].isupper() or word[0] in "(’'" or bool(_NO_NAMES.fullmatch(word))


def looks_like_name(text: str) -> bool:
    """A person: two to seven words without figures, capitals at both ends, and none of the words of a title."""
    text = text.strip(" ,")
    spaced = _INITIALS.sub(lambda match: match[0].replace(" ", "") + " ", text, count=1).split()
    if not _NAME.fullmatch(text) or _NO_NAMES.search(text) or not 2 <= len(spaced) <= 7:
        return False
    if any(word.lower() == "en" for word in spaced):
        return False
    return spaced[-1][0].isupper() and all(_of_name(word) for word in spaced) and not _all_shouted(spaced)


def _of_name(word: str) -> bool:
    return word in _PARTICLES or word[0].isupper() or word[0] in "(’'" or bool(re.match(r"[a-z]{1,3}[’'][A-Z]", word))


def _all_shouted(parts: list[str]) -> bool:
    """``RUBEN PROEF`` may be a name; ``VERSLAG MILIEURAAD`` is not, and neither has initials: refuse long capitals."""
    long = [part for part in parts if "." not in part and len(part) > 3]
    return len(parts) > 3 and bool(long) and all(part.isupper() for part in long)


def split_name(line: str) -> tuple[str, str]:
    """``De Minister van Proeven, I.N. Naam`` → office and name; ``""`` when no name stands behind the office."""
    office, comma, name = line.rpartition(",")
    if comma and is_office(office) and looks_like_name(name):
        return office, " ".join(name.split())
    match = re.match(r"((?:DE |MEDE NAMENS DE )?(?:MINISTER|STAATSSECRETARIS)[A-ZÀ-Ý ,&-]*[A-ZÀ-Ý]),? +(\S.*)", line)
    if match and looks_like_name(match[2]) and not match[2].isupper():
        return match[1], " ".join(match[2].split())
    return line.strip().rstrip(","), ""


def continues_office(before: str, text: str) -> bool:
    """Whether an office printed over two lines goes on here: ``Minister van Economische Zaken`` / ``en Klimaat``."""
    if not text or _OFFICE_HEAD.match(text) or text.endswith((".", ":")):
        return False
    first, last = text.split(" ", 1)[0].lower(), before.split(" ")[-1].lower()
    unfinished = last in ("van", "voor", "en", "de", "het", "minister", "staatssecretaris") or before.endswith("-")
    joined = first.strip(",") in ("van", "voor", "en") or (before.endswith(",") and " en " in f" {text.lower()} ")
    if looks_like_name(text) and first not in ("van", "voor", "en"):
        return False
    return (unfinished or joined) and all(_of_office(word) for word in text.replace(",", " ").split())


# ``Minister en Staatssecretaris van X`` and ``Minister-president, Minister van Algemene Zaken`` are one office.
_ONE_OFFICE = re.compile(r"(?:\ben|\bnamens|president,)\s+(?:de\s+)?$", re.IGNORECASE)
_INITIALLED = re.compile(
    r"(?<!\S)(?:(?:mr|drs|dr|ir|ing|prof|mw|mevr|dhr)\.\s?){0,4}(?:[A-ZÀ-Ý][a-z]?\.\s?){1,5}(?=[A-Za-z’'])",
    re.IGNORECASE,
)


def split_columns(line: str) -> list[str]:
    """Cells side by side, by their wide gap or, when it was lost, by the beginnings of two offices."""
    cells = [cell for cell in COLUMNS.split(line.strip()) if cell]
    if len(cells) != 1:
        return cells
    starts = [match.start() for match in _OFFICE_START.finditer(line)]
    if len(starts) < 2 or not is_office(line.rstrip(",")) or _ONE_OFFICE.search(line[: starts[1]]):
        return cells
    return [line[a:b].strip() for a, b in pairwise([*starts, len(line)])]


@dataclass
class _Signer:
    office: str
    name: str = ""


@dataclass
class _Block:
    """What was read so far below a letter: signers in order, those of the last row of offices apart."""

    signers: list[_Signer] = field(default_factory=list)
    row: list[_Signer] = field(default_factory=list)
    early: list[str] = field(default_factory=list)  # names that stand above their office
    blank: bool = False

    def add(self, line: str) -> None:
        """One line: offices, the rest of offices above it, or names; anything else is skipped."""
        cells = split_columns(line)
        if not cells:
            self.blank = True
        elif all(_OFFICE_HEAD.match(cell) for cell in cells):
            self._offices(cells)
        elif not self._rest(cells):
            self._names(cells)
        self.blank = self.blank and not cells

    def _offices(self, cells: Sequence[str]) -> None:
        if len(cells) == 1 and self.row and _ONE_OFFICE.search(f"{self.row[-1].office.rstrip(',')}, de "):
            self.row[-1].office = f"{self.row[-1].office.rstrip(',')}, {cells[0].rstrip(',')}"
            return  # ``De Minister-President,`` / ``Minister van Algemene Zaken,``
        stacked = len(cells) == 1 and self.row and not any(signer.name for signer in self.row)
        made = [_Signer(*split_name(cell)) for cell in cells]
        for signer, name in zip(made, self.early, strict=False):
            signer.name = signer.name or name
        self.early = []
        self.row = [*self.row, *made] if stacked else made
        self.signers.extend(made)

    def _rest(self, cells: Sequence[str]) -> bool:
        """The second line of an office, also of two side by side read across without a gap."""
        if self.blank or not self.row or any(signer.name for signer in self.row):
            return False
        if len(cells) == 1 and len(self.row) > 1:
            halves = re.split(r",?\s+(?=(?:van|voor)\s)", cells[0])
            cells = halves if len(halves) == len(self.row) else cells
        if len(cells) > len(self.row) or not all(
            continues_office(signer.office, cell) for signer, cell in zip(self.row[-len(cells) :], cells, strict=True)
        ):
            return False
        for signer, cell in zip(self.row[-len(cells) :], cells, strict=True):
            signer.office = f"{signer.office} {cell.rstrip(',')}"
        return True

    def _names(self, cells: Sequence[str]) -> None:
        waiting = [signer for signer in self.row if not signer.name]
        names = [name for cell in cells for name in _names_in(cell, len(waiting))]
        for signer, name in zip(waiting, names, strict=False):
            signer.name = name
        self.early = names[len(waiting) :]


def _names_in(cell: str, open_offices: int) -> list[str]:
    """Names read across two columns without a gap: each begins with titles and initials."""
    cell = " ".join(cell.strip(" ,").split())
    if open_offices > 1:
        starts = [match.start() for match in _INITIALLED.finditer(cell)]
        halves = [cell[a:b].strip(" ,") for a, b in pairwise([*starts, len(cell)])]
        if len(halves) == open_offices and starts[0] == 0:
            return halves
    return [cell] if looks_like_name(cell) else []


def read_signatories(lines: Sequence[str]) -> tuple[ReadSignatory, ...]:
    """Offices and names below the closing formula, in order; who is named on behalf of others is left out."""
    block = _Block()
    for line in lines:
        block.add(line)
    own = [signer for signer in block.signers if "namens" not in signer.office.lower()]
    return tuple(ReadSignatory(tidy_office(signer.office), signer.name) for signer in own)


def signature_length(lines: Sequence[str]) -> int:
    """How many of these lines, from the first on, are offices, names or blanks."""
    offices: list[str] = []  # of the row last read, to which a second line or names belong
    for index, line in enumerate(lines):
        cells = split_columns(line)
        if len(line) > 2 * LONGEST_OFFICE or not all(_signs(cell, offices) for cell in cells):
            return index
        if cells and all(_OFFICE_HEAD.match(cell) for cell in cells):
            offices = cells
    return len(lines)


def _signs(cell: str, offices: Sequence[str]) -> bool:
    if looks_like_name(cell) or is_office(cell) or is_office(split_name(cell)[0]):
        return True
    return any(continues_office(above, cell) for above in offices) or (
        len(offices) > 1 and bool(_names_in(cell, len(offices)))
    )


_SMALL = words("van voor en de het der den in met aan op te")


def tidy_office(text: str) -> str:
    """``DE MINISTER VAN DEFENSIE,`` → ``Minister van Defensie``."""
    text = re.sub(r"^(?:de|het)\s+", "", " ".join(text.split()).rstrip(" ,."), flags=re.IGNORECASE)
    if text.isupper():
        text = " ".join(word.lower() if word.lower() in _SMALL else _capitalise(word) for word in text.split())
    return text[:1].upper() + text[1:]


def _capitalise(word: str) -> str:
    if word.lower().rstrip(",").endswith("-president"):
        return word.capitalize()
    return "-".join(part.capitalize() for part in word.split("-"))


_AND_THE = re.compile(r"\s(?:EN|ALSMEDE)\sDE\s(?=(?:VICE)?MINISTER|STAATSSECRETARIS)")


def read_sender(head: Sequence[str]) -> tuple[str, ...]:
    """The offices behind ``BRIEF VAN``, in ordinary case; one office may hold commas and *en* of its own."""
    for index, line in enumerate(head):
        _, sent, first = line.partition("BRIEF VAN ")
        if sent:
            rest = [first, *itertools.takewhile(lambda text: text.isupper() and len(text) > 3, head[index + 1 :])]
            return tuple(tidy_office(office) for office in _AND_THE.split(" ".join(rest)))
    return ()


_CAP = r"[A-ZÀ-Ý][\w’'-]*"


def read_on_behalf(text: str) -> tuple[str, ...]:
    """Offices behind ``mede namens``, up to the end of that phrase."""
    offices: list[str] = []
    for match in re.finditer(r"\b[Mm]ede namens\s", text):
        for office in _offices_at(text[match.end() : match.end() + 400]):
            offices.extend([office] if office not in offices else [])
    return tuple(offices)


_OFFICE_CASED = re.compile(
    r"(?:de\s|mijn\s\w+\s)?((?:[Vv]ice-?)?(?:[Mm]inister|[Ss]taatssecretaris)"
    r"(?:-[Pp]resident(?:, [Mm]inister van Algemene Zaken)?)?"
    rf"(?:\s(?:van|voor)\s(?:de\s|het\s)?{_CAP}(?:(?:,\s|\s+en\s|\s){_CAP}){{0,8}}|\s{_CAP}(?:(?:,\s|\sen\s|\s){_CAP}){{0,5}})?)"
)
_NEXT = re.compile(r"\s*(?:,\s*(?:en|alsmede|evenals)|,|en|alsmede|evenals)\s+")


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
