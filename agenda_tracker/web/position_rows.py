"""Positions as the lists print them: one small record each, made once and kept in memory while nothing changes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, cast

from django.template import engines
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting
from agenda_tracker.models.paths import path_to
from agenda_tracker.models.position import with_paragraphs
from agenda_tracker.models.prepared import Prepared
from agenda_tracker.search import Hits
from agenda_tracker.search.kept import KeptRows
from agenda_tracker.search.numbers import money
from agenda_tracker.search.position_columns import Said, quotes_by, said_in
from agenda_tracker.search.sources import TAGS, add_citations, topics_by

from .printed import iso, label, label_of, marked_by

# About 5 kB each, and of letters and meetings less than 1.
MOST, MOST_LINES = 3_000, 3_000
# Stands where something is to come; no text can have it.
SLOT = secrets.token_hex()


class Link(NamedTuple):
    url: str
    name: str


class MeetingLine(NamedTuple):
    """A meeting above its positions, with its days for people and its first day for programs."""

    url: str
    title: str
    dates: str
    day: str
    slug: str


OF_LETTER = ("slug", "kind", "date", "subject")
OF_MEETING = ("slug", "informal", "start_date", "end_date", "formation__name")


@dataclass(frozen=True)
class PositionRow:
    """What a list prints of a position; `quotes` are those that say it otherwise than `wording`."""

    pk: int
    url: str
    wording: str
    is_verbatim: bool
    quotes: tuple[str, ...]
    kind: str
    stance: str
    amount: str
    meeting: MeetingLine
    item: Link
    topics: tuple[Link, ...]
    source: Link
    papers: tuple[Link, ...]
    citation: str

    @cached_property
    def below_its_meeting(self) -> list[str]:
        return self._written(with_meeting=False)

    @cached_property
    def with_its_meeting(self) -> list[str]:
        return self._written(with_meeting=True)

    def _written(self, *, with_meeting: bool) -> list[str]:
        """The pieces of the article, between which comes what is not the same on every page."""
        macros: Any = cast(Any, engines["jinja2"]).env.get_template("web/_position.html").module
        return str(macros.article(self, SLOT, with_meeting)).split(SLOT)

    def article(self, hits: Hits | None, carry: str, with_meeting: bool = False) -> SafeString:
        """The row with these hits marked, leading on with this selection; its meeting is named where none stands above."""
        pieces = self.with_its_meeting if with_meeting else self.below_its_meeting
        between = [escape(carry), *(marked_by(text, hits) for text in (self.wording, *self.quotes)), ""]
        return mark_safe("".join(chain.from_iterable(zip(pieces, between, strict=True))))  # noqa: S308 (all is escaped)


class LetterLine(NamedTuple):
    """A letter as the source of what is said in it."""

    url: str
    name: str
    papers: tuple[Link, ...]
    citation: str

    def at(self, paragraph: str) -> Link:
        """`geannoteerde agenda van 3 oktober 2024, alinea 12`, there; without a paragraph the letter as a whole."""
        if not paragraph:
            return Link(self.url, self.name)
        return Link(f"{self.url}#p{paragraph}", f"{self.name}, {_('alinea')} {paragraph}")


def of_letter(letter: Letter) -> LetterLine:
    """The line of a letter that was fetched with its Kamerstukken, and its signatories where it has none."""
    name = f"{label(letter, 'kind')} {_('van')} {letter.dated}"
    return LetterLine(letter.get_absolute_url(), name, _links(letter.kamerstukken.all()), letter.citation)


def of_meeting(meeting: MinisterialMeeting) -> MeetingLine:
    return MeetingLine(meeting.get_absolute_url(), meeting.title, meeting.dates, iso(meeting.start_date), meeting.slug)


def _links(records: Iterable[Any]) -> tuple[Link, ...]:
    return tuple(Link(one.get_absolute_url(), str(one)) for one in records)


def _letters(ids: list[int]) -> dict[int, LetterLine]:
    """Three queries; two when each has a Kamerstuk."""
    letters = LETTERS(ids)
    add_citations(letters)
    return {letter.pk: of_letter(letter) for letter in letters}


def _meetings(ids: list[int]) -> dict[int, MeetingLine]:
    return {meeting.pk: of_meeting(meeting) for meeting in MEETINGS(ids)}


LETTERS = Prepared(lambda ids: Letter.objects.public().filter(pk__in=ids).only(*OF_LETTER))
MEETINGS = Prepared(
    lambda ids: MinisterialMeeting.objects.filter(pk__in=ids).select_related("formation").only(*OF_MEETING)
)
letter_lines, meeting_lines = KeptRows(_letters, MOST_LINES), KeptRows(_meetings, MOST_LINES)


def _fetched(ids: list[int]) -> dict[int, PositionRow]:
    """Three queries, and what is wanting of letters and meetings."""
    found = said_in(ids)
    if not found:
        return {}
    keys = [one.pk for one in found]
    letters = letter_lines({one.letter for one in found})
    meetings = meeting_lines({one.meeting for one in found})
    topics, quotes = topics_by(TAGS(keys)), quotes_by(keys)
    return {
        one.pk: _row(one, letters[one.letter], meetings[one.meeting], _links(topics.get(one.pk, ())), quotes[one.pk])
        for one in found
        if one.letter in letters and one.meeting in meetings
    }


def _row(
    one: Said, letter: LetterLine, meeting: MeetingLine, topics: tuple[Link, ...], quotes: list[tuple[str, str]]
) -> PositionRow:
    numbers = [number for number, _text in quotes]
    texts = [text for _number, text in quotes]
    return PositionRow(
        pk=one.pk,
        url=path_to("position", one.pk),
        wording=one.wording,
        is_verbatim=one.wording in texts,
        quotes=tuple(text for text in texts if text != one.wording),
        kind=label_of(GovernmentPosition, "kind", one.kind),
        stance=label_of(GovernmentPosition, "stance", one.stance) if one.stance else "",
        amount=money(one.amount) if one.amount else "",
        meeting=meeting,
        item=Link(path_to("item", meeting.slug, one.item), one.item_title),
        topics=topics,
        source=letter.at(numbers[0] if numbers else ""),
        papers=letter.papers,
        citation=with_paragraphs(letter.citation, numbers),
    )


def of_position(position: GovernmentPosition) -> PositionRow:
    """The row of a position that was fetched with its citation."""
    item = position.agenda_item
    assert item is not None  # a confirmed position has one
    one = Said(
        *(position.pk, position.wording, position.kind, position.stance, position.amount_eur),
        *(position.letter_id, item.pk, item.title, item.meeting_id),
    )
    quotes = [(evidence.paragraph.number, evidence.quote) for evidence in position.evidence.all()]
    return _row(one, of_letter(position.letter), of_meeting(item.meeting), _links(position.topics.all()), quotes)


# By id, for the lists.
position_rows = KeptRows(_fetched, MOST)
