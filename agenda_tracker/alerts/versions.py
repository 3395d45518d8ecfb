"""How a record read at a moment, from its history: only asked for moments at which it was public."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from agenda_tracker.models import (
    AgendaItem,
    DeskAct,
    Evidence,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    Paragraph,
    Section,
)

# What a version holds is plain enough for JSON.
Version = dict[str, Any]
Moments = Mapping[int, Collection[datetime]]
Row = dict[str, Any]

OF_POSITION = ("wording", "kind", "stance", "amount_eur", "due_date", "due_as_written")
OF_MEETING = ("start_date", "end_date", "place", "country", "state", "mode")


class Past:
    """The lines of history of some records of one model, each found by the record and a moment."""

    def __init__(self, rows: Iterable[Row], by: str = "id") -> None:
        self.lines: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            self.lines[row[by]].append(row)

    def at(self, pk: int, moment: datetime) -> Row | None:
        """The last line written until then; None when there is none yet, or it says that the record was removed."""
        lines = self.lines.get(pk, [])
        place = bisect_right(lines, moment, key=lambda row: row["history_date"])
        row = lines[place - 1] if place else None
        return None if row is None or row["history_type"] == "-" else row


def past(model: Any, names: Collection[str], **which: Any) -> Past:
    """One query."""
    rows = model.history.filter(**which).order_by("history_date", "history_id")
    return Past(rows.values("id", "history_id", "history_date", "history_type", *names))


def versions(kind: str, moments: Moments) -> dict[tuple[int, datetime], Version]:
    """By record and moment; what the history does not know is left out. A constant number of queries."""
    return OF_KIND[kind](moments) if moments else {}


def _positions(moments: Moments) -> dict[tuple[int, datetime], Version]:
    own = past(GovernmentPosition, OF_POSITION, id__in=list(moments))
    quotes = _Quotes(moments)
    topics = _ties(own, GovernmentPosition, "topics", "topic")
    found = {}
    for pk, moment in _each(moments):
        row = own.at(pk, moment) or _before_acts(pk, moment)
        if row is not None:
            said = {name: _plain(row[name]) for name in OF_POSITION}
            # None: the history does not tell.
            tied = topics.get(row["history_id"], []) if "history_id" in row else None
            found[pk, moment] = {**said, "quote": quotes.at(pk, moment), "topics": tied}
    return found


def _ties(own: Past, model: Any, field: str, other: str) -> dict[int, list[int]]:
    """Line of history → the ids that a many-to-many field had."""
    table = getattr(model.history.model, field).model
    lines = [row["history_id"] for rows in own.lines.values() for row in rows]
    found: dict[int, list[int]] = defaultdict(list)
    for line, pk in table.objects.filter(history__in=lines).order_by(other).values_list("history", other):
        found[line].append(pk)
    return found


class _Quotes:
    """The letter's own words that positions rested on."""

    def __init__(self, moments: Moments) -> None:
        rows = Evidence.history.filter(position__in=list(moments)).order_by("history_date", "history_id")
        names = ("id", "history_date", "history_type", "position", "paragraph", "start", "end")
        known = list(rows.values(*names))
        self.evidence = Past(known)
        self.of: dict[int, set[int]] = defaultdict(set)
        for row in known:
            self.of[row["position"]].add(row["id"])
        self.paragraphs = past(Paragraph, ("text", "order"), id__in={row["paragraph"] for row in known})

    def at(self, position: int, moment: datetime) -> str | None:
        """None when the history does not tell."""
        rows = [row for pk in self.of[position] if (row := self.evidence.at(pk, moment))]
        texts = [(row, self.paragraphs.at(row["paragraph"], moment)) for row in rows]
        if not texts or not all(text for _row, text in texts):
            return None
        cut = sorted(
            (text["order"], row["start"], text["text"][row["start"] : row["end"]]) for row, text in texts if text
        )
        return " … ".join(quote for _order, _start, quote in cut)


def _before_acts(pk: int, moment: datetime) -> Row | None:
    """For a record made without history: as it is now, with what clerks altered since taken back."""
    row = GovernmentPosition.objects.filter(pk=pk).values(*OF_POSITION).first()
    acts = DeskAct.objects.filter(kind="governmentposition", object_id=pk, at__gt=moment).order_by("-pk")
    for done in acts if row else ():
        for delta in done.changes:
            if delta.model == GovernmentPosition._meta.label_lower and delta.pk == pk and delta.before and row:
                row |= {name: value for name, value in delta.before.items() if name in OF_POSITION}
    return row


def _meetings(moments: Moments) -> dict[tuple[int, datetime], Version]:
    """What it is, and what it is found by: its public letters, and the topics of what stands in these."""
    own, agendas = past(MinisterialMeeting, OF_MEETING, id__in=list(moments)), _Agendas(moments)
    return {
        (pk, moment): {
            **{name: _plain(row[name]) for name in OF_MEETING},
            "letters": agendas.letters_at(pk, moment),
            "topics": agendas.topics_at(pk, moment),
        }
        for pk, moment in _each(moments)
        if (row := own.at(pk, moment))
    }


class _Agendas:
    """What letters that were public had for meetings: the items that they treat, and what they say on these."""

    def __init__(self, meetings: Collection[int]) -> None:
        self.treatments = _Parts(LetterMeeting, ("letter",), meetings, by="meeting")
        self.items = _Parts(AgendaItem, (), meetings, by="meeting")
        items = {pk for pks in self.items.of.values() for pk in pks}
        self.sections = _Parts(Section, ("letter",), items, by="agenda_item")
        self.positions = _Parts(GovernmentPosition, ("letter", "review"), items, by="agenda_item")
        self.of_items = _ties(self.items.lines, AgendaItem, "topics", "topic")
        self.of_positions = _ties(self.positions.lines, GovernmentPosition, "topics", "topic")
        parts = (self.treatments, self.sections, self.positions)
        letters = {row["letter"] for part in parts for rows in part.lines.lines.values() for row in rows}
        self.letters = past(Letter, ("status",), id__in=letters)

    def letters_at(self, meeting: int, moment: datetime) -> list[int]:
        return _sorted(row["letter"] for row in self._public(self.treatments, meeting, moment))

    def topics_at(self, meeting: int, moment: datetime) -> list[int]:
        found: set[int] = set()
        for item in self.items.at(meeting, moment):
            if self._public(self.sections, item["id"], moment):
                found.update(self.of_items.get(item["history_id"], []))
            for row in self._public(self.positions, item["id"], moment):
                if row["review"] == GovernmentPosition.Review.CONFIRMED:
                    found.update(self.of_positions.get(row["history_id"], []))
        return sorted(found)

    def _public(self, parts: "_Parts", owner: int, moment: datetime) -> list[Row]:
        rows = ((row, self.letters.at(row["letter"], moment)) for row in parts.at(owner, moment))
        return [row for row, letter in rows if letter and letter["status"] == Letter.Status.PUBLISHED]


def _letters(moments: Moments) -> dict[tuple[int, datetime], Version]:
    """Of a letter only what it is found by: papers and dossiers that it cites or carries, its meetings, its topics."""
    own = past(Letter, (), id__in=list(moments))
    carried = _ties(own, Letter, "dossiers", "dossier")
    references = _Parts(KamerstukReference, ("kamerstuk", "dossier"), moments)
    papers, treatments = _Parts(Kamerstuk, (), moments), _Parts(LetterMeeting, ("meeting",), moments)
    positions = _Parts(GovernmentPosition, ("review",), moments)
    topics = _ties(positions.lines, GovernmentPosition, "topics", "topic")
    return {
        (pk, moment): {
            "papers": _sorted(row["kamerstuk"] for row in references.at(pk, moment)),
            "dossiers": _sorted(row["dossier"] for row in references.at(pk, moment)),
            "own": _sorted(row["id"] for row in papers.at(pk, moment)),
            "meetings": _sorted(row["meeting"] for row in treatments.at(pk, moment)),
            "carried": carried.get(line["history_id"], []),
            "topics": _sorted(
                topic
                for row in positions.at(pk, moment)
                if row["review"] == GovernmentPosition.Review.CONFIRMED
                for topic in topics.get(row["history_id"], [])
            ),
        }
        for pk, moment in _each(moments)
        if (line := own.at(pk, moment))
    }


def _sorted(ids: Iterable[int | None]) -> list[int]:
    return sorted({pk for pk in ids if pk is not None})


class _Parts:
    """The rows of one model that letters had, or whatever `by` names."""

    def __init__(self, model: Any, names: Collection[str], owners: Collection[int], by: str = "letter") -> None:
        self.by = by
        self.of: dict[int, set[int]] = defaultdict(set)
        for pk, owner in model.history.filter(**{f"{by}__in": list(owners)}).values_list("id", by):
            self.of[owner].add(pk)
        ids = {pk for pks in self.of.values() for pk in pks}
        self.lines = past(model, (by, *names), id__in=ids)

    def at(self, owner: int, moment: datetime) -> list[Row]:
        found = (self.lines.at(pk, moment) for pk in self.of[owner])
        return [row for row in found if row and row[self.by] == owner]


def _each(moments: Moments) -> Iterable[tuple[int, datetime]]:
    return ((pk, moment) for pk, some in moments.items() for moment in some)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else str(value)


OF_KIND: dict[str, Callable[[Moments], dict[tuple[int, datetime], Version]]] = {
    "position": _positions,
    "meeting": _meetings,
    "letter": _letters,
}
