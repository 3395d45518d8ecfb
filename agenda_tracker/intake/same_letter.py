"""Recognising a letter that is already here: the other chamber's copy and the published version are the same letter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from agenda_tracker.citations import Reference
from agenda_tracker.letters import LetterReading
from agenda_tracker.models import Kamerstuk, Letter, LetterSource

from .suggest import give_number

SHINGLE = 5  # words; so many in a row are hardly ever alike by chance
ALIKE = 0.8  # share of the shorter text's rows of words that the longer has, too
LEAST = 30  # rows of words; a shorter text is too little to go by
NEARBY = timedelta(days=42)  # the published version may be dated, or arrive, weeks later
MOST = 60  # letters that are compared
CLOSEST = 5  # of those that are alike, so many are compared word for word
SHORT = 40  # characters of what is quoted in the question, which is kept with the file in at most 400
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Alike:
    """A letter on record with much the same text, and in what it differs; `difference` is empty for the same letter."""

    letter: Letter
    difference: str = ""

    @property
    def question(self) -> str:
        """The Dutch question for the clerk, with what to choose."""
        told = f"“{_short(self.letter.subject)}”" + (f" ({self.letter.dated})" if self.letter.date else "")
        return (
            f"Lijkt op {told}, maar de tekst is {self.difference}. Kies “Vervangt die brief” bij een herziene brief, "
            "“Hoort bij die brief” als het verschil er niet toe doet, anders “Toch als eigen brief inlezen”."
        )


def rows_of_words(text: str) -> frozenset[int]:
    """Every row of five words as a hash; capitals, marks and quotation signs do not count."""
    words = _WORD.findall(text.lower())
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def likeness(one: frozenset[int], two: frozenset[int]) -> float:
    """Share of the smaller set that the other holds, too; 0 when either is too small to go by."""
    least = min(len(one), len(two))
    return len(one & two) / least if least >= LEAST else 0.0


def find_alike(reading: LetterReading) -> Alike | None:
    """The letter on record with the same text, of the same kind; else the one most like it; None when none is alike.

    A revised letter is no copy: only a text that says the same throughout, whatever its form, is the same letter.
    """
    near = _closest(reading)
    if not near:
        return None
    # With rules by which letters are read, which no other page of the desk needs.
    from agenda_tracker.letters.same_words import sentences_said, texts_read

    ours = list(sentences_said(texts_read(reading)))
    found = [Alike(letter, _difference(reading, ours, letter)) for letter in near]
    return next((one for one in found if not one.difference), found[0])


def _closest(reading: LetterReading) -> list[Letter]:
    """The letters on record with much of the text, the most alike first."""
    ours = rows_of_words(" ".join(text for section in reading.sections for text in section.paragraphs))
    rows = ((letter, _rows_of(letter)) for letter in _candidates(reading))
    near = [(letter, theirs) for letter, theirs in rows if likeness(ours, theirs) >= ALIKE]
    near.sort(key=lambda one: len(ours & one[1]) / len(ours | one[1]), reverse=True)
    return [letter for letter, _theirs in near[:CLOSEST]]


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


def _difference(reading: LetterReading, ours: list[tuple[str, str]], letter: Letter) -> str:
    """In what the file differs from the letter, as it follows on “de tekst is”; `""` when it is the same letter."""
    from agenda_tracker.letters.same_words import sentences_said

    theirs = list(sentences_said(_texts_of(letter)))
    if _joined(ours) != _joined(theirs):
        return _told(ours, theirs)
    days = {meeting.start_date for meeting in reading.meetings if meeting.start_date}
    known = set(letter.meetings.values_list("start_date", flat=True))
    return "gelijk, maar de vergadering een andere" if days and known and not days & known else ""


def _texts_of(letter: Letter) -> Iterator[str]:
    """As `texts_read` has it."""
    from agenda_tracker.letters.same_words import without_number

    for section in letter.sections.prefetch_related("paragraphs"):
        yield without_number(section.heading)
        yield from (paragraph.text for paragraph in section.paragraphs.all())
    yield from letter.footnotes.order_by("order").values_list("text", flat=True)


def _joined(sentences: Iterable[tuple[str, str]]) -> str:
    return "".join(said for said, _sentence in sentences)


def _told(ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> str:
    new, gone = _only_in(ours, theirs), _only_in(theirs, ours)
    if not new and not gone:
        return "anders: dezelfde zinnen staan in een andere volgorde"
    sides = ((new, "alleen in dit bestand"), (gone, "alleen in die brief"))
    counts = " en ".join(f"{_sentences(len(side))} {where}" for side, where in sides if side)
    return f"anders: {counts}, te beginnen met “{_short((new or gone)[0])}”"


def _only_in(these: list[tuple[str, str]], those: list[tuple[str, str]]) -> list[str]:
    left = Counter(said for said, _sentence in those)
    found = []
    for said, sentence in these:
        if left[said]:
            left[said] -= 1
        elif said:
            found.append(sentence)
    return found


def _sentences(count: int) -> str:
    return "1 zin" if count == 1 else f"{count} zinnen"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


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
