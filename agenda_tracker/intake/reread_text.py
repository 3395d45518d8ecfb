"""Rereading the text of a draft: parts, paragraphs and footnotes, around what a clerk corrected or cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from agenda_tracker.letters import LetterReading
from agenda_tracker.models import (
    Evidence,
    Footnote,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    Paragraph,
    Section,
)
from agenda_tracker.models.fields import fold

from .alignment import pair
from .as_read import AsRead, key_of, print_of
from .correct import OUT_OF_THE_WAY, STILL_THE_QUOTE, UNNUMBERED, likeness, moved_by
from .reread_order import put_in_order

Place = tuple[int, int]  # section and paragraph of the reading


class NewText:
    """The letter's text as it becomes: `rows` gives the paragraph on record for a place in the reading."""

    def __init__(self, letter: Letter, reading: LetterReading, before: dict[str, bool], old: AsRead) -> None:
        self.letter, self.reading, self.before, self.old = letter, reading, before, old
        self.paragraphs = list(letter.paragraphs.order_by("order").select_related("section"))
        self.sections = list(letter.sections.order_by("order").select_related("agenda_item"))
        self.places_read = [(i, j) for i, part in enumerate(reading.sections) for j in range(len(part.paragraphs))]
        self.rows: dict[Place, Paragraph] = {}
        self.parts: dict[int, Section] = {}
        self.notes: dict[int, Footnote] = {}
        self.kept_as_they_were: set[Any] = set()
        self.gone: dict[str, str] = {}
        self.counts: Counter[str] = Counter()

    def renew(self) -> list[str]:
        self._pair()
        self.spans = self._kept_spans()
        said = self._freeze()
        self._write_parts()
        self._write_paragraphs()
        self._move_spans()
        self._write_notes()
        self._drop()
        put_in_order(self)
        return [*said, *self._told()]

    # What is what.

    def _pair(self) -> None:
        texts = [self.text_at(place) for place in self.places_read]
        pairs = pair([row.text for row in self.paragraphs], texts)
        for new, old in pairs.items():
            self.rows[self.places_read[new]] = self.paragraphs[old]
        votes = Counter((place[0], row.section_id) for place, row in self.rows.items())
        by_pk = {section.pk: section for section in self.sections}
        for (index, pk), _count in votes.most_common():
            if index not in self.parts and by_pk[pk] not in self.parts.values():
                self.parts[index] = by_pk[pk]
        self._pair_headings()

    def _pair_headings(self) -> None:
        """Parts without a paragraph in common, by their heading."""
        new = [index for index in range(len(self.reading.sections)) if index not in self.parts]
        old = [section for section in self.sections if section not in self.parts.values()]
        headings = [fold(self.reading.sections[index].heading[:300]) for index in new]
        for j, i in pair([fold(section.heading) for section in old], headings).items():
            self.parts[new[j]] = old[i]

    def text_at(self, place: Place) -> str:
        return self.reading.sections[place[0]].paragraphs[place[1]]

    def wrote(self, row: Any) -> bool:
        """Whether the row was the reader's, untouched, when this rereading began."""
        return self.before.get(key_of(row), False)

    # What must stay findable.

    def _kept_spans(self) -> list[Evidence | KamerstukReference]:
        """Quotes of positions that stay, and references in paragraphs that a clerk made or altered."""
        positions = [one for one in self.letter.positions.prefetch_related("topics") if self.stays(one)]
        quotes = Evidence.objects.filter(position__in=positions).select_related("paragraph", "position")
        cited = self.letter.references.exclude(paragraph=None).select_related("paragraph")
        return [*quotes, *(one for one in cited if not self.wrote(one))]

    def stays(self, position: GovernmentPosition) -> bool:
        return position.review != GovernmentPosition.Review.SUGGESTED or not self.wrote(position)

    def _freeze(self) -> list[str]:
        """Paragraphs whose quote is not in the new text keep their old one, until every quote has its place."""
        said: list[str] = []
        self.target: dict[int, tuple[Paragraph, int, int]] = {}
        while missing := next((span for span in self.spans if not self._locate(span)), None):
            row = self._row(missing.paragraph_id)
            self.kept_as_they_were.add(row)
            quote = row.text[missing.start : missing.end]
            said.append(
                f"Het citaat “{_short(quote)}” staat niet meer in de nieuwe lezing; de oude alinea is behouden."
            )
        return said

    def _row(self, pk: int | None) -> Paragraph:
        return next(row for row in self.paragraphs if row.pk == pk)

    def _locate(self, span: Evidence | KamerstukReference) -> bool:
        """Where the words of a kept quote or reference will stand: in their paragraph, literally elsewhere, or nearly."""
        row = self._row(span.paragraph_id)
        quote, texts = row.text[span.start : span.end], self._texts()
        now = texts.get(row)
        found = _find(quote, now, span.start, row.text) if now is not None else None
        if found:
            self.target[id(span)] = (row, *found)
            return True
        for place in self.places_read:
            text = self.text_at(place)
            other = self.rows.get(place)
            if quote in text and (other is None or texts.get(other) == text):
                self._make_row(place)
                start = text.index(quote)
                self.target[id(span)] = (self.rows[place], start, start + len(quote))
                return True
        if now is None or isinstance(span, KamerstukReference):
            return False
        start, end = _moved(row.text, now, span.start, span.end)
        if likeness(quote, now[start:end]) < STILL_THE_QUOTE:
            return False
        self.target[id(span)] = (row, start, end)
        return True

    def _texts(self) -> dict[Paragraph, str]:
        """What each paragraph on record will say; those that go are not in it."""
        found = {row: row.text for row in self.paragraphs if self._is_clerks(row)}
        for place, row in self.rows.items():
            if row.pk and row not in found:
                found[row] = self.text_at(place)
        return found

    def _is_clerks(self, row: Paragraph) -> bool:
        return row in self.kept_as_they_were or not self.wrote(row)

    def _make_row(self, place: Place) -> None:
        """A new paragraph for this place; it gets its part and number when the text is written."""
        if place not in self.rows:
            section = self._part(place[0])
            number = Paragraph.objects.filter(letter=self.letter).count()
            self.rows[place] = Paragraph.objects.create(
                letter=self.letter,
                section=section,
                order=3 * OUT_OF_THE_WAY + number,
                number=f"{UNNUMBERED}{UNNUMBERED}{number}",
                text=self.text_at(place),
            )
            self.counts["new"] += 1

    # Writing.

    def _part(self, index: int) -> Section:
        if index not in self.parts:
            read = self.reading.sections[index]
            order = 3 * OUT_OF_THE_WAY + index
            self.parts[index] = Section.objects.create(
                letter=self.letter, order=order, heading=read.heading[:300], level=read.level, role=read.role
            )
        return self.parts[index]

    def _write_parts(self) -> None:
        for index, read in enumerate(self.reading.sections):
            section = self._part(index)
            wanted = {"heading": read.heading[:300], "level": read.level, "role": read.role}
            if self.wrote(section) and any(getattr(section, name) != value for name, value in wanted.items()):
                for name, value in wanted.items():
                    setattr(section, name, value)
                section.save(update_fields=list(wanted))
                self.counts["parts"] += 1

    def _write_paragraphs(self) -> None:
        there = {key_of(row) for row in self.paragraphs}
        self.gone = {
            key: value for key, value in self.old.rows.items() if key.startswith("paragraph:") and key not in there
        }
        for place in self.places_read:
            text, row = self.text_at(place), self.rows.get(place)
            if row is None and print_of(Paragraph(text=text)) in self.gone.values():
                continue  # a clerk took this paragraph out
            if row is None:
                self._make_row(place)
            elif self._is_clerks(row) and row in self.paragraphs:
                self.counts["kept"] += row.text != text
            elif row.text != text:
                row.text = text
                row.save(update_fields=["text"])
                self.counts["changed"] += 1

    def _move_spans(self) -> None:
        for span in self.spans:
            row, start, end = self.target[id(span)]
            if (span.paragraph_id, span.start, span.end) != (row.pk, start, end):
                span.paragraph, span.start, span.end = row, start, end
                span.save(update_fields=["paragraph", "start", "end"])
            if isinstance(span, Evidence):
                span.position.refresh_quotes_key()

    def _write_notes(self) -> None:
        old = list(self.letter.footnotes.order_by("order"))
        pairs = pair([note.text for note in old], [read.text for read in self.reading.footnotes])
        self.loose_notes = [note for place, note in enumerate(old) if place not in pairs.values()]
        for place, read in enumerate(self.reading.footnotes):
            paragraph = self.rows.get((read.section, read.paragraph)) if read.section is not None else None  # type: ignore[arg-type]
            offset = self.offset(paragraph, (read.section or 0, read.paragraph or 0), read.offset or 0)
            note = (
                old[pairs[place]] if place in pairs else Footnote(letter=self.letter, order=3 * OUT_OF_THE_WAY + place)
            )
            wanted: dict[str, Any] = {"paragraph": paragraph, "offset": offset}
            if not note.pk or self.wrote(note):
                wanted |= {"marker": read.marker[:8], "text": read.text}
            if not note.pk or any(getattr(note, name) != value for name, value in wanted.items()):
                for name, value in wanted.items():
                    setattr(note, name, value)
                note.save()
                self.counts["notes"] += 1
            self.notes[place] = note

    def offset(self, row: Paragraph | None, place: Place, offset: int) -> int:
        """Where an offset of the reading lies in the paragraph on record, which a clerk may have corrected."""
        if row is None or row.text == self.text_at(place):
            return offset
        return moved_by(self.text_at(place), row.text)(offset)

    def _drop(self) -> None:
        """Take out what was not read any more, unless a clerk made, corrected or cited it."""
        live = set(self.rows.values()) | {row for row in self.paragraphs if self._is_clerks(row)}
        left = [row for row in self.paragraphs if row not in live]
        doomed = [one.pk for one in self.letter.positions.prefetch_related("topics") if not self.stays(one)]
        Evidence.objects.filter(position__in=doomed, paragraph__in=left).delete()
        for row in left:
            row.delete()
            self.counts["gone"] += 1
        for note in self.loose_notes:
            if self.wrote(note) and all(map(self.wrote, note.references.all())):
                note.delete()
                self.counts["notes"] += 1

    # What is told.

    def _told(self) -> list[str]:
        words = {
            "changed": "bijgewerkt",
            "new": "nieuw",
            "gone": "vervallen",
            "kept": "verbeterd door de griffie en behouden",
        }
        told = [f"{self.counts[name]} {said}" for name, said in words.items() if self.counts[name]]
        more = {"parts": "Koppen", "notes": "Voetnoten"}
        rest = [f"{said} bijgewerkt: {self.counts[name]}." for name, said in more.items() if self.counts[name]]
        return [*([f"Alinea’s: {', '.join(told)}."] if told else []), *rest]


def _find(quote: str, text: str, near: int, before: str) -> tuple[int, int] | None:
    """The same words in the new text of the paragraph, the nearest to where they stood."""
    if text == before:
        return near, near + len(quote)
    starts = [place for place in range(len(text)) if text.startswith(quote, place)]
    if not starts:
        return None
    wanted = moved_by(before, text)(near)
    start = min(starts, key=lambda place: abs(place - wanted))
    return start, start + len(quote)


def _moved(before: str, text: str, start: int, end: int) -> tuple[int, int]:
    move: Callable[[int], int] = moved_by(before, text)
    return move(start), move(end)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
