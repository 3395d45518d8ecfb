"""Which meeting a letter speaks of: what was read beside the meetings on record, and the acts that settle it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q

from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    Formation,
    GovernmentPosition,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Section,
)
from agenda_tracker.models.fields import fold
from agenda_tracker.models.scope import Rows, scope

from .acts import Clerk, act
from .addresses import meeting_slug
from .as_read import AsRead, key_of
from .decide import items_from_headings
from .matching import match_item
from .read_meetings import KeptMeeting, keep, kept_meetings, ties

NEARBY = timedelta(days=14)
MOST = 6  # candidates beside each other
TELLING = 5  # letters; `milieu` in `Milieuraad` tells something, `raad` does not
PUBLISHED = "Deze brief is gepubliceerd. Trek de brief eerst in, of wijzig de vergadering bij de kop van de brief."
KNOWN, NEW, OPEN = "known", "new", "open"


@dataclass
class MeetingQuestion:
    """One read meeting: what it is tied to, what else it may be, and a new one filled in as far as it was read."""

    index: int
    read: KeptMeeting
    tie: LetterMeeting | None
    candidates: list[MinisterialMeeting] = field(default_factory=list)
    likely: list[Formation] = field(default_factory=list)

    @property
    def meeting(self) -> MinisterialMeeting | None:
        return self.tie.meeting if self.tie else None

    @property
    def state(self) -> str:
        if self.tie is None:
            return OPEN
        return NEW if self.read.made and self.tie.meeting_id == self.read.meeting else KNOWN

    @property
    def is_open(self) -> bool:
        return self.tie is None

    @property
    def filled_in(self) -> dict[str, Any]:
        """The fields of a new meeting, as read."""
        return {
            "formation": self.likely[0].pk if self.likely else None,
            "informal": self.read.informal,
            "start_date": self.read.first_day,
            "end_date": self.read.last_day,
            "place": self.read.place,
            "country": self.read.country,
        }


def meeting_questions(letter: Letter) -> list[MeetingQuestion]:
    """One for each meeting that was read in the letter. The same few queries however many there are."""
    kept = kept_meetings(letter)
    if not kept:
        return []
    bodies = list(Formation.objects.all())
    questions = [MeetingQuestion(place, *pair) for place, pair in enumerate(zip(kept, ties(letter, kept), strict=True))]
    near = _nearby(letter, kept)
    for question in questions:
        question.likely = likely_bodies(question.read, bodies)
        others = [meeting for meeting in near if meeting != question.meeting]
        question.candidates = _candidates(question, others, letter)
    return questions


def _nearby(letter: Letter, kept: Iterable[KeptMeeting]) -> list[MinisterialMeeting]:
    """All meetings around the days that were read, with their letters."""
    around = Q(pk=None)
    for one in kept:
        if days := one.days(NEARBY, letter.date):
            around |= Q(start_date__lte=days[1], end_date__gte=days[0])
    treated = Prefetch("treatments", queryset=LetterMeeting.objects.select_related("letter"))
    meetings = MinisterialMeeting.objects.filter(around).select_related("formation").order_by("start_date", "pk")
    return list(meetings.prefetch_related(treated))


def _candidates(question: MeetingQuestion, near: list[MinisterialMeeting], letter: Letter) -> list[MinisterialMeeting]:
    """Of the same body within a fortnight, or on the same days of any body of the organisation; the nearest first."""
    read, body = question.read, question.likely[0] if question.likely and _is_named(question) else None
    days, exact = read.days(NEARBY, letter.date), read.days(timedelta(0), letter.date)
    if not days or not exact:
        return []
    found = []
    for meeting in near:
        same_body = body is not None and meeting.formation_id == body.pk and _overlap(meeting, days)
        same_days = _overlap(meeting, exact) and read.organisation in ("", meeting.formation.get_organisation_display())
        if same_body or same_days:
            found.append(
                (not same_body, abs((meeting.start_date - (read.first_day or exact[0])).days), meeting.pk, meeting)
            )
    return [one[-1] for one in sorted(found, key=lambda one: one[:3])[:MOST]]


def _is_named(question: MeetingQuestion) -> bool:
    return question.likely[0].slug == question.read.formation_slug or fold(question.read.formation) in _names(
        question.likely[0]
    )


def _overlap(meeting: MinisterialMeeting, days: tuple[Any, Any]) -> bool:
    return bool(meeting.start_date <= days[1] and meeting.end_date >= days[0])


def likely_bodies(read: KeptMeeting, bodies: list[Formation]) -> list[Formation]:
    """Bodies that the letter may mean: the one of that name, then those of the organisation with a word of it."""
    words = {word for word in fold(f"{read.formation} {read.as_written}").split() if len(word) >= TELLING}
    scored = []
    for body in bodies:
        named = body.slug == read.formation_slug or (read.formation and fold(read.formation) in _names(body))
        shared = sum(any(word in name for name in _names(body)) for word in words)
        inside = read.organisation in ("", body.get_organisation_display())
        if named or (shared and inside):
            scored.append((not named, -shared, body.name_key, body))
    return [one[-1] for one in sorted(scored, key=lambda one: one[:3])[:MOST]]


def _names(body: Formation) -> set[str]:
    return {fold(name) for name in (body.name, body.abbreviation, *body.alias_list()) if name}


def choose_meeting(letter: Letter, index: int, meeting: MinisterialMeeting, by: Clerk) -> None:
    """This is the meeting that was read: the letter's tie and the agenda items of its parts move there.

    A meeting that the letter had made and that nothing else uses is deleted. Raises ValidationError for a public letter.
    """
    _refuse_public(letter)
    kept = kept_meetings(letter)
    _refuse_unread(kept, index)
    old = ties(letter, kept)[index]
    also: Rows = [*scope(meeting), *(scope(old.meeting) if old else [])]
    with act(DeskAct.Verb.MATCH, by, letter, what=f"Vergadering gekoppeld: {meeting}", letter=letter, also=also):
        letter.refresh_from_db(fields=["read_meetings", "as_read", "reading_notes"])
        _settle(letter, index, meeting, old)


def _settle(letter: Letter, index: int, meeting: MinisterialMeeting, old: LetterMeeting | None) -> None:
    kept = kept_meetings(letter)
    one = kept[index]
    before = old.meeting if old else None
    made = one.made and before is not None and before.pk == one.meeting
    _tie(letter, one, index, meeting, old)
    one.meeting, one.by_hand = meeting.pk, True
    one.made = made and before == meeting
    asked, one.asks = one.asks, ""
    keep(letter, kept)
    _drop_note(letter, asked)
    if before != meeting:
        move_items(letter, index, before, meeting)
    if made and before is not None and before != meeting:
        drop_if_unused(before)


def _tie(letter: Letter, one: KeptMeeting, index: int, meeting: MinisterialMeeting, old: LetterMeeting | None) -> None:
    same = letter.treatments.filter(meeting=meeting, kind=one.kind).first()
    if same:
        if old and old.pk != same.pk:
            old.delete()
        return
    tie = old or LetterMeeting(letter=letter, kind=one.kind, order=index)
    tie.meeting = meeting
    tie.full_clean()
    tie.save()


def _drop_note(letter: Letter, asked: str) -> None:
    """The question that was noted when the letter was read has its answer."""
    lines = letter.reading_notes.splitlines()
    if asked in lines:
        letter.reading_notes = "\n".join(line for line in lines if line != asked)
        letter.save(update_fields=["reading_notes"])


def move_items(letter: Letter, index: int, before: MinisterialMeeting | None, meeting: MinisterialMeeting) -> None:
    """Tie the parts that were read under this meeting to its agenda; positions follow the item of their part."""
    as_read = AsRead(letter)
    places = {section: as_read.places.get(key_of(section)) for section in letter.sections.select_related("agenda_item")}
    titles = {fold(place[1][:300]) for place in places.values() if place and place[1]}
    left: set[AgendaItem] = set()
    for section, place in places.items():
        old = section.agenda_item
        moves = old.meeting_id == before.pk if old and before else old is None and place and place[0] == index
        if not moves:
            continue
        wanted = _wanted(section, place)
        if wanted is None:
            continue
        item, made = match_item(meeting, apart_from=titles - {fold(wanted["title"])}, **wanted)
        move_section(section, item, as_read)
        if made:
            as_read.note(item)
        left |= {old} if old and old != item else set()
    for old in left:
        drop_item_if_unused(old, as_read)
    as_read.store()
    if not as_read.places:
        items_from_headings(letter, meeting, None)


def _wanted(section: Section, place: list[Any] | None) -> dict[str, str] | None:
    """Title, label, part and nature of the item: those of the one it had, else as they were read."""
    if section.agenda_item:
        return {name: getattr(section.agenda_item, name) for name in ("title", "label", "part", "nature")}
    if not place or not place[1]:
        return None
    return dict(zip(("title", "label", "part", "nature"), place[1:], strict=True))


def move_section(section: Section, item: AgendaItem, as_read: AsRead, *, by_hand: bool = False) -> None:
    """Tie a part to another item; its positions go along. What was the reader's stays so, unless a clerk does it `by_hand`."""
    readers = not by_hand and as_read.tied(section)
    old, section.agenda_item = section.agenda_item, item
    section.save(update_fields=["agenda_item"])
    if readers:
        as_read.note_ties([section])
    positions = GovernmentPosition.objects.filter(letter=section.letter_id, evidence__paragraph__section=section)
    for position in positions.filter(agenda_item=old).distinct():
        untouched = as_read.wrote(position)
        position.agenda_item = item
        position.save(update_fields=["agenda_item"])
        if untouched:
            as_read.note(position)


def drop_item_if_unused(item: AgendaItem, as_read: AsRead) -> None:
    """Delete an item that this letter's reading made, as it made it, once no part and no position speaks of it."""
    used = item.sections.exists() or item.positions.exists() or item.topics.exists() or item.series_id
    if as_read.wrote(item) and not used:
        item.delete()


def drop_if_unused(meeting: MinisterialMeeting) -> None:
    """Delete a meeting that a reading made, unless a letter treats it, its agenda has items or the calendar shows it."""
    if not (meeting.released or meeting.treatments.exists() or meeting.items.exists()):
        meeting.delete()


def make_meeting(letter: Letter, index: int, fields: dict[str, Any], by: Clerk) -> MinisterialMeeting:
    """A new meeting, and the letter tied to it. Raises ValidationError with the fields that are wrong."""
    _refuse_public(letter)
    _refuse_unread(kept_meetings(letter), index)
    meeting = MinisterialMeeting(**fields)
    if meeting.formation_id and meeting.start_date:
        meeting.slug = meeting_slug(meeting.formation, meeting.start_date, informal=meeting.informal)
    meeting.full_clean()
    old = ties(letter, kept_meetings(letter))[index]
    also = scope(old.meeting) if old else []
    with act(
        DeskAct.Verb.MATCH, by, letter, what=f"Nieuwe vergadering: {meeting}", letter=letter, also=also
    ) as current:
        meeting.save()
        current.made(meeting)
        letter.refresh_from_db(fields=["read_meetings", "as_read", "reading_notes"])
        _settle(letter, index, meeting, old)
        kept = kept_meetings(letter)
        kept[index].made = True
        keep(letter, kept)
    return meeting


def _refuse_public(letter: Letter) -> None:
    if letter.is_public:
        raise ValidationError(PUBLISHED)


def _refuse_unread(kept: list[KeptMeeting], index: int) -> None:
    if index >= len(kept):
        raise ValidationError("Deze vergadering staat niet meer bij de brief; laad de pagina opnieuw.")
