"""What must hold whenever the server was killed: letters are whole, and everything on record tells the same story."""

import hashlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from agenda_tracker.models import (
    DeskAct,
    Evidence,
    GovernmentPosition,
    JournalHead,
    KamerstukReference,
    Letter,
    LetterSource,
    PublicChange,
)
from agenda_tracker.models.fields import fold
from agenda_tracker.models.journalled import KINDS

ROWS = {
    "treatments": ("order", "kind", "meeting__slug", "meeting__formation__slug", "meeting__start_date"),
    "signatories": ("order", "role", "office_as_printed", "name_as_printed", "office__slug", "holder__name"),
    "sections": ("order", "heading", "level", "role", "agenda_item__title", "agenda_item__meeting__slug"),
    "paragraphs": ("order", "number", "section__order", "text"),
    "footnotes": ("order", "marker", "text", "paragraph__order", "offset"),
    "references": ("paragraph__order", "footnote__order", "start", "end", "normal_form", "status", "kamerstuk__number"),
    "positions": ("order", "kind", "stance", "amount_eur", "due_date", "rule", "confidence", "quotes_key"),
    "kamerstukken": ("normal_form",),
    "dossiers": ("normal_form",),
}
QUOTES = ("position__order", "paragraph__order", "start", "end", "position__agenda_item__title")
HEAD = ("kind", "subject", "date", "to_tk", "to_ek", "planned_attendance", "slug", "reading_notes")


def shape_of(letter: Letter) -> dict[str, Any]:
    """Everything that was read, without the numbers that the database gave; clerks of a drill alter none of it."""
    rows = {name: sorted(getattr(letter, name).values_list(*fields), key=repr) for name, fields in ROWS.items()}
    quotes = Evidence.objects.filter(position__letter=letter).values_list(*QUOTES)
    head = [getattr(letter, name) for name in HEAD]
    return {
        "head": head,
        "as read": {name: len(kept) for name, kept in letter.as_read.items()},
        "quotes": sorted(quotes, key=repr),
        **rows,
    }


def faults() -> list[str]:
    """What does not hold; an empty list is what everybody hopes for."""
    return list(chain(_files(), _quotes(), _history(), _journal(), _acts(), _database()))


def _files() -> Iterator[str]:
    for source in LetterSource.objects.all():
        stored = Path(settings.MEDIA_ROOT) / source.file.name
        if not stored.exists() or hashlib.sha256(stored.read_bytes()).hexdigest() != source.sha256:
            yield f"the original of source {source.pk} is not whole"
    for letter in Letter.objects.annotate(files=Count("sources")).filter(files__gt=1):
        yield f"letter {letter.pk} has {letter.files} files"


def _quotes() -> Iterator[str]:
    for reference in KamerstukReference.objects.select_related("paragraph", "footnote"):
        place = reference.paragraph or reference.footnote
        if place is None or place.text[reference.start : reference.end] != reference.as_written:
            yield f"reference {reference.pk} is not what the text says"
    for position in GovernmentPosition.objects.prefetch_related("evidence__paragraph"):
        quotes = [one.quote for one in position.evidence.all()]
        if not all(quotes) or fold(" ".join(quotes)) != position.quotes_key:
            yield f"the quotes of position {position.pk} are not in the text"


def _history() -> Iterator[str]:
    told = {
        Letter: ("status", "first_published_at", "withdrawal_note", "subject"),
        GovernmentPosition: ("review", "reviewed_by", "reviewed_at", "wording", "quotes_key"),
    }
    for model, fields in told.items():
        last = {row[0]: row[1:] for row in model.history.latest_of_each().values_list("id", *fields)}  # type: ignore[attr-defined]
        for row in model.objects.values_list("pk", *fields):
            if last.get(row[0]) != row[1:]:
                yield f"{model.__name__} {row[0]} is not as its history ends"


def _journal() -> Iterator[str]:
    lines = list(PublicChange.objects.order_by("number").values_list("number", "kind", "object_id", "change"))
    if [line[0] for line in lines] != list(range(1, len(lines) + 1)):
        yield "the journal has gaps"
    if JournalHead.objects.filter(pk=1).exclude(number=len(lines)).exists():
        yield "the journal's head is not its last number"
    public: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for number, kind, pk, change in lines:
        if (pk in public[kind]) == (change == "became"):
            yield f"line {number} of the journal does not follow from those before"
        (public[kind].discard if change == "ceased" else public[kind].add)(pk)
    for kind, model in KINDS.items():
        manager: Any = model._default_manager
        if hasattr(manager, "public") and set(manager.public().values_list("pk", flat=True)) != public[kind]:
            yield f"the journal does not tell which {kind} is public"


def _acts() -> Iterator[str]:
    undoing = Count("undone_by", filter=Q(undone_by__undone=False))
    for done in DeskAct.objects.annotate(undoing=undoing):
        if done.undone != (done.undoing == 1) or done.undoing > 1 or not done.deltas:
            yield f"act {done.pk} is half undone"


def _database() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for check in ("integrity_check", "foreign_key_check"):
                found = [row for row in cursor.execute(f"PRAGMA {check}").fetchall() if row != ("ok",)]
                yield from (f"{check}: {row}" for row in found)
