"""What following a selection would have brought in the last year: by the same rules as the mails, from the journal."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from agenda_tracker.models import AlertItem, PublicChange

from .evaluate import matching
from .happened import CEASED, items_of, says_otherwise
from .news import News, Told, tell
from .selections import Selection

YEAR = timedelta(days=365)
# Of each kind so many of the last lines of the journal are looked at, and of so many records it is worked out.
MOST_LINES = 4_000
MOST_RECORDS = 200
SHOWN = 8


@dataclass(frozen=True)
class Preview:
    """`count` things in the last year, or more than that (`is_least`); the latest of them."""

    count: int
    is_least: bool
    latest: list[News]


def preview(selection: Selection, now: datetime) -> Preview:
    first = line_at(now - YEAR)
    found: list[tuple[AlertItem, bool]] = []
    is_least = False
    for kind in selection.kinds:
        some, all_of_them = _of_kind(selection, kind, first)
        found += some
        is_least |= not all_of_them
    found.sort(key=lambda one: -one[0].number)
    return Preview(len(found), is_least, tell([Told(item, came_in) for item, came_in in found[:SHOWN]]))


def _of_kind(selection: Selection, kind: str, first: int) -> tuple[list[tuple[AlertItem, bool]], bool]:
    """The items of a kind, and whether these are all."""
    lines = PublicChange.objects.filter(kind=kind, number__gte=first).exclude(change=CEASED).order_by("-number")
    ids = list(dict.fromkeys(lines.values_list("object_id", flat=True)[:MOST_LINES]))
    records = selection.matching(kind, ids)
    kept = [pk for pk in ids if pk in records][:MOST_RECORDS]
    all_of_them = len(kept) == len(records) and not lines[MOST_LINES : MOST_LINES + 1]
    by_record: dict[str, dict[int, list[Any]]] = {kind: defaultdict(list)}
    mine = PublicChange.objects.filter(kind=kind, object_id__in=kept, number__gte=first)
    for item in items_of(mine) if kept else ():
        by_record[kind][item.object_id].append(item)
    return [one for one in matching(selection, by_record) if _is_told(*one)], all_of_them


def _is_told(item: AlertItem, came_in: bool) -> bool:
    """Not what was away and came back as it was, or nobody knows how: no mail tells that either."""
    return item.is_new or came_in or says_otherwise(item.old, item.new)


def line_at(moment: datetime) -> int:
    """The first line of the journal that was written at that moment or later; found by halving, as the moments rise."""
    low = 1
    high = (PublicChange.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        line = PublicChange.objects.filter(number__gte=middle).order_by("number").values_list("number", "at").first()
        if line is None or line[1] >= moment:
            high = middle
        else:
            low = line[0] + 1
    return low
