"""Public records as documents of the index: the words in them, what filters ask, and their place in both orders."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import tantivy
from django.db.models import Prefetch

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Evidence,
    Footnote,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Topic,
)

from . import facts
from .facts import Families, Values
from .schema import KINDS, WEIGHTS
from .stems import stem
from .words import tokens

BATCH = 500
# The bits of a place in an order: day, then meeting (or record), then place within the meeting.
DAY, RECORD, PLACE = 22, 22, 20
DAYS = 1 << DAY


@dataclass
class Entry:
    """One record before it becomes a document; `words` by the name of the field they stand in."""

    kind: str
    pk: int
    words: dict[str, str]
    values: Values = field(default_factory=dict)
    day: date | None = None
    newest: int = 0
    oldest: int = 0

    def document(self) -> tantivy.Document:
        document = tantivy.Document()
        document.add_text("key", key(self.kind, self.pk))
        document.add_text("kind", self.kind)
        document.add_unsigned("kind_number", KINDS.index(self.kind))
        document.add_unsigned("id", self.pk)
        document.add_unsigned("day", self.day.toordinal() if self.day else 0)
        document.add_unsigned("newest", self.newest)
        document.add_unsigned("oldest", self.oldest)
        document.add_json("by", {name: sorted(values) for name, values in self.values.items() if values})
        for name, text in self.words.items():
            words = [token.text for token in tokens(text)]
            document.add_text(f"{name}_exact", " ".join(words))
            document.add_text(f"{name}_stem", " ".join(map(stem, words)))
        return document


def key(kind: str, pk: int) -> str:
    """The name of a record in the index: `position:12`."""
    return f"{kind}:{pk}"


def place(day: date, record: int, within: int, *, newest: bool) -> int:
    """One number to sort by: latest day first (or last), then record, and within a meeting always in its own order."""
    if record >= 1 << RECORD or within >= 1 << PLACE:
        raise OverflowError(f"record {record}, place {within}: too large for the orders of the index")
    inner = (1 << PLACE) - 1 - within if newest else within
    return (day.toordinal() << (RECORD + PLACE)) | (record << PLACE) | inner


def _ordered(entry: Entry, day: date | None, record: int, within: int = 0) -> Entry:
    if day is not None:
        entry.day = day
        entry.newest = place(day, record, within, newest=True)
        entry.oldest = place(day, record, within, newest=False)
        entry.values["year"] = {str(day.year)}
    return entry


def entries(kind: str, pks: Collection[int]) -> Iterator[Entry]:
    """The public ones of these records; a constant number of queries for a batch of 500."""
    ids = sorted(pks)
    families = Families() if kind in ("position", "letter", "meeting") else None
    for start in range(0, len(ids), BATCH):
        yield from MAKERS[kind](set(ids[start : start + BATCH]), families)


def public_ids(kind: str) -> list[int]:
    """All of a kind that strangers may see."""
    rows = MODELS[kind].objects.public().order_by()
    return list(rows.values_list("pk", flat=True))


# Positions


def _positions(pks: set[int], families: Families) -> Iterator[Entry]:
    rows = GovernmentPosition.objects.public().filter(pk__in=pks).order_by()
    rows = rows.select_related("agenda_item__meeting__formation").prefetch_related(
        Prefetch("topics", Topic.objects.public())
    )
    found = list(rows)
    said = facts.position_values({one.pk for one in found}, families)
    letters = facts.letter_values({one.letter_id for one in found}, families)
    meetings = {one.agenda_item.meeting_id for one in found if one.agenda_item}
    bodies, places, around = facts.meeting_values(meetings), _places(meetings), _around({one.pk for one in found})
    for position in found:
        item = position.agenda_item
        if item is None:
            continue
        values = {**said[position.pk], **letters[position.letter_id], **bodies[item.meeting_id]}
        entry = Entry("position", position.pk, _words_of_position(position, item, around[position.pk]), values)
        yield _ordered(entry, item.meeting.start_date, item.meeting_id, places[position.pk])


def _words_of_position(position: GovernmentPosition, item: AgendaItem, around: str) -> dict[str, str]:
    """The wording, the quotes, and what they are about: item, topics, body, kind, and the paragraphs around the quotes."""
    formation = item.meeting.formation
    topics = " ".join(topic.name for topic in position.topics.all())
    about = [item.title, topics, formation.name, formation.abbreviation, position.get_kind_display()]
    return {"title": position.wording, "said": position.quotes_key, "about": "\n".join(about), "around": around}


def _around(pks: Collection[int]) -> dict[int, str]:
    """The paragraphs from which positions are quoted."""
    found: dict[int, list[str]] = {pk: [] for pk in pks}
    rows = Evidence.objects.filter(position__in=pks).order_by("position", "paragraph__order", "start")
    for pk, text in rows.values_list("position", "paragraph__text"):
        if text not in found[pk]:
            found[pk].append(text)
    return {pk: "\n".join(texts) for pk, texts in found.items()}


def _places(meetings: Collection[int]) -> dict[int, int]:
    """The place of every public position within its meeting, as the lists order them."""
    rows = GovernmentPosition.objects.public().filter(agenda_item__meeting__in=meetings)
    ordered = rows.order_by("agenda_item__meeting", "agenda_item__order", "order", "pk")
    found: dict[int, int] = {}
    counts: dict[int, int] = defaultdict(int)
    for pk, meeting in ordered.values_list("pk", "agenda_item__meeting"):
        found[pk] = counts[meeting or 0]
        counts[meeting or 0] += 1
    return found


# Letters


def _letters(pks: set[int], families: Families) -> Iterator[Entry]:
    found = list(Letter.objects.public().filter(pk__in=pks).order_by())
    ids = {letter.pk for letter in found}
    own, said = facts.letter_values(ids, families), _said(ids, "letter", families)
    items = facts.items_of_letters(ids)
    tagged = facts.item_topics({item for some in items.values() for item in some}, families)
    titles = dict(AgendaItem.objects.filter(pk__in=tagged.keys() | _all(items)).order_by().values_list("pk", "title"))
    bodies, texts = _bodies_of_letters(ids), _texts(ids)
    for letter in found:
        values: Values = dict(own[letter.pk])
        values |= facts.joined(said[letter.pk], facts.OF_POSITION)
        values |= facts.joined(bodies[letter.pk], facts.OF_MEETING)
        values["topic"] = values.get("topic", set()).union(*(tagged[item] for item in items[letter.pk]))
        about = " ".join(titles[item] for item in sorted(items[letter.pk]))
        words = {"title": letter.subject, "said": texts[letter.pk], "about": about}
        yield _ordered(Entry("letter", letter.pk, words, values), letter.date, letter.pk)


def _all(groups: dict[int, set[int]]) -> set[int]:
    return set().union(*groups.values()) if groups else set()


def _said(pks: set[int], of: str, families: Families) -> dict[int, list[Values]]:
    """By letter, or by meeting: kind, stance and topics of each of its public positions."""
    name = {"letter": "letter", "meeting": "agenda_item__meeting"}[of]
    rows = GovernmentPosition.objects.public().filter(**{f"{name}__in": pks}).order_by()
    owners = dict(rows.values_list("pk", name))
    found: dict[int, list[Values]] = defaultdict(list)
    for pk, values in facts.position_values(set(owners), families).items():
        found[owners[pk] or 0].append(values)
    return found


def _bodies_of_letters(pks: set[int]) -> dict[int, list[Values]]:
    treatments = LetterMeeting.objects.filter(letter__in=pks).order_by().values_list("letter", "meeting")
    pairs = set(treatments)
    values = facts.meeting_values({meeting for _letter, meeting in pairs})
    found: dict[int, list[Values]] = defaultdict(list)
    for letter, meeting in pairs:
        found[letter].append(values[meeting])
    return found


def _texts(pks: set[int]) -> dict[int, str]:
    """The whole text of letters, footnotes last."""
    found: dict[int, list[str]] = defaultdict(list)
    for model in (Paragraph, Footnote):
        rows: Any = model._default_manager.filter(letter__in=pks).order_by("letter", "order")
        for letter, text in rows.values_list("letter", "text"):
            found[letter].append(text)
    return {pk: "\n".join(found[pk]) for pk in pks}


# Meetings


def _meetings(pks: set[int], families: Families) -> Iterator[Entry]:
    rows = MinisterialMeeting.objects.public().filter(pk__in=pks).order_by()
    found = list(rows.select_related("formation").prefetch_related("also_with"))
    ids = {meeting.pk for meeting in found}
    said, bodies, letters = (
        _said(ids, "meeting", families),
        facts.meeting_values(ids),
        _letters_of_meetings(ids, families),
    )
    items = _items_of_meetings(ids)
    tagged = facts.item_topics({item for some in items.values() for item, _title in some}, families)
    for meeting in found:
        values: Values = dict(bodies[meeting.pk])
        values |= facts.joined(said[meeting.pk], facts.OF_POSITION)
        values |= facts.joined(letters[meeting.pk], facts.OF_LETTER)
        values["topic"] = values.get("topic", set()).union(*(tagged[item] for item, _title in items[meeting.pk]))
        titles = " ".join(title for _item, title in items[meeting.pk])
        entry = Entry("meeting", meeting.pk, _words_of_meeting(meeting, titles), values)
        yield _ordered(entry, meeting.start_date, meeting.pk)


def _words_of_meeting(meeting: MinisterialMeeting, titles: str) -> dict[str, str]:
    others = " ".join(f"{body.name} {body.abbreviation}" for body in meeting.also_with.all())
    formation = meeting.formation
    return {
        "title": f"{meeting.title} {formation.abbreviation}",
        "said": titles,
        "about": f"{others} {formation.aliases} {meeting.place} {meeting.country} {formation.get_organisation_display()}",
    }


def _letters_of_meetings(pks: set[int], families: Families) -> dict[int, list[Values]]:
    rows = LetterMeeting.objects.filter(meeting__in=pks, letter__in=Letter.objects.public()).order_by()
    pairs = set(rows.values_list("meeting", "letter"))
    values = facts.letter_values({letter for _meeting, letter in pairs}, families)
    found: dict[int, list[Values]] = defaultdict(list)
    for meeting, letter in pairs:
        found[meeting].append(values[letter])
    return found


def _items_of_meetings(pks: set[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = AgendaItem.objects.public().filter(meeting__in=pks).order_by("meeting", "order")
    for meeting, pk, title in rows.values_list("meeting", "pk", "title"):
        found[meeting].append((pk, title))
    return found


# Subjects and papers


def _topics(pks: set[int], _families: Any) -> Iterator[Entry]:
    for topic in Topic.objects.public().filter(pk__in=pks).order_by():
        yield Entry("topic", topic.pk, {"title": topic.name, "about": topic.keywords})


def _papers(pks: set[int], _families: Any) -> Iterator[Entry]:
    for paper in Kamerstuk.objects.public().filter(pk__in=pks).exclude(title="").order_by():
        yield _ordered(Entry("kamerstuk", paper.pk, {"title": paper.title}), paper.date, paper.pk)


def _dossiers(pks: set[int], _families: Any) -> Iterator[Entry]:
    for dossier in Dossier.objects.public().filter(pk__in=pks).exclude(title="").order_by():
        yield Entry("dossier", dossier.pk, {"title": dossier.title})


MODELS: dict[str, Any] = {
    "position": GovernmentPosition,
    "letter": Letter,
    "meeting": MinisterialMeeting,
    "topic": Topic,
    "kamerstuk": Kamerstuk,
    "dossier": Dossier,
}
MAKERS: dict[str, Callable[[set[int], Any], Iterator[Entry]]] = {
    "position": _positions,
    "letter": _letters,
    "meeting": _meetings,
    "topic": _topics,
    "kamerstuk": _papers,
    "dossier": _dossiers,
}
assert tuple(MODELS) == KINDS
assert set(WEIGHTS) == {"title", "said", "about", "around"}
