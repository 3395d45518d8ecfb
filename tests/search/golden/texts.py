"""The text of the letters as rows: agenda items, sections, paragraphs, positions with their quotes, citations."""

from typing import Any

from django.db import models
from django.utils import timezone

from agenda_tracker.citations import Found, find_references
from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Evidence,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    MinisterialMeeting,
    Paragraph,
    Section,
    Topic,
)
from agenda_tracker.models.fields import fold

from .letters import Item, TextParagraph, WrittenLetter


def cited(text: str) -> list[Found]:
    """The papers and dossiers cited in a text."""
    return [found for found in find_references(text) if found.reference.kind in {"paper", "dossier"}]


class LetterTexts:
    """The items, sections, paragraphs and positions of all letters, gathered and then saved table by table."""

    def __init__(
        self,
        letters: dict[str, Letter],
        meetings: dict[str, MinisterialMeeting],
        topics: dict[str, Topic],
        dossiers: dict[str, Dossier],
        papers: dict[str, Kamerstuk],
    ) -> None:
        """The rows already saved: letters by their key, the rest by slug or normal form."""
        self.letters, self.meetings, self.topics = letters, meetings, topics
        self.dossiers, self.papers = dossiers, papers
        self.now = timezone.now()
        self.items: list[AgendaItem] = []
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.references: list[KamerstukReference] = []
        self.positions: dict[str, GovernmentPosition] = {}
        self.evidence: list[Evidence] = []
        self.about: list[tuple[Any, list[str]]] = []
        self.items_of: dict[str, int] = {}

    def add(self, letter: WrittenLetter) -> None:
        head = self.letters[letter.key]
        number = 0
        for order, item in enumerate(letter.items, start=1):
            row = self._item(item, letter.meetings[item.meeting].slug)
            section = Section(letter=head, order=order, heading=item.title, agenda_item=row)
            self.sections.append(section)
            self._positions(letter.key, head, item, row)
            for text in item.paragraphs:
                number += 1
                self._paragraph(letter.key, section, number, text)

    def _item(self, item: Item, meeting: str) -> AgendaItem:
        order = self.items_of[meeting] = self.items_of.get(meeting, 0) + 1
        row = AgendaItem(meeting=self.meetings[meeting], order=order, title=item.title)
        self.items.append(row)
        self.about.append((row, item.topics))
        return row

    def _positions(self, key: str, head: Letter, item: Item, row: AgendaItem) -> None:
        for position in item.positions:
            made = self.positions[f"{key}.{position.number}"] = GovernmentPosition(
                letter=head,
                agenda_item=row,
                order=position.number,
                wording=position.wording,
                kind=position.kind,
                stance=position.stance,
                amount_eur=position.amount_eur,
                review=GovernmentPosition.Review.CONFIRMED,
                reviewed_at=self.now,
            )
            self.about.append((made, position.topics))

    def _paragraph(self, key: str, section: Section, number: int, text: TextParagraph) -> None:
        row = Paragraph(letter=section.letter, section=section, order=number, number=str(number), text=text.text)
        self.paragraphs.append(row)
        self.references += [self._reference(row, found) for found in cited(text.text)]
        for quote in text.quotes:
            position = self.positions[f"{key}.{quote.number}"]
            self.evidence.append(Evidence(position=position, paragraph=row, start=quote.start, end=quote.end))
            position.quotes_key = fold(f"{position.quotes_key} {text.text[quote.start : quote.end]}")

    def _reference(self, row: Paragraph, found: Found) -> KamerstukReference:
        paper = self.papers.get(found.reference.normal)
        return KamerstukReference(
            letter=row.letter,
            paragraph=row,
            start=found.start,
            end=found.end,
            as_written=row.text[found.start : found.end],
            normal_form=found.reference.normal,
            status=KamerstukReference.Status.RESOLVED,
            kamerstuk=paper,
            dossier=None if paper else self.dossiers[found.reference.dossier_normal],
        )

    def save(self) -> None:
        AgendaItem.objects.bulk_create(self.items)
        Section.objects.bulk_create(self.sections)
        Paragraph.objects.bulk_create(self.paragraphs)
        GovernmentPosition.objects.bulk_create(self.positions.values())
        Evidence.objects.bulk_create(self.evidence)
        KamerstukReference.objects.bulk_create(self.references)
        self._tie_topics(AgendaItem.topics.through, "agendaitem_id", AgendaItem)
        self._tie_topics(GovernmentPosition.topics.through, "governmentposition_id", GovernmentPosition)

    def _tie_topics(self, through: Any, owner: str, model: type[models.Model]) -> None:
        through.objects.bulk_create(
            through(**{owner: row.pk, "topic_id": self.topics[slug].pk})
            for row, slugs in self.about
            if isinstance(row, model)
            for slug in slugs
        )
