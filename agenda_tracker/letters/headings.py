"""Which blocks are headings, and what kind of heading each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block
from .dates import find_dates
from .footnotes import drop_marks
from .formations import FormationData, find_formations
from .labels import NATURES, NUMBER, OTHER_TITLES, fold_label, role_of
from .meetings import letter_kind

LONGEST = 150
MOST_LINES = 3
_CLOSES = re.compile(r"[.,;][\"'”’»)]{0,2}$")
_BRACKETS = re.compile(r"\(([^()]{3,160})\)|=\s?(.{3,100})")
# Below these labels stands a name or a word, however much it looks like a heading.
SHORT_ANSWERS = frozenset(("document", "nature", "procedure", "timetable"))
_FILLING = re.compile(
    r"\b(?:van|op|te|in|de|het|d\.d\.|informele|formele|bijeenkomst|vergadering|en)\b|[\s,:;.()–—-]+|\d+", re.IGNORECASE
)
REPEATED = 3  # the same heading this often is a sub-heading, not an item


@dataclass(frozen=True, slots=True)
class Entry:
    """A block with its meaning: ``kind`` is text, nature, item, part, title, introduction, label, other or parent."""

    kind: str
    text: str
    label: str = ""
    title: str = ""
    role: str = ""


def read_entries(blocks: Sequence[Block], formations: Sequence[FormationData]) -> list[Entry]:
    """One entry per block; a heading is judged by its words first and by its neighbours second."""
    flags = heading_flags(blocks)
    words = Counter(fold_label(block.text) for block, flag in zip(blocks, flags, strict=True) if flag)
    entries = [
        _entry(block, words, formations) if flag else Entry("text", block.text)
        for block, flag in zip(blocks, flags, strict=True)
    ]
    return _by_neighbours(_natures(_short_answers(entries)))


def heading_flags(blocks: Sequence[Block]) -> list[bool]:
    """Short blocks without a closing mark that something follows; list lines behind a colon are none."""
    flags = [_looks_like_heading(block) for block in blocks]
    if flags:
        flags[-1] = False
    _drop_lists(blocks, flags)
    return flags


def _looks_like_heading(block: Block) -> bool:
    text = drop_marks(block.text)[0].strip()
    if not text or block.bullet or block.lines > MOST_LINES or len(text) > LONGEST:
        return False
    if text.endswith(":"):
        return bool(role_of(text))
    first = NUMBER.sub("", text, count=1)[:1]
    return (
        not _CLOSES.search(text)
        and (first.isupper() or first.isdigit() or first in "‘’“\"'«")
        and any(c.isalpha() for c in text)
    )


def _drop_lists(blocks: Sequence[Block], flags: list[bool]) -> None:
    """Lines behind ``… de volgende onderwerpen:`` announce the items; the heading comes where its title returns."""
    index = 1
    while index < len(blocks):
        if not flags[index] or flags[index - 1] or not blocks[index - 1].text.rstrip().endswith(":"):
            index += 1
            continue
        stop = index
        while stop < len(blocks) and flags[stop]:
            stop += 1
        for listed in range(index, _list_end(blocks, index, stop)):
            flags[listed] = False
        index = stop + 1


def _list_end(blocks: Sequence[Block], start: int, stop: int) -> int:
    """The list stops where a title comes for the second time; else only the last line can be a heading."""
    seen: set[str] = set()
    for index in range(start, stop):
        title = fold_label(blocks[index].text)
        if title in seen:
            return index
        seen.add(title)
    return max(start, stop - 1) if stop - start > 1 else start


def _entry(block: Block, words: Counter[str], formations: Sequence[FormationData]) -> Entry:
    text = drop_marks(block.text)[0]
    number = NUMBER.match(text)
    label = number[0].strip().rstrip(".)") if number else ""
    title = (text[number.end() :] if number else text).strip().rstrip(":")
    kind, role = _kind_of(title, words, formations)
    return Entry(kind, block.text, label, title, role)


def _kind_of(title: str, words: Counter[str], formations: Sequence[FormationData]) -> tuple[str, str]:
    role = role_of(title)
    folded = fold_label(title)
    if role == "introduction":
        return "introduction", role
    if folded in NATURES:
        return "nature_heading", "nature"
    if role:
        return "label", role
    if folded in OTHER_TITLES:
        return "other", "other"
    if _is_title(title, formations):
        return "title", "introduction"
    if is_part(title, formations):
        return "part", "introduction"
    return ("label", "other") if words[folded] >= REPEATED else ("item", "content")


def _is_title(title: str, formations: Sequence[FormationData]) -> bool:
    """The title of an annexed agenda or report: kind words with a name or a date."""
    if title.lower().startswith("bijlage") and len(title) < 40:
        return True
    opens = re.match(
        r"(?:bijlage\s?\d?:?\s*)?(?:geannoteerde|verslag|annotaties|aanvulling|aanvullende|uitkomsten)\b",
        title,
        re.IGNORECASE,
    )
    if not opens or letter_kind(title, "") == "other":
        return False
    named = find_formations(title, formations) or re.search(
        r"\braad\b|\bbijeenkomst\b|\bvergadering\b|\d{4}", title, re.IGNORECASE
    )
    return bool(named) or fold_label(title) in ("geannoteerde agenda", "verslag")


def is_part(title: str, formations: Sequence[FormationData]) -> bool:
    """Whether a heading is a meeting's name with at most a day and a place: ``Eurogroep 16 mei``."""
    mentions = find_formations(title, formations)
    if len(mentions) != 1 or mentions[0].start > 12:
        return False
    rest = title[: mentions[0].start] + " " + title[mentions[0].end :]
    for word in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"):
        rest = re.sub(rf"\b{word}\b", "", rest, flags=re.IGNORECASE)
    days = find_dates(rest) or re.search(
        r"\d{1,2}.{0,12}\s(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)",
        rest,
    )
    months = r"\b(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
    rest = _FILLING.sub("", re.sub(months, "", rest, flags=re.IGNORECASE))
    return not rest or (bool(days) and len(rest) < 20)


def _short_answers(entries: list[Entry]) -> list[Entry]:
    """The line below ``Document`` or ``Aard bespreking`` is its text: ``Gedachtewisseling`` opens no item there."""
    result: list[Entry] = []
    for entry in entries:
        above = result[-1] if result else Entry("text", "")
        answer = entry.kind in ("item", "nature_heading") or fold_label(entry.title) in NATURES
        if above.kind == "label" and above.role in SHORT_ANSWERS and answer:
            entry = Entry("text", entry.text)
        result.append(entry)
    return result


def _natures(entries: list[Entry]) -> list[Entry]:
    """A line in brackets, or behind ``=``, directly below an item tells how the item is treated."""
    result: list[Entry] = []
    for index, entry in enumerate(entries):
        above = entries[index - 1].kind if index else ""
        match = _BRACKETS.fullmatch(entry.text) if len(entry.text) < 200 and above in ("item", "other") else None
        if match:
            entry = Entry("nature", entry.text, title=(match[1] or match[2]).strip())
        elif entry.kind == "nature_heading":
            below = entries[index + 1].kind if index + 1 < len(entries) else ""
            entry = Entry(
                "nature" if above == "item" else _lone_nature(below), entry.text, entry.label, entry.title, entry.role
            )
        result.append(entry)
    return result


def _lone_nature(below: str) -> str:
    """``Beleidsdebat`` above items is a nature for them; with text right below it, it is a sub-heading."""
    return "nature_above" if below in ("item", "title", "part") else "label"


def _by_neighbours(entries: list[Entry]) -> list[Entry]:
    """Items without text of their own above other items are parents; parts without items are items."""
    result = list(entries)
    for index, entry in enumerate(entries):
        if entry.kind == "item" and _is_parent(entries, index):
            result[index] = Entry("parent", entry.text, entry.label, entry.title, "other")
    parts = [index for index, entry in enumerate(entries) if entry.kind in ("part", "title")]
    for index in parts:
        if not _has_items(entries, index) and (entries[index].kind == "part" or len(parts) > 1):
            entry = entries[index]
            result[index] = Entry("own_item", entry.text, entry.label, entry.title, "content")
    return result


def _is_parent(entries: list[Entry], index: int) -> bool:
    """An item heading right above another one; two of one numbering are an item without text and the next."""
    if index + 1 >= len(entries) or entries[index + 1].kind != "item":
        return False
    above, below = entries[index].label, entries[index + 1].label
    return not above or not below or style(above) != style(below)


def style(label: str) -> str:
    """The kind of numbering: ``roman``, ``figure``, ``dotted``, ``letter`` or none."""
    if re.fullmatch(r"[IVX]+", label):
        return "roman"
    if "." in label:
        return "dotted"
    return "figure" if label.isdigit() else "letter" if label else ""


def _has_items(entries: list[Entry], index: int) -> bool:
    for entry in entries[index + 1 :]:
        if entry.kind in ("part", "title"):
            return False
        if entry.kind in ("item", "other"):
            return True
    return False
