"""The meetings one phrase announces: kind words, names, days and places in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from .dates import DateSpan, find_dates
from .formations import FormationData, Mention, find_formations
from .kinds import AGENDA, OTHER, kind_events, letter_kind
from .places import find_place
from .sentences import split_sentences

_INFORMAL = re.compile(r"\binforme(?:el|le)\b[^,.;]{0,40}$", re.IGNORECASE)
_PREPARED = re.compile(
    r"\b(?:voorbereiding|aanloop|terugblik|opvolging|vooruitblik)\s+(?:van|op|naar|tot)?\s*(?:de|het)?\s*(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
# ``Voorafgaand aan de …, op 9 juni, vindt …``: the day is another meeting's.
_ASIDE = re.compile(
    r"\b(?:voorafgaand aan|na afloop van|aansluitend (?:op|aan)|in de marge van|daags voor|en marge van)"
    r"\s+(?:de|het)?\s*(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_NAME_NOISE = re.compile(
    r"^(?:(?:(?:geannoteerde|definitieve|concept|aanvullende|voorlopige)\s+)?(?:agenda|verslag|informatie|annotaties)|inzet"
    r"|aanvulling|uitkomsten|brief|kamerbrief|op|van|voor|over|inzake|bij|de|het|een|en|ten behoeve van|betreft)\b[\s:,–-]*",
    re.IGNORECASE,
)
# ``Op 9 mei vindt de … plaats``: the days before the name are its own.
_MEETS = re.compile(r"\b(?:vindt|vinden|vond|vonden|komt|komen|kwam|kwamen|vergader\w+)\b")
# Between a name and days of its own: ``Milieuraad (in Brussel) van``.
_RIGHT_BEHIND = re.compile(r"[\s,]*(?:\([^()]{1,40}\))?[\s,]*(?:(?:van|op|d\.d\.|dd\.?)\s)?\s*")
LONGEST_NAME = 150
REACH = 80  # characters between a name and its days


@dataclass
class Draft:
    """A meeting while its facts are being gathered; ``days`` is the phrase its days were read from."""

    kind: str
    formation: FormationData | None
    name: str
    informal: bool
    place_in_text: tuple[int, int]
    said_kind: bool = False
    prepared: bool = False
    aside: bool = False
    early: DateSpan | None = field(default=None, repr=False)
    days: DateSpan | None = None
    first: date | None = None
    last: date | None = None
    place: str = ""
    country: str = ""
    rule: str = "meeting_subject"
    text: str = field(default="", repr=False)

    def same_body(self, other: Draft) -> bool:
        return self.name == other.name if self.formation is None else self.formation == other.formation

    def spans_more_than(self, other: Draft) -> bool:
        """Whether these are still the days of the phrase, and the other's lie within them."""
        if not (self.days and self.first and self.last and other.first and other.last):
            return False
        untouched = (self.first, self.last) == (self.days.first, self.days.last)
        return untouched and self.first <= other.first <= other.last <= self.last

    def take_days(self, span: DateSpan) -> None:
        self.days, self.first, self.last = span, span.first, span.last


def announced(text: str, kind: str, anchor: date | None, formations: Sequence[FormationData]) -> list[Draft]:
    """Walk through kind words, names and days; days belong to the names before them that still lack some.

    ``kind`` holds until the first kind word; ``anchor`` is the day from which a missing year is taken.
    """
    drafts: list[Draft] = []
    early: DateSpan | None = None
    current, said = kind, False
    for event in _events(text, anchor, formations):
        if isinstance(event, str):
            current, said = event, True
        elif isinstance(event, Draft):
            event.kind, event.said_kind = (current if current != OTHER else AGENDA), said
            event.early, early = (None, early) if event.aside else (early, None)
            if event.early and _MEETS.search(text[event.early.end : event.place_in_text[0]]):
                event.take_days(event.early)
            drafts.append(event)
        else:
            early = None if _give(drafts, event) else event
    if not drafts and letter_kind(text, "") != OTHER:
        drafts = _unknown(text, kind, early)
    for draft in drafts:
        if draft.early and not draft.days:
            draft.take_days(draft.early)
        if draft.days:
            draft.place, draft.country = find_place(text, draft.days.start, draft.days.end)
    return _without_prepared(drafts)


def _events(text: str, anchor: date | None, formations: Sequence[FormationData]) -> Iterator[str | DateSpan | Draft]:
    events: list[tuple[int, str | DateSpan | Draft]] = [*kind_events(text)]
    events.extend((span.start, span) for span in find_dates(text, anchor))
    for mention in find_formations(text, formations):
        draft = Draft("", mention.formation, mention.formation.name, False, (mention.start, mention.end), text=text)
        before = text[max(0, mention.start - 60) : mention.start]
        named = text[mention.start : mention.end].lower()
        draft.informal = bool(_INFORMAL.search(before)) or named.startswith(("inform", "gymnich"))
        draft.aside = bool(_ASIDE.search(before))
        draft.prepared = draft.aside or bool(_PREPARED.search(before))
        events.append((mention.start, draft))
    return (event for _, event in sorted(events, key=lambda found: found[0]))


def _give(drafts: list[Draft], days: DateSpan) -> bool:
    """Give days to every name before them that still lacks some, or only to the meeting that is being prepared."""
    last = drafts[-1] if drafts else None
    if last and last.days and last.days is last.early:
        if _RIGHT_BEHIND.fullmatch(last.text[last.place_in_text[1] : days.start]):
            last.take_days(days)
            return True
        return False
    waiting = [draft for draft in drafts if draft.days is None and not draft.aside]
    if waiting and waiting[-1].prepared:
        waiting = waiting[-1:]
    for draft in waiting:
        draft.take_days(days)
    return bool(waiting)


def _without_prepared(drafts: list[Draft]) -> list[Draft]:
    own = [draft for draft in drafts if not draft.prepared]
    return own or drafts


def _unknown(text: str, kind: str, days: DateSpan | None) -> list[Draft]:
    """A body the data file does not know: its name is what stands between the kind words and the date."""
    name = text[: days.start] if days else text
    while (shorter := _NAME_NOISE.sub("", name)) != name:
        name = shorter
    name = re.sub(r"[\s,(]*(?:(?:van|op|d\.d\.|te|in)\s*)*$", "", name, flags=re.IGNORECASE).strip()
    name = re.sub(r"\s(?:te|in)\s[A-ZÀ-Ý][\w’'-]+(?:\s\([^()]+\))?$", "", name)
    name, informal = re.subn(r"^informele\s+", "", name, flags=re.IGNORECASE)
    if not name or len(name) > LONGEST_NAME:
        return []
    draft = Draft(kind, None, name, bool(informal), (0, len(text)), rule="meeting_unknown_formation", text=text)
    if days:
        draft.take_days(days)
    return [draft]


@dataclass(frozen=True)
class Opening:
    """The first paragraphs with all names, days and sentences in them; read once, asked often."""

    text: str
    mentions: tuple[Mention, ...]
    spans: tuple[DateSpan, ...]
    sentences: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str, anchor: date | None, formations: Sequence[FormationData]) -> Opening:
        mentions, spans = find_formations(text, formations), find_dates(text, anchor)
        return cls(text, tuple(mentions), tuple(spans), tuple(split_sentences(text)))

    def within(self, start: int, end: int) -> tuple[list[Mention], list[DateSpan]]:
        """Names and days of one sentence."""
        mentions = [mention for mention in self.mentions if start <= mention.start < end]
        return mentions, [span for span in self.spans if start <= span.start < end]

    def last_named(self, place: int) -> FormationData | None:
        """The body named last before a place."""
        before = [mention.formation for mention in self.mentions if mention.end <= place]
        return before[-1] if before else None

    def calls_informal(self, draft: Draft, *, alone: bool) -> bool:
        """Whether the meeting is called informal where its days are named; ``alone``: or where its body is named first."""
        own = [mention for mention in self.mentions if mention.formation == draft.formation]
        for mention in own:
            days = next((span for span in self.spans if 0 <= span.start - mention.end < REACH), None)
            if days and days.first == draft.first:
                return self._informal(mention)
        return bool(own) and alone and self._informal(own[0])

    def _informal(self, mention: Mention) -> bool:
        return bool(_INFORMAL.search(self.text[max(0, mention.start - 60) : mention.start]))
