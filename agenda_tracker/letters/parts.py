"""Where a letter's head, body and signature are, whatever its form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .chrome import Chrome
from .dates import find_dates
from .document import Line
from .own_number import LETTER
from .signatures import (
    LONGEST_OFFICE,
    is_office,
    looks_like_name,
    read_signatories,
    signature_length,
    split_columns,
    split_name,
)

_SALUTATION = re.compile(
    r"(?:Zeer )?(?:Geachte|Beste|Hooggeachte)\b.{0,80}"
    r"|(?:(?:Mijnheer|Mevrouw|Meneer|mijnheer|mevrouw)(?:, | / |/)?){1,2} de [Vv]oorzitter,?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:Hoogachtend|Met (?:de )?(?:meeste |bijzondere |verschuldigde )?hoogachting"
    r"|Met vriendelijke groet(?:en)?|Met gevoelens van .{0,40})[,.]?",
    re.IGNORECASE,
)
_PLACE_DATE = re.compile(
    r"(?:Den Haag|['’`]s-Gravenhage|Brussel|Amsterdam|Utrecht)\s*,\s*(?:de )?(\d.{0,40})", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"(?:Aan )?(?:de |den )?(?:heer |mevrouw )?Voorzitters? van de (?:Eerste|Tweede)\b.*", re.IGNORECASE
)
HEAD_REACH = 120  # lines from the top in which the letter's text must have begun
_SIGN_REACH = 40
_OFFICE = re.compile(r"(?:inister|INISTER|ecretaris|ECRETARIS)")

LABELS = (
    "datum|betreft|betreff|onderwerp|ons kenmerk|onze referentie|uw kenmerk|uw referentie|uw brief van|uw brief|kenmerk"
    "|referentie|bijlage\\(?n?\\)?|bijlagen|contactpersoon|aantal bijlagen|kopie aan|telefoon|telefoonnummer|e-mail|zaaknummer"
    "|behandeld door|behandeld|blad|c\\.c\\.|cc|inlichtingen bij|doorkiesnummer|ons nummer|afschrift aan|directie|faxnummer|fax"
)
HEAD_LABEL = re.compile(rf"({LABELS})(?![\w-])\s{{0,3}}:?\s{{0,20}}(.*)", re.IGNORECASE)
_STRONG = frozenset(("datum", "betreft", "onderwerp", "ons kenmerk", "onze referentie", "kenmerk"))


@dataclass(frozen=True)
class Parts:
    """The lines of a letter by their place; ``salutation`` and ``closing`` tell whether those landmarks were found.

    ``published`` is True for the form of the official publications: place and date right above the text.
    ``feet`` are page footers that may name the letter.
    """

    head: list[str]
    body: list[Line]
    signature: list[str]
    salutation: bool
    closing: bool
    published: bool
    chrome: Chrome
    feet: tuple[str, ...] = field(default=())


def divide(lines: list[Line], chrome: Chrome, feet: Sequence[str] = ()) -> Parts:
    """Head, body and signature; text after the signature is an annex and belongs to the body again."""
    start, salutation, published = _body_start(lines)
    opened, stop = _signature(lines, start)
    _drop_running_heads(lines, start)
    head = [line.text for line in lines[: start - salutation]]
    signature = [line.text for line in lines[opened:stop]]
    below = lines[stop:]
    body = lines[start:opened] + ([] if _is_address(below) else below)
    closing = opened < len(lines)
    return Parts(head, body, signature, salutation, closing, published, chrome, tuple(feet))


_CONTACT = re.compile(
    r"\b(?:postbus|telefoon|tel\.|fax|e-mail|internet|bezoekadres|postadres|bereikbaar|station|tram|bus|www\.|@)"
    r"|\d{4} ?[A-Z]{2}\b|^[-*•]?\s*(?:de |het )?[A-ZÀ-Ý][\w’'. -]{2,40}\s\d{1,4}(?:[-–]\d{1,4})?(?:\s?[a-z])?$",
    re.IGNORECASE,
)


def _is_address(lines: Sequence[Line]) -> bool:
    """Whether nothing but addresses and telephone numbers stands below the signature, as old letters print them."""
    texts = [line.text for line in lines if line.text]
    short = bool(texts) and len(texts) <= 14 and max(map(len, texts)) < 90
    return short and sum(1 for text in texts if _CONTACT.search(text)) * 3 >= len(texts) * 2


def _body_start(lines: Sequence[Line]) -> tuple[int, bool, bool]:
    """Index of the first line of the text, and whether a salutation or the head of a publication stands above it."""
    top = lines[:HEAD_REACH]
    greeted = _first(top, _SALUTATION)
    dated = next((index for index, line in enumerate(top) if _place_dated(line.text)), -1)
    published = any(LETTER.search(line.text) for line in top[: max(dated, greeted, 40) + 1])
    if greeted >= 0 and (dated < 0 or greeted > dated or not published):
        return greeted + 1, True, published
    if dated >= 0:
        return dated + 1, False, True
    return max(_addressed(top, published), _head_end(top)), False, published


def _place_dated(text: str) -> bool:
    match = _PLACE_DATE.fullmatch(text)
    return bool(match and find_dates(match[1]))


def _addressed(top: Sequence[Line], published: bool) -> int:
    """Behind the addressee of a published letter without place and date; else behind its ``BRIEF VAN`` lines."""
    if not published:
        return 0
    for index, line in enumerate(top):
        if _ADDRESSED.fullmatch(line.text):
            more = index + 1 < len(top) and top[index + 1].text.lower().startswith("der staten-generaal")
            return index + 1 + more
    at = next(index for index, line in enumerate(top) if LETTER.search(line.text)) + 1
    while at < len(top) and top[at].text.isupper():
        at += 1
    return at


def _first(lines: Sequence[Line], pattern: re.Pattern[str]) -> int:
    """Index of the first line that is wholly this; -1 without one."""
    for index, line in enumerate(lines):
        if len(line.text) < 120 and not line.note and pattern.fullmatch(line.text):
            return index
    return -1


_BEGINS = re.compile(
    r"(?:Hierbij|Graag|Bijgaand|Bijgevoegd|Met deze|In deze|Middels deze|Op (?:\d|maan|dins|woens|donder|vrij))"
)


def _head_end(top: Sequence[Line]) -> int:
    """Without a salutation: the first blank line after the last label above the text, addresses below it included."""
    begins = next((index for index, line in enumerate(top) if _BEGINS.match(line.text)), 40)
    last = max((index for index, line in enumerate(top[: min(begins, 40)]) if _strong_label(line.text)), default=-1)
    if last < 0:
        return 0
    while last < len(top) and top[last].text:
        last += 1
    below = last
    while below < len(top) and (
        not top[below].text or (len(top[below].text) < 60 and _CONTACT.search(top[below].text))
    ):
        below += 1
        last = below if below < len(top) and not top[below - 1].text else last
    return last


def _strong_label(text: str) -> bool:
    match = HEAD_LABEL.match(text)
    return bool(match and match[1].lower() in _STRONG and (match[1][0].isupper() or len(text) < 40))


_HEADED = 10  # lines at the top of a page that its head may take


def _drop_running_heads(lines: list[Line], start: int) -> None:
    """What stands in the head or margin of the first page and comes back on top of later ones is blanked in the body."""
    above = {line.text for line in lines[:start] if line.text and len(line.text) < 80}
    _drop_runs(lines, start, above)
    _drop_labels(lines, start, above)
    for index in range(start, len(lines)):
        if lines[index].page:
            _drop_foot(lines, index, start, above)
            _drop_head(lines, index, above)
        elif lines[index].text in above and _RUNNING.match(lines[index].text):
            _blank(lines, index)


_RUNNING = re.compile(r"(?:Ministerie|Directie|Directoraat|Afdeling|Bureau)\b|.*\d")


def _drop_runs(lines: list[Line], start: int, above: set[str]) -> None:
    """Lines in a row that stand above the letter, or come back together with a label, are its margin again."""
    counts = Counter(line.text for line in lines[start:] if line.text and len(line.text) < 60)
    often = above | {text for text, count in counts.items() if count > 1}
    index = start
    while index < len(lines):
        length = 0
        while index + length < len(lines) and lines[index + length].text in often:
            length += 1
        run = [line.text for line in lines[index : index + length]]
        if length > 1 and (above.issuperset(run) or any(HEAD_LABEL.fullmatch(text) for text in run)):
            for place in range(index, index + length):
                _blank(lines, place)
        index += max(1, length)


def _drop_labels(lines: list[Line], start: int, above: set[str]) -> None:
    """A label alone on its line, with the value it has above the letter, and the department right before it."""
    for index in range(start, len(lines)):
        label = HEAD_LABEL.fullmatch(lines[index].text) if lines[index].text else None
        value = _value_of(lines, index) if label and not label[2] else index
        if value == index or lines[value].text not in above:
            continue
        first = index
        while first > start and _of_margin(lines[first - 1].text):
            first -= 1
        for place in range(first, value + 1):
            if lines[place].text:
                _blank(lines, place)


def _of_margin(text: str) -> bool:
    """A short line without the mark of a sentence: a department, a street, a box."""
    return bool(text) and len(text) < 40 and text[0].isupper() and not text.endswith((".", ",", ":", ";", "-"))


_DEPARTMENT = re.compile(r"(?:Ministerie|Directie|Directoraat|Afdeling|Bureau)\b[^.:;]{0,60}")


def _drop_head(lines: list[Line], index: int, above: set[str]) -> None:
    """The first lines of a page, down to the last label, department or line of the first page's head among them."""
    last = index - 1
    for place in range(index, min(index + _HEADED, len(lines))):
        text = lines[place].text
        if text and (len(text) > 60 or text.endswith((".", ",", ";"))):
            break
        if text and _of_head(text, above):
            label = HEAD_LABEL.fullmatch(text)
            last = _value_of(lines, place) if label and not label[2] else place
    for place in range(index, last + 1):
        if lines[place].text:
            _blank(lines, place)


def _value_of(lines: Sequence[Line], label: int) -> int:
    """Index of the first line below a label that holds something; the label's own when none is near."""
    return next((place for place in range(label + 1, min(label + 3, len(lines))) if lines[place].text), label)


def _drop_foot(lines: list[Line], index: int, start: int, above: set[str]) -> None:
    """The same above the page number: up to the first of them, and nothing in it is a sentence."""
    first = index
    for place in range(index - 1, max(start, index - _HEADED) - 1, -1):
        text = lines[place].text
        if text and (len(text) > 60 or text.endswith((".", ",", ";"))):
            break
        first = place if text and _of_head(text, above) else first
    for place in range(first, index):
        if lines[place].text:
            _blank(lines, place)


def _of_head(text: str, above: set[str]) -> bool:
    return text in above or bool(_DEPARTMENT.fullmatch(text) or (HEAD_LABEL.fullmatch(text) and len(text) < 50))


def _blank(lines: list[Line], index: int) -> None:
    lines[index].text = ""
    for following in lines[index + 1 : index + 4]:
        following.page = following.page or bool(following.text)


def _signature(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """``(first, behind)`` of the lines of the signature; both the number of lines when there is none."""
    index = start
    while index < len(lines):
        text = lines[index].text
        if text and not lines[index].note and len(text) <= 2 * LONGEST_OFFICE:
            if _CLOSING.fullmatch(text):
                return index, index + 1 + _signs(lines, index + 1)
            if _may_sign(text) or _named_first(lines, index):
                length = _signs(lines, index)
                signature = [line.text for line in lines[index : index + length]]
                if length and _is_signature(signature, lines[index + length :]):
                    return index, index + length
                index += max(0, length - 1)  # nothing within it signs either
        index += 1
    return len(lines), len(lines)


def _may_sign(text: str) -> bool:
    if not _OFFICE.search(text):
        return False
    cells = split_columns(text)
    return all(is_office(split_name(cell)[0]) for cell in cells) and not text.endswith((".", ":", ";"))


def _named_first(lines: Sequence[Line], index: int) -> bool:
    """A name with its office right below it, apart from the text around them."""
    near = [line.text for line in lines[max(0, index - 1) : index + 3]] + ["", ""]
    above, below, behind = (near[0] if index else ""), near[1 + bool(index)], near[2 + bool(index)]
    if above or not _OFFICE.search(below) or not looks_like_name(lines[index].text):
        return False
    return is_office(below) and not behind


def _signs(lines: Sequence[Line], start: int) -> int:
    """How many lines from ``start`` on belong to a signature, without the blank ones at its end."""
    texts = [line.text for line in lines[start : start + _SIGN_REACH]]
    length = signature_length(texts)
    while length and not texts[length - 1]:
        length -= 1
    return length


def _is_signature(texts: Sequence[str], below: Sequence[Line]) -> bool:
    """Offices with a name, or an office in capitals; a printed line that only begins with an office is none."""
    named = any(who.name for who in read_signatories(texts))
    shouted = texts[0].isupper()
    last = not any(line.text for line in below)
    return named or shouted or (last and len(texts) <= 2)
