"""The one way to change what is public: a transaction whose last act is to write the journal."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from .correction import LetterCorrection
from .formation import Formation
from .journal import JournalHead, PublicChange
from .kamerstuk import Dossier, Kamerstuk
from .letter import Letter, LetterMeeting, Signatory
from .meeting import AgendaItem, AgendaSeries, MinisterialMeeting
from .ministry import Ministry, Office, OfficeHolder
from .position import Evidence, GovernmentPosition
from .reference import KamerstukReference
from .source import LetterSource
from .text import Footnote, Paragraph, Section
from .topic import Topic

Keys = set[tuple[str, int]]

# What the journal speaks of, by the name it uses. Models without public() are always public: names that pages print.
KINDS: dict[str, type[models.Model]] = {
    "letter": Letter,
    "position": GovernmentPosition,
    "item": AgendaItem,
    "meeting": MinisterialMeeting,
    "kamerstuk": Kamerstuk,
    "dossier": Dossier,
    "topic": Topic,
    "formation": Formation,
    "ministry": Ministry,
    "office": Office,
    "office_holder": OfficeHolder,
    "series": AgendaSeries,
}
NAME_OF = {model: kind for kind, model in KINDS.items()}
# Parts of a letter: they have no line of their own, the letter's pages change.
PARTS = (LetterMeeting, Signatory, Section, Paragraph, Footnote, KamerstukReference, LetterSource, LetterCorrection)


def _keys(kind: str, ids: Iterable[int | None]) -> Keys:
    return {(kind, pk) for pk in ids if pk is not None}


def _reach_of_letter(pk: int) -> Keys:
    """The letter and every page that shows something of it."""
    sections = Section.objects.filter(letter=pk)
    positions = GovernmentPosition.objects.filter(letter=pk)
    references = KamerstukReference.objects.filter(letter=pk)
    # Asked one by one: with "or" between them a database looks at all papers and dossiers.
    papers = {*Kamerstuk.objects.filter(letter=pk).order_by().values_list("pk", flat=True)}
    papers |= {*references.exclude(kamerstuk=None).order_by().values_list("kamerstuk", flat=True)}
    dossiers = {*Dossier.objects.filter(letters=pk).order_by().values_list("pk", flat=True)}
    dossiers |= {*references.exclude(dossier=None).order_by().values_list("dossier", flat=True)}
    dossiers |= {*Kamerstuk.objects.filter(pk__in=papers).order_by().values_list("dossier", flat=True)}
    return (
        {("letter", pk)}
        | _keys("meeting", LetterMeeting.objects.filter(letter=pk).values_list("meeting", flat=True))
        | _keys("item", sections.values_list("agenda_item", flat=True))
        | _keys("position", positions.values_list("pk", flat=True))
        | _keys("kamerstuk", papers)
        | _keys("dossier", dossiers)
    )


def _reach_of_positions(pks: set[int]) -> Keys:
    """In one query, since an act can alter thousands."""
    rows = GovernmentPosition.objects.filter(pk__in=pks).order_by()
    found = _keys("position", pks)
    for letter, item, meeting in rows.values_list("letter", "agenda_item", "agenda_item__meeting"):
        found |= _keys("letter", [letter]) | _keys("item", [item]) | _keys("meeting", [meeting])
    return found


def _reach_of_item(pk: int) -> Keys:
    return {("item", pk)} | _keys("meeting", AgendaItem.objects.filter(pk=pk).values_list("meeting", flat=True))


def _reach_of_paper(pk: int) -> Keys:
    found = Kamerstuk.objects.filter(pk=pk).values_list("dossier", "letter").first()
    if found is None:
        return {("kamerstuk", pk)}
    return {("kamerstuk", pk)} | _keys("dossier", [found[0]]) | _keys("letter", [found[1]])


WIDER_REACH = {
    Letter: _reach_of_letter,
    AgendaItem: _reach_of_item,
    Kamerstuk: _reach_of_paper,
}


def reach(model: type[models.Model], pk: int) -> Keys:
    """Which public things a change of this row can touch, public or not."""
    if model is GovernmentPosition:
        return _reach_of_positions({pk})
    if model in WIDER_REACH:
        return WIDER_REACH[model](pk)
    return {(NAME_OF[model], pk)} if model in NAME_OF else set()


def _reach_of_all(owners: set[tuple[type[models.Model], int]]) -> Keys:
    positions = {pk for model, pk in owners if model is GovernmentPosition}
    found = _reach_of_positions(positions) if positions else set()
    for model, pk in owners:
        if model is not GovernmentPosition:
            found |= reach(model, pk)
    return found


def _owner(row: models.Model) -> tuple[type[models.Model], int | None]:
    """The row whose pages show this one: a paragraph is shown by its letter, a quote by its position."""
    if isinstance(row, PARTS):
        return Letter, row.letter_id
    if isinstance(row, Evidence):
        return GovernmentPosition, row.position_id
    return type(row), row.pk


class Change:
    """Collects what one transaction touches; `watch` a row before altering it, and again after creating it."""

    def __init__(self, letter: Letter | None) -> None:
        self.letter = letter
        self.owners: set[tuple[type[models.Model], int]] = set()
        self.touched: Keys = set()

    def watch(self, *rows: models.Model) -> None:
        owners = {(model, pk) for model, pk in map(_owner, rows) if pk is not None}
        self.owners |= owners
        self.touched |= _reach_of_all(owners)

    def forget(self) -> None:
        """Nothing was altered after all."""
        self.owners.clear()
        self.touched.clear()

    def write(self) -> None:
        self.touched |= _reach_of_all(self.owners)
        if self.touched:
            write_journal(self.touched, self.letter, self._of_others())

    def _of_others(self) -> set[int]:
        """Positions of another letter than the one by which all this came to be changed: what was moved has two letters."""
        letters = {pk for model, pk in self.owners if model is Letter}
        if self.letter is None or letters <= {self.letter.pk}:
            return set()
        touched = [pk for kind, pk in self.touched if kind == "position"]
        return set(
            GovernmentPosition.objects.filter(pk__in=touched).exclude(letter=self.letter).values_list("pk", flat=True)
        )


@contextmanager
def journalled(*rows: models.Model, letter: Letter | None = None) -> Iterator[Change]:
    """One transaction around a change of `rows`; its last act writes what the public sees differently.

    Rows made inside are told with `change.watch(row)`. Whether something was public before is read from the journal
    itself, so the lines of one thing always alternate rightly. Nothing is written when an exception leaves the block.
    """
    with transaction.atomic():
        change = Change(letter)
        change.watch(*rows)
        yield change
        change.write()


def write_journal(touched: Keys, letter: Letter | None, of_others: Collection[int] = ()) -> None:
    """Append a line for each touched thing that became, changed or ceased to be public. Locks the head row last.

    Each names the letter, but for the positions `of_others`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written inside the transaction of the change")
    JournalHead.objects.get_or_create(pk=1)
    head = JournalHead.objects.select_for_update().get(pk=1)
    by_kind = defaultdict(set)
    for kind, pk in touched:
        by_kind[kind].add(pk)
    lines = [line for kind in KINDS if kind in by_kind for line in _lines(kind, by_kind[kind])]
    now = timezone.now()
    for index, line in enumerate(lines, start=1):
        named = None if line["kind"] == "position" and line["object_id"] in of_others else letter
        line |= {"number": head.number + index, "letter": named, "at": now}
    PublicChange.objects.bulk_create(PublicChange(**line) for line in lines)
    JournalHead.objects.filter(pk=1).update(number=head.number + len(lines))


def _lines(kind: str, ids: set[int]) -> list[dict[str, Any]]:
    was, now = _was_public(kind, ids), _is_public(kind, ids)
    became = [(pk, PublicChange.Change.BECAME) for pk in now - was]
    changed = [(pk, PublicChange.Change.CHANGED) for pk in now & was]
    ceased = [(pk, PublicChange.Change.CEASED) for pk in was - now]
    return [{"kind": kind, "object_id": pk, "change": change} for pk, change in sorted(became + changed + ceased)]


def _is_public(kind: str, ids: set[int]) -> set[int]:
    manager: Any = KINDS[kind]._default_manager
    rows = manager.public() if hasattr(manager, "public") else manager.all()
    return set(rows.filter(pk__in=ids).order_by().values_list("pk", flat=True))


def _was_public(kind: str, ids: set[int]) -> set[int]:
    mine = PublicChange.objects.filter(kind=kind, object_id__in=ids).order_by()
    last = mine.values("object_id").annotate(last=models.Max("number")).values("last")
    shown = PublicChange.objects.filter(number__in=last).exclude(change=PublicChange.Change.CEASED)
    return set(shown.order_by().values_list("object_id", flat=True))
