"""From what was read to a draft letter: records that a clerk only has to check."""

from itertools import groupby
from typing import Any

from agenda_tracker.citations import Reference
from agenda_tracker.letters import LetterReading, ReadMeeting, ReadPosition, ReadReference, ReadSection
from agenda_tracker.models import (
    AgendaItem,
    Evidence,
    Footnote,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Section,
    Signatory,
    dossier_for,
    kamerstuk_for,
)
from agenda_tracker.models.batches import BATCH
from agenda_tracker.models.fields import fold

from .addresses import letter_slug
from .as_read import AsRead, key_of, numbers_of, rows_of
from .citing import cite_all
from .head import head_of
from .history import create_all, update_all, write_lines
from .matching import Agenda, match_holder, match_meeting, match_office
from .read_meetings import kept_meeting
from .topics import TopicSuggester

# The one agenda item of a meeting whose letter has no headings.
WITHOUT_HEADINGS = "Algemeen"


class Draft:
    """One letter in the making; call `draft_from` instead. Runs inside the caller's transaction."""

    def __init__(self, reading: LetterReading) -> None:
        self.reading = reading
        self.notes = list(reading.warnings)
        self.has_items = any(section.agenda_item for section in reading.sections)
        self.kept: list[dict[str, Any]] = []
        self.meetings = [self._meeting(read) for read in reading.meetings]
        self.letter = self._letter()
        self.sections: dict[int, Section] = {}
        self.made_items: list[AgendaItem] = []
        self.paragraphs: dict[tuple[int, int], Paragraph] = {}
        self.items: dict[int, AgendaItem | None] = {}

    def _meeting(self, read: ReadMeeting) -> MinisterialMeeting | None:
        match = match_meeting(read)
        if match.asks:
            self.notes.append(match.asks)
        if match.made:
            self.notes.append(f"Nieuwe vergadering aangemaakt: {match.meeting}. Controleer datum en plaats.")
        self.kept.append(kept_meeting(read, match))
        return match.meeting

    def _letter(self) -> Letter:
        reading = self.reading
        first = next((meeting for meeting in self.meetings if meeting), None)
        about = first.formation.slug if first else reading.subject
        letter = Letter(
            **head_of(reading),
            slug=letter_slug(reading.kind, reading.letter_date, about),
            read_meetings=self.kept,
        )
        letter.full_clean()
        letter.save()
        return letter

    def fill(self) -> Letter:
        self._treatments()
        self._signatories()
        self._own_number()
        self._agenda()
        self._text()
        notes = self._footnotes()
        self._references(notes)
        self._positions()
        self.letter.reading_notes = "\n".join(dict.fromkeys(self.notes))
        self.letter.save(update_fields=["reading_notes"])
        self._keep_as_read()
        return self.letter

    def _keep_as_read(self) -> None:
        kept = AsRead(self.letter)
        kept.note(*rows_of(self.letter), *self.made_items)
        kept.note_head(self.notes, numbers_of(self.reading))
        for index, section in self.sections.items():
            kept.places[key_of(section)] = self.place_of(index)
        kept.store()

    def place_of(self, index: int) -> list[Any]:
        """Which meeting a part was read under, and the agenda item that it speaks of."""
        read = self.reading.sections[index]
        meeting = read.meeting if read.meeting is not None else (0 if len(self.reading.meetings) == 1 else None)
        return [meeting, self._title(read), read.label, read.part, read.nature]

    def _title(self, read: ReadSection) -> str:
        return read.agenda_item or ("" if self.has_items else WITHOUT_HEADINGS)

    def _treatments(self) -> None:
        seen = set()
        for order, (read, meeting) in enumerate(zip(self.reading.meetings, self.meetings, strict=True)):
            if meeting and (meeting.pk, read.kind) not in seen:
                seen.add((meeting.pk, read.kind))
                LetterMeeting.objects.create(letter=self.letter, meeting=meeting, kind=read.kind, order=order)
                self._tell_other_letters(meeting, read.kind)

    def _tell_other_letters(self, meeting: MinisterialMeeting, kind: str) -> None:
        """The same letter may have come twice, as another file: say so, let the clerk judge."""
        others = (
            LetterMeeting.objects.filter(meeting=meeting, kind=kind)
            .exclude(letter=self.letter)
            .select_related("letter")
        )
        for other in others:
            self.notes.append(
                f"Er is al een {other.get_kind_display()} bij deze vergadering: “{other.letter}” ({other.letter.dated})."
            )

    def _signatories(self) -> None:
        for order, read in enumerate(self.reading.signatories, start=1):
            self._sign(Signatory.Role.SIGNS, order, read.office, read.name)
        for order, office in enumerate(self.reading.on_behalf_of, start=1):
            self._sign(Signatory.Role.ON_BEHALF, order, office, "")

    def _sign(self, role: str, order: int, printed: str, name: str) -> None:
        office = match_office(printed)
        Signatory.objects.create(
            letter=self.letter,
            role=role,
            order=order,
            office_as_printed=printed[:200],
            name_as_printed=name[:120],
            office=office,
            holder=match_holder(office, name, self.reading.letter_date),
        )

    def _own_number(self) -> None:
        for normal in self.reading.dossiers:
            self.letter.dossiers.add(dossier_for(Reference.parse(f"dossier/{normal.removeprefix('dossier/')}")))
        if self.reading.own_kamerstuk:
            give_number(self.letter, Reference.parse(self.reading.own_kamerstuk), self.notes)

    def _text(self) -> None:
        number = 0
        for index, read in enumerate(self.reading.sections):
            section = self.sections[index] = Section(
                letter=self.letter,
                order=index + 1,
                heading=read.heading[:300],
                level=read.level,
                role=read.role,
                agenda_item=self.items[index],
            )
            for place, text in enumerate(read.paragraphs):
                number += 1
                self.paragraphs[index, place] = Paragraph(
                    letter=self.letter, section=section, order=number, number=str(number), text=text
                )
        create_all(list(self.sections.values()))
        create_all(list(self.paragraphs.values()))

    def _agenda(self) -> None:
        """The item of each section. One of this letter's own list is never taken for another of the same list."""
        titles = {fold(read.agenda_item[:300]) for read in self.reading.sections if read.agenda_item}
        agendas = {meeting.pk: Agenda(meeting, titles) for meeting in self.meetings if meeting}
        for index, read in enumerate(self.reading.sections):
            title, meeting = self._title(read), self._meeting_of(read.meeting)
            self.items[index] = None
            if title and meeting:
                item, made = agendas[meeting.pk].item(title, label=read.label, part=read.part, nature=read.nature)
                self.items[index] = item
                self.made_items += [item] if made else []
        create_all(self.made_items)

    def _meeting_of(self, index: int | None) -> MinisterialMeeting | None:
        if index is not None:
            return self.meetings[index]
        return self.meetings[0] if len(self.meetings) == 1 else None

    def _footnotes(self) -> list[Footnote]:
        made = []
        for order, read in enumerate(self.reading.footnotes, start=1):
            paragraph = None
            if read.section is not None and read.paragraph is not None:
                paragraph = self.paragraphs[read.section, read.paragraph]
            made.append(
                Footnote(
                    letter=self.letter,
                    order=order,
                    marker=read.marker[:8],
                    text=read.text,
                    paragraph=paragraph,
                    offset=read.offset or 0,
                )
            )
        create_all(made)
        return made

    def _references(self, notes: list[Footnote]) -> None:
        several = [list(finds) for _place, finds in groupby(self.reading.references, key=_place_of)]
        cite_all(
            (
                self._where(found[0], notes),
                found[0].start,
                found[0].end,
                [Reference.parse(one.kamerstuk) for one in found],
            )
            for found in several
        )

    def _where(self, read: ReadReference, notes: list[Footnote]) -> Paragraph | Footnote:
        if read.footnote is not None:
            return notes[read.footnote]
        assert read.section is not None and read.paragraph is not None  # noqa: PT018 (one promise of the reader)
        return self.paragraphs[read.section, read.paragraph]

    def _positions(self) -> None:
        reads = self.reading.positions
        positions = [self._position(order, read) for order, read in enumerate(reads, start=1)]
        create_all(positions)
        quotes = [self._quote(position, read) for position, read in zip(positions, reads, strict=True)]
        create_all(quotes)
        for quote in quotes:
            quote.position.quotes_key = fold(quote.quote)
        update_all(positions, "quotes_key")
        self._topics(positions)

    def _position(self, order: int, read: ReadPosition) -> GovernmentPosition:
        return GovernmentPosition(
            letter=self.letter,
            agenda_item=self.items.get(read.section),
            order=order,
            wording=read.text,
            kind=read.kind,
            stance=read.stance or "",
            amount_eur=read.amount_eur,
            due_date=read.due_date,
            due_as_written=(read.due or "")[:120],
            rule=read.rule[:60],
            confidence=read.confidence,
        )

    def _quote(self, position: GovernmentPosition, read: ReadPosition) -> Evidence:
        paragraph = self.paragraphs[read.section, read.paragraph]
        return Evidence(position=position, paragraph=paragraph, start=read.start, end=read.end)

    def _topics(self, positions: list[GovernmentPosition]) -> None:
        suggester = TopicSuggester()
        suggester.look_back([position.agenda_item for position in positions if position.agenda_item])
        table = GovernmentPosition.topics.through
        ties = [
            table(governmentposition=position, topic=topic)
            for position, read in zip(positions, self.reading.positions, strict=True)
            for topic in suggester.suggest(read.text, read.agenda_item or "", item=position.agenda_item)
        ]
        table._base_manager.bulk_create(ties, batch_size=BATCH)
        write_lines(list(dict.fromkeys(tie.governmentposition for tie in ties)))


def _place_of(read: ReadReference) -> tuple[object, ...]:
    return (read.section, read.paragraph, read.footnote, read.start, read.end)


def draft_from(reading: LetterReading) -> Letter:
    """A draft letter with everything that was read, each find still to be confirmed. Call it inside a transaction."""
    return Draft(reading).fill()


def give_number(letter: Letter, reference: Reference, notes: list[str]) -> Kamerstuk | None:
    """The letter's own Kamerstuk; a number that already belongs to another letter is told in `notes`, not taken."""
    paper = kamerstuk_for(reference)
    if paper.letter_id not in (None, letter.pk):
        notes.append(f"Kamerstuk {paper} hoort al bij een andere brief: “{paper.letter}”. Is dit dezelfde brief?")
        return None
    paper.letter = letter
    paper.save(update_fields=["letter"])
    return paper
