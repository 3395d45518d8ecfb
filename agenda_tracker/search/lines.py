"""What lists print of a position, in one line: it lies in the index beside the words, so that a list reads no other rows."""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from agenda_tracker.models import GovernmentPosition, Letter, LetterKind, MinisterialMeeting, Topic
from agenda_tracker.models.prepared import Prepared, attached

from .position_columns import Said, quotes_by, said_in
from .sources import TAGS, add_citations, shown_topics, topics_by

OF_LETTER = ("slug", "kind", "date", "subject")
OF_MEETING = ("slug", "informal", "start_date", "end_date", "formation__name")

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# What lies in the index has no space around it that `json.loads` would look for.
_decoded = json.JSONDecoder().raw_decode


class Named(NamedTuple):
    """A topic or a paper: where its page lies, and what it is called."""

    slug: str
    name: str


class LetterLine(NamedTuple):
    """A letter as the source of what is said in it: `geannoteerde agenda van 3 oktober 2024`."""

    slug: str
    name: str
    citation: str
    papers: list[Named]


class MeetingLine(NamedTuple):
    """A meeting with its days for people, and its first day for programs."""

    slug: str
    title: str
    dates: str
    day: str


class PositionLine(NamedTuple):
    """A position; `quotes` are pairs of a paragraph's number and the words quoted there, `amount` is in euro or ""."""

    pk: int
    wording: str
    kind: str
    stance: str
    amount: str
    quotes: list[tuple[str, str]]
    item: int
    item_title: str
    topics: list[Named]
    letter: LetterLine
    meeting: MeetingLine


def packed(line: PositionLine) -> bytes:
    """As it lies in the index."""
    return _encoded(line).encode()


def unpacked(content: bytes) -> PositionLine:
    """Raises ValueError or TypeError where the content is not that of a line."""
    text = content.decode()
    (*own, letter, meeting), end = _decoded(text)
    if end != len(text):
        raise ValueError(text)
    return PositionLine._make([*own, LetterLine._make(letter), MeetingLine._make(meeting)])


def of_letter(letter: Letter) -> LetterLine:
    """The line of a letter that was fetched with its Kamerstukken, and its signatories where it has none."""
    papers = [paper.reference for paper in attached(letter, "kamerstukken")]
    name = f"{LetterKind(letter.kind).label} {_('van')} {letter.dated}"
    return LetterLine(letter.slug, name, letter.citation, [Named(one.slug, one.display) for one in papers])


def of_meeting(meeting: MinisterialMeeting) -> MeetingLine:
    return MeetingLine(meeting.slug, meeting.title, meeting.dates, meeting.start_date.isoformat())


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
PUBLIC = Prepared(
    lambda ids: GovernmentPosition.objects.public().filter(pk__in=ids).order_by().values_list("pk", flat=True)
)


def position_lines(ids: Collection[int]) -> dict[int, PositionLine]:
    """Of the public ones among these, from the database: eight queries, one less when every letter has a Kamerstuk.

    Of nothing that was kept: the index may be written for a later head than the answer's.
    """
    found = said_in(list(ids)) if ids else []
    if not found:
        return {}
    keys = [one.pk for one in found]
    letters = _letters(list({one.letter for one in found}))
    meetings = _meetings(list({one.meeting for one in found}))
    tagged, quotes = topics_by(TAGS(keys), shown_topics), quotes_by(keys)
    return {
        one.pk: _line(one, quotes[one.pk], tagged.get(one.pk, ()), letters[one.letter], meetings[one.meeting])
        for one in found
        if one.letter in letters and one.meeting in meetings
    }


def still_public(lines: dict[int, PositionLine]) -> dict[int, PositionLine]:
    """Those that the database says are public: one query of one row while that is all of them, else a second one.

    They were told by the index.
    """
    if not lines or PUBLIC.count(list(lines)) == len(lines):
        return lines
    public = set(PUBLIC(list(lines)))
    return {pk: line for pk, line in lines.items() if pk in public}


def _line(
    one: Said, quotes: list[tuple[str, str]], topics: Iterable[Topic], letter: LetterLine, meeting: MeetingLine
) -> PositionLine:
    amount = "" if one.amount is None else str(one.amount)
    tags = [Named(topic.slug, str(topic)) for topic in topics]
    return PositionLine(
        pk=one.pk,
        wording=one.wording,
        kind=one.kind,
        stance=one.stance,
        amount=amount,
        quotes=quotes,
        item=one.item,
        item_title=one.item_title,
        topics=tags,
        letter=letter,
        meeting=meeting,
    )


def of_position(position: GovernmentPosition) -> PositionLine:
    """The line of a position that was fetched with its citation."""
    item = position.agenda_item
    assert item is not None  # a confirmed position has one
    one = Said(
        *(position.pk, position.wording, position.kind, position.stance, position.amount_eur),
        *(position.letter_id, item.pk, item.title, item.meeting_id),
    )
    quotes = [(evidence.paragraph.number, evidence.quote) for evidence in attached(position, "evidence")]
    return _line(one, quotes, attached(position, "topics"), of_letter(position.letter), of_meeting(item.meeting))
