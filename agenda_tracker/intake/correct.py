"""Changing the text of a letter without losing what was found in it, and without moving a number that others cite."""

import re
from collections.abc import Callable
from difflib import Match, SequenceMatcher
from itertools import accumulate, product
from string import ascii_lowercase

from django.core.exceptions import ValidationError
from django.db.models import Max

from agenda_tracker.citations import find_references
from agenda_tracker.models import (
    Evidence,
    Footnote,
    GovernmentPosition,
    Letter,
    LetterCorrection,
    Paragraph,
    Section,
)

from .acts import Clerk, Verb, act
from .citing import cite

# Above any order in use, so that paragraphs can be renumbered one by one without meeting each other.
OUT_OF_THE_WAY = 1_000_000
# A quote that is less like its old self than this has vanished, whatever letters it still shares (0 to 1).
STILL_THE_QUOTE = 0.5
# One that is less like it than this may begin or end elsewhere now: a clerk looks.
PLAINLY_THE_QUOTE = 0.8
# Characters of a quote that, within a longer wording, is no accident.
LITERAL = 20
# Comparing letter by letter takes time by the product of the lengths; beyond this many pairs words are compared.
LETTER_BY_LETTER = 1_000_000
WORDS = re.compile(r"\w+|\W+")
# The first character of a number that is still to be given.
UNNUMBERED = "~"


def _pieces(old: str, new: str) -> tuple[list[str], list[str]]:
    if len(old) * len(new) <= LETTER_BY_LETTER:
        return list(old), list(new)
    return WORDS.findall(old), WORDS.findall(new)


def _shared(old: str, new: str) -> list[Match]:
    """The stretches that both texts have, in characters."""
    ours, theirs = _pieces(old, new)
    a, b = [0, *accumulate(map(len, ours))], [0, *accumulate(map(len, theirs))]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=len(ours) < len(old)).get_matching_blocks()
    return [Match(a[block.a], b[block.b], a[block.a + block.size] - a[block.a]) for block in blocks]


def likeness(old: str, new: str) -> float:
    return 2 * sum(block.size for block in _shared(old, new)) / (len(old) + len(new) or 1)


def moved_by(old: str, new: str) -> Callable[[int], int]:
    """Where an offset of the old text lies in the new one; one inside a removed stretch goes to where that stood."""
    blocks = _shared(old, new)

    def move(offset: int) -> int:
        place = 0
        for block in blocks:
            if offset < block.a:
                return place
            if offset <= block.a + block.size:
                return block.b + offset - block.a
            place = block.b + block.size
        return place

    return move


def correct_paragraph(paragraph: Paragraph, text: str, by: Clerk = None) -> list[str]:
    """Replace the text; quotes, references and footnote marks move along, new references are found.

    A wording in the words of the quote becomes the quote's new words. Returns a Dutch sentence for each position that a
    clerk should look at. Raises ValidationError when a position's quote would vanish: its clerk decides first.
    """
    what = f"Alinea {paragraph.number} verbeterd"
    with act(Verb.CORRECT, by, paragraph, what=what, letter=paragraph.letter):
        before = {evidence.pk: evidence.quote for evidence in paragraph.evidence.select_related("paragraph")}
        quotes, move = moved_quotes(paragraph, text), moved_by(paragraph.text, text)
        paragraph.text = text
        paragraph.full_clean()
        paragraph.save(update_fields=["text"])
        for evidence in quotes:
            evidence.save(update_fields=["start", "end"])
        asks = _follow_quotes([(before[one.pk], text[one.start : one.end], one.position) for one in quotes])
        for note in paragraph.footnotes.all():
            note.offset = move(note.offset)
            note.save(update_fields=["offset"])
        _move_references(paragraph, move)
    return asks


def _follow_quotes(quotes: list[tuple[str, str, GovernmentPosition]]) -> list[str]:
    """Bring positions up to date with their quotes, of each the old and the new words; returns what to look at."""
    asks: list[str] = []
    positions: dict[int, GovernmentPosition] = {}
    for old, new, of in quotes:
        position = positions.setdefault(of.pk, of)
        if _spaced(old) != _spaced(new):
            asks += _doubts(position, old, new)
        wording = _reworded(position.wording, old, new)
        if wording and wording != position.wording:
            position.wording = wording
            position.save(update_fields=["wording", "wording_key"])
    for position in positions.values():
        position.refresh_quotes_key()
    return asks


def _reworded(wording: str, old: str, new: str) -> str:
    """The wording with the quote's new words for its old ones; `""` when it has words of its own."""
    if wording == old:
        return new
    said, quote = _spaced(wording), _spaced(old)
    literal = quote in said and (said == quote or len(quote) >= LITERAL)
    return said.replace(quote, _spaced(new), 1) if literal else ""


def _doubts(position: GovernmentPosition, old: str, new: str) -> list[str]:
    """Why a clerk should look at a position whose quote has other words now."""
    doubts = []
    if likeness(old, new) < PLAINLY_THE_QUOTE:
        doubts.append("kijk of het begin en het einde nog kloppen")
    if not _reworded(position.wording, old, new):
        doubts.append("de formulering is een eigen zin en bleef zoals die was")
    due = position.due_as_written
    if due and due in old and due not in new:
        doubts.append(f"de termijn “{due}” staat er niet meer in")
    return [f"Het citaat van “{position}” is mee veranderd: {'; '.join(doubts)}."] if doubts else []


def _spaced(text: str) -> str:
    return " ".join(text.split())


def tell_correction(letter: Letter, what: str, by: Clerk = None) -> LetterCorrection:
    """A public line below the letter's head: what was corrected, today."""
    with act(Verb.CORRECT, by, letter, what=f"Gecorrigeerd: {what}", letter=letter):
        correction = LetterCorrection(letter=letter, what=what.strip()[:300])
        correction.full_clean()
        correction.save()
    return correction


def correct_footnote(note: Footnote, text: str, by: Clerk = None) -> None:
    """Replace a footnote's text; its references move along, new ones are found."""
    with act(Verb.CORRECT, by, note, what=f"Voetnoot {note.marker} verbeterd", letter=note.letter):
        move = moved_by(note.text, text)
        note.text = text
        note.full_clean()
        note.save(update_fields=["text"])
        _move_references(note, move)


def moved_quotes(paragraph: Paragraph, text: str) -> list[Evidence]:
    """The quotes from this paragraph as they will lie in `text`, not saved. Raises ValidationError when one would vanish."""
    move = moved_by(paragraph.text, text)
    quotes = list(paragraph.evidence.select_related("position"))
    for evidence in quotes:
        old = paragraph.text[evidence.start : evidence.end]
        evidence.start, evidence.end = move(evidence.start), move(evidence.end)
        if likeness(old, text[evidence.start : evidence.end]) < STILL_THE_QUOTE:
            raise ValidationError(
                f"Het citaat van het standpunt “{evidence.position}” zou verdwijnen. Pas eerst dat standpunt aan."
            )
    return quotes


def _move_references(where: Paragraph | Footnote, move: Callable[[int], int]) -> None:
    for reference in where.references.all():
        reference.start, reference.end = move(reference.start), move(reference.end)
        if where.text[reference.start : reference.end] == reference.as_written:
            reference.save(update_fields=["start", "end"])
        else:
            reference.delete()
    find_new_references(where)


def find_new_references(where: Paragraph | Footnote) -> None:
    """Record the references in a text that are not on record yet."""
    covered = [(reference.start, reference.end) for reference in where.references.all()]
    finds: dict[tuple[int, int], list] = {}
    for found in find_references(where.text):
        if not any(start < found.end and found.start < end for start, end in covered):
            finds.setdefault((found.start, found.end), []).append(found.reference)
    for (start, end), meanings in finds.items():
        cite(where, start, end, meanings)


def add_paragraph(section: Section, text: str, after: Paragraph | None = None, by: Clerk = None) -> Paragraph:
    """Put a paragraph into a section, behind another or at its end, and look for references in it."""
    with act(Verb.CORRECT, by, section, what="Alinea toegevoegd", letter=section.letter):
        # Asked anew: an insertion just before this one may have moved it.
        place = section.paragraphs.filter(pk=after.pk).values_list("order", flat=True).first() if after else None
        ahead = section.paragraphs.filter(order__lte=place) if place is not None else section.paragraphs.all()
        paragraph = Paragraph.objects.create(
            letter=section.letter,
            section=section,
            order=_make_room(section, ahead.count()),
            number=UNNUMBERED,
            text=text,
        )
        renumber(section.letter)
        paragraph.refresh_from_db()
        paragraph.full_clean()
        find_new_references(paragraph)
        return paragraph


def _make_room(section: Section, ahead: int) -> int:
    """An order behind the first `ahead` paragraphs of a section; the others move out of the way until renumbered."""
    behind = list(section.paragraphs.order_by("order")[ahead:])
    free = (section.letter.paragraphs.aggregate(last=Max("order"))["last"] or 0) + 1
    for step, paragraph in enumerate(behind, start=1):
        Paragraph.objects.filter(pk=paragraph.pk).update(order=free + step)
    return free


def renumber(letter: Letter) -> None:
    """Give paragraphs their order and number by place. Once published a number stays, and an insertion becomes `12a`."""
    paragraphs = list(letter.paragraphs.select_related("section").order_by("section__order", "order", "pk"))
    numbers = _frozen_numbers(paragraphs) if letter.numbers_frozen else [str(n) for n in range(1, len(paragraphs) + 1)]
    now = [(paragraph.order, paragraph.number) for paragraph in paragraphs]
    if now == list(enumerate(numbers, start=1)):
        return
    for order, paragraph in enumerate(paragraphs):  # two passes: a number or place may still be taken by a later one
        Paragraph.objects.filter(pk=paragraph.pk).update(order=OUT_OF_THE_WAY + order, number=f"{UNNUMBERED}{order}")
    for order, (paragraph, number) in enumerate(zip(paragraphs, numbers, strict=True), start=1):
        Paragraph.objects.filter(pk=paragraph.pk).update(order=order, number=number)


def _frozen_numbers(paragraphs: list[Paragraph]) -> list[str]:
    taken = {paragraph.number for paragraph in paragraphs}
    numbers: list[str] = []
    for paragraph in paragraphs:
        number = paragraph.number
        if number.startswith(UNNUMBERED):
            number = _next_free(numbers[-1] if numbers else "1", taken)
        taken.add(number)
        numbers.append(number)
    return numbers


def _next_free(before: str, taken: set[str]) -> str:
    """`12a` behind 12, `12b` behind 12a, `12aa` when the letters are used up."""
    stem = before.rstrip(ascii_lowercase)
    single = (stem + letter for letter in ascii_lowercase if stem + letter > before)
    double = (stem + one + two for one, two in product(ascii_lowercase, repeat=2))
    return next(number for number in (*single, *double) if number not in taken)
