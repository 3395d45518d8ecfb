"""Positions and their quotes: inside the paragraph, of the same letter, and a confirmed position complete."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from agenda_tracker.models import Evidence, GovernmentPosition, Section, journalled
from agenda_tracker.models.fields import fold

from .finding import Finding, chunks, kind_and_key, named, stamp
from .history import differing

POSITIONS = 500
MARK_ANEW = "Markeer het citaat opnieuw op de beoordelingspagina van de brief"
FROM_BACKUP = "Haal het citaat terug uit een back-up, of wijs het opnieuw aan op de beoordelingspagina van de brief"


@dataclass(frozen=True)
class Quote:
    """A quote with what it is cut from."""

    pk: int
    position: int
    paragraph: int
    letter: int
    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def find() -> Iterator[Finding]:
    for part in chunks(GovernmentPosition.objects.only("pk", "letter_id", "quotes_key"), POSITIONS):
        quotes = _quotes([position.pk for position in part])
        for position in part:
            yield from _of_one(position, quotes[position.pk])
    yield from _untreated()


def _quotes(positions: list[int]) -> dict[int, list[Quote]]:
    """By position, in the order in which they are read."""
    rows = Evidence.objects.filter(position__in=positions).order_by("position", "paragraph__order", "start")
    fields = ("pk", "position", "paragraph", "paragraph__letter", "start", "end", "paragraph__text")
    found: dict[int, list[Quote]] = defaultdict(list)
    for row in rows.values_list(*fields):
        found[row[1]].append(Quote(*row))
    return found


def _of_one(position: GovernmentPosition, quotes: list[Quote]) -> Iterator[Finding]:
    wrong = [finding for quote in quotes for finding in _of_quote(position, quote)]
    yield from wrong
    key = fold(" ".join(quote.words for quote in quotes))
    if wrong or key == position.quotes_key:
        return
    if _lost_words(position.quotes_key, quotes):
        told = "het had meer citaat dan er nu is"
        yield Finding("quotes-lost", named(position), told, FROM_BACKUP)
    elif differing(Evidence, [quote.pk for quote in quotes]):
        told = "het is te vinden op andere woorden dan die van zijn citaten, die niet zijn als hun geschiedenis zegt"
        yield Finding("quotes-lost", named(position), told, FROM_BACKUP)
    else:
        told = "de woorden waarop het te vinden is, zijn niet die van zijn citaten"
        yield Finding("quotes-key", named(position), told, "Draai met --repair", position.pk)


def _lost_words(kept: str, quotes: list[Quote]) -> bool:
    """Whether the words that it was found by hold all its quotes and more: they are the only trace of what is gone."""
    words = [fold(quote.words) for quote in quotes]
    return len(kept) > len(" ".join(words)) and all(one in kept for one in words)


def _of_quote(position: GovernmentPosition, quote: Quote) -> Iterator[Finding]:
    of, record = f"van {named(position)}", kind_and_key(Evidence, quote.pk)
    if quote.letter != position.letter_id:
        yield Finding("quote-place", record, f"citeert {of} uit een andere brief", MARK_ANEW)
    elif not quote.start < quote.end <= len(quote.text):
        yield Finding("quote-place", record, f"het citaat {of} valt buiten alinea {quote.paragraph}", MARK_ANEW)
    elif not quote.words.strip():
        yield Finding("quote-place", record, f"het citaat {of} heeft geen woorden", MARK_ANEW)


def _untreated() -> Iterator[Finding]:
    """A position's page leads to its item, which is public only through a section of the letter."""
    treated = Section.objects.filter(letter=OuterRef("letter"), agenda_item=OuterRef("agenda_item"))
    confirmed = GovernmentPosition.objects.filter(review=GovernmentPosition.Review.CONFIRMED)
    rows = confirmed.exclude(agenda_item=None).exclude(Exists(treated)).order_by("pk")
    for pk, item in rows.values_list("pk", "agenda_item"):
        wrong = f"hoort bij agendapunt {item}, dat geen deel van de brief behandelt"
        yield Finding(
            "position-item",
            kind_and_key(GovernmentPosition, pk),
            wrong,
            "Koppel bij de brief een deel aan dat agendapunt",
        )


def repair_key(pks: list[int]) -> int:
    """Fold the quotes anew; what a search finds changes, so the journal is told."""
    for position in GovernmentPosition.objects.filter(pk__in=pks).select_related("letter"):
        with journalled(position, letter=position.letter):
            stamp(position)
            position.refresh_quotes_key()
    return len(pks)


REPAIRS = {"quotes-key": repair_key}
