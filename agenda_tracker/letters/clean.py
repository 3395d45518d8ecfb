"""Text to lines: head, body and signature of a letter in the ministry form, without page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .words import words

# Sentinels for footnote marks live here; the same characters in the input are dropped first.
SENTINEL = 0xF0000
_PRIVATE = re.compile("[\U000f0000-\U000ffffd\u00ad\u200b-\u200d\u2060\ufeff\x00]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x85\v]")
_FURNITURE = re.compile(
    r"(?:Pagina|Blad|Page)\s{1,3}\d{1,3}(?:\s{1,3}(?:van|of|/)\s{1,3}\d{1,3})?"
    r"|\d{1,3}|\d{1,3}\s{0,3}/\s{0,3}\d{1,3}|-\s?\d{1,3}\s?-"
    r"|(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{2,4},.{0,60}"
    r"|>\s{0,3}Retouradres.{0,200}",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:Zeer )?(?:Geachte|Beste|Hooggeachte)\b.{0,80}|(?:Mijnheer|Mevrouw|Meneer) de [Vv]oorzitter,?", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:Hoogachtend|Met (?:de )?(?:meeste |bijzondere )?hoogachting"
    r"|Met vriendelijke groet(?:en)?|Met gevoelens van .{0,40})[,.]?",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?:mede namens\s{1,3})?(?:de\s{1,3})?(?:demissionair\s{1,3})?"
    r"(?:vice-?minister-?\s?president|minister-?\s?president|minister"
    r"|ministers|staatssecretaris|staatssecretarissen)\b.{0,160}",
    re.IGNORECASE,
)
SHOUTED = re.compile(r"(?:DE )?(?:(?:VICE)?MINISTER|STAATSSECRETARIS)[^a-z]{0,120}")
SIGNATURE_LINES = 40


@dataclass(slots=True)
class Line:
    """One printed line without blanks at its ends; ``page`` when it is the first of a page."""

    text: str
    page: bool = False
    note: bool = False


@dataclass(frozen=True)
class Parts:
    """The lines of a letter by their place; ``complete`` tells which of the three landmarks were found."""

    head: list[str]
    body: list[Line]
    signature: list[str]
    salutation: bool
    closing: bool
    lines: list[Line] = field(default_factory=list, repr=False)


def normalise(text: str) -> str:
    """One kind of line break and blank; soft hyphens, zero-width and private characters gone."""
    text = _PRIVATE.sub("", _BREAKS.sub("\n", text))
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\t", " ").replace("\u2011", "-")


def read_lines(text: str) -> list[Line]:
    """The lines without page furniture; a page starts after a form feed, furniture, or with one leading blank."""
    raw = normalise(text).replace("\f", "\n\f").split("\n")
    indented = sum(1 for line in raw if _one_blank(line))
    marks_pages = indented * 8 <= len(raw)
    lines: list[Line] = []
    page = False
    for line in raw:
        stripped = line.strip()
        if stripped and _FURNITURE.fullmatch(stripped):
            page = True
            continue
        page = page or line.startswith("\f") or (marks_pages and _one_blank(line))
        lines.append(Line(stripped, page and bool(stripped)))
        page = page and not stripped
    return lines


def _one_blank(line: str) -> bool:
    return line[:1] == " " and line[1:2] not in ("", " ")


def divide(lines: list[Line]) -> Parts:
    """Head, body and signature; text after the signature is an annex and belongs to the body again."""
    salutation = _first(lines, _SALUTATION, 0)
    start = salutation + 1 if salutation >= 0 else _head_end(lines)
    closing = _first(lines, _CLOSING, start)
    if closing < 0:
        closing = _shouted_office(lines, start)
    if closing < 0:
        closing = _last_office(lines, start)
    _drop_running_heads(lines, start)
    head = [line.text for line in lines[: salutation if salutation >= 0 else start]]
    if closing < 0:
        return Parts(head, lines[start:], [], salutation >= 0, False)
    stop = _signature_end(lines, closing + 1)
    signature = [line.text for line in lines[closing:stop]]
    return Parts(head, lines[start:closing] + lines[stop:], signature, salutation >= 0, True)


def _first(lines: list[Line], pattern: re.Pattern[str], start: int) -> int:
    """Index of the first line that is wholly this; -1 without one."""
    for index in range(start, len(lines)):
        text = lines[index].text
        if len(text) < 120 and not lines[index].note and pattern.fullmatch(text):
            return index
    return -1


HEAD_LABEL = re.compile(
    r"(Datum|Betreft|Betreff|Onderwerp|Ons kenmerk|Onze referentie"
    r"|Uw kenmerk|Uw referentie|Uw brief van|Uw brief|Kenmerk|Referentie"
    r"|Bijlage\(?n?\)?|Bijlagen|Contactpersoon|Aantal bijlagen|Kopie aan|Telefoon|E-mail|Zaaknummer|Behandeld door"
    r"|Inlichtingen bij|Doorkiesnummer)\b\s{0,3}:?\s{0,20}(.*)"
)


def _head_end(lines: list[Line]) -> int:
    """Without a salutation: the first blank line after the last label of the first forty lines."""
    last = max((i for i, line in enumerate(lines[:40]) if _strong_label(line.text)), default=-1)
    if last < 0:
        return 0
    while last < len(lines) and lines[last].text:
        last += 1
    return last


_RUNNING = re.compile(r"(?:Ministerie|Directie|Directoraat|Afdeling|Bureau)\b|.*\d")


def _drop_running_heads(lines: list[Line], start: int) -> None:
    """Date, reference and department that come back on top of every page are blanked in the body."""
    above = {line.text for line in lines[:start] if line.text and len(line.text) < 80}
    heads = {text for text in above if HEAD_LABEL.match(text) or _RUNNING.match(text)}
    for index in range(start, len(lines)):
        if lines[index].text in heads:
            lines[index].text = ""
            for following in lines[index + 1 : index + 4]:
                following.page = following.page or bool(following.text)


def _strong_label(text: str) -> bool:
    match = HEAD_LABEL.match(text)
    return bool(match and match[1] in ("Datum", "Betreft", "Onderwerp", "Ons kenmerk", "Onze referentie"))


def _shouted_office(lines: list[Line], start: int) -> int:
    """A letter without a closing formula still ends with the office in capitals."""
    for index in range(start, len(lines)):
        if SHOUTED.fullmatch(lines[index].text):
            return index
    return -1


def _last_office(lines: list[Line], start: int) -> int:
    """Nor a closing formula nor capitals: an office near the end with a name and nothing else below it."""
    for index in range(max(start, len(lines) - SIGNATURE_LINES // 2), len(lines)):
        text, below = lines[index].text, [line.text for line in lines[index + 1 :] if line.text]
        if _is_office(text) and any(map(looks_like_name, below)) and all(_signs(line, []) for line in below):
            return index
    return -1


def _is_office(text: str) -> bool:
    return len(text) < 90 and not text.endswith((".", ":")) and bool(OFFICE.fullmatch(text))


_NAME = re.compile(r"[^\W\d_][\w.'’()/ -]{2,60}")


def _signature_end(lines: list[Line], start: int) -> int:
    """The first line that is neither office, name nor blank."""
    index, limit = start, min(len(lines), start + SIGNATURE_LINES)
    while index < limit and _signs(lines[index].text, [line.text for line in lines[max(start, index - 1) : index]]):
        index += 1
    return index


COLUMNS = re.compile(r"\s{3,}")


def _signs(text: str, before: list[str]) -> bool:
    """Whether every cell of a line can stand below a letter."""
    return all(_cell_signs(cell, before) for cell in COLUMNS.split(text)) if len(text) < 200 else False


def _cell_signs(text: str, before: list[str]) -> bool:
    if not text or OFFICE.fullmatch(text) or SHOUTED.fullmatch(text):
        return True
    if before and before[0] and OFFICE.match(before[0]) and continues_office(before[0], text):
        return True
    return looks_like_name(text)


def continues_office(before: str, text: str) -> bool:
    """Whether an office printed over two lines goes on here: ``Minister van Economische Zaken`` / ``en Klimaat``."""
    first = text.split(" ", 1)[0].lower()
    unfinished = before.split(" ")[-1].lower() in ("van", "voor", "en", "de", "het") or before.endswith("-")
    return (unfinished and not re.match(r"[A-Z][\w.]*\.", text)) or first in ("van", "voor", "en")


_NO_NAMES = re.compile(
    r"\b(?:bijlage|verslag|geannoteerde|agenda|raad|inleiding|introductie|algemeen|overig|inzet|ministers?)\b",
    re.IGNORECASE,
)


def looks_like_name(text: str) -> bool:
    """A person: two to seven words without figures, capitals at both ends, and none of the words of a title."""
    words = text.rstrip(",").split()
    if not 2 <= len(words) <= 7 or not _NAME.fullmatch(text.rstrip(",")) or _NO_NAMES.search(text):
        return False
    return words[-1][0].isupper() and all(w[0].isupper() or w in _PARTICLES for w in words)


_PARTICLES = words("van de der den het 't ten ter te mr. drs. dr. ir. ing. prof. el al in op von und")
