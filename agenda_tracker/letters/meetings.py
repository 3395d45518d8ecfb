"""Which meetings a letter treats: what its subject, its titles and its first paragraphs announce, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from .announced import Draft, Opening, announced
from .contradictions import contradictions, odd_weekdays
from .dates import find_dates
from .facts import fact
from .formations import FormationData, display_name, find_formations, organisation_in
from .kinds import AGENDA, OTHER, REPORT, SUPPLEMENT, letter_kind, offer, tense_kind
from .places import find_place
from .records import ReadFact, ReadMeeting
from .sentences import split_sentences

CONFIDENCE = {
    "meeting_subject": 0.95,
    "meeting_subject_year_inferred": 0.85,
    "meeting_title": 0.9,
    "meeting_heading": 0.8,
    "meeting_introduction": 0.7,
    "meeting_shared_days": 0.65,
    "meeting_unknown_formation": 0.5,
    "meeting_without_date": 0.3,
}
_OFFERS = re.compile(
    r"\b(?:hierbij|bijgevoegd|bijgaand|graag|tevens|ook|deze brief|ontvangt|treft|bied|bieden|informeer|zend|stuur)",
    re.I,
)


@dataclass(frozen=True)
class Sources:
    """Where a letter says what it is about: subject line, titles of its parts, first paragraphs, other headings.

    ``weekdays`` are the paragraphs further on that name a day with its weekday.
    """

    subject: str
    titles: tuple[str, ...]
    opening: str
    headings: tuple[str, ...]
    letter_date: date | None
    weekdays: str = ""


@dataclass(frozen=True)
class Announcement:
    """Main kind, meetings in reading order, and what contradicts itself (Dutch sentences)."""

    kind: str
    meetings: tuple[ReadMeeting, ...]
    contradictions: tuple[str, ...]
    facts: tuple[ReadFact, ...]


def read_meetings(sources: Sources, formations: Sequence[FormationData]) -> Announcement:
    """The meetings in the order of the subject; what it does not say is taken from titles and introduction."""
    anchor = sources.letter_date or _any_year(sources)
    kind, said_in, rule = _kind(sources)
    drafts = _first_named(sources, kind, anchor, formations)
    _add_titles(drafts, sources, anchor, formations)
    _add_offered(drafts, sources.opening, kind, anchor, formations)
    opening = Opening.of(sources.opening, anchor, formations)
    for draft in drafts:
        _complete(draft, opening, alone=sum(draft.same_body(other) for other in drafts) == 1)
    _lend_days(drafts)
    _share_days(drafts)
    _own_days(drafts, opening, anchor, formations)
    places = [("het onderwerp", sources.subject), *(("de titel", title) for title in sources.titles)]
    said = [(name, Opening.of(text, anchor, formations)) for name, text in places if text]
    doubts = list(contradictions(drafts, [*said, ("de inleiding", opening)]))
    doubts += odd_weekdays(drafts, sources.weekdays, anchor, told=doubts)
    _headings(drafts, (*sources.titles, *sources.headings), anchor, formations)
    _share_place(drafts)
    drafts = _distinct(drafts)
    settled = _settle_kind(kind, drafts, sources)
    rule = rule if kind != OTHER else "kind_unknown" if settled == OTHER else "kind_tense"
    found = (fact("kind", said_in if kind != OTHER else "", rule),)
    return Announcement(settled, tuple(_meeting(draft) for draft in drafts), tuple(doubts), found)


def _any_year(sources: Sources) -> date | None:
    """Without a date of the letter: the first day with a year near its beginning."""
    for text in (sources.subject, *sources.titles, sources.opening):
        for span in find_dates(text):
            if span.year_given:
                return span.first
    return None


def _kind(sources: Sources) -> tuple[str, str, str]:
    """The kind, the words that say it and the rule."""
    for text, rule in ((sources.subject, "kind_subject"), (" ".join(sources.titles[:3]), "kind_title")):
        if text and (kind := letter_kind(text, "")) != OTHER:
            return kind, text, rule
    return *offer(sources.opening), "kind_offered"


def _first_named(sources: Sources, kind: str, anchor: date | None, formations: Sequence[FormationData]) -> list[Draft]:
    """What the subject names, else the first title that names a meeting, else the introduction."""
    unknown: list[Draft] = []
    for text, rule in ((sources.subject, "meeting_subject"), *((title, "meeting_title") for title in sources.titles)):
        drafts = announced(text, kind, anchor, formations) if text else []
        if any(draft.formation for draft in drafts):
            for draft in drafts:
                draft.rule = rule
            return [draft for draft in drafts if draft.formation]
        unknown = unknown or drafts
    return _from_opening(sources.opening, kind, anchor, formations) or unknown


def _from_opening(opening: str, kind: str, anchor: date | None, formations: Sequence[FormationData]) -> list[Draft]:
    """The names of the first sentence that names a meeting, with the days it gives them."""
    for start, end in split_sentences(opening):
        drafts = [draft for draft in announced(opening[start:end], kind, anchor, formations) if draft.formation]
        if drafts:
            for draft in drafts:
                draft.rule = "meeting_introduction"
            together = [draft for draft in drafts if draft.days and (draft.days is drafts[0].days or draft.said_kind)]
            return together or drafts[:1]
    return []


def _add_titles(
    drafts: list[Draft], sources: Sources, anchor: date | None, formations: Sequence[FormationData]
) -> None:
    """A letter of two parts has a title above each: a title that says what it is adds or completes a meeting."""
    for title in sources.titles:
        for draft in announced(title, OTHER, anchor, formations):
            if not draft.formation or not (draft.said_kind or draft.days):
                continue
            same = [own for own in drafts if own.same_body(draft) and (own.kind == draft.kind or not draft.said_kind)]
            if same:
                _fill(same, draft)
            elif draft.said_kind and draft.days:
                _retell(drafts, draft)


def _fill(same: list[Draft], draft: Draft) -> None:
    for own in same:
        if draft.days and not own.days:
            own.take_days(draft.days)
            own.rule = "meeting_title"
        if not own.place and not own.country and (own.first, own.last) == (draft.first, draft.last):
            own.place, own.country = draft.place, draft.country
        own.informal = own.informal or (draft.informal and draft.first == own.first)


def _retell(drafts: list[Draft], draft: Draft) -> None:
    """The same meeting under another kind word is the title's to say; another day makes another meeting."""
    draft.rule = "meeting_title"
    for own in drafts:
        if own.same_body(draft) and own.first == draft.first:
            own.kind = draft.kind if not own.said_kind else own.kind
            return
    drafts.append(draft)


def _add_offered(
    drafts: list[Draft], opening: str, kind: str, anchor: date | None, formations: Sequence[FormationData]
) -> None:
    """``… en het verslag van de Raad van 3 mei``: what the offering sentence adds in another kind than the subject."""
    for start, end in split_sentences(opening)[:4]:
        sentence = opening[start:end]
        if not _OFFERS.search(sentence):
            continue
        for draft in announced(sentence, kind, anchor, formations):
            known = {own.kind for own in drafts}
            new = draft.said_kind and draft.days and draft.formation and draft.kind not in known
            if new and drafts and not any(own.same_body(draft) and own.first == draft.first for own in drafts):
                draft.rule = "meeting_introduction"
                drafts.append(draft)


def _complete(draft: Draft, opening: Opening, *, alone: bool) -> None:
    """Days, place and informality: from where it was named, else from the introduction."""
    if draft.days and draft.rule == "meeting_subject" and not draft.days.year_given:
        draft.rule = "meeting_subject_year_inferred"
    for span in opening.spans:
        if draft.first is None and _near(draft, opening, span.start):
            draft.first, draft.last, draft.rule = span.first, span.last, "meeting_introduction"
        if draft.first == span.first and not draft.place and not draft.country:
            draft.place, draft.country = find_place(opening.text, span.start, span.end)
    if not draft.place and not draft.country:
        held = find_place(draft.text, -1, -1)
        draft.place, draft.country = held if any(held) else find_place(opening.text, -1, -1)
    draft.informal = draft.informal or opening.calls_informal(draft, alone=alone)


def _near(draft: Draft, opening: Opening, place: int) -> bool:
    """The date may be this meeting's: the last name before it is this one, or no name stands before it."""
    named = opening.last_named(place)
    return named is None or draft.formation is None or named == draft.formation


def _lend_days(drafts: list[Draft]) -> None:
    """``… 24 en 25 juni en Eurotop``: a name without days of its own, right behind one that has them, meets then, too."""
    for before, draft in pairwise(drafts):
        between = draft.text[before.place_in_text[1] : draft.place_in_text[0]]
        if (
            draft.first is None
            and before.days
            and draft.text is before.text
            and re.search(r"\ben\s+(?:de\s)?$", between)
        ):
            draft.days, draft.first, draft.last, draft.rule = (
                before.days,
                before.first,
                before.last,
                "meeting_shared_days",
            )


def _share_days(drafts: list[Draft]) -> None:
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


def _own_days(drafts: list[Draft], opening: Opening, anchor: date | None, formations: Sequence[FormationData]) -> None:
    """Days the subject gives to several meetings at once: the introduction may give one of them fewer."""
    shared = [draft for draft in drafts if draft.days and sum(other.days is draft.days for other in drafts) > 1]
    for start, end in opening.sentences if shared else ():
        for named in announced(opening.text[start:end], OTHER, anchor, formations):
            for draft in shared:
                if draft.same_body(named) and draft.spans_more_than(named):
                    draft.first, draft.last = named.first, named.last


def _share_place(drafts: list[Draft]) -> None:
    """Meetings on the same or following days that are named together meet in the one place that is named."""
    known = {(draft.place, draft.country) for draft in drafts if draft.place}
    days = [draft.first for draft in drafts if draft.first]
    if len(known) != 1 or len(days) != len(drafts) or max(days) - min(days) > timedelta(days=2):
        return
    for draft in drafts:
        if not draft.place and not draft.country:
            draft.place, draft.country = next(iter(known))


def _headings(
    drafts: list[Draft], headings: Sequence[str], anchor: date | None, formations: Sequence[FormationData]
) -> None:
    """A part heading that names one of the meetings with a day of its own knows best."""
    for heading in headings:
        mentions, days = find_formations(heading, formations), find_dates(heading, anchor)
        for draft in drafts if len(mentions) == 1 and len(days) == 1 else ():
            inside = not draft.first or (draft.last and draft.first <= days[0].first <= days[0].last <= draft.last)
            if draft.formation == mentions[0].formation and inside:
                changed = (draft.first, draft.last) != (
                    days[0].first,
                    days[0].last,
                ) or draft.rule == "meeting_shared_days"
                draft.first, draft.last = days[0].first, days[0].last
                draft.rule = "meeting_heading" if changed else draft.rule


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """One meeting per kind, name and day; a name without a date next to the same name with one says nothing new."""
    seen: dict[tuple[str, str, date | None], Draft] = {}
    dated = {(draft.kind, draft.name) for draft in drafts if draft.first}
    for draft in drafts:
        if draft.first or (draft.kind, draft.name) not in dated:
            seen.setdefault((draft.kind, draft.name, draft.first), draft)
    return list(seen.values())


def _settle_kind(kind: str, drafts: list[Draft], sources: Sources) -> str:
    """A letter that never says what it is: has the meeting been, or is it still to come?"""
    if kind == OTHER and drafts:
        first = drafts[0]
        kind = tense_kind(sources.opening)
        if kind == OTHER and first.last and sources.letter_date:
            kind = REPORT if first.last < sources.letter_date else AGENDA
        for draft in drafts:
            draft.kind = draft.kind if draft.said_kind else kind
    for draft in drafts if kind == SUPPLEMENT else ():
        draft.kind = SUPPLEMENT if draft.kind == AGENDA else draft.kind
    return kind


def _meeting(draft: Draft) -> ReadMeeting:
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
    if len(options) != 1 and kind != OTHER:
        options = [i for i in options or range(len(meetings)) if meetings[i].kind == kind]
    return options[0] if len(options) == 1 else None
