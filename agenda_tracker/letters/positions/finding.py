"""The positions and the outcomes of a letter: every sentence of its items, judged with what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agenda_tracker.letters.records import ReadMeeting, ReadOutcome, ReadPosition, ReadSection
from agenda_tracker.letters.sentences import split_sentences

from .amounts import find_amounts, find_period
from .commitments import is_commitment, is_routine
from .due import find_due
from .judging import judge
from .others import names_foreign_minister
from .outcomes import CONFIDENCE, outcome_rule
from .tokens import Sentence
from .verdicts import Context, Verdict, ruled

# Sections that describe others' work: only promises to Parliament are looked for there.
SILENT_ROLES = frozenset(("introduction", "document", "nature", "procedure", "parliament", "timetable"))
# Below a sentence of these that ends in a colon every line of the list is an aim, too.
AS_LEAD = ("aim", "view")  # a sentence of these kinds that ends in a colon speaks for the list below it
_BULLET = re.compile(r"[-–•*·▪]|(?:\d{1,2}|[a-z])[.)]\s")


def find_positions(
    sections: Sequence[ReadSection],
    *,
    kind: str = "",
    letter_date: date | None = None,
    meetings: Sequence[ReadMeeting] = (),
) -> tuple[ReadPosition, ...]:
    """Positions in the sections of items; in the introduction only promises, or all of them when the letter has no items.

    ``kind`` is the letter's; a section of a meeting with a kind of its own goes by that one.
    """
    has_items = any(section.agenda_item is not None for section in sections)
    found: list[ReadPosition] = []
    for index, section in enumerate(sections):
        silent = section.role in SILENT_ROLES and (has_items or section.role != "introduction")
        found.extend(_Reader(section, index, kind, letter_date, meetings, promises_only=silent).read())
    return tuple(found)


def read_passage(text: str, *, letter_date: date | None = None) -> ReadPosition | None:
    """A passage that a person marked as a position: of what kind, with which stance, amount and due date.

    Read as if it stood below *Inzet Nederland*; None when not even then a sentence in it says anything.
    """
    section = ReadSection("", 1, "position", "", "", "", "", None, (" ".join(text.split()),))
    found = find_positions((section,), letter_date=letter_date)
    return found[0] if found else None


class _Reader:
    """Reads one section, remembering what the sentence before said."""

    def __init__(
        self,
        section: ReadSection,
        index: int,
        kind: str,
        letter_date: date | None,
        meetings: Sequence[ReadMeeting],
        *,
        promises_only: bool,
    ) -> None:
        meeting = meetings[section.meeting] if section.meeting is not None and section.meeting < len(meetings) else None
        self.section = section
        self.index = index
        self.report = (meeting.kind if meeting else kind) == "report"
        self.letter_date = letter_date
        self.meeting_end = meeting.end_date if meeting else meetings[0].end_date if len(meetings) == 1 else None
        self.promises_only = promises_only
        self.before: Verdict | None = None
        self.foreign = False
        self.lead: Verdict | None = None

    def read(self) -> Iterator[ReadPosition]:
        for number, paragraph in enumerate(self.section.paragraphs):
            self.before = None
            bullet = bool(_BULLET.match(paragraph))
            if not bullet:
                self.lead = None
            for start, end in split_sentences(paragraph):
                yield from self._sentence(paragraph[start:end], number, start, end, bullet=bullet)

    def _sentence(self, text: str, number: int, start: int, end: int, *, bullet: bool) -> Iterator[ReadPosition]:
        verdict = self._verdict(text, bullet=bullet)
        self.foreign = names_foreign_minister(text)
        self.before = verdict
        if text.endswith(":"):
            self.lead = verdict if verdict and verdict.kind in AS_LEAD else None
        if verdict:
            yield self._position(text, verdict, (number, start, end))

    def _verdict(self, text: str, *, bullet: bool) -> Verdict | None:
        if self.promises_only:
            routine = self.section.role == "introduction" and is_routine(text)
            keep = not routine and is_commitment(Sentence(text))
            return judge(text) if keep else None
        verdict = judge(text, Context(self.section.role, self.report, self.before, self.foreign))
        if verdict is None and bullet and self.lead:
            return ruled("position_list", "aim", self.lead.stance, self.lead.speaker)
        return verdict

    def _position(self, text: str, verdict: Verdict, place: tuple[int, int, int]) -> ReadPosition:
        amounts = find_amounts(text)
        promise = verdict.kind == "commitment"
        due = find_due(text, self.letter_date, self.meeting_end) if promise else None
        return ReadPosition(
            text=text,
            kind=verdict.kind,
            stance=verdict.stance,
            agenda_item=self.section.agenda_item,
            # What follows the first amount is a part of it or comes on top.
            amount_eur=amounts[0].euros if amounts else None,
            due=_inside(text[due.start : due.end]) if due else None,
            section=self.index,
            paragraph=place[0],
            start=place[1],
            end=place[2],
            rule=verdict.rule,
            confidence=verdict.confidence,
            speaker=verdict.speaker,
            amount_period=_inside(find_period(text, amounts[0]) or "") or None if amounts else None,
            due_date=due.day if due else None,
        )


def _inside(phrase: str) -> str:
    """A phrase as it would be written inside a sentence: ``Vóór 1 juni`` opens one only by chance."""
    return phrase[:1].lower() + phrase[1:]


def find_outcomes(
    sections: Sequence[ReadSection],
    positions: Sequence[ReadPosition],
    *,
    kind: str = "",
    meetings: Sequence[ReadMeeting] = (),
) -> tuple[ReadOutcome, ...]:
    """What the meeting decided: only in the sections of a report, and never a sentence that is a Dutch position."""
    taken = {(found.section, found.paragraph, found.start) for found in positions}
    has_items = any(section.agenda_item is not None for section in sections)
    found: list[ReadOutcome] = []
    for index, section in enumerate(sections):
        meeting = meetings[section.meeting] if section.meeting is not None and section.meeting < len(meetings) else None
        if (meeting.kind if meeting else kind) != "report" or (section.role == "introduction" and has_items):
            continue
        for number, paragraph in enumerate(section.paragraphs):
            found.extend(_outcomes(section, index, number, paragraph, taken))
    return tuple(found)


def _outcomes(
    section: ReadSection, index: int, number: int, paragraph: str, taken: set[tuple[int, int, int]]
) -> Iterator[ReadOutcome]:
    for start, end in split_sentences(paragraph):
        rule = outcome_rule(paragraph[start:end], section.role)
        if rule and (index, number, start) not in taken:
            yield ReadOutcome(
                paragraph[start:end], section.agenda_item, index, number, start, end, rule, CONFIDENCE[rule]
            )
