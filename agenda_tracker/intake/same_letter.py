"""Recognising a letter that is already here: the other chamber's copy and the published version are the same letter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Q

from agenda_tracker.citations import Reference
from agenda_tracker.letters import LetterReading
from agenda_tracker.models import Kamerstuk, Letter, LetterSource, Paragraph

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


class Comparison:
    """A reading beside the letters on record: compared at once, so that `find_alike` only has to read newer ones."""

    def __init__(self, reading: LetterReading) -> None:
        self.reading = reading
        self.rows = rows_of_words(" ".join(text for section in reading.sections for text in section.paragraphs))
        self.nearness: dict[int, float] = {}
        self.differences: dict[int, str] = {}
        self._closest()

    def find_alike(self) -> Alike | None:
        """The letter on record with the same text, of the same kind; else the one most like it; None when none is alike.

        A revised letter is no copy: only a text that says the same throughout, whatever its form, is the same letter.
        """
        near = self._closest()
        if not near:
            return None
        best = next((pk for pk in near if not self.differences[pk]), near[0])
        return Alike(Letter.objects.get(pk=best), self.differences[best])

    def _closest(self) -> list[int]:
        """The letters on record with much of the text, the most alike first, compared word for word."""
        letters = _candidates(self.reading)
        for pk, text in _texts([pk for pk in letters if pk not in self.nearness]).items():
            theirs = rows_of_words(text)
            alike = likeness(self.rows, theirs) >= ALIKE
            self.nearness[pk] = len(self.rows & theirs) / len(self.rows | theirs) if alike else 0.0
        near = sorted((pk for pk in letters if self.nearness[pk]), key=lambda pk: -self.nearness[pk])[:CLOSEST]
        for letter in Letter.objects.filter(pk__in=[pk for pk in near if pk not in self.differences]):
            self.differences[letter.pk] = self._difference(letter)
        return near

    def _difference(self, letter: Letter) -> str:
        """In what the file differs from the letter, as it follows on “de tekst is”; `""` when it is the same letter."""
        # With rules by which letters are read, which no other page of the desk needs.
        from agenda_tracker.letters.same_words import sentences_said

        theirs = list(sentences_said(_texts_of(letter)))
        if _joined(self._ours) != _joined(theirs):
            return _told(self._ours, theirs)
        days = {meeting.start_date for meeting in self.reading.meetings if meeting.start_date}
        known = set(letter.meetings.values_list("start_date", flat=True))
        return "gelijk, maar de vergadering een andere" if days and known and not days & known else ""

    @cached_property
    def _ours(self) -> list[tuple[str, str]]:
        from agenda_tracker.letters.same_words import sentences_said, texts_read

        return list(sentences_said(texts_read(self.reading)))


def _candidates(reading: LetterReading) -> list[int]:
    """Keys of letters of this kind on the same meeting, or dated around the same day."""
    around = Q()
    for meeting in reading.meetings:
        if meeting.start_date:
            around |= Q(meetings__start_date=meeting.start_date)
    if reading.letter_date:
        around |= Q(date__range=(reading.letter_date - NEARBY, reading.letter_date + NEARBY))
    if not around:
        return []
    letters = Letter.objects.filter(around, kind=reading.kind).exclude(status=Letter.Status.WITHDRAWN).distinct()
    return list(letters.order_by("-pk").values_list("pk", flat=True)[:MOST])


def _texts(letters: list[int]) -> dict[int, str]:
    """The whole text of each letter."""
    found: dict[int, list[str]] = {pk: [] for pk in letters}
    rows = Paragraph.objects.filter(letter__in=letters).order_by("letter_id", "order")
    for pk, text in rows.values_list("letter_id", "text"):
        found[pk].append(text)
    return {pk: " ".join(texts) for pk, texts in found.items()}


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
