"""What must hold whenever the server was killed: letters are whole, and everything on record tells the same story."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from agenda_tracker.integrity.checking import whole
from agenda_tracker.models import Evidence, Letter

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
    return [*_twice(), *whole()]


def _twice() -> Iterator[str]:
    """The letters of a drill came in once each."""
    for letter in Letter.objects.annotate(files=Count("sources")).filter(files__gt=1):
        yield f"letter {letter.pk} has {letter.files} files"
