"""What a letter says in two ways: reported with both versions, never settled in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .announced import Draft, Opening
from .dates import MONTHS, DateSpan, find_dates, wrong_weekdays

# Days that differ by more belong to another meeting of the same body.
NEAR = timedelta(days=45)
SENTENCES = 5  # from the top, in which a letter says what it is about
REACH = 90  # characters between a name and its days


def contradictions(drafts: Sequence[Draft], places: Sequence[tuple[str, Opening]]) -> Iterator[str]:
    """Dutch sentences, one per contradiction: days that differ between places, and weekdays that do not fit.

    ``places`` are names (``het onderwerp``) with what stands there.
    """
    told: set[str] = set()
    for name, text in places:
        for sentence in (*_other_days(drafts, name, text), *_weekdays(name, text)):
            if sentence not in told:
                told.add(sentence)
                yield sentence


def _other_days(drafts: Sequence[Draft], name: str, text: Opening) -> Iterator[str]:
    for start, end in text.sentences[:SENTENCES]:
        mentions, spans = text.within(start, end)
        for draft in drafts if len(spans) == 1 and len({mention.formation.slug for mention in mentions}) == 1 else ():
            close = abs(spans[0].start - mentions[-1].end) <= REACH or abs(mentions[0].start - spans[0].end) <= REACH
            if draft.formation == mentions[0].formation and close and _differs(draft, spans[0], drafts):
                yield (
                    f"Tegenstrijdig: {name} noemt {in_words(spans[0].first, spans[0].last)} voor {draft.name}, gelezen is "
                    f"{in_words(draft.first, draft.last)}. Controleer de datum."
                )


def _differs(draft: Draft, span: DateSpan, drafts: Sequence[Draft]) -> bool:
    """Other days near the ones that were read, that are not those of another meeting of the letter either."""
    if not draft.first or not draft.last:
        return False
    inside = draft.first <= span.first and span.last <= draft.last
    others = any(other.first == span.first for other in drafts if other is not draft)
    return not inside and not others and abs(span.first - draft.first) <= NEAR


def _weekdays(name: str, text: Opening) -> Iterator[str]:
    for weekday, day in wrong_weekdays(text.text, text.spans):
        yield f"Tegenstrijdig: {in_words(day, day)} is geen {weekday}, zoals {name} zegt. Controleer de datum."


def odd_weekdays(drafts: Sequence[Draft], text: str, anchor: date | None, told: Sequence[str]) -> list[str]:
    """Further on in the letter only the days of its own meetings count: others may lie years back."""
    found = find_dates(text, anchor) if text else []
    spans = [span for span in found if any(_within(draft, span.first) for draft in drafts)]
    new: list[str] = []
    for weekday, day in wrong_weekdays(text, spans):
        said = f"Tegenstrijdig: {in_words(day, day)} is geen {weekday}"
        if not any(sentence.startswith(said) for sentence in (*told, *new)):
            new.append(f"{said}, zoals de tekst zegt. Controleer de datum.")
    return new


def _within(draft: Draft, day: date) -> bool:
    return bool(draft.first and draft.last and draft.first <= day <= draft.last)


def in_words(first: date | None, last: date | None) -> str:
    """``4 en 5 december 2030``."""
    if not first or not last:
        return "geen datum"
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    joint = "en" if (last - first).days == 1 else "tot en met"
    same = first.month == last.month and first.year == last.year
    return f"{first.day} {joint} {end}" if same else f"{first.day} {MONTHS[first.month - 1]} {joint} {end}"
