"""Recognising a letter that is already here: the other chamber's copy and the published version are the same letter."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from agenda_tracker.citations import Reference
from agenda_tracker.letters import LetterReading
from agenda_tracker.models import Kamerstuk, Letter, LetterSource

from .suggest import give_number

SHINGLE = 5  # words; so many in a row are hardly ever alike by chance
SAME = 0.8  # share of the shorter text's rows of words that the longer has, too
LEAST = 30  # rows of words; a shorter text is too little to go by
NEARBY = timedelta(days=42)  # the published version may be dated, or arrive, weeks later
MOST = 60  # letters that are compared
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Likeness:
    """A letter on record and how much of the text it shares, from 0 to 1."""

    letter: Letter
    share: float

    @property
    def percent(self) -> int:
        return int(self.share * 100)


def rows_of_words(text: str) -> frozenset[int]:
    """Every row of five words as a hash; capitals, marks and quotation signs do not count."""
    words = _WORD.findall(text.lower())
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def likeness(one: frozenset[int], two: frozenset[int]) -> float:
    """Share of the smaller set that the other holds, too; 0 when either is too small to go by."""
    least = min(len(one), len(two))
    return len(one & two) / least if least >= LEAST else 0.0


def find_same(reading: LetterReading) -> Likeness | None:
    """The letter on record with the same text, of the same kind; None when there is none."""
    ours = rows_of_words(" ".join(text for section in reading.sections for text in section.paragraphs))
    found = [Likeness(letter, likeness(ours, _rows_of(letter))) for letter in _candidates(reading)]
    best = max(found, key=lambda match: match.share, default=None)
    return best if best and best.share >= SAME else None


def _candidates(reading: LetterReading) -> list[Letter]:
    """Letters of this kind on the same meeting, or dated around the same day."""
    around = Q()
    for meeting in reading.meetings:
        if meeting.start_date:
            around |= Q(meetings__start_date=meeting.start_date)
    if reading.letter_date:
        around |= Q(date__range=(reading.letter_date - NEARBY, reading.letter_date + NEARBY))
    if not around:
        return []
    letters = Letter.objects.filter(around, kind=reading.kind).exclude(status=Letter.Status.WITHDRAWN).distinct()
    return list(letters.prefetch_related("paragraphs").order_by("-pk")[:MOST])


def _rows_of(letter: Letter) -> frozenset[int]:
    return rows_of_words(" ".join(paragraph.text for paragraph in letter.paragraphs.all()))


def add_source(source: LetterSource, letter: Letter, reading: LetterReading) -> list[str]:
    """Keep the file with the letter; a draft takes over what the file adds, of a published one that is only told.

    Returns Dutch sentences on what was added or what a clerk may want to add. Run it inside a transaction.
    """
    source.letter, source.may_be, source.problem = letter, None, ""
    source.role = LetterSource.Role.PUBLISHED if reading.own_kamerstuk else LetterSource.Role.MAIN
    source.chamber = reading.chambers[0] if len(reading.chambers) == 1 else LetterSource.Chamber.NONE
    source.save(update_fields=["letter", "may_be", "problem", "role", "chamber"])
    news = [*_chambers(letter, reading), *_number(letter, reading)]
    if news:
        letter.reading_notes = "\n".join(filter(None, [letter.reading_notes, *news]))
        letter.save(update_fields=["reading_notes"])
    return news


def _chambers(letter: Letter, reading: LetterReading) -> list[str]:
    new = [name for name in reading.chambers if name not in letter.chambers]
    if not new:
        return []
    names = " en ".join("de Tweede Kamer" if name == "TK" else "de Eerste Kamer" for name in new)
    if letter.is_public:
        return [f"Een ander exemplaar is gericht aan {names}; vul dat zo nodig aan."]
    letter.to_tk, letter.to_ek = letter.to_tk or "TK" in new, letter.to_ek or "EK" in new
    letter.save(update_fields=["to_tk", "to_ek"])
    return [f"Een ander exemplaar is gericht aan {names}; dat is aangevuld."]


def _number(letter: Letter, reading: LetterReading) -> list[str]:
    if not reading.own_kamerstuk or Kamerstuk.objects.filter(letter=letter, normal_form=reading.own_kamerstuk).exists():
        return []
    reference = Reference.parse(reading.own_kamerstuk)
    if letter.is_public:
        return [f"De gepubliceerde versie heeft nummer {reference.display}; vul dat zo nodig aan."]
    notes: list[str] = []
    if give_number(letter, reference, notes):
        notes.append(f"Nummer {reference.display} komt uit de gepubliceerde versie.")
    return notes
