"""Rereading a draft: the agenda items of its parts, except those that a clerk tied by hand."""

from __future__ import annotations

from typing import Any

from agenda_tracker.models import AgendaItem, MinisterialMeeting, Section
from agenda_tracker.models.fields import fold

from .as_read import key_of, print_of
from .matching import match_item
from .meetings import drop_item_if_unused, move_section
from .reread_text import NewText
from .suggest import WITHOUT_HEADINGS

NAMES = ("title", "label", "part", "nature")


class NewItems:
    """The agenda items of the parts as they become."""

    def __init__(self, text: NewText, meetings: list[MinisterialMeeting | None]) -> None:
        self.text, self.meetings = text, meetings
        self.sections_read = text.reading.sections
        self.has_items = any(read.agenda_item for read in self.sections_read)
        self.made: list[AgendaItem] = []
        self.renewed = 0

    def renew(self) -> list[str]:
        """Parts that no clerk tied follow the reading; an item that only this letter has is renamed."""
        old, letter = self.text.old, self.text.letter
        known = AgendaItem.objects.filter(sections__letter=letter).distinct().in_bulk()
        items = dict(letter.sections.values_list("pk", "agenda_item"))
        for index, section in sorted(self.text.parts.items()):
            section.agenda_item = known.get(items[section.pk])
            new = f"tie:{section.pk}" not in old.rows
            place = self.place(index)
            meeting = self.meetings[place[0]] if place[0] is not None else None
            if (new or old.tied(section)) and meeting and place[1]:
                self._tie(section, meeting, place)
        return ["Agendapunten bijgewerkt."] if self.renewed else []

    def place(self, index: int) -> list[Any]:
        """As in `AsRead.places`."""
        read = self.sections_read[index]
        meeting = read.meeting if read.meeting is not None else (0 if len(self.text.reading.meetings) == 1 else None)
        title = read.agenda_item or ("" if self.has_items else WITHOUT_HEADINGS)
        return [meeting, title, read.label, read.part, read.nature]

    def _tie(self, section: Section, meeting: MinisterialMeeting, place: list[Any]) -> None:
        item = section.agenda_item if section.agenda_item and section.agenda_item.meeting_id == meeting.pk else None
        wanted = dict(zip(NAMES, (place[1][:300], place[2][:20], place[3][:120], place[4][:120]), strict=True))
        if item and (self._is_called(item, wanted) or self.text.old.places.get(key_of(section), [])[1:] == place[1:]):
            return
        self.renewed += 1
        if item and self._is_own(item):
            self._rename(item, wanted)
        else:
            self._move(section, meeting, wanted)

    def _is_called(self, item: AgendaItem, wanted: dict[str, str]) -> bool:
        return all(getattr(item, name) == value for name, value in wanted.items())

    def _is_own(self, item: AgendaItem) -> bool:
        """As the reader made it, and no other letter speaks of it."""
        return self.text.old.wrote(item) and not item.sections.exclude(letter=self.text.letter).exists()

    def _rename(self, item: AgendaItem, wanted: dict[str, str]) -> None:
        for name, value in wanted.items():
            setattr(item, name, value)
        item.save()
        self.made.append(item)
        self.text.old.note(item)

    def _move(self, section: Section, meeting: MinisterialMeeting, wanted: dict[str, str]) -> None:
        titles = {fold(read.agenda_item[:300]) for read in self.sections_read if read.agenda_item}
        before = section.agenda_item
        item, made = match_item(meeting, apart_from=titles - {fold(wanted["title"])}, **wanted)
        self.made += [item] if made else []
        move_section(section, item, self.text.old)
        if before and before != item:
            drop_item_if_unused(before, self.text.old)

    def places(self) -> dict[str, list[Any]]:
        return {key_of(section): self.place(index) for index, section in self.text.parts.items()}

    def remembered(self) -> dict[str, str]:
        """Prints of paragraphs that a clerk took out, and of agenda items as they were made."""
        old = {key: value for key, value in self.text.old.rows.items() if key.startswith("agendaitem:")}
        return self.text.gone | old | {key_of(item): print_of(item) for item in self.made}
