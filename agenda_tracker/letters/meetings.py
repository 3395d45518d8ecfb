"""Which meetings a letter treats: formations, dates and places in the subject, the introduction and part headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from .dates import DateSpan, find_dates
from .formations import FormationData, display_name, find_formations, organisation_in
from .places import find_place
from .records import ReadMeeting
from .sentences import split_sentences

KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("supplement", r"\baanvullende\b|\baanvulling\b|\baddendum\b|\bnazending\b"),
    ("report", r"\bverslag(?:en)?\b|\buitkomsten?\b|\bterugkoppeling\b|\bresultaten\b"),
    (
        "annotated_agenda",
        r"\bgeannoteerde\s+agenda[’']?s?\b|\bannotaties?\b|\bkabinetsinzet\b|\binzet voor\b|\bagenda\b",
    ),
)
_KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in KIND_WORDS), re.IGNORECASE)
_INFORMAL = re.compile(r"\binforme(?:el|le)\b[^,.;]{0,30}$", re.IGNORECASE)
_PREPARED = re.compile(
    r"\b(?:voorbereiding|aanloop|terugblik|opvolging)\s+(?:van|op|naar|tot)?\s*(?:de|het)?\s*$", re.IGNORECASE
)
CONFIDENCE = {
    "meeting_subject": 0.95,
    "meeting_subject_year_inferred": 0.85,
    "meeting_heading": 0.8,
    "meeting_introduction": 0.7,
    "meeting_shared_days": 0.65,
    "meeting_unknown_formation": 0.5,
    "meeting_without_date": 0.3,
}


@dataclass
class _Draft:
    """A meeting while its facts are being gathered."""

    kind: str
    formation: FormationData | None
    name: str
    informal: bool
    place_in_text: tuple[int, int]
    prepared: bool = False
    days: DateSpan | None = None
    first: date | None = None
    last: date | None = None
    place: str = ""
    country: str = ""
    rule: str = "meeting_subject"
    text: str = field(default="", repr=False)


def letter_kind(subject: str, opening: str) -> str:
    """Main kind by the words of the subject, else of the opening sentences; an agenda outweighs a report in one letter."""
    for text in (subject, opening):
        kinds = {match.lastgroup or "" for match in _KIND.finditer(text)}
        for kind in ("supplement", "annotated_agenda", "report"):
            if kind in kinds:
                return kind
    return "other"


def read_meetings(
    subject: str, opening: str, headings: Sequence[str], letter_date: date | None, formations: Sequence[FormationData]
) -> tuple[ReadMeeting, ...]:
    """The meetings in the order of the subject; what it does not say is taken from the introduction and headings."""
    kind = letter_kind(subject, opening)
    drafts = _drafts(subject, kind, letter_date, formations)
    if not drafts or all(draft.formation is None for draft in drafts):
        drafts = _from_opening(opening, kind, letter_date, formations) or drafts
    for draft in drafts:
        _complete(draft, opening, letter_date, formations)
    _share_days(drafts)
    _own_days(drafts, opening, letter_date, formations)
    _headings(drafts, headings, letter_date, formations)
    _share_place(drafts)
    return tuple(_meeting(draft) for draft in _distinct(drafts))


def _drafts(text: str, kind: str, letter_date: date | None, formations: Sequence[FormationData]) -> list[_Draft]:
    """Walk through kind words, names and dates in reading order; a date belongs to the names before it."""
    drafts: list[_Draft] = []
    early: DateSpan | None = None
    current = kind
    for _, event in _events(text, letter_date, formations):
        if isinstance(event, str):
            current = event
        elif isinstance(event, _Draft):
            event.kind = current if current != "other" else "annotated_agenda"
            event.days, early = early, None
            drafts.append(event)
        else:
            early = None if _give(drafts, event) else event
    if not drafts and letter_kind(text, "") != "other":
        drafts = _unknown(text, kind, early)
    return _without_prepared(drafts)


def _events(
    text: str, letter_date: date | None, formations: Sequence[FormationData]
) -> list[tuple[int, str | DateSpan | _Draft]]:
    events: list[tuple[int, str | DateSpan | _Draft]] = []
    events.extend((match.start(), match.lastgroup or "") for match in _KIND.finditer(text))
    events.extend((span.start, span) for span in find_dates(text, letter_date))
    for mention in find_formations(text, formations):
        before = text[max(0, mention.start - 60) : mention.start]
        draft = _Draft("", mention.formation, mention.formation.name, False, (mention.start, mention.end), text=text)
        draft.informal = bool(_INFORMAL.search(before)) or text[mention.start : mention.end].lower().startswith(
            "informele"
        )
        draft.prepared = bool(_PREPARED.search(before))
        events.append((mention.start, draft))
    return sorted(events, key=lambda event: event[0])


def _give(drafts: list[_Draft], days: DateSpan) -> bool:
    """Give a date to every name before it that still lacks one."""
    open_drafts = [draft for draft in drafts if draft.days is None]
    for draft in open_drafts:
        draft.days = days
    return bool(open_drafts)


def _without_prepared(drafts: list[_Draft]) -> list[_Draft]:
    own = [draft for draft in drafts if not draft.prepared]
    return own or drafts


_NAME_NOISE = re.compile(
    r"^(?:(?:(?:geannoteerde|definitieve|concept|aanvullende)\s+)?(?:agenda|verslag|informatie|annotaties)|inzet|uitkomsten|"
    r"van|voor|over|bij|de|het|en|ten behoeve van|betreft)\b[\s:,]*",
    re.IGNORECASE,
)


def _unknown(text: str, kind: str, days: DateSpan | None) -> list[_Draft]:
    """A body the data file does not know: its name is what stands between the kind words and the date."""
    name = text[: days.start] if days else text
    while (shorter := _NAME_NOISE.sub("", name)) != name:
        name = shorter
    name = re.sub(r"[\s,(]*(?:(?:van|op|d\.d\.|te|in)\s*)*$", "", name, flags=re.IGNORECASE).strip()
    name, informal = re.subn(r"^informele\s+", "", name, flags=re.IGNORECASE)
    if not name or len(name) > 150:
        return []
    draft = _Draft(
        kind, None, name, bool(informal), (0, len(text)), days=days, rule="meeting_unknown_formation", text=text
    )
    return [draft]


def _from_opening(
    opening: str, kind: str, letter_date: date | None, formations: Sequence[FormationData]
) -> list[_Draft]:
    """Without a name in the subject: the first name of the introduction, with the first date behind it."""
    drafts = [draft for draft in _drafts(opening, kind, letter_date, formations) if draft.formation][:1]
    for draft in drafts:
        draft.rule = "meeting_introduction"
    return drafts


def _complete(draft: _Draft, opening: str, letter_date: date | None, formations: Sequence[FormationData]) -> None:
    """Dates, place and informality: from the subject, else from the introduction."""
    if draft.days:
        draft.first, draft.last = draft.days.first, draft.days.last
        if draft.rule == "meeting_subject" and not draft.days.year_given:
            draft.rule = "meeting_subject_year_inferred"
        draft.place, draft.country = find_place(draft.text, draft.days.start, draft.days.end)
    for span in find_dates(opening, letter_date):
        if draft.first is None and _near(draft, opening, span, formations):
            draft.first, draft.last, draft.rule = span.first, span.last, "meeting_introduction"
        if draft.first == span.first and not draft.place and not draft.country:
            draft.place, draft.country = find_place(opening, span.start, span.end)
    if not draft.place and not draft.country:
        held = find_place(draft.text, -1, -1)
        draft.place, draft.country = held if any(held) else find_place(opening, -1, -1)
    draft.informal = draft.informal or _informal_in(opening, draft, formations)


def _near(draft: _Draft, opening: str, span: DateSpan, formations: Sequence[FormationData]) -> bool:
    """The date may be this meeting's: the last name before it is this one, or no name stands before it."""
    before = find_formations(opening[: span.start], formations)
    return not before or draft.formation is None or before[-1].formation == draft.formation


def _informal_in(opening: str, draft: _Draft, formations: Sequence[FormationData]) -> bool:
    for mention in find_formations(opening, formations):
        if mention.formation == draft.formation:
            return bool(_INFORMAL.search(opening[max(0, mention.start - 60) : mention.start]))
    return False


def _share_days(drafts: list[_Draft]) -> None:
    """Eurogroep and Ecofinraad announced together for two days: the first meets on the first day."""
    if len(drafts) != 2 or not all(draft.formation and draft.days for draft in drafts):
        return
    one, two = drafts
    pair = [draft.name for draft in drafts] == ["Eurogroep", "Raad Economische en Financiële Zaken"] or (
        one.name == "Eurogroep" and "cofin" in two.text.lower()
    )
    if pair and one.days is two.days and one.first and two.last and two.last - one.first == timedelta(days=1):
        one.last, two.first = one.first, two.last
        one.rule = two.rule = "meeting_shared_days"


def _own_days(
    drafts: list[_Draft], opening: str, letter_date: date | None, formations: Sequence[FormationData]
) -> None:
    """Days the subject gives to several meetings at once: a sentence about one of them alone may name fewer."""
    shared = [draft for draft in drafts if draft.days and sum(other.days is draft.days for other in drafts) > 1]
    for start, end in split_sentences(opening) if shared else ():
        named = {mention.formation.slug for mention in find_formations(opening[start:end], formations)}
        spans = find_dates(opening[start:end], letter_date)
        for draft in shared if len(named) == 1 and len(spans) == 1 else ():
            inside = bool(draft.first and draft.last and draft.first <= spans[0].first <= spans[0].last <= draft.last)
            if draft.formation and draft.formation.slug in named and inside and draft.first != draft.last:
                draft.first, draft.last = spans[0].first, spans[0].last


def _share_place(drafts: list[_Draft]) -> None:
    """Meetings on the same or following days that are named together meet in the one place that is named."""
    known = {(draft.place, draft.country) for draft in drafts if draft.place}
    days = [draft.first for draft in drafts if draft.first]
    if len(known) != 1 or len(days) != len(drafts) or max(days) - min(days) > timedelta(days=2):
        return
    for draft in drafts:
        if not draft.place and not draft.country:
            draft.place, draft.country = next(iter(known))


def _headings(
    drafts: list[_Draft], headings: Sequence[str], letter_date: date | None, formations: Sequence[FormationData]
) -> None:
    """A part heading that names one of the meetings with a day of its own knows best."""
    for heading in headings:
        mentions, days = find_formations(heading, formations), find_dates(heading, letter_date)
        for draft in drafts if len(mentions) == 1 and len(days) == 1 else ():
            inside = not draft.first or (draft.last and draft.first <= days[0].first <= days[0].last <= draft.last)
            if (
                draft.formation == mentions[0].formation
                and inside
                and (draft.first, draft.last) != (days[0].first, days[0].last)
            ):
                draft.first, draft.last, draft.rule = days[0].first, days[0].last, "meeting_heading"


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    """One meeting per kind, name and day; a name without a date next to the same name with one says nothing new."""
    seen: dict[tuple[str, str, date | None], _Draft] = {}
    dated = {(draft.kind, draft.name) for draft in drafts if draft.first}
    for draft in drafts:
        if draft.first or (draft.kind, draft.name) not in dated:
            seen.setdefault((draft.kind, draft.name, draft.first), draft)
    return list(seen.values())


def _meeting(draft: _Draft) -> ReadMeeting:
    rule = draft.rule if draft.first else "meeting_without_date"
    start, end = draft.place_in_text
    formation = draft.formation
    return ReadMeeting(
        kind=draft.kind,
        organisation=display_name(formation.organisation if formation else organisation_in(draft.text)),
        formation=draft.name,
        abbreviation=formation.abbreviation if formation else "",
        formation_slug=formation.slug if formation else "",
        informal=draft.informal,
        start_date=draft.first,
        end_date=draft.last,
        place=draft.place,
        country=draft.country,
        rule=rule,
        confidence=CONFIDENCE[rule],
        as_written=draft.text[start:end],
    )


def meeting_for(heading: str, meetings: Sequence[ReadMeeting], formations: Sequence[FormationData]) -> int | None:
    """Index of the one meeting a part heading names, by formation and, among several, by kind."""
    slugs = {mention.formation.slug for mention in find_formations(heading, formations)}
    options = [index for index, meeting in enumerate(meetings) if meeting.formation_slug in slugs]
    kind = letter_kind(heading, "")
    if len(options) != 1 and kind != "other":
        options = [i for i in options or range(len(meetings)) if meetings[i].kind == kind]
    return options[0] if len(options) == 1 else None
