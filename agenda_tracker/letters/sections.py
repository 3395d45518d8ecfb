"""Entries to sections: items, their parts, labelled sub-sections and the introduction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from .footnotes import drop_marks
from .formations import FormationData
from .headings import Entry, style
from .labels import inline_label, role_of
from .meetings import meeting_for
from .records import ReadMeeting, ReadSection

# Headings above several items that follow each other.
STICKY = (
    "current affairs",
    "actualiteiten",
    "actuele",
    "diversen",
    "werksessie",
    "werklunch",
    "werkdiner",
    "lunch",
    "diner",
)


@dataclass
class Draft:
    """A section being filled: paragraphs still hold the private characters of footnote marks."""

    section: ReadSection
    paragraphs: list[str] = field(default_factory=list)
    marks: list[list[tuple[str, int]]] = field(default_factory=list)

    def add(self, text: str) -> None:
        clean, marks = drop_marks(text)
        stripped = clean.strip()
        lead = len(clean) - len(clean.lstrip())
        if stripped:
            self.paragraphs.append(stripped)
            self.marks.append([(key, min(max(0, place - lead), len(stripped))) for key, place in marks])


def _lone_part(entries: Sequence[Entry]) -> list[Entry]:
    """Of several meetings only one has a heading, with text right below it: there it is an item like the others."""
    parts = [index for index, entry in enumerate(entries) if entry.kind in ("part", "title")]
    result = list(entries)
    if len(parts) == 1 and [entry.kind for entry in entries[parts[0] : parts[0] + 2]] == ["part", "text"]:
        result[parts[0]] = replace(entries[parts[0]], kind="lone_part", role="content")
    return result


class SectionBuilder:
    """Walks the entries of a body and keeps what is current: part, meeting, item, nature."""

    def __init__(self, meetings: Sequence[ReadMeeting], formations: Sequence[FormationData]) -> None:
        self.meetings, self.formations = meetings, formations
        self.meeting: int | None = 0 if len(meetings) == 1 else None
        self.part, self.nature, self.level = "", "", 1
        self.nature_used, self.lone = False, False
        self.part_stays, self.part_style = True, ""
        self.item: str | None = None
        self.drafts = [Draft(ReadSection("", 0, "introduction", None, "", "", "", self.meeting, ()))]

    def build(self, entries: Sequence[Entry]) -> list[Draft]:
        """Sections in reading order; the nameless introduction is left out when it is empty."""
        handlers: dict[str, Callable[[Entry], None]] = {
            "text": self._text, "item": self._item, "own_item": self._own_item, "other": self._item, "part": self._part,
            "title": self._part, "parent": self._parent, "label": self._label, "introduction": self._introduction,
            "nature": self._nature, "lone_part": self._lone, "nature_above": self._nature_above,
        }  # fmt: skip
        for entry in _lone_part(entries) if len(self.meetings) > 1 else entries:
            handlers[entry.kind](entry)
        return [draft for draft in self.drafts if draft.paragraphs or draft.section.heading]

    def _open(self, entry: Entry, level: int, role: str, part: str | None = None) -> None:
        section = ReadSection(
            heading=" ".join(drop_marks(entry.text)[0].split()).rstrip(":"),
            level=level,
            role=role,
            agenda_item=self.item,
            part=self.part if part is None else part,
            label=entry.label,
            nature=self.nature,
            meeting=self.meeting,
            paragraphs=(),
        )
        self.drafts.append(Draft(section))

    def _text(self, entry: Entry) -> None:
        label, rest = inline_label(entry.text)
        if label:
            self._open(Entry("label", label), self.level + 1, role_of(label))
        self.drafts[-1].add(rest)

    def _item(self, entry: Entry) -> None:
        if self.part and self._leaves_part(entry):
            self.part = ""
        if self.nature_used:
            self.nature, self.nature_used = "", False
        if self.lone:
            self.meeting, self.lone = None, False
        self.item, self.level = entry.title, 2 if self.part else 1
        self._open(entry, self.level, entry.role)
        self.nature = ""
        if not self.part_stays:
            self.part, self.part_stays = "", True

    def _leaves_part(self, entry: Entry) -> bool:
        """Below ``I.`` come ``1.`` and ``2.``; the next Roman number, or a title without number, leaves the part."""
        return bool(self.part_style) and style(entry.label) == self.part_style

    def _own_item(self, entry: Entry) -> None:
        self._choose_meeting(entry.title)
        self.part, self.part_stays, self.part_style = "", True, ""
        self._item(entry)

    def _lone(self, entry: Entry) -> None:
        """Which of the other meetings the items behind it belong to is for a person to say."""
        self._own_item(entry)
        self.lone = True

    def _part(self, entry: Entry) -> None:
        self._choose_meeting(entry.title)
        self.part, self.part_stays, self.part_style = entry.title, True, ""
        self.item, self.nature, self.level = None, "", 1
        self._open(entry, 1, "introduction", "")

    def _parent(self, entry: Entry) -> None:
        self.item, self.nature = None, ""
        self._open(entry, 1, "other", "")
        self.part, self.part_style = entry.title, style(entry.label)
        self.part_stays = bool(entry.label) or entry.title.lower().startswith(STICKY)

    def _label(self, entry: Entry) -> None:
        self._open(entry, self.level + 1, entry.role)

    def _introduction(self, entry: Entry) -> None:
        self.item = None
        self._open(entry, 1, "introduction")

    def _nature(self, entry: Entry) -> None:
        draft = self.drafts[-1]
        draft.section = replace(draft.section, nature=entry.title)
        self.nature, self.nature_used = entry.title, True

    def _nature_above(self, entry: Entry) -> None:
        self.item = None
        self._open(entry, 1, "nature")
        self.nature = entry.title

    def _choose_meeting(self, title: str) -> None:
        if len(self.meetings) > 1:
            self.meeting = meeting_for(title, self.meetings, self.formations)
