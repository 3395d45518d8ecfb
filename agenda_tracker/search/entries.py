"""Public records on their way into the index, many at once: a constant number of queries for a batch."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

import tantivy

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Evidence,
    Footnote,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Topic,
)
from agenda_tracker.processes import shared

from . import facts
from .documents import Cut, Entry, Sorted, ordered
from .facts import Families, Values
from .lines import packed, position_lines
from .pieces import Pieces
from .schema import KINDS

BATCH = 1_000


def documents(kind: str, pks: Collection[int]) -> Iterator[tantivy.Document]:
    """The public ones of these records; a constant number of queries for a batch."""
    pieces = Pieces()
    for entry in entries(kind, pks):
        yield entry.cut(pieces).document()


def all_documents(processes: int = 1) -> Iterator[tantivy.Document]:
    """Of every public record, made by so many processes besides this one, or by this one alone.

    Raises Ended when one of those does not live to the end.
    """
    if processes == 1:
        for kind in KINDS:
            yield from documents(kind, public_ids(kind))
        return
    batches = ((kind, ids) for kind in KINDS for ids in _batches(public_ids(kind)))
    for batch in shared(f"{__name__}.{cut_batch.__name__}", batches, processes):
        for one in batch:
            yield one.document()


def cut_batch(batch: tuple[str, list[int]]) -> list[Cut]:
    """The work of one of several processes; it remembers the pieces of words of every batch."""
    return [entry.cut(_pieces()) for entry in entries(*batch)]


@cache
def _pieces() -> Pieces:
    return Pieces()


def entries(kind: str, pks: Collection[int]) -> Iterator[Entry]:
    """As `documents`, before they become documents of the engine."""
    families = Families() if kind in ("position", "letter", "meeting") else None
    for batch in _batches(pks):
        yield from MAKERS[kind](set(batch), families)


def _batches(pks: Collection[int]) -> Iterator[list[int]]:
    ids = sorted(pks)
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def public_ids(kind: str) -> list[int]:
    """All of a kind that strangers may see."""
    rows = MODELS[kind].objects.public().order_by()
    return list(rows.values_list("pk", flat=True))


def _sorted(values: Values) -> Sorted:
    return {name: sorted(some) for name, some in values.items()}


def _in_order(values: dict[int, Values]) -> dict[int, Sorted]:
    """Of letters or meetings: sorted once, although many positions share them."""
    return {pk: _sorted(some) for pk, some in values.items()}


# Positions


def _positions(pks: set[int], families: Families) -> Iterator[Entry]:
    lines = position_lines(pks)
    rows = GovernmentPosition.objects.filter(pk__in=lines).order_by()
    found = list(rows.values_list("pk", "letter", "agenda_item__meeting", "quotes_key"))
    ids, meetings = {letter for _pk, letter, *_rest in found}, {meeting for _pk, _letter, meeting, _said in found}
    said = facts.position_values(lines, families, "letter", ids)
    letters = _in_order(facts.letter_values(ids, families))
    bodies, places, around = _in_order(facts.meeting_values(meetings)), _places(meetings), _around(said, ids)
    met = {pk: (day, names) for pk, day, *names in _met(meetings)}
    kinds = {kind: str(label) for kind, label in GovernmentPosition.Kind.choices}
    for pk, letter, meeting, quotes in found:
        line, (day, names) = lines[pk], met[meeting]
        about = "\n".join([line.item_title, " ".join(topic.name for topic in line.topics), *names, kinds[line.kind]])
        words = {"title": line.wording, "said": quotes, "about": about, "around": around[pk]}
        values = {**_sorted(said[pk]), **letters[letter], **bodies[meeting]}
        values["amount"] = ["named"] if line.amount else []
        yield ordered(Entry("position", pk, words, values, line=packed(line)), day, meeting, places[pk])


def _met(pks: Collection[int]) -> Iterator[tuple[int, date, str, str]]:
    rows = MinisterialMeeting.objects.filter(pk__in=pks).order_by()
    yield from rows.values_list("pk", "start_date", "formation__name", "formation__abbreviation")


def _around(pks: Collection[int], letters: Collection[int]) -> dict[int, str]:
    """The paragraphs from which positions in these letters are quoted."""
    found: dict[int, list[str]] = {pk: [] for pk in pks}
    rows = Evidence.objects.filter(position__letter__in=letters).order_by("position", "paragraph__order", "start")
    for pk, text in rows.values_list("position", "paragraph__text"):
        if pk in found and text not in found[pk]:
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
    tagged = facts.item_topics("sections__letter", ids, families)
    titles = dict(AgendaItem.objects.filter(sections__letter__in=ids).order_by().values_list("pk", "title"))
    bodies, texts = _bodies_of_letters(ids), _texts(ids)
    for letter in found:
        values: Values = dict(own[letter.pk])
        values |= facts.joined(said[letter.pk], facts.OF_POSITION)
        values |= facts.joined(bodies[letter.pk], facts.OF_MEETING)
        values["topic"] = values.get("topic", set()).union(*(tagged[item] for item in items[letter.pk]))
        about = " ".join(titles[item] for item in sorted(items[letter.pk]))
        words = {"title": letter.subject, "said": texts[letter.pk], "about": about}
        yield ordered(Entry("letter", letter.pk, words, _sorted(values)), letter.date, letter.pk)


def _said(pks: set[int], of: str, families: Families) -> dict[int, list[Values]]:
    """By letter, or by meeting: kind, stance and topics of each of its public positions."""
    name = {"letter": "letter", "meeting": "agenda_item__meeting"}[of]
    rows = GovernmentPosition.objects.public().filter(**{f"{name}__in": pks}).order_by()
    owners = dict(rows.values_list("pk", name))
    found: dict[int, list[Values]] = defaultdict(list)
    for pk, values in facts.position_values(owners, families, name, pks).items():
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
    said, bodies = _said(ids, "meeting", families), facts.meeting_values(ids)
    letters = _letters_of_meetings(ids, families)
    items = _items_of_meetings(ids)
    tagged = facts.item_topics("meeting", ids, families)
    organisations = {slug: str(name) for slug, name in Formation.Organisation.choices}
    for meeting in found:
        values: Values = dict(bodies[meeting.pk])
        values |= facts.joined(said[meeting.pk], facts.OF_POSITION)
        values |= facts.joined(letters[meeting.pk], facts.OF_LETTER)
        values["topic"] = values.get("topic", set()).union(*(tagged[item] for item, _title in items[meeting.pk]))
        titles = " ".join(title for _item, title in items[meeting.pk])
        words = _words_of_meeting(meeting, titles, organisations[meeting.formation.organisation])
        yield ordered(Entry("meeting", meeting.pk, words, _sorted(values)), meeting.start_date, meeting.pk)


def _words_of_meeting(meeting: MinisterialMeeting, titles: str, organisation: str) -> dict[str, str]:
    others = " ".join(f"{body.name} {body.abbreviation}" for body in meeting.also_with.all())
    formation = meeting.formation
    return {
        "title": f"{meeting.title} {formation.abbreviation}",
        "said": titles,
        "about": f"{others} {formation.aliases} {meeting.place} {meeting.country} {organisation}",
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
        yield ordered(Entry("kamerstuk", paper.pk, {"title": paper.title}), paper.date, paper.pk)


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
