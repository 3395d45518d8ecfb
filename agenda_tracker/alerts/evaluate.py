"""From the journal to what is due: each selection that is followed is asked once about what happened, however many follow it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Min

from agenda_tracker.models import (
    AlertCursor,
    AlertItem,
    AlertMatch,
    Followed,
    PublicChange,
    Subscription,
    read_head,
    reading_at,
)
from agenda_tracker.search import catch_up
from agenda_tracker.search.index import Busy, Unwritable

from .happened import items_of, says_otherwise
from .selections import Selection, selection_followed

# Lines of the journal that are worked out at a time, and rows written at a time.
LINES = 1_000
BATCH = 500


def evaluate() -> int:
    """Work out what the journal has told since the last time; returns how many items fell within a selection.

    Several processes may do so at once: what one has written, with the cursor behind it in the same transaction, the
    others throw away. A crash leaves the cursor where it was.
    """
    found, cursor, head = 0, start(), head_number()
    if cursor < head:
        _catch_up_index()
    while cursor < head:
        until = min(cursor + LINES, head)
        lines = PublicChange.objects.filter(number__gt=cursor, number__lte=until)
        items = items_of(lines)
        found += record(cursor, until, items, list(matches_of(items)) if items else [])
        cursor = start()
    return found


def start() -> int:
    """The last line that was worked out. Where nothing was yet: that from which the first follower follows."""
    known = AlertCursor.objects.filter(pk=1).values_list("number", flat=True).first()
    head = head_number()
    if known is not None and known <= head:
        return known
    first = Subscription.objects.active().aggregate(first=Min("told"))["first"]
    number = head if first is None else min(first, head)
    if known is None:
        AlertCursor.objects.get_or_create(pk=1, defaults={"number": number})
    else:  # a database was put back in which the journal is shorter
        AlertCursor.objects.filter(pk=1, number=known).update(number=head)
    return AlertCursor.objects.get(pk=1).number


def head_number() -> int:
    head = read_head()
    return head.number if head else 0


def _catch_up_index() -> None:
    """Words are looked for by the index; where it cannot be brought up to date the database answers."""
    try:
        catch_up.catch_up()
    except (Busy, Unwritable, OSError):
        return


def matches_of(items: Sequence[AlertItem]) -> Iterator[AlertMatch]:
    """Which of the items fall within which selection that is followed by anyone."""
    by_record: dict[str, dict[int, list[AlertItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        by_record[item.kind][item.object_id].append(item)
    # Read once, and not again for each selection.
    with reading_at(read_head()):
        indexed = catch_up.current() is not None
        for followed in Followed.objects.alive().order_by("pk").iterator(chunk_size=BATCH):
            selection = selection_followed(followed)
            if not indexed:
                selection.ask_the_database()
            for item, came_in in matching(selection, by_record):
                yield AlertMatch(followed=followed, item_id=item.number, came_in=came_in)


def matching(
    selection: Selection, by_record: dict[str, dict[int, list[AlertItem]]]
) -> Iterator[tuple[AlertItem, bool]]:
    """The items that a follower of the selection is told, each with whether the record only then came into it."""
    for kind in selection.kinds:
        records = by_record.get(kind, {})
        for pk in sorted(selection.matching(kind, records.keys())):
            for item in records[pk]:
                came_in = bool(item.old) and selection.came_in(item)
                if item.is_new or item.returned or came_in or says_otherwise(item.old, item.new):
                    yield item, came_in


def record(cursor: int, until: int, items: Sequence[AlertItem], matches: Sequence[AlertMatch]) -> int:
    """Write what is due and move the cursor, in one transaction; nothing when another process was first."""
    wanted = {match.item_id for match in matches}
    with transaction.atomic():
        if not AlertCursor.objects.filter(pk=1, number=cursor).update(number=until):
            return 0
        AlertItem.objects.bulk_create([item for item in items if item.number in wanted], batch_size=BATCH)
        AlertMatch.objects.bulk_create(matches, batch_size=BATCH)
    return len(matches)
