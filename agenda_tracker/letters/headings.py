"""Which blocks are headings, and what kind of heading each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .blocks import Block
from .dates import find_dates
from .footnotes import drop_marks
from .formations import FormationData, find_formations
from .kinds import letter_kind
from .labels import NUMBER, OTHER_TITLES, fold_label, is_nature, role_of

LONGEST = 150
_BARE_NUMBER = re.compile(r"\d{1,2}\s{1,4}(?=[A-ZÀ-Ý][a-zà-ÿ])")
_TWO_SENTENCES = re.compile(r"[a-zà-ý]{4,}[.!] [A-ZÀ-Ý]")
LONGEST_QUESTION = 80
MOST_LINES = 3
_CLOSES = re.compile(r"[.,;][\"'”’»)]{0,2}$")
_BRACKETS = re.compile(r"\(([^()]{3,160})\)|=\s?(.{3,100})")
# Below these labels stands a name or a word, however much it looks like a heading.
SHORT_ANSWERS = frozenset(("document", "nature", "procedure", "timetable"))
_FILLING = re.compile(
    r"\b(?:van|op|te|in|de|het|d\.d\.|informele|formele|bijeenkomst|vergadering|en)\b|[\s,:;.()–—-]+|\d+", re.IGNORECASE
)
# Labels that are an answer below another label: ``Aard bespreking`` / ``Besluitvorming``.
ANSWERS = frozenset(("besluitvorming", "besluiten", "conclusies", "conclusie", "voorstel", "bespreking", "resultaten"))
_BOX = re.compile(r"(?:Box|Kader|Tekstkader|Tekstbox|Tabel|Figuur|Grafiek)\b")
REPEATED = 3  # the same heading this often is a sub-heading, not an item


@dataclass(frozen=True, slots=True)
class Entry:
    """A block with its meaning: ``kind`` is text, nature, item, part, title, introduction, label, other or parent."""

    kind: str
    text: str
    label: str = ""
    title: str = ""
    role: str = ""
    level: int = 0


def read_entries(blocks: Sequence[Block], formations: Sequence[FormationData]) -> list[Entry]:
    """One entry per block; a heading is judged by its words first and by its neighbours second."""
    flags = heading_flags(blocks)
    words = Counter(fold_label(block.text) for block, flag in zip(blocks, flags, strict=True) if flag)
    entries = [
        _entry(block, words, formations) if flag else Entry("text", block.text)
        for block, flag in zip(blocks, flags, strict=True)
    ]
    return _by_neighbours(_natures(_short_answers(_lone_results(entries))))


def heading_flags(blocks: Sequence[Block]) -> list[bool]:
    """Short blocks without a closing mark that something follows; list lines behind a colon are none."""
    flags = [_looks_like_heading(block) for block in blocks]
    if _styled(blocks, flags):
        flags = [flag and _set_apart(block) for block, flag in zip(blocks, flags, strict=True)]
    if flags:
        flags[-1] = False
    _drop_lists(blocks, flags)
    return flags


def _styled(blocks: Sequence[Block], flags: Sequence[bool]) -> bool:
    """Whether this letter sets its headings apart: then a short plain line is none."""
    headings = [block for block, flag in zip(blocks, flags, strict=True) if flag]
    apart = sum(1 for block in headings if block.level or block.emphasis)
    return apart >= 2 and apart * 2 >= len(headings)


def _set_apart(block: Block) -> bool:
    """Styled as a heading; fixed labels, natures and numbered titles count without style."""
    if block.level or block.emphasis:
        return True
    return bool(role_of(block.text)) or is_nature(block.text) or bool(_BRACKETS.fullmatch(block.text))


def _looks_like_heading(block: Block) -> bool:
    text = drop_marks(block.text)[0].strip()
    if not text or block.bullet or block.row or block.lines > MOST_LINES or len(text) > LONGEST:
        return False
    if block.level and len(text) > 2:
        return True
    if text.endswith(":"):
        return bool(role_of(text))
    if _TWO_SENTENCES.search(text):
        return False
    if text.endswith("?") and len(text) > LONGEST_QUESTION:
        return False
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
    number = NUMBER.match(text) or _BARE_NUMBER.match(text)
    label = number[0].strip().rstrip(".)") if number else ""
    title = (text[number.end() :] if number else text).strip().rstrip(":")
    kind, role = _kind_of(title, words, formations)
    return Entry(kind, block.text, label, title, role, block.level)


def _kind_of(title: str, words: Counter[str], formations: Sequence[FormationData]) -> tuple[str, str]:
    role = role_of(title)
    folded = fold_label(title)
    if role == "introduction":
        return "introduction", role
    if is_nature(title):
        return "nature_heading", "nature"
    if role:
        return "label", role
    if folded in OTHER_TITLES:
        return "other", "other"
    if _BOX.match(title):
        return "label", "other"
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


def _lone_results(entries: list[Entry]) -> list[Entry]:
    """``Besluiten`` once, in a letter without any other label, is a heading like the others."""
    labels = [index for index, entry in enumerate(entries) if entry.kind == "label"]
    index = labels[0] if labels else 0
    before = any(entry.kind == "item" for entry in entries[:index])
    if len(labels) != 1 or entries[index].role != "result" or not before:
        return entries
    return [*entries[:index], replace(entries[index], kind="item"), *entries[index + 1 :]]


def _short_answers(entries: list[Entry]) -> list[Entry]:
    """The line below ``Document`` or ``Aard bespreking`` is its text: ``Gedachtewisseling`` opens no item there."""
    result: list[Entry] = []
    for entry in entries:
        above = result[-1] if result else Entry("text", "")
        folded = fold_label(entry.title)
        answer = entry.kind in ("item", "nature_heading") or is_nature(entry.title) or folded in ANSWERS
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
    result = _sub_headings(entries)
    for index, entry in enumerate(entries):
        above_title = entry.kind == "item" and index + 1 < len(entries) and entries[index + 1].kind == "title"
        if above_title or (entry.kind in ("item", "other") and _is_parent(entries, index)):
            result[index] = Entry("parent", entry.text, entry.label, entry.title, "other")
    parts = [index for index, entry in enumerate(entries) if entry.kind in ("part", "title")]
    for index in parts:
        own = entries[index].kind == "part" or (len(parts) > 1 and _has_text(entries, index))
        if own and not _has_items(entries, index):
            entry = entries[index]
            result[index] = Entry("own_item", entry.text, entry.label, entry.title, "content")
    return result


def _sub_headings(entries: list[Entry]) -> list[Entry]:
    """Where styles name levels: a deeper heading below an item with text of its own is a part of that item."""
    result: list[Entry] = []
    above: Entry | None = None
    for index, entry in enumerate(entries):
        if entry.kind == "item" and entry.level and above and entry.level > above.level:
            entry = replace(entry, kind="label", role="other")
        elif entry.kind in ("item", "other"):
            above = entry if entry.level and _has_text(entries, index) else None
        result.append(entry)
    return result


def _has_text(entries: list[Entry], index: int) -> bool:
    return index + 1 < len(entries) and entries[index + 1].kind in ("text", "label", "nature")


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
