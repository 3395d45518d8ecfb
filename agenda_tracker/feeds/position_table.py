"""Positions as tables tell them: what is said, and cells of letters and meetings, which many positions share."""

from array import array
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agenda_tracker.models import Formation, Letter, LetterKind, MinisterialMeeting, Signatory, Topic
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search.kept import KeptRows
from agenda_tracker.search.position_columns import Said, quotes_by, said_in
from agenda_tracker.search.sources import TAGS, UNTOLD_OF_LETTER, add_papers, add_signatories, topics_by

from .cells import labels, numbers, offices
from .shelves import batches

# Less than 1 kB each.
MOST = 3_000


class LetterCells(NamedTuple):
    subject: str
    kind: str
    date: date | None
    offices: str
    numbers: str
    url: str
    citation: str


class MeetingCells(NamedTuple):
    formation: str
    organisation: str
    begin: date
    end: date | None
    place: str
    url: str


class Told(NamedTuple):
    """A row of the table; `fulfilled_by` is the address of a letter that is public itself, or nothing."""

    said: Said
    letter: LetterCells
    meeting: MeetingCells
    fulfilled_by: str
    paragraphs: list[str]
    quotes: list[str]
    topics: list[Topic]


LETTERS = Prepared(lambda ids: Letter.objects.public().filter(pk__in=ids).defer(*UNTOLD_OF_LETTER, "text_note"))
MEETINGS = Prepared(lambda ids: MinisterialMeeting.objects.filter(pk__in=ids).select_related("formation"))


def _letters(ids: list[int]) -> dict[int, LetterCells]:
    """Three queries."""
    letters, kinds = LETTERS(ids), labels(LetterKind.choices)
    add_papers(letters)
    add_signatories(letters)
    return {
        one.pk: LetterCells(
            subject=one.subject,
            kind=kinds(one.kind),
            date=one.date,
            offices=offices(one, Signatory.Role.SIGNS),
            numbers=numbers(one),
            url=one.get_absolute_url(),
            citation=one.citation,
        )
        for one in letters
    }


def _meetings(ids: list[int]) -> dict[int, MeetingCells]:
    organisations = labels(Formation.Organisation.choices)
    return {
        one.pk: MeetingCells(
            formation=one.formation.name,
            organisation=organisations(one.formation.organisation),
            begin=one.start_date,
            end=one.end_date,
            place=one.place,
            url=one.get_absolute_url(),
        )
        for one in MEETINGS(ids)
    }


letter_cells, meeting_cells = KeptRows(_letters, MOST), KeptRows(_meetings, MOST)


def rows_of(ids: "array[int]") -> Iterator[Told]:
    """The public positions with these keys in their order; what ceased to be public meanwhile is left out."""
    for keys in batches(ids):
        yield from _told(keys)


def _told(ids: list[int]) -> Iterator[Told]:
    """Three queries, and what is wanting of letters and meetings."""
    found = {one.pk: one for one in said_in(ids)}
    rows = [found[pk] for pk in ids if pk in found]
    if not rows:
        return
    letters = letter_cells({key for one in rows for key in (one.letter, one.fulfilled_by) if key})
    meetings = meeting_cells({one.meeting for one in rows})
    quotes, topics = quotes_by(list(found)), topics_by(TAGS(list(found)))
    for one in rows:
        if one.letter not in letters or one.meeting not in meetings:
            continue
        fulfilled = letters[one.fulfilled_by].url if one.fulfilled_by in letters else ""
        paragraphs, texts = map(list, zip(*quotes[one.pk], strict=True)) if quotes[one.pk] else ([], [])
        yield Told(
            one, letters[one.letter], meetings[one.meeting], fulfilled, paragraphs, texts, topics.get(one.pk, [])
        )
